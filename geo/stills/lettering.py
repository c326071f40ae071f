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
ASCENT, DESCENT = 0.88, 0.12
"""Of a line, in its size: how far ideographs reach above and below the baseline."""


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
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(line[:middle] + "…", size, is_bold=is_bold) <= most:
            low = middle
        else:
            high = middle - 1
    return line[:low] + "…"


def wrapped(text: str, size: float, most: float, lines: int, *, is_bold: bool = False) -> list[str]:
    """The text on at most ``lines`` lines; the last is cut with … where there is more."""
    rest, found = one_line(text, is_bold=is_bold), []
    while rest and len(found) < lines - 1 and width(rest, size, is_bold=is_bold) > most:
        cut = fitted(rest, size, most + width("…", size, is_bold=is_bold), is_bold=is_bold)
        taken = max(1, len(cut) - 1)
        while taken > 1 and rest[taken] in "、。）」』】・ー～％":
            taken -= 1
        found.append(rest[:taken])
        rest = rest[taken:].lstrip()
    return [*found, fitted(rest, size, most, is_bold=is_bold)] if rest else found


@lru_cache(maxsize=4096)
def outline(text: str, is_bold: bool) -> tuple[np.ndarray, np.ndarray]:
    """Vertices and codes of the letters' outlines, for a size of 1 and a baseline from (0, 0)."""
    vertices, codes = text_to_path.get_text_path(font(_EM, is_bold=is_bold), text)
    found = Path(vertices, codes) if len(vertices) else Path(np.empty((0, 2)))
    scaled = np.asarray(found.vertices) / text_to_path.FONT_SCALE
    return scaled, np.asarray(codes, dtype=np.uint8)
