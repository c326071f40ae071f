"""What a sheet says: title, messages, blocks, foot. Nothing here knows paper, points or files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from geo.stills.still import StillMap

Align = Literal["left", "right", "center"]

MOST_MESSAGES = 3


@dataclass(frozen=True)
class KeyNumber:
    """A number with its unit, 時点 and comparisons: ``投資額 3兆9,000億円 2026年3月時点``."""

    label: str
    value: str
    unit: str
    when: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeyNumbers:
    """Headline numbers side by side."""

    items: tuple[KeyNumber, ...]


@dataclass(frozen=True)
class Column:
    """A table's column: its heading, how its cells stand, and how wide it is beside the others."""

    heading: str
    align: Align = "left"
    weight: float = 1.0


@dataclass(frozen=True)
class Mark:
    """The ground of a cell: a colour that always goes with words or a letter in the cell."""

    colour: str
    text_colour: str = "#333333"


@dataclass(frozen=True)
class Table:
    """A table. ``unit`` stands above it on the right (``単位：億円``). ``strong`` are the positions of rows that
    are totals; ``marks`` colour single cells by (row, column). A cell has at most ``lines`` lines.

    A table is to have room for all its rows. An excerpt shows as many as there is room for, and tells the
    number of the others, with ``more`` that are not even in ``rows``, in the words of ``rest``. One that is
    ``continued`` (the counter of its rows: ``件``), directly in a sheet's body, goes on to further pages; on
    those ``first_row`` and ``rows_in_all`` say which rows they hold. Neither is begun with fewer rows than
    ``least``.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    rest: str = "ほか{count:,}行は Excel の表にあります"
    strong: frozenset[int] = frozenset()
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict, hash=False)
    empty: str = "該当するものはありません"
    continued: str = ""
    first_row: int = 0
    rows_in_all: int = 0
    is_excerpt: bool = False
    more: int = 0
    least: int = 3
    lines: int = 2

    @property
    def heading(self) -> str:
        """The title, of a part of a list with the rows that it holds: ``案件（19〜36／136件）``."""
        if not self.rows_in_all:
            return self.title
        first, last = self.first_row + 1, self.first_row + len(self.rows)
        return f"{self.title}（{first:,}〜{last:,}／{self.rows_in_all:,}{self.continued}）"


@dataclass(frozen=True)
class Series:
    """One row of values of a chart; None where there is none. ``colour`` "" is drawn as nothing: the
    invisible base of a waterfall.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    is_dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart with its unit: bars (across or upright, beside or on each other) or lines over categories.

    ``labels`` are the words at the end of each category's bar, if they are not to be the plain values.
    ``start`` is where the axis of values begins: above zero only where small changes of a large total are
    shown, and then the sheet says so in words; bars are cut off there.
    """

    kind: Literal["bar", "column", "line"]
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_stacked: bool = False
    labels: tuple[str, ...] = ()
    decimals: int = 0
    start: float = 0.0


@dataclass(frozen=True)
class ChartFigure:
    """A chart, and what it shows in words for who cannot see it."""

    chart: Chart
    alternative: str


@dataclass(frozen=True)
class MapFigure:
    """A still map with its heading, and what it shows in words for who cannot see it."""

    title: str
    still: StillMap
    alternative: str
    caption: str = ""


@dataclass(frozen=True)
class SmallMap:
    """One of many small maps: an SVG picture, its name, and a number below it."""

    name: str
    svg: str
    number: str
    alternative: str


@dataclass(frozen=True)
class SmallMaps:
    """Small maps side by side, ``across`` in a row, with one legend: colours and their words."""

    title: str
    items: tuple[SmallMap, ...]
    across: int
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """A box of text: a heading and paragraphs. With ``least`` it gives way to what else is on the page, down to
    so many lines a paragraph; without, it has room for all of its text.
    """

    title: str
    paragraphs: tuple[str, ...]
    is_tinted: bool = False
    least: int = 0


@dataclass(frozen=True)
class Stack:
    """Blocks one below the other: tables, numbers and words as high as they need, figures what is left."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Row:
    """Blocks side by side, each so many of the row's parts wide."""

    blocks: tuple[Block, ...]
    parts: tuple[int, ...]


Block = KeyNumbers | Table | ChartFigure | MapFigure | SmallMaps | Words | Stack | Row


@dataclass(frozen=True)
class Foot:
    """What stands under every sheet: sources, notes, filters in words, n of N, and the sheet's code with what
    it does not say.
    """

    sources: tuple[str, ...]
    notes: tuple[str, ...]
    filters: str
    coverage: str
    code: str = ""
    code_note: str = ""


@dataclass(frozen=True)
class Sheet:
    """One page. ``kind`` is a code of ``sheet_kind``; ``subject`` names area and subject; ``title`` is the
    conclusion in a sentence; ``messages`` are at most three; ``as_of`` the 時点 in words; ``handling`` the
    取扱区分; ``fiction`` what is said in red where nothing is real, else "". ``blocks`` stand one below the other.
    """

    kind: str
    subject: str
    title: str
    messages: tuple[str, ...]
    as_of: str
    handling: str
    fiction: str
    blocks: tuple[Block, ...]
    foot: Foot

    def __post_init__(self) -> None:
        if len(self.messages) > MOST_MESSAGES:
            raise ValueError(f"a sheet has at most {MOST_MESSAGES} messages")

    def leaves(self) -> Iterator[Block]:
        """The blocks themselves, out of their stacks and rows, in reading order."""
        for block in self.blocks:
            yield from _leaves(block)


def _leaves(block: Block) -> Iterator[Block]:
    if isinstance(block, Stack | Row):
        for inner in block.blocks:
            yield from _leaves(inner)
    else:
        yield block
