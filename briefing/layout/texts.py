"""Boxes of text that fit: paragraphs broken into measured lines, shortened where there is no room, and told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.contents import Align
from briefing.layout.elements import Line, Paragraph, Rect, Role, Run, Shortened, TextElement
from briefing.layout.measured_text import MM_PER_POINT, PRINTED_FACES, Face, shortened, width_mm

_WIDE_SPACE = "\u3000"
_NO_END = 10_000
_SLACK = 0.97
"""Lines are measured a little narrow: another program's spacing must not push a word over the edge."""


@dataclass(frozen=True)
class Style:
    """Size in points, weight, colour, and how lines stand."""

    size: float
    is_bold: bool = False
    colour: str = "#333333"
    align: Align = "left"
    line_height: float = 1.35

    @property
    def line_mm(self) -> float:
        return self.size * MM_PER_POINT * self.line_height


@dataclass
class Fitter:
    """Fits text, in the faces it is shown in, into boxes and keeps what it had to shorten."""

    faces: tuple[Face, ...] = PRINTED_FACES
    told: list[Shortened] = field(default_factory=list)

    def width(self, text: str, size: float, is_bold: bool = False) -> float:
        """Millimetres of one line of text."""
        return width_mm(text, size, is_bold, self.faces)

    def line(self, text: str, style: Style, width: float, place: str) -> Paragraph:
        """The text on one line."""
        return self.paragraph(text, style, width, 1, place)

    def paragraph(
        self, text: str, style: Style, width: float, most: int, place: str, bullet: str = ""
    ) -> Paragraph:
        """The text on at most so many lines of ``width`` millimetres; shortened with … beyond."""
        room = width * _SLACK - (self.width(bullet, style.size, style.is_bold) if bullet else 0)
        lines, is_cut = shortened(plain(text), style.size, room, most, style.is_bold, self.faces)
        if is_cut:
            self.told.append(Shortened(place, text))
        look = (style.size, style.is_bold, style.colour)
        return Paragraph(tuple(Line((Run(line, *look),)) for line in lines), style.align, bullet)

    def box(
        self,
        rect: Rect,
        role: Role,
        texts: Sequence[str],
        style: Style,
        place: str,
        *,
        bullet: str = "",
        ground: str = "",
        border: str = "",
        inset: float = 0.0,
        is_middle: bool = False,
    ) -> TextElement:
        """Paragraphs in a box, as many lines as it holds; what finds no room is left out and told."""
        room = max(1, int((rect.height - 2 * inset + 0.01) / style.line_mm))
        width = rect.width - 2 * inset
        lines = shared_lines([self._lines(text, style, width, bullet) for text in texts], room)
        self.told += [Shortened(place, text) for text, most in zip(texts, lines, strict=True) if not most]
        paragraphs = tuple(
            self.paragraph(text, style, width, most, place, bullet)
            for text, most in zip(texts, lines, strict=True)
            if most
        )
        return TextElement(rect, role, paragraphs, ground, border, inset, is_middle, style.line_height)

    def _lines(self, text: str, style: Style, width: float, bullet: str) -> int:
        """How many lines the whole text takes."""
        return len(Fitter(self.faces).paragraph(text, style, width, _NO_END, "", bullet).lines)


def shared_lines(wanted: Sequence[int], room: int) -> list[int]:
    """How many of ``room`` lines each paragraph gets: a line each in turn, so that a long one takes no room from
    the others; none for the last ones where there are more paragraphs than lines.
    """
    given = [0] * len(wanted)
    while room > 0 and given != list(wanted):
        for at in range(len(wanted)):
            if room > 0 and given[at] < wanted[at]:
                given[at] += 1
                room -= 1
    return given


def plain(text: str) -> str:
    """Without line feeds and control characters, which no cell or line shows; a full-width space is kept."""
    shown = "".join(c if c.isprintable() or c == _WIDE_SPACE else " " for c in text)
    return re.sub(" +", " ", shown).strip()
