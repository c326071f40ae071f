"""The counting rule for one project at a time: which part of its amount counts where.

1. Declared shares count at their municipalities.
2. The rest counts at the smallest area that holds all sites without a share (all sites, where each
   has one): at the municipality for one site, at the prefecture, block or nation for several.
3. The rest counts at the nation if a site is unknown or abroad, if there is no site, or if a
   multi-site total names one site only: its other sites may lie anywhere.

Public support counts where the amount does. Portions are whole yen and add up exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.area import NATION, Level, block_of
from domain.codelist import codelist
from domain.lg_code import is_prefecture, prefecture_of
from domain.municipality import municipalities
from domain.record import Records

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

UNIT_CODES: dict[Level, tuple[str, ...]] = {
    Level.NATION: (NATION,),
    Level.BLOCK: codelist("block").codes,
    Level.PREFECTURE: codelist("prefecture").codes,
    Level.MUNICIPALITY: municipalities().codes,
}
"""Area codes of each level; a unit is a position in them."""

UNIT_POSITION = {level: {code: at for at, code in enumerate(codes)} for level, codes in UNIT_CODES.items()}
AREA_LEVELS = (Level.BLOCK, Level.PREFECTURE, Level.MUNICIPALITY)
"""The levels below the nation, the largest first."""

_MILLION = 10**6
_WHOLE = 1 - 1e-6  # a rest below a millionth is rounding of the shares, not money left over


@dataclass(frozen=True, eq=False)
class Sites:
    """Sites sorted by project: the project, the unit at each level (-1 if not known), the share."""

    project: Ints
    units: dict[Level, Ints]
    share: Floats


@dataclass(frozen=True, eq=False)
class Portions:
    """Parts of amounts and supports, and the unit at each level that they count in (-1: above it)."""

    project: Ints
    amount_yen: Ints
    support_yen: Ints
    units: dict[Level, Ints]


def sites_of(records: Records) -> Sites:
    """The sites of all projects, in the order of ``records.projects``."""
    sites = records.project_sites
    project = pd.Index(records.projects["project_id"]).get_indexer(pd.Index(sites["project_id"]))
    order = np.argsort(project, kind="stable")
    order = order[project[order] >= 0]
    codes = sites["lg_code"].to_numpy(dtype=object)[order]
    units = {code: _units_of(code) for code in set(codes)}
    by_level = {
        level: np.array([units[code][at] for code in codes], dtype=np.int64)
        for at, level in enumerate(AREA_LEVELS)
    }
    share = sites["share"].to_numpy(dtype=np.float64, na_value=np.nan)[order]
    return Sites(project[order].astype(np.int64), by_level, share)


def _units_of(lg_code: str) -> tuple[int, int, int]:
    """Units of a place at block, prefecture and municipality level."""
    if not lg_code:
        return -1, -1, -1
    block = UNIT_POSITION[Level.BLOCK][block_of(lg_code)]
    prefecture = UNIT_POSITION[Level.PREFECTURE][prefecture_of(lg_code)]
    municipality = -1 if is_prefecture(lg_code) else UNIT_POSITION[Level.MUNICIPALITY][lg_code]
    return block, prefecture, municipality


def portions_of(amount: Ints, support: Ints, is_multi_site: Flags, sites: Sites) -> Portions:
    """Where every yen of the projects' amounts and supports counts."""
    count = len(amount)
    is_shared = ~np.isnan(sites.share)
    at_sites, share = sites.project[is_shared], sites.share[is_shared]
    is_whole = np.bincount(at_sites, share, minlength=count) > _WHOLE
    rest_units = _rest_units(sites, is_shared, is_multi_site)
    amounts, rest_amount = _split(amount, at_sites, share, is_whole)
    supports, rest_support = _split(support, at_sites, share, is_whole)
    has_rest = ~is_whole
    return Portions(
        np.concatenate([at_sites, np.flatnonzero(has_rest)]),
        np.concatenate([amounts, rest_amount[has_rest]]),
        np.concatenate([supports, rest_support[has_rest]]),
        {
            level: np.concatenate([sites.units[level][is_shared], rest_units[level][has_rest]])
            for level in AREA_LEVELS
        },
    )


def _rest_units(sites: Sites, is_shared: Flags, is_multi_site: Flags) -> dict[Level, Ints]:
    """For each project the unit at every level that holds what its shares leave over, or -1."""
    count = len(is_multi_site)
    has_site_without_share = np.bincount(sites.project[~is_shared], minlength=count) > 0
    decides = ~is_shared | ~has_site_without_share[sites.project]
    is_anywhere = is_multi_site & (np.bincount(sites.project, minlength=count) == 1)
    return {
        level: np.where(
            is_anywhere, -1, _common_unit(sites.project[decides], sites.units[level][decides], count)
        )
        for level in AREA_LEVELS
    }


def _split(total: Ints, project: Ints, share: Floats, is_whole: Flags) -> tuple[Ints, Ints]:
    """Whole yen of each share, rounded down, and what is left of each project's total.

    Where shares make a whole, the last one takes what rounding down has left.
    """
    part = _share_of(total[project], share)
    left = total.copy()
    np.subtract.at(left, project, part)
    is_last = np.ones(len(project), dtype=bool)
    is_last[:-1] = project[1:] != project[:-1]
    takes_rest = is_last & is_whole[project]
    part[takes_rest] += left[project[takes_rest]]
    left[is_whole] = 0
    return part, left


def _share_of(total: Ints, share: Floats) -> Ints:
    """Whole yen of a share with twelve decimals, rounded down, exactly and within 64 bits.

    In floating point 100 yen × 0.29 are 28.999…, and beyond 2**53 the steps are wider than a yen.
    """
    high, low = np.divmod(total, _MILLION)
    share_high, share_low = np.divmod(np.rint(share * _MILLION**2).astype(np.int64), _MILLION)
    middle = high * share_low + low * share_high + low * share_low // _MILLION
    return np.asarray(high * share_high + middle // _MILLION)


def _common_unit(project: Ints, unit: Ints, count: int) -> Ints:
    """For each project the one unit that all its sites share, or -1."""
    lowest = np.full(count, np.iinfo(np.int64).max)
    highest = np.full(count, -1, dtype=np.int64)
    np.minimum.at(lowest, project, unit)
    np.maximum.at(highest, project, unit)
    return np.where(lowest == highest, highest, -1)
