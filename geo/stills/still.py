"""A still map as a value: areas and their colours, bubbles, outlines, labels, marks, legend, credits."""

from __future__ import annotations

from dataclasses import dataclass

from domain.area import Level


@dataclass(frozen=True)
class Fill:
    """An area's colour; ``is_hatched`` for what has no value, so that it is never taken for zero."""

    code: str
    colour: str
    is_hatched: bool = False


@dataclass(frozen=True)
class Bubble:
    """A circle whose area is in proportion to the amount; hollow and small where there is no amount."""

    lon: float
    lat: float
    amount_yen: int | None


@dataclass(frozen=True)
class Outline:
    """The border around the municipalities of a cluster, with its name (or letter) at its middle."""

    municipalities: tuple[str, ...]
    colour: str
    name: str = ""
    is_dashed: bool = False


@dataclass(frozen=True)
class Label:
    """Words at an area (code) or at a point: a name and perhaps a value below it.

    Labels of greater ``weight`` are placed first; those that find no room are left out.
    """

    text: str
    value: str
    weight: float
    code: str = ""
    lon: float = 0.0
    lat: float = 0.0


@dataclass(frozen=True)
class Mark:
    """A letter on a coloured disc in an area: the grade of its KPIs."""

    code: str
    letter: str
    colour: str
    text_colour: str
    weight: float = 0.0


@dataclass(frozen=True)
class LegendLine:
    """A class of the legend: colour, words, and the number of areas ("" where it is not told).

    With ``is_line`` the sample is a line such as that of an outline, whole or dashed.
    """

    colour: str
    words: str
    count: str = ""
    is_hatched: bool = False
    is_line: bool = False
    is_dashed: bool = False


@dataclass(frozen=True)
class Legend:
    """The legend: what is measured and in which unit, its classes, and sample circles by amount."""

    title: str
    lines: tuple[LegendLine, ...] = ()
    circles: tuple[tuple[str, int], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class StillMap:
    """What a still shows.

    ``area`` is the nation, a block or a prefecture; with ``cluster`` (lg_codes) the window shows these
    municipalities and their neighbours instead. ``parts`` is the level of the areas in ``fills``.
    ``credits`` are lines below the map: boundary source and, under national maps, the territory note.
    """

    area: str
    parts: Level
    fills: tuple[Fill, ...]
    legend: Legend
    bubbles: tuple[Bubble, ...] = ()
    outlines: tuple[Outline, ...] = ()
    labels: tuple[Label, ...] = ()
    marks: tuple[Mark, ...] = ()
    cluster: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
