"""Letters of stills: Noto Sans JP from the product's own files, measured as they will be drawn."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from domain.folders import DATA

_FILES = {
    is_bold: DATA / "fonts" / f"NotoSansJP-{'Bold' if is_bold else 'Regular'}.ttf"
    for is_bold in (False, True)
}
_EM = 100.0
_UNKNOWN = "〓"


def font(size: float, *, is_bold: bool = False) -> FontProperties:
    return FontProperties(fname=str(_FILES[is_bold]), size=size)


@lru_cache(maxsize=2)
def _drawable(is_bold: bool) -> frozenset[int]:
    return frozenset(get_font(str(_FILES[is_bold])).get_charmap())


@lru_cache(maxsize=8192)
def one_line(text: str, *, is_bold: bool = False) -> str:
    """The text without line breaks and control characters; what the font lacks is 〓."""
    shown = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)
    known = _drawable(is_bold)
    return "".join(one if ord(one) in known else _UNKNOWN for one in " ".join(shown.split(" ")).strip())


@lru_cache(maxsize=16384)
def _em_width(text: str, is_bold: bool) -> float:
    if not text:
        return 0.0
    measured, _, _ = text_to_path.get_text_width_height_descent(text, font(_EM, is_bold=is_bold), False)
    return float(measured) / _EM


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Points that a line takes."""
    return _em_width(text, is_bold) * size


def fitted(text: str, size: float, most: float, *, is_bold: bool = False) -> str:
    """The text as one line of at most ``most`` points, cut with … where it is longer."""
    line = one_line(text, is_bold=is_bold)
    if width(line, size, is_bold=is_bold) <= most:
        return line
    return line[: _room(line, size, most, is_bold, "…")] + "…"


_NOT_FIRST = "、。，．）」』】〕・：；ー～％円件％)],.:;"
_BREAKS_BEFORE = "（「【"


def wrapped(text: str, size: float, most: float, lines: int, *, is_bold: bool = False) -> list[str]:
    """The text on at most ``lines`` lines; the last is cut with … where there is more.

    A line breaks before a bracket where that leaves more than half of it, and neither inside a number
    nor before a mark that may not begin a line.
    """
    rest = one_line(text, is_bold=is_bold)
    found: list[str] = []
    while rest and len(found) < lines - 1 and width(rest, size, is_bold=is_bold) > most:
        taken = _break(rest, _room(rest, size, most, is_bold))
        found.append(rest[:taken])
        rest = rest[taken:].lstrip()
    return [*found, fitted(rest, size, most, is_bold=is_bold)] if rest else found


def _break(line: str, room: int) -> int:
    """How many of the ``room`` letters that fit stay on the line."""
    for at in range(room, max(room // 2, 1), -1):
        if line[at] in _BREAKS_BEFORE:
            return at
    taken = room
    while taken > 1 and (line[taken] in _NOT_FIRST or _is_inside_number(line, taken)):
        taken -= 1
    return taken if taken > 1 else room


def _is_inside_number(line: str, at: int) -> bool:
    return (line[at].isdigit() or line[at] in ",.") and (line[at - 1].isdigit() or line[at - 1] in ",.")


def _room(line: str, size: float, most: float, is_bold: bool, after: str = "") -> int:
    """The most letters of a line (at least one) that fit with ``after`` behind them."""
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(line[:middle] + after, size, is_bold=is_bold) <= most:
            low = middle
        else:
            high = middle - 1
    return max(low, 1)


@lru_cache(maxsize=4096)
def outline(text: str, is_bold: bool) -> tuple[np.ndarray, np.ndarray]:
    """Vertices and codes of the letters' outlines, for a size of 1 and a baseline from (0, 0)."""
    vertices, codes = text_to_path.get_text_path(font(_EM, is_bold=is_bold), text)
    found = Path(vertices, codes) if len(vertices) else Path(np.empty((0, 2)))
    scaled = np.asarray(found.vertices) / text_to_path.FONT_SCALE
    return scaled, np.asarray(codes, dtype=np.uint8)
