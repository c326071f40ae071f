"""What a laid-out sheet is made of: rectangles in millimetres with text that fits, tables, charts, pictures.

PDF and slides draw these one after the other, in reading order, and decide nothing themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from briefing.contents import Align, Chart, Mark
from briefing.layout.papers import Paper
from geo.stills.still import StillMap

Role = Literal[
    "subject", "title", "message", "fiction", "handling", "heading", "unit", "number", "body", "foot", "page"
]


@dataclass(frozen=True)
class Rect:
    """Left, top, width and height in millimetres from the page's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True)
class Run:
    """Text of one size, weight and colour."""

    text: str
    size: float
    is_bold: bool = False
    colour: str = "#333333"


@dataclass(frozen=True)
class Line:
    """One line of a paragraph as it was measured: runs that stand side by side."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """The lines of one paragraph; ``bullet`` is drawn before the first, and the others are indented."""

    lines: tuple[Line, ...]
    align: Align = "left"
    bullet: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The paragraph unbroken: neighbouring runs of one look as one, for who breaks lines anew."""
        runs = (run for line in self.lines for run in line.runs)
        looks = groupby(runs, lambda run: (run.size, run.is_bold, run.colour))
        return tuple(Run("".join(run.text for run in alike), *look) for look, alike in looks)


@dataclass(frozen=True)
class TextElement:
    """A box of text that fits it, with a ground and a border ("" for none) and room inside it."""

    rect: Rect
    role: Role
    paragraphs: tuple[Paragraph, ...]
    ground: str = ""
    border: str = ""
    inset: float = 0.0
    is_middle: bool = False
    line_height: float = 1.35


@dataclass(frozen=True)
class TableCell:
    """A cell: its paragraph of measured lines, and its mark."""

    paragraph: Paragraph
    mark: Mark | None = None


@dataclass(frozen=True)
class TableElement:
    """A table: column widths and row heights in millimetres add up to the rectangle; row 0 is the heading.

    ``name`` is what it is called for who cannot see it.
    """

    rect: Rect
    name: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    strong: frozenset[int] = frozenset()
    inset: float = 0.9


@dataclass(frozen=True)
class MapElement:
    """A still map drawn at just this size."""

    rect: Rect
    still: StillMap
    alternative: str


@dataclass(frozen=True)
class PictureElement:
    """An SVG picture, as large as it goes in the rectangle."""

    rect: Rect
    svg: str
    alternative: str


@dataclass(frozen=True)
class ChartElement:
    """A chart that fills the rectangle; its heading stands above it as text."""

    rect: Rect
    chart: Chart
    alternative: str


Element = TextElement | TableElement | MapElement | PictureElement | ChartElement


@dataclass(frozen=True)
class Shortened:
    """A text that did not fit and was shortened, or rows that were left out: where, and what it was."""

    place: str
    text: str
    is_rows: bool = False


@dataclass(frozen=True)
class LaidSheet:
    """A page: its elements in reading order, and what had to be shortened."""

    paper: Paper
    title: str
    subject: str
    elements: tuple[Element, ...]
    shortened: tuple[Shortened, ...]
