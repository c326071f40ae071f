"""Records laid out for adding up: at every level one row for each project and unit, sorted by unit.

Where a project and its amount count is decided in :mod:`analysis.portions`; a project counts once in
any total.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.portions import AREA_LEVELS, UNIT_CODES, Flags, Ints, Portions, portions_of, sites_of
from analysis.search_keys import search_keys
from domain.area import NATION, Level
from domain.codelist import codelist
from domain.partial_date import year_of
from domain.record import Records
from domain.viewer import SEEN_BY

REMAINDER_AREAS: dict[Level, tuple[str, ...]] = {
    Level.NATION: (),
    Level.BLOCK: UNIT_CODES[Level.NATION],
    Level.PREFECTURE: UNIT_CODES[Level.BLOCK] + UNIT_CODES[Level.NATION],
    Level.MUNICIPALITY: UNIT_CODES[Level.PREFECTURE] + UNIT_CODES[Level.BLOCK] + UNIT_CODES[Level.NATION],
}
"""Areas above a level, in the order in which their remainders follow the level's units."""

COUNT_BITS = 21
"""Width of one counter in ``LevelRows.packed_counts``: three to an integer, up to 2 million rows."""
UNKNOWN_YEAR = 0

COUNTING_STATUSES = tuple(
    entry.code for entry in codelist("project_status") if entry.more["counts_in_total"] == "yes"
)
"""Statuses that count in totals: all but 取下げ."""


@dataclass(frozen=True, eq=False)
class Attributes:
    """What projects are filtered and grouped by, one element a project or a row.

    ``field``, ``status`` and ``size_band`` are positions in their vocabularies; years are
    calendar years, 0 where unknown; ``scope`` is a position in ``amount_scope``. A ``field`` of -1 is
    none of the strategic fields: a local industry. ``plan_type`` and ``stage`` are those of the
    project's plan, -1 where it is in none (計画未策定).
    """

    field: npt.NDArray[np.int8]
    status: npt.NDArray[np.int8]
    size_band: npt.NDArray[np.int8]
    scope: npt.NDArray[np.int8]
    announced_year: npt.NDArray[np.int16]
    operation_year: npt.NDArray[np.int16]
    plan_type: npt.NDArray[np.int8]
    stage: npt.NDArray[np.int8]

    def take(self, rows: Ints) -> Attributes:
        return Attributes(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})

    @cached_property
    def all_count(self) -> bool:
        """True if every status counts in totals, so that none need be left out."""
        counting = [codelist("project_status").position[code] for code in COUNTING_STATUSES]
        return bool(np.isin(self.status, counting).all())

    @cached_property
    def all_strategic(self) -> bool:
        """True if every field is one of the strategic fields."""
        return bool((self.field >= 0).all())


@dataclass(frozen=True, eq=False)
class LevelRows:
    """One row for every project and unit of a level where it has a site, sorted by unit.

    After the level's own units come its *remainders*: one for every area above the level, holding
    what counts in that area but in no unit of the level (see ``REMAINDER_AREAS``). So the rows of
    the units and of the remainders inside an area add up to the area.

    ``amount_yen`` and ``support_yen`` are what counts inside the unit; ``is_counted`` and
    ``is_supported`` tell that an amount or a support is known and counts there, whole or in part;
    ``is_disclosed`` that the project has an amount at all, ``is_withheld`` that the registry has one which the
    audience may not see. Unit ``u`` has the rows
    ``starts[u]:starts[u + 1]``. ``repeats`` tells that a project stands in two remainders.
    """

    project: Ints
    starts: Ints
    amount_yen: Ints
    support_yen: Ints
    is_counted: Flags
    is_supported: Flags
    is_disclosed: Flags
    is_withheld: Flags
    attributes: Attributes
    packed_counts: tuple[Ints, ...]
    repeats: bool


@dataclass(frozen=True, eq=False)
class Allocation:
    """The records as arrays, ready for totals; projects in the order of ``records.projects``.

    ``plan`` is the position of a project's plan in ``records["plans"]``, -1 for none. ``today`` is the
    day on which the records are looked at, by which reports are due or overdue. ``common`` is the same for
    all viewers who see alike, as nobody's own (:class:`domain.record.Records`).
    """

    records: Records
    plan: Ints
    attributes: Attributes
    amount_yen: Ints
    has_amount: Flags
    levels: dict[Level, LevelRows]
    today: dt.date = dt.date.max
    common: Allocation | None = None

    def for_one(self, drafts_of: tuple[str, ...]) -> Allocation:
        """This allocation, which several viewers see alike, as that of one of them."""
        return replace(self, records=self.records.for_one(drafts_of), common=self)

    @cached_property
    def search_keys(self) -> pa.Array:
        """What free text is looked for in, made on the first search."""
        return self.common.search_keys if self.common else search_keys(self.records)


def allocate(records: Records, today: dt.date = dt.date.max) -> Allocation:
    """Apply the counting rule to all records, looked at on ``today`` (after every deadline if not told)."""
    projects = records.projects
    amount = projects["amount_yen"].fillna(0).to_numpy(dtype=np.int64)
    support = projects["public_support_yen"].fillna(0).to_numpy(dtype=np.int64)
    has_amount = projects["amount_yen"].notna().to_numpy()
    plan = pd.Index(records["plans"]["plan_id"]).get_indexer(pd.Index(projects["plan_id"]))
    attributes = _attributes(records, plan, size_bands(amount, has_amount))
    facts = _Facts(
        has_amount,
        projects["public_support_yen"].notna().to_numpy(),
        is_withheld(projects, records.audience),
        attributes,
    )
    sites = sites_of(records)
    is_multi_site = (projects["amount_scope"] == "multi_site_total").to_numpy()
    portions = portions_of(amount, support, is_multi_site, sites)
    levels = {
        level: _level_rows(level, portions, sites.project, sites.units[level], facts) for level in AREA_LEVELS
    }
    everything = np.arange(len(projects), dtype=np.int64)
    starts = np.array([0, len(projects)])
    is_here = np.ones(len(projects), dtype=bool)
    levels[Level.NATION] = _rows(everything, starts, amount, support, is_here, facts, repeats=False)
    return Allocation(records, plan.astype(np.int64), attributes, amount, has_amount, levels, today)


def _positions(values: pd.Series, vocabulary: str) -> npt.NDArray[np.int8]:
    return values.map(codelist(vocabulary).position).fillna(-1).to_numpy(dtype=np.int8)


def _years(dates: pd.Series) -> npt.NDArray[np.int16]:
    years = dates.map({text: year_of(text) or UNKNOWN_YEAR for text in dates.unique()})
    return years.to_numpy(dtype=np.int16)


def _attributes(records: Records, plan: Ints, size_band: npt.NDArray[np.int8]) -> Attributes:
    projects, plans = records.projects, records["plans"]
    # The last element is found by position -1: of no plan.
    plan_type = np.append(_positions(plans["plan_type"], "plan_type"), np.int8(-1))
    stage = np.append(_positions(plans["stage_code"], "plan_stage"), np.int8(-1))
    return Attributes(
        field=_positions(projects["field_code"], "strategic_field"),
        status=_positions(projects["status_code"], "project_status"),
        size_band=size_band,
        scope=_positions(projects["amount_scope"], "amount_scope"),
        announced_year=_years(projects["announced_date"]),
        operation_year=_years(projects["operation_date"]),
        plan_type=plan_type[plan],
        stage=stage[plan],
    )


def is_withheld(projects: pd.DataFrame, audience: str) -> Flags:
    """Projects whose amount, if the registry has one, is not shown to this audience: no 金額非公表."""
    is_open = projects["amount_disclosure"].isin(["", *SEEN_BY[audience]])
    return (projects["amount_yen"].isna() & ~is_open).to_numpy(dtype=bool)


def size_bands(amount: Ints, has_amount: Flags) -> npt.NDArray[np.int8]:
    """Position in ``size_band`` of each announced amount; ``not_disclosed`` where there is none."""
    bands = codelist("size_band")
    lower = np.array([int(band.more["lower_yen"]) for band in bands if band.more["lower_yen"]])
    found = np.searchsorted(lower, np.maximum(amount, 0), side="right") - 1
    return np.where(has_amount, found, bands.position["not_disclosed"]).astype(np.int8)


@dataclass(frozen=True, eq=False)
class _Facts:
    """What is known of each project, whatever the area."""

    has_amount: Flags
    has_support: Flags
    is_withheld: Flags
    attributes: Attributes


def _level_rows(
    level: Level, portions: Portions, site_project: Ints, site_unit: Ints, facts: _Facts
) -> LevelRows:
    projects = len(facts.has_amount)
    own_units = len(UNIT_CODES[level])
    units = own_units + len(REMAINDER_AREAS[level])
    here = site_unit >= 0
    is_placed = np.zeros(projects, dtype=bool)
    is_placed[site_project[here]] = True
    portion_unit = _portion_units(level, portions)
    has_something = facts.has_amount[portions.project] | facts.has_support[portions.project]
    # A remainder without amount or support is of use only to a project that no unit shows.
    kept = (portion_unit < own_units) | has_something | ~is_placed[portions.project]
    portion_key = portion_unit[kept] * projects + portions.project[kept]
    # One number for (unit, project) that sorts by unit first.
    keys = np.unique(np.concatenate([site_unit[here] * projects + site_project[here], portion_key]))
    at = np.searchsorted(keys, portion_key)
    amount, support = np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.int64)
    is_here = np.zeros(len(keys), dtype=bool)
    np.add.at(amount, at, portions.amount_yen[kept])
    np.add.at(support, at, portions.support_yen[kept])
    is_here[at] = True
    project = keys % projects if projects else keys
    starts = np.searchsorted(keys, np.arange(units + 1) * projects)
    in_remainders = project[starts[own_units] :]
    repeats = len(np.unique(in_remainders)) < len(in_remainders)
    return _rows(project, starts, amount, support, is_here, facts, repeats=repeats)


def _portion_units(level: Level, portions: Portions) -> Ints:
    """Unit of each portion at ``level``, or the remainder of the smallest area that holds it."""
    areas = {code: len(UNIT_CODES[level]) + at for at, code in enumerate(REMAINDER_AREAS[level])}
    found = np.full(len(portions.project), areas[NATION])
    for above in AREA_LEVELS:  # from the largest to the smallest
        inside = portions.units[above] >= 0
        if above is level:
            return np.where(inside, portions.units[above], found)
        remainder = np.array([areas[code] for code in UNIT_CODES[above]])
        found[inside] = remainder[portions.units[above][inside]]
    raise ValueError(level)


def _rows(
    project: Ints, starts: Ints, amount: Ints, support: Ints, is_here: Flags, facts: _Facts, *, repeats: bool
) -> LevelRows:
    if len(project) >= 1 << COUNT_BITS:
        raise OverflowError(f"more than {1 << COUNT_BITS} rows at one level")
    attributes = facts.attributes.take(project)
    disclosed = facts.has_amount[project]
    counted = is_here & disclosed
    supported = is_here & facts.has_support[project]
    scope = codelist("amount_scope").position
    marked = [counted & (attributes.scope == scope[name]) for name in ("lower_bound", "partial")]
    packed = [_packed(np.ones(len(project), dtype=bool), counted, disclosed), _packed(*marked, supported)]
    withheld = facts.is_withheld[project]
    if withheld.any():  # else nobody need count them
        packed.append(_packed(withheld))
    return LevelRows(
        project,
        starts,
        amount,
        support,
        counted,
        supported,
        disclosed,
        withheld,
        attributes,
        tuple(packed),
        repeats,
    )


def _packed(*flags: Flags) -> Ints:
    """Flags as counters side by side in one integer, so that one addition counts them all."""
    packed = np.zeros(len(flags[0]), dtype=np.int64)
    for at, flag in enumerate(flags):
        packed |= flag.astype(np.int64) << (COUNT_BITS * at)
    return packed
