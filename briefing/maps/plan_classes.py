"""Municipalities by the number of plans that they are in, or by their role in one plan: classes and legend."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_areas import PlanLines, municipalities_of
from domain.codelist import codelist
from geo import palette
from geo.boundaries import BoundarySet
from geo.colour_class import NOT_COVERED, OUTSIDE, ClassesByCode, LegendEntry

_FEW, _LINKED = 3, 4  # class digits: so many plans or more; areas that a picked plan works with
COLOURS = (
    palette.NO_PROJECT, *palette.PLAN_GROUND, palette.PLAN_LINKED, *[palette.NO_PROJECT] * 2,
    palette.OUTSIDE, palette.NOT_COVERED,
)  # fmt: skip
"""By class digit."""

assert (COLOURS[OUTSIDE], COLOURS[NOT_COVERED]) == (palette.OUTSIDE, palette.NOT_COVERED)
NUMBERS_TITLE = "計画の数（市区町村）"
ROLES_TITLE = "選んだ計画の区域（市区町村）"
TYPES_TITLE = "計画の種類（計画数）"


def numbers_by_type(listed: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    """Codes of the plan types, each with its number among the listed plans."""
    counts = listed["plan_type"].value_counts()
    return tuple((code, int(counts.get(code, 0))) for code in codelist("plan_type").codes)


def plan_classes(boundaries: BoundarySet, lines: PlanLines) -> ClassesByCode:
    """Municipalities by their number of plans."""
    digits = np.minimum(lines.plans, _FEW)
    words = {_FEW: f"{_FEW}計画以上", 2: "2計画", 1: "1計画", 0: "計画なし"}
    # The villages of 北方四島 are no areas that a plan can lie in, and are not drawn by themselves.
    is_drawn = np.array([boundaries.has_area(code) for code in lines.codes], dtype=bool)
    areas = np.bincount(digits[is_drawn], minlength=_FEW + 1)
    legend = tuple(
        LegendEntry(COLOURS[digit], text, int(areas[digit])) for digit, text in words.items() if areas[digit]
    )
    return ClassesByCode(dict(zip(lines.codes, digits.tolist(), strict=True)), legend)


def role_classes(allocation: Allocation, plan_id: str) -> ClassesByCode:
    """The municipalities of one plan by their role."""
    found: dict[str, int] = {}
    legend = []
    # A municipality of two roles has the nearer one.
    for role, digit in (("linked", _LINKED), ("member", 1), ("lead", _FEW)):
        codes = municipalities_of(allocation.records, plan_id, (role,))
        found |= dict.fromkeys(codes, digit)
        if codes:
            legend.append(LegendEntry(COLOURS[digit], codelist("area_role").label(role), len(codes)))
    return ClassesByCode(found, tuple(reversed(legend)))
