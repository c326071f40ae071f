"""How wide text is in Noto Sans JP, and how it breaks into lines by Japanese rules."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from fontTools.ttLib import TTFont

from domain.folders import DATA

FONTS = DATA / "fonts"
FONT_FAMILY = "Noto Sans JP"
MM_PER_POINT = 25.4 / 72

NEVER_FIRST = frozenset(
    "、。，．・：；？！）」』】〕］｝〉》,.:;?!)]}’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜～％%"
)
"""What no line begins with: closing marks and small kana."""

_UNITS = frozenset("兆億万円件年月日社人か")
"""What stays with a digit before it."""

NEVER_LAST = frozenset("（「『【〔［｛〈《([{‘“▲△＋－￥#")
"""What no line ends with."""

_KEPT_TOGETHER = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,/-_%&+'")


@cache
def _advances(is_bold: bool) -> tuple[npt.NDArray[np.int32], int]:
    """Advance width by code point in font units (0: no glyph), and units per em."""
    name = "Bold" if is_bold else "Regular"
    with TTFont(FONTS / f"NotoSansJP-{name}.ttf", lazy=True) as font:
        by_glyph, glyphs = font["hmtx"].metrics, font.getBestCmap()
        found = np.zeros(max(glyphs) + 1, dtype=np.int32)
        for code, glyph in glyphs.items():
            found[code] = by_glyph[glyph][0]
        return found, int(font["head"].unitsPerEm)


def has_glyph(character: str) -> bool:
    """True if the fonts of sheets can show it."""
    advances, _ = _advances(False)
    code = ord(character)
    return code < len(advances) and advances[code] > 0


@lru_cache(maxsize=65536)
def width_mm(text: str, size: float, is_bold: bool = False) -> float:
    """Width of one line of text; a character that the font lacks is taken as a full square."""
    advances, em = _advances(is_bold)
    codes = np.fromiter(map(ord, text), dtype=np.int64, count=len(text))
    known = codes[codes < len(advances)]
    units = advances[known]
    units = np.where(units > 0, units, em).sum() + em * (len(codes) - len(known))
    return float(units) / em * size * MM_PER_POINT


def pieces(text: str) -> list[str]:
    """The text cut wherever a line may break: words and numbers stay whole, marks stay with their text."""
    found: list[str] = []
    for character in text:
        joins = bool(found) and (
            character in NEVER_FIRST
            or found[-1][-1] in NEVER_LAST
            or character == " "
            or (character in _UNITS and _ends_in_a_number(found[-1]))
            or (character in _KEPT_TOGETHER and found[-1][-1] in _KEPT_TOGETHER)
        )
        if joins:
            found[-1] += character
        else:
            found.append(character)
    return found


def _ends_in_a_number(piece: str) -> bool:
    return piece[-1].isdigit() or (piece[-1] in "兆億万" and piece[0].isdigit())


def broken(text: str, size: float, width: float, is_bold: bool = False) -> list[str]:
    """The text as lines no wider than ``width``; a piece that is wider than a line by itself is cut."""
    lines = [""]
    for piece in pieces(text):
        for part in _cut(piece, size, width, is_bold):
            if lines[-1] and width_mm((lines[-1] + part).rstrip(), size, is_bold) > width:
                lines.append(part.lstrip())
            else:
                lines[-1] += part
    return lines


def _cut(piece: str, size: float, width: float, is_bold: bool) -> list[str]:
    if width_mm(piece.rstrip(), size, is_bold) <= width or len(piece) == 1:
        return [piece]
    parts = [""]
    for character in piece:
        if parts[-1] and width_mm(parts[-1] + character, size, is_bold) > width:
            parts.append(character)
        else:
            parts[-1] += character
    return parts


def shortened(
    text: str, size: float, width: float, most: int, is_bold: bool = False
) -> tuple[list[str], bool]:
    """At most so many lines; what is too long ends in … and is told by True."""
    lines = broken(text, size, width, is_bold)
    if len(lines) <= most:
        return lines, False
    kept = lines[: max(most, 1)]
    last = kept[-1]
    while last and width_mm(last.rstrip() + "…", size, is_bold) > width:
        last = last[:-1]
    return [*kept[:-1], last.rstrip() + "…"], True
