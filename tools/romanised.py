"""Japanese readings in Latin letters: Hepburn without long vowels, as offices sign their names."""

from __future__ import annotations

import re
import unicodedata

# Unicode names kana by rows and columns (し is SI); speakers of English write what they hear.
_HEARD = (
    ("hu", "fu"), ("sy", "sh"), ("ty", "ch"), ("zy", "j"), ("si", "shi"), ("ti", "chi"), ("tu", "tsu"),
    ("zi", "ji"), ("di", "ji"), ("du", "zu"),
)  # fmt: skip


def hepburn(kana: str) -> str:
    """``ちゅうおう`` → ``Chuo``, ``てんぱく`` → ``Tempaku``; ValueError for anything but hiragana."""
    text = "".join(_letters(character) for character in kana)
    text = re.sub(r"i\*y", "y", text)  # きょ is ki with a small yo: kyo
    for written, heard in _HEARD:
        text = text.replace(written, heard)
    text = re.sub(r"\*tsu(.)", r"\1\1", text)  # っ doubles what follows
    text = re.sub(r"n(?=[bmp])", "m", text)
    return re.sub(r"([ou])u|oo", lambda match: match[1] or "o", text).capitalize()


def _letters(kana: str) -> str:
    """``KI`` of a kana's Unicode name in lower case, with a star before a small one."""
    row, _, name = unicodedata.name(kana, "").partition(" LETTER ")
    if row != "HIRAGANA":
        raise ValueError(f"{kana!r} is not hiragana")
    return name.lower().replace("small ", "*")
