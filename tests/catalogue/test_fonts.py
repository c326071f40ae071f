"""The served fonts: every character that the product shows has a drawn glyph in both weights.

A character that a font lacks is drawn in whatever font the machine has, or as an empty box; on an
office machine nobody would notice until a briefing shows it.
"""

import ast
import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from domain.codelist import FOLDER as CODELISTS
from domain.folders import DATA, PRODUCT, STATIC
from rules import CATALOGUE

FONTS = sorted((STATIC / "fonts").glob("*.woff2"))
TYPED_BY_OFFICES = "髙﨑檮鰺▲△①㈱㎡※"
SPACES = " \u3000"
NEVER_SHOWN = PRODUCT / "domain" / "spelling.py"
"""Its characters are compared with what is typed, and are not words of ours."""

weights = pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)


@cache
def font(path: Path) -> TTFont:
    return TTFont(path, lazy=True)


@cache
def glyphs(path: Path) -> tuple[dict[int, str], Any]:
    """Names of glyphs by code point, and the glyphs by name."""
    return font(path).getBestCmap(), font(path).getGlyphSet()


@cache
def has_ink(path: Path, character: str) -> bool:
    names, shapes = glyphs(path)
    pen = BoundsPen(shapes)
    if name := names.get(ord(character)):
        shapes[name].draw(pen)
    return pen.bounds is not None


def lacking(path: Path, text: str) -> str:
    """Characters of ``text`` that the font does not map to a glyph with ink in it."""
    return "".join(sorted(one for one in set(text) - set(SPACES) if not has_ink(path, one)))


def cells(*paths: Path) -> str:
    """All that stands in CSV files, one after another."""
    found = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            found += [cell for row in csv.reader(file) for cell in row]
    return "".join(found)


def literals(*rooms: str) -> str:
    """All Japanese text in the code of rooms: strings with a character beyond ASCII, no docstrings."""
    found = []
    for room in rooms:
        for path in set((PRODUCT / room).rglob("*.py")) - {NEVER_SHOWN}:
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
            texts = [node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in said]
            found += [text for text in texts if isinstance(text, str) and not text.isascii()]
    return "".join(found).replace("\n", "")


@weights
def test_characters_that_ready_made_web_fonts_lack_are_there(path):
    assert lacking(path, TYPED_BY_OFFICES) == ""


@weights
@pytest.mark.parametrize("name", sorted(path.stem for path in CODELISTS.glob("*.csv")))
def test_every_name_of_a_vocabulary_can_be_shown(path, name):
    assert lacking(path, cells(CODELISTS / f"{name}.csv")) == ""


@weights
def test_the_shipped_projects_and_sources_can_be_shown(path):
    files = [*sorted((DATA / "public").glob("*.csv")), DATA / "sources.csv"]
    assert lacking(path, cells(*files).replace("\n", "")) == ""


@weights
def test_every_sentence_of_a_rule_can_be_shown(path):
    assert lacking(path, "".join(rule.sentence + rule.example for rule in CATALOGUE.values())) == ""


@weights
def test_all_words_of_the_screen_can_be_shown(path):
    assert lacking(path, literals("pages", "ui", "briefing", "analysis", "geo", "domain")) == ""


@weights
def test_letters_and_digits_have_a_glyph_too(path):
    assert lacking(path, "".join(map(chr, range(0x21, 0x7F)))) == ""


def test_a_character_that_no_font_has_is_noticed():
    assert FONTS
    assert lacking(FONTS[0], "菊\U0010fffd") == "\U0010fffd"


def test_the_settings_name_these_files_each_once_and_no_other():
    with (PRODUCT / ".streamlit" / "config.toml").open("rb") as file:
        faces = tomllib.load(file)["theme"]["fontFaces"]
    assert sorted(face["url"] for face in faces) == [f"app/static/fonts/{path.name}" for path in FONTS]
    assert sorted(face["weight"] for face in faces) == [400, 700]


@weights
def test_a_file_has_the_weight_that_its_name_says(path):
    assert font(path)["OS/2"].usWeightClass == {"Regular": 400, "Bold": 700}[path.stem.split("-")[1]]
    assert font(path).flavor == "woff2"


def test_the_licence_lies_beside_the_fonts():
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8").upper()
