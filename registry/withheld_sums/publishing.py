"""Which sums are published exactly, which as a size band, and which not at all.

Cell suppression with bands between: sums that are unsafe by themselves become bands (primary); then
others give way until no difference of published sums is unsafe, within one table, between halves, and by
all of it solved together (secondary). A sum is only ever told less, so the search ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from registry.withheld_sums.audit import Knowledge
from registry.withheld_sums.insiders import telling_a_contributor
from registry.withheld_sums.safety import is_safe
from registry.withheld_sums.states import BAND, EXACT, SUPPRESSED
from registry.withheld_sums.units import Cell, Unit, by_cell, by_company, parts_of


@dataclass(eq=False)
class Release:
    """What is published of the withheld amounts of one moment: how the sum of every cell is told.

    ``known`` are amounts, by project, that everybody can take away from sums, as they are public by now.
    """

    units: tuple[Unit, ...]
    states: dict[Cell, str] = field(default_factory=dict)
    known: AbstractSet[tuple[str, int]] = frozenset()

    def __post_init__(self) -> None:
        self.cells = by_cell(self.units)

    def total(self, cell: Cell) -> int:
        return sum(unit.amount_yen for unit in self.cells[cell])

    def is_safe(self, units: Iterable[Unit]) -> bool:
        """True if the sum of these amounts, or of what is not known of them, may be told or is nothing."""
        hidden = [unit for unit in units if unit.amount not in self.known]
        return not hidden or is_safe(hidden)

    def tell_less(self, cell: Cell) -> None:
        self.states[cell] = BAND if self.states[cell] == EXACT else SUPPRESSED

    def first_to_go(self, cells: Iterable[Cell]) -> Cell:
        """Of these cells the one that is missed least: an exact sum before a band, of the fewest companies."""
        return min(cells, key=self._loss)

    def _loss(self, cell: Cell) -> tuple[bool, int, int, Cell]:
        companies = len(by_company(self.cells[cell]))
        return self.states[cell] != EXACT, companies, self.total(cell), cell


def published(
    units: Iterable[Unit], earlier: Sequence[Release] = (), known: AbstractSet[tuple[str, int]] = frozenset()
) -> Release:
    """What may be published of ``units``, given what has been published before.

    ``known`` are amounts, by project, that have become public since and help to solve for others.
    """
    release = Release(tuple(sorted(units)), known=known)
    release.states = dict.fromkeys(release.cells, EXACT)
    return _told_less(release, earlier)


def as_told_now(releases: Sequence[Release], known: AbstractSet[tuple[str, int]]) -> list[Release]:
    """Releases as they may be told still, now that the amounts ``known`` are public: each as it was
    published, or less of it.
    """
    if not known:
        return list(releases)
    told: list[Release] = []
    for release in releases:
        told.append(_told_less(Release(release.units, dict(release.states), known), told))
    return told


def _told_less(release: Release, earlier: Sequence[Release]) -> Release:
    """``release`` with its sums told less, as far as it takes beside the ``earlier`` ones."""
    for cell, units in release.cells.items():
        if release.states[cell] == EXACT and not release.is_safe(units):
            release.states[cell] = BAND
    _mind_changes(release, earlier)
    _mind_differences(release)
    tables = [*earlier, release]
    knowledge = Knowledge(tables, release.known)
    while leak := knowledge.next_leak() or telling_a_contributor(tables, release.known):
        release.tell_less(release.first_to_go(leak))
        _mind_differences(release)
    return release


def _mind_changes(release: Release, earlier: Sequence[Release]) -> None:
    """A sum that was published before may be published again if what has come and gone is a safe sum too."""
    for cell, units in release.cells.items():
        for before in earlier:
            are_exact = release.states[cell] == before.states.get(cell) == EXACT
            if are_exact and not release.is_safe(set(units) ^ set(before.cells[cell])):
                release.states[cell] = BAND


def _mind_differences(release: Release) -> None:
    """What is left of an exact sum when its exact parts are taken away must be safe, or nothing."""
    fields = sorted({cell.field for cell in release.cells if cell.field})
    ways = [(cell, parts) for cell in release.cells for parts in parts_of(cell, fields)]
    is_settled = False
    while not is_settled:
        is_settled = True
        for cell, parts in ways:
            exact = [part for part in (cell, *parts) if release.states.get(part) == EXACT]
            if len(exact) > 1 and exact[0] == cell and not _is_rest_safe(release, cell, exact[1:]):
                release.tell_less(release.first_to_go(exact[1:]))
                is_settled = False


def _is_rest_safe(release: Release, cell: Cell, parts: Iterable[Cell]) -> bool:
    taken = {unit for part in parts for unit in release.cells[part]}
    return release.is_safe(unit for unit in release.cells[cell] if unit not in taken)
