"""Totals of a selection, whole or broken down; the one place where projects and yen are added up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from analysis.allocation import (
    COUNTING_STATUSES,
    REMAINDER_AREAS,
    UNKNOWN_YEAR,
    Allocation,
    Attributes,
    LevelRows,
)
from analysis.lines import OTHER_FIELDS_JA, SUMS, UNALLOCATED, Lines
from analysis.portions import UNIT_CODES, UNIT_POSITION, Flags
from analysis.progress_filter import asked_plans
from analysis.selection import Selection
from analysis.sums import distinct_counts, sums_by_group, sums_by_unit, sums_of
from domain.area import Level, label_of, level_of, lineage
from domain.codelist import codelist
from domain.municipality import NORTHERN_KIND, municipalities
from domain.spelling import search_key


class Breakdown(StrEnum):
    """What totals may be broken down by."""

    NATION = "nation"
    BLOCK = "block"
    PREFECTURE = "prefecture"
    MUNICIPALITY = "municipality"
    FIELD = "field"
    SIZE_BAND = "size_band"
    STATUS = "status"
    ANNOUNCED_YEAR = "announced_year"
    OPERATION_YEAR = "operation_year"


_VOCABULARY = {
    Breakdown.FIELD: "strategic_field",
    Breakdown.SIZE_BAND: "size_band",
    Breakdown.STATUS: "project_status",
}
_AREAS = (Breakdown.BLOCK, Breakdown.PREFECTURE, Breakdown.MUNICIPALITY)
_UNALLOCATED_LABEL = {
    Breakdown.FIELD: OTHER_FIELDS_JA,
    Breakdown.BLOCK: "複数ブロック・所在地不明",
    Breakdown.PREFECTURE: "複数都道府県・所在地不明",
    Breakdown.MUNICIPALITY: "複数市区町村・所在地不明",
}


@dataclass(frozen=True)
class Total:
    """One line of totals.

    ``projects`` have a site in the area; of these ``projects_with_amount`` have an amount that
    counts in it, ``counted_wider`` one that counts in a larger area only, and ``not_disclosed``
    none. ``lower_bounds`` and ``partial_scopes`` tell how many of the amounts are marked;
    ``projects_with_support`` how many supports are known and count in the area; ``withheld`` how many of
    ``not_disclosed`` are amounts that the registry has and the audience may not see.
    """

    projects: int
    projects_with_amount: int
    amount_yen: int
    public_support_yen: int
    counted_wider: int
    not_disclosed: int
    lower_bounds: int
    partial_scopes: int
    projects_with_support: int
    withheld: int


def selected_rows(allocation: Allocation, rows: LevelRows, selection: Selection) -> Flags:
    """Which rows of a level the selection's attributes ask for; its area is not looked at.

    Projects whose status does not count in totals (取下げ) are left out unless asked for by name.
    """
    mask = _attribute_mask(rows.attributes, selection)
    if selection.text:
        key = search_key(selection.text)
        found = pc.match_substring(allocation.search_keys, key).to_numpy(zero_copy_only=False)
        mask &= found[rows.project]
    plans = asked_plans(allocation, selection)
    if plans is not None:
        # Position -1, of projects in no plan, finds the last element.
        mask &= np.append(plans, False)[allocation.plan[rows.project]]
    return mask


def _attribute_mask(attributes: Attributes, selection: Selection) -> Flags:
    if selection.statuses or not attributes.all_count:
        mask = _is_any(attributes.status, "project_status", selection.statuses or COUNTING_STATUSES)
    else:
        mask = np.ones(len(attributes.status), dtype=bool)
    for values, vocabulary, codes in (
        (attributes.field, "strategic_field", selection.fields),
        (attributes.size_band, "size_band", selection.size_bands),
        (attributes.plan_type, "plan_type", selection.plan_types),
        (attributes.stage, "plan_stage", selection.stages),
    ):
        if codes:
            mask &= _is_any(values, vocabulary, codes)
    if selection.announced_from is not None:
        mask &= attributes.announced_year >= selection.announced_from
    if selection.announced_to is not None:
        mask &= (attributes.announced_year <= selection.announced_to) & (
            attributes.announced_year != UNKNOWN_YEAR
        )
    return mask


def _is_any(values: npt.NDArray[np.int8], vocabulary: str, codes: tuple[str, ...]) -> Flags:
    positions = [codelist(vocabulary).position[code] for code in codes]
    if len(positions) == 1:
        return values == positions[0]
    wanted = np.zeros(len(codelist(vocabulary)) + 1, dtype=bool)  # the last stands for -1, no word
    wanted[positions] = True
    return wanted[values]


def area_rows(allocation: Allocation, area: str, level: Level) -> tuple[LevelRows, slice]:
    """The rows of an area of ``level``, as the level's rows and a slice of them."""
    rows = allocation.levels[level]
    unit = UNIT_POSITION[level][area]
    return rows, slice(int(rows.starts[unit]), int(rows.starts[unit + 1]))


def total(allocation: Allocation, selection: Selection) -> Total:
    """The selection as one line."""
    rows, part = area_rows(allocation, selection.area, selection.level)
    chosen = np.flatnonzero(selected_rows(allocation, rows, selection)[part]) + part.start
    sums = sums_of(rows, chosen, np.array([0, chosen.size]))
    return Total(**{name: int(values[0]) for name, values in sums.items()})


def totals(allocation: Allocation, selection: Selection, by: Breakdown) -> pd.DataFrame:
    """:func:`lines_by` as a table: ``COLUMNS`` and ``MORE_COLUMNS``, one line a part."""
    return lines_by(allocation, selection, by).frame()


def lines_by(allocation: Allocation, selection: Selection, by: Breakdown) -> Lines:
    """Totals by area, vocabulary or year, one line a part.

    By area every part of the selected area has a line, also those without projects, in the order
    of the code list; a last line ``unallocated`` has what counts in the area but in no part of
    it, if there is any. With it the lines' amounts add up to :func:`total`. Numbers of projects
    need not: a project with sites in two parts counts once in each. By a level above the selected
    area there is one line: the area that holds it. By field the line ``unallocated`` has the
    projects of local industries, which are none of the strategic fields.
    """
    if by is Breakdown.NATION:
        return _one_line(allocation, selection, selection.area)
    if by in _AREAS:
        level = Level(by.value)
        if level in _levels_above(selection.level):
            above = next(area for area in lineage(selection.area) if level_of(area) is level)
            return _one_line(allocation, selection, above)
        return _by_area(allocation, selection, level)
    return _by_attribute(allocation, selection, by)


def _levels_above(level: Level) -> tuple[Level, ...]:
    levels = tuple(Level)
    return levels[: levels.index(level)]


def _one_line(allocation: Allocation, selection: Selection, code: str) -> Lines:
    """All that the selection asks for, in the line of an area that is or holds the selected one."""
    sums = {name: np.array([value]) for name, value in vars(total(allocation, selection)).items()}
    return Lines((code,), (label_of(code),), sums)


def _by_area(allocation: Allocation, selection: Selection, level: Level) -> Lines:
    rows = allocation.levels[level]
    mask = selected_rows(allocation, rows, selection)
    sums = sums_by_unit(rows, mask)
    shown = [unit for unit in _northern_units(level) if sums["projects"][unit]]
    shown = [unit for unit in shown if unit in units_within(level, selection.area)]
    beyond = _remainders_within(level, selection.area)
    has_beyond = bool(sums["projects"][beyond].any())
    listed = _listed(level, selection.area, tuple(shown), has_beyond)
    columns = {name: sums[name][listed.units] for name in SUMS}
    if has_beyond:
        last = {name: int(sums[name][beyond].sum()) for name in SUMS}
        if rows.repeats:
            last |= distinct_counts(rows, mask, beyond)
        columns = {name: np.append(values, last[name]) for name, values in columns.items()}
    return Lines(listed.codes, listed.labels, columns)


@dataclass(frozen=True)
class _Listed:
    """Units that have a line, and the codes and labels of all lines."""

    units: npt.NDArray[np.int64]
    codes: tuple[str, ...]
    labels: tuple[str, ...]


@lru_cache(maxsize=512)
def _listed(level: Level, area: str, northern: tuple[int, ...], has_unallocated: bool) -> _Listed:
    """Lines of the parts of ``area``: all but the villages of 北方領土 (対象外), those that hold
    projects excepted (``northern``), and at the end the line of what no part holds.
    """
    usual = [unit for unit in sorted(units_within(level, area)) if unit not in _northern_units(level)]
    units = [*usual, *northern]
    codes = [UNIT_CODES[level][unit] for unit in units]
    labels = [label_of(code, full=level is Level.MUNICIPALITY) for code in codes]
    if has_unallocated:
        codes.append(UNALLOCATED)
        labels.append(_UNALLOCATED_LABEL[Breakdown(level.value)])
    return _Listed(np.array(units, dtype=np.int64), tuple(codes), tuple(labels))


@cache
def units_within(level: Level, area: str) -> frozenset[int]:
    """Positions, among the codes of ``level``, of the areas inside ``area``."""
    return frozenset(unit for unit, code in enumerate(UNIT_CODES[level]) if area in lineage(code))


@cache
def _northern_units(level: Level) -> tuple[int, ...]:
    if level is not Level.MUNICIPALITY:
        return ()
    return tuple(at for at, entry in enumerate(municipalities()) if entry.more["kind"] == NORTHERN_KIND)


@cache
def _remainders_within(level: Level, area: str) -> npt.NDArray[np.int64]:
    """Units of the remainders of ``area`` and of the areas between it and the level."""
    first = len(UNIT_CODES[level])
    inside = [first + at for at, code in enumerate(REMAINDER_AREAS[level]) if area in lineage(code)]
    return np.array(inside, dtype=np.int64)


def _by_attribute(allocation: Allocation, selection: Selection, by: Breakdown) -> Lines:
    rows, part = area_rows(allocation, selection.area, selection.level)
    mask = selected_rows(allocation, rows, selection)[part]
    values = getattr(rows.attributes, by.value)[part]
    if by in _VOCABULARY:
        words = codelist(_VOCABULARY[by])
        codes, labels = list(words.codes), [entry.label_ja for entry in words]
        if by is Breakdown.FIELD and not rows.attributes.all_strategic and (values[mask] < 0).any():
            values = np.where(values < 0, len(words), values)
            codes.append(UNALLOCATED)
            labels.append(_UNALLOCATED_LABEL[by])
        sums = sums_by_group(rows, part, mask, values, len(codes))
    else:
        years = np.unique(values[mask])
        sums = sums_by_group(rows, part, mask, np.searchsorted(years, values), len(years) + 1)
        sums = {name: array[: len(years)] for name, array in sums.items()}
        codes = [str(year) if year else "" for year in years]
        labels = [f"{year}年" if year else "不明" for year in years]
    return Lines(tuple(codes), tuple(labels), sums)
