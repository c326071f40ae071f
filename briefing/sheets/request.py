"""What a sheet is asked for, and what it is made from."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.allocation import Allocation
from analysis.measure import Measure
from analysis.selection import Selection
from geo.boundaries import BoundarySet


class SheetNotPossible(ValueError):
    """A kind that does not fit the selection or the records; the message says so in a Japanese sentence."""


@dataclass(frozen=True)
class SheetRequest:
    """A kind (code of ``sheet_kind``), the selection, and where the kind has one the plan.

    ``mode`` and ``measure`` are those of the map on the screen (see ``ui.map_view``): the still shows the
    same. ``title`` replaces the proposed one.
    """

    kind: str
    selection: Selection
    plan: str = ""
    mode: str = ""
    measure: Measure = Measure.AMOUNT
    title: str = ""


@dataclass(frozen=True)
class Origin:
    """The registry that records come from: its name in a link, and a mark of what it had taken in by then."""

    registry: str = "public"
    mark: int = 0


@dataclass(frozen=True)
class SheetSource:
    """Records laid out for counting, those of an earlier half to compare with (None without one), boundaries,
    and where the records come from. ``compared`` names the earlier half where it is not the one before.
    """

    allocation: Allocation
    before: Allocation | None
    boundaries: BoundarySet
    origin: Origin = Origin()
    compared: str = ""
