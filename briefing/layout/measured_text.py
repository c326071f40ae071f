"""How wide text is in the fonts it is shown in, and how it breaks into lines by Japanese rules."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from fontTools.ttLib import TTFont

from domain.folders import DATA

FONTS = DATA / "fonts"
FONT_FAMILY = "Noto Sans JP"
MM_PER_POINT = 25.4 / 72

Face = Literal["noto_sans_jp", "biz_udpgothic"]
"""Noto Sans JP draws stills, charts and PDF; PowerPoint shows slides in BIZ UDPゴシック."""

PRINTED_FACES: tuple[Face, ...] = ("noto_sans_jp",)

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
def _advances(is_bold: bool) -> npt.NDArray[np.float64]:
    """Advance width in Noto Sans JP by code point, in em (0: no glyph)."""
    name = "Bold" if is_bold else "Regular"
    with TTFont(FONTS / f"NotoSansJP-{name}.ttf", lazy=True) as font:
        by_glyph, glyphs = font["hmtx"].metrics, font.getBestCmap()
        found = np.zeros(max(glyphs) + 1)
        for code, glyph in glyphs.items():
            found[code] = by_glyph[glyph][0]
        return found / font["head"].unitsPerEm


@cache
def _widths(face: Face, is_bold: bool) -> npt.NDArray[np.float64]:
    """Width by code point in em; a character that the font lacks is taken as a full square."""
    if face == "noto_sans_jp":
        advances = _advances(is_bold)
        return np.where(advances > 0, advances, 1.0)
    with (FONTS / f"{face}_widths.csv").open(encoding="utf-8", newline="") as file:
        ranges = list(csv.DictReader(file))
    found = np.ones(int(ranges[-1]["last"]) + 1)
    for row in ranges:
        found[int(row["first"]) : int(row["last"]) + 1] = int(row["bold" if is_bold else "regular"]) / 1000
    return found


def has_glyph(character: str) -> bool:
    """True if the fonts of sheets can show it."""
    advances = _advances(False)
    code = ord(character)
    return code < len(advances) and bool(advances[code] > 0)


@lru_cache(maxsize=65536)
def width_mm(text: str, size: float, is_bold: bool = False, faces: tuple[Face, ...] = PRINTED_FACES) -> float:
    """Width of one line of text, in the widest of the faces."""
    codes = np.fromiter(map(ord, text), dtype=np.int64, count=len(text))
    return max(_em(codes, _widths(face, is_bold)) for face in faces) * size * MM_PER_POINT


def _em(codes: npt.NDArray[np.int64], widths: npt.NDArray[np.float64]) -> float:
    known = codes[codes < len(widths)]
    return float(widths[known].sum()) + len(codes) - len(known)


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


def broken(
    text: str, size: float, width: float, is_bold: bool = False, faces: tuple[Face, ...] = PRINTED_FACES
) -> list[str]:
    """The text as lines no wider than ``width``; a piece that is wider than a line by itself is cut."""
    lines = [""]
    for piece in pieces(text):
        for part in _cut(piece, size, width, is_bold, faces):
            if lines[-1] and width_mm((lines[-1] + part).rstrip(), size, is_bold, faces) > width:
                lines.append(part.lstrip())
            else:
                lines[-1] += part
    return lines


def _cut(piece: str, size: float, width: float, is_bold: bool, faces: tuple[Face, ...]) -> list[str]:
    if width_mm(piece.rstrip(), size, is_bold, faces) <= width or len(piece) == 1:
        return [piece]
    parts = [""]
    for character in piece:
        if parts[-1] and width_mm(parts[-1] + character, size, is_bold, faces) > width:
            parts.append(character)
        else:
            parts[-1] += character
    return parts


def shortened(
    text: str,
    size: float,
    width: float,
    most: int,
    is_bold: bool = False,
    faces: tuple[Face, ...] = PRINTED_FACES,
) -> tuple[list[str], bool]:
    """At most so many lines; what is too long ends in … and is told by True."""
    lines = broken(text, size, width, is_bold, faces)
    if len(lines) <= most:
        return lines, False
    kept = lines[: max(most, 1)]
    last = kept[-1]
    while last and width_mm(last.rstrip() + "…", size, is_bold, faces) > width:
        last = last[:-1]
    return [*kept[:-1], last.rstrip() + "…"], True
