"""The counting rule: where each project and its amount count, at every level of area.

A project counts once in any total. Its amount counts

1. at municipalities, by declared shares;
2. otherwise at the smallest area that holds all its sites: at the municipality for one site, at
   the prefecture, block or nation for several;
3. at the nation if a site is unknown or abroad, if there is no site, or if a multi-site total
   names one site only: its other sites may lie anywhere.

What shares leave over counts by 2 and 3 among the sites without a share. Public support counts
where the amount does. Portions are whole yen and add up to the amount exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from domain.area import Level, block_of, label_of
from domain.codelist import codelist
from domain.lg_code import is_prefecture, prefecture_of
from domain.municipality import municipalities
from domain.partial_date import year_of
from domain.record import Records
from domain.spelling import search_key

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

UNIT_CODES: dict[Level, tuple[str, ...]] = {
    Level.NATION: ("japan",),
    Level.BLOCK: codelist("block").codes,
    Level.PREFECTURE: codelist("prefecture").codes,
    Level.MUNICIPALITY: municipalities().codes,
}
"""Area codes of each level; a unit is a position in them."""

UNIT_POSITION = {level: {code: at for at, code in enumerate(codes)} for level, codes in UNIT_CODES.items()}
_AREA_LEVELS = (Level.BLOCK, Level.PREFECTURE, Level.MUNICIPALITY)

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
    calendar years, 0 where unknown; ``scope`` is a position in ``amount_scope``.
    """

    field: npt.NDArray[np.int8]
    status: npt.NDArray[np.int8]
    size_band: npt.NDArray[np.int8]
    scope: npt.NDArray[np.int8]
    announced_year: npt.NDArray[np.int16]
    operation_year: npt.NDArray[np.int16]

    def take(self, rows: Ints) -> Attributes:
        return Attributes(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})

    @cached_property
    def all_count(self) -> bool:
        """True if every status counts in totals, so that none need be left out."""
        counting = [codelist("project_status").position[code] for code in COUNTING_STATUSES]
        return bool(np.isin(self.status, counting).all())


@dataclass(frozen=True, eq=False)
class LevelRows:
    """One row for every project and unit of a level where it has a site, sorted by unit.

    After the level's own units come its *remainders*: one for every area above the level, holding
    what counts in that area but in no unit of the level (see ``REMAINDER_AREAS``). So the rows of
    the units and of the remainders inside an area add up to the area.

    ``amount_yen`` and ``support_yen`` are what counts inside the unit; ``is_counted`` tells that
    the project's amount, or a part of it, counts there; ``is_disclosed`` that it has an amount at
    all. Unit ``u`` has the rows ``starts[u]:starts[u + 1]``.
    """

    project: Ints
    starts: Ints
    amount_yen: Ints
    support_yen: Ints
    is_counted: Flags
    is_disclosed: Flags
    attributes: Attributes
    packed_counts: tuple[Ints, Ints]


@dataclass(frozen=True, eq=False)
class Allocation:
    """The records as arrays, ready for totals; projects in the order of ``records.projects``."""

    records: Records
    attributes: Attributes
    amount_yen: Ints
    has_amount: Flags
    levels: dict[Level, LevelRows]

    @cached_property
    def search_keys(self) -> pa.Array:
        """What free text is looked for in, made on the first search."""
        return _search_keys(self.records)


@dataclass(frozen=True, eq=False)
class _Portions:
    """Parts of amounts and where they count: a unit a level, -1 where they count above it."""

    project: Ints
    amount_yen: Ints
    support_yen: Ints
    units: dict[Level, Ints]


def allocate(records: Records) -> Allocation:
    """Apply the counting rule to all records."""
    projects = records.projects
    amount = projects["amount_yen"].fillna(0).to_numpy(dtype=np.int64)
    support = projects["public_support_yen"].fillna(0).to_numpy(dtype=np.int64)
    has_amount = projects["amount_yen"].notna().to_numpy()
    attributes = _attributes(projects, amount, has_amount)
    site_project, site_units, share = _sites(records)
    is_multi_site = (projects["amount_scope"] == "multi_site_total").to_numpy()
    portions = _portions(amount, support, site_project, site_units, share, is_multi_site)
    levels = {
        level: _level_rows(level, portions, site_project, site_units[level], has_amount, attributes)
        for level in _AREA_LEVELS
    }
    everything = np.arange(len(projects), dtype=np.int64)
    starts = np.array([0, len(projects)])
    levels[Level.NATION] = _rows(everything, starts, amount, support, has_amount, has_amount, attributes)
    return Allocation(records, attributes, amount, has_amount, levels)


def _positions(values: pd.Series, vocabulary: str) -> npt.NDArray[np.int8]:
    return values.map(codelist(vocabulary).position).fillna(-1).to_numpy(dtype=np.int8)


def _years(dates: pd.Series) -> npt.NDArray[np.int16]:
    years = dates.map({text: year_of(text) or UNKNOWN_YEAR for text in dates.unique()})
    return years.to_numpy(dtype=np.int16)


def _attributes(projects: pd.DataFrame, amount: Ints, has_amount: Flags) -> Attributes:
    return Attributes(
        field=_positions(projects["field_code"], "strategic_field"),
        status=_positions(projects["status_code"], "project_status"),
        size_band=size_bands(amount, has_amount),
        scope=_positions(projects["amount_scope"], "amount_scope"),
        announced_year=_years(projects["announced_date"]),
        operation_year=_years(projects["operation_date"]),
    )


def size_bands(amount: Ints, has_amount: Flags) -> npt.NDArray[np.int8]:
    """Position in ``size_band`` of each announced amount; ``not_disclosed`` where there is none."""
    bands = codelist("size_band")
    lower = np.array([int(band.more["lower_yen"]) for band in bands if band.more["lower_yen"]])
    found = np.searchsorted(lower, np.maximum(amount, 0), side="right") - 1
    return np.where(has_amount, found, bands.position["not_disclosed"]).astype(np.int8)


def _sites(records: Records) -> tuple[Ints, dict[Level, Ints], npt.NDArray[np.float64]]:
    """Sites sorted by project: the project, the unit at each level (-1 if not known), the share."""
    sites = records.project_sites
    project = pd.Index(records.projects["project_id"]).get_indexer(pd.Index(sites["project_id"]))
    order = np.argsort(project, kind="stable")
    order = order[project[order] >= 0]
    codes = sites["lg_code"].to_numpy(dtype=object)[order]
    units = {code: _units_of(code) for code in set(codes)}
    by_level = {
        level: np.array([units[code][at] for code in codes], dtype=np.int64)
        for at, level in enumerate(_AREA_LEVELS)
    }
    share = sites["share"].to_numpy(dtype=np.float64, na_value=np.nan)[order]
    return project[order].astype(np.int64), by_level, share


def _units_of(lg_code: str) -> tuple[int, int, int]:
    """Units of a place at block, prefecture and municipality level."""
    if not lg_code:
        return -1, -1, -1
    block = UNIT_POSITION[Level.BLOCK][block_of(lg_code)]
    prefecture = UNIT_POSITION[Level.PREFECTURE][prefecture_of(lg_code)]
    municipality = -1 if is_prefecture(lg_code) else UNIT_POSITION[Level.MUNICIPALITY][lg_code]
    return block, prefecture, municipality


def _portions(
    amount: Ints,
    support: Ints,
    site_project: Ints,
    site_units: dict[Level, Ints],
    share: npt.NDArray[np.float64],
    is_multi_site: Flags,
) -> _Portions:
    count = len(amount)
    shared = ~np.isnan(share)
    shares_total = np.bincount(site_project[shared], share[shared], minlength=count)
    # A rest below a millionth is rounding of the shares themselves, not money left over.
    is_whole = shares_total > 1 - 1e-6
    sites_of = np.bincount(site_project, minlength=count)
    sites_without_share = np.bincount(site_project[~shared], minlength=count)
    asks_all_sites = sites_without_share == 0
    deciding = ~shared | asks_all_sites[site_project]
    common = {
        level: _common_unit(site_project[deciding], site_units[level][deciding], count)
        for level in _AREA_LEVELS
    }
    is_anywhere = is_multi_site & (sites_of == 1) & (shares_total == 0)
    rest_units = {level: np.where(is_anywhere, -1, units) for level, units in common.items()}
    at_sites = site_project[shared]
    parts = [_split(total, at_sites, share[shared], is_whole) for total in (amount, support)]
    rests = [
        total - np.bincount(at_sites, part, minlength=count).astype(np.int64)
        for total, part in zip((amount, support), parts, strict=True)
    ]
    has_rest = ~is_whole
    project = np.concatenate([at_sites, np.flatnonzero(has_rest)])
    return _Portions(
        project,
        np.concatenate([parts[0], rests[0][has_rest]]),
        np.concatenate([parts[1], rests[1][has_rest]]),
        {
            level: np.concatenate([site_units[level][shared], rest_units[level][has_rest]])
            for level in _AREA_LEVELS
        },
    )


def _split(total: Ints, project: Ints, share: npt.NDArray[np.float64], is_whole: Flags) -> Ints:
    """Whole yen of each share; where shares make a whole, the last one takes what rounding left."""
    part = np.floor(total[project] * share + 0.5).astype(np.int64)
    given = np.zeros(len(total), dtype=np.int64)
    np.add.at(given, project, part)
    is_last = np.ones(len(project), dtype=bool)
    is_last[:-1] = project[1:] != project[:-1]
    mend = is_last & is_whole[project]
    part[mend] += (total - given)[project[mend]]
    return part


def _common_unit(project: Ints, unit: Ints, count: int) -> Ints:
    """For each project the one unit that all its sites share, or -1."""
    lowest = np.full(count, np.iinfo(np.int64).max)
    highest = np.full(count, -1, dtype=np.int64)
    np.minimum.at(lowest, project, unit)
    np.maximum.at(highest, project, unit)
    return np.where(lowest == highest, highest, -1)


def _level_rows(
    level: Level,
    portions: _Portions,
    site_project: Ints,
    site_unit: Ints,
    has_amount: Flags,
    attributes: Attributes,
) -> LevelRows:
    projects = len(has_amount)
    units = len(UNIT_CODES[level]) + len(REMAINDER_AREAS[level])
    here = site_unit >= 0
    is_placed = np.zeros(projects, dtype=bool)
    is_placed[site_project[here]] = True
    portion_unit = _portion_units(level, portions)
    has_something = has_amount[portions.project] | (portions.support_yen != 0)
    kept = (portion_unit < len(UNIT_CODES[level])) | has_something | ~is_placed[portions.project]
    portion_key = portion_unit[kept] * projects + portions.project[kept]
    # One number for (unit, project) that sorts by unit first.
    keys = np.unique(np.concatenate([site_unit[here] * projects + site_project[here], portion_key]))
    at = np.searchsorted(keys, portion_key)
    amount = np.zeros(len(keys), dtype=np.int64)
    support = np.zeros(len(keys), dtype=np.int64)
    counted = np.zeros(len(keys), dtype=bool)
    np.add.at(amount, at, portions.amount_yen[kept])
    np.add.at(support, at, portions.support_yen[kept])
    counted[at] = True
    project = keys % projects if projects else keys
    starts = np.searchsorted(keys, np.arange(units + 1) * projects)
    disclosed = has_amount[project]
    return _rows(project, starts, amount, support, counted & disclosed, disclosed, attributes.take(project))


def _portion_units(level: Level, portions: _Portions) -> Ints:
    """Unit of each portion at ``level``, or the remainder of the smallest area that holds it."""
    areas = {code: len(UNIT_CODES[level]) + at for at, code in enumerate(REMAINDER_AREAS[level])}
    found = np.full(len(portions.project), areas[UNIT_CODES[Level.NATION][0]])
    for above in _AREA_LEVELS:  # from the largest to the smallest
        inside = portions.units[above] >= 0
        if above is level:
            return np.where(inside, portions.units[above], found)
        remainder = np.array([areas[code] for code in UNIT_CODES[above]])
        found[inside] = remainder[portions.units[above][inside]]
    raise ValueError(level)


def _rows(
    project: Ints,
    starts: Ints,
    amount: Ints,
    support: Ints,
    counted: Flags,
    disclosed: Flags,
    attributes: Attributes,
) -> LevelRows:
    if len(project) >= 1 << COUNT_BITS:
        raise OverflowError(f"more than {1 << COUNT_BITS} rows at one level")
    scope = codelist("amount_scope").position
    marked = [counted & (attributes.scope == scope[name]) for name in ("lower_bound", "partial")]
    packed = (
        _packed(np.ones(len(project), dtype=bool), counted, disclosed),
        _packed(*marked, np.zeros(len(project), dtype=bool)),
    )
    return LevelRows(project, starts, amount, support, counted, disclosed, attributes, packed)


def _packed(*flags: Flags) -> Ints:
    """Flags as counters side by side in one integer, so that one addition counts them all."""
    packed = np.zeros(len(flags[0]), dtype=np.int64)
    for at, flag in enumerate(flags):
        packed |= flag.astype(np.int64) << (COUNT_BITS * at)
    return packed


def _search_keys(records: Records) -> pa.Array:
    """What free text is looked for in: name, company and places of each project."""
    sites = records.project_sites
    places = {code: label_of(code, full=True) if code else "" for code in sites["lg_code"].unique()}
    named = (sites["lg_code"].map(places) + " " + sites["place_note"]).groupby(sites["project_id"])
    by_project = named.agg(" ".join)
    projects = records.projects
    text = projects["name"] + " " + projects["company_name"] + " " + projects["project_id"]
    text = text + " " + projects["project_id"].map(by_project).fillna("")
    return pa.array([search_key(value) for value in text], type=pa.large_string())
