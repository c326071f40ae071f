"""data/locale: the compiled words are those of the readable file, and fill in the same names."""

import ast
import gettext
import string
from pathlib import Path

import pytest

from domain.folders import DATA

FOLDER = DATA / "locale" / "ja" / "LC_MESSAGES"
Key = tuple[str, int] | str


def po_messages(path: Path) -> dict[Key, str]:
    """Translations of a .po file by msgid, and by (msgid, form) where there is a plural."""
    found: dict[Key, str] = {}
    words: dict[str, str] = {}
    keyword = ""

    def close() -> None:
        for name, text in words.items():
            if name == "msgstr":
                found[words["msgid"]] = text
            elif name.startswith("msgstr["):
                found[words["msgid"], int(name[7:-1])] = text
        words.clear()

    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("msgid "):
            close()
        if not line or line.startswith("#"):
            continue
        name, quote, text = line.partition('"')
        keyword = name.strip() or keyword
        words[keyword] = words.get(keyword, "") + ast.literal_eval(quote + text)
    close()
    return found


MESSAGES = po_messages(FOLDER / "messages.po")
WORDS = {key: text for key, text in MESSAGES.items() if key != ""}


def catalogue() -> gettext.GNUTranslations:
    with (FOLDER / "messages.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_readable_file_was_understood():
    assert len(WORDS) == (FOLDER / "messages.po").read_text(encoding="utf-8").count("\nmsgid ") - 1
    assert WORDS["Usage:"] == "使い方:"


def test_the_compiled_file_holds_the_same_words_and_no_others():
    compiled = {key: text for key, text in catalogue()._catalog.items() if key != ""}
    assert compiled == WORDS


def test_one_form_serves_every_number():
    assert "nplurals=1" in MESSAGES[""]
    assert {catalogue().plural(number) for number in range(200)} == {0}


@pytest.mark.parametrize("key", list(WORDS), ids=str)
def test_a_translation_is_there_and_fills_in_no_name_that_the_original_lacks(key):
    original = key[0] if isinstance(key, tuple) else key
    plural_names = {"nargs", "args", "possibilities", "choices"}
    assert WORDS[key].strip()
    assert names(WORDS[key]) <= names(original) | plural_names
