"""Clusters as a still map: municipalities by number of plans under their outlines; or one plan by itself."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_areas import municipalities_by_plan, smallest_area
from briefing import answers
from briefing.maps.plan_classes import COLOURS, numbers_by_type, plan_classes, role_classes
from briefing.maps.plan_names import plan_names
from briefing.maps.still_frame import chosen_outline, filled, legend_lines, map_credits
from briefing.maps.view import MapView
from domain.area import Level, label_of
from domain.codelist import codelist
from domain.lg_code import prefecture_of
from geo import palette
from geo.boundaries import BoundarySet
from geo.colour_class import ClassesByCode
from geo.layers.plan_areas import DASHES
from geo.plan_outline import name_spot
from geo.stills.still import Fill, Label, Legend, LegendLine, Outline, StillMap

_TITLE = "計画の種類（線）と数（塗り）"
_ROLES_TITLE = "計画の区域"
_WEIGHTS = {"a": 3.0, "b": 2.0, "c": 1.0}

_HOKKAIDO = "010006"


def plans_still(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> StillMap:
    """The clusters of a view."""
    listed, area = answers.plans(allocation, view.frame_selection), view.frame_area
    classes = plan_classes(
        boundaries, answers.plan_lines(allocation, view.frame_selection, Level.MUNICIPALITY)
    )
    return StillMap(
        area=area,
        parts=Level.MUNICIPALITY,
        fills=_fills(boundaries, classes, area),
        legend=Legend(_TITLE, (*_types(listed), *_numbers(classes, area))),
        outlines=(*_outlines(allocation, listed), *chosen_outline(view, palette.INK)),
        labels=tuple(
            Label(plan.name, "", _WEIGHTS[plan.plan_type], lon=spot.lon, lat=spot.lat)
            for plan in plan_names(allocation, area, listed)
            for spot in (name_spot(boundaries, plan.inside),)
        ),
        credits=map_credits(boundaries, area),
    )


def plan_still(allocation: Allocation, boundaries: BoundarySet, plan_id: str) -> StillMap | None:
    """One plan's municipalities by their role, with those around them; None for a plan without areas."""
    plans = allocation.records["plans"]
    (at,) = plans.index[plans["plan_id"] == plan_id]
    codes = municipalities_by_plan(allocation).get(int(at), ())
    if not codes:
        return None
    area, kind = _frame(codes), plans.at[at, "plan_type"]
    holders = {prefecture_of(code) for code in codes}
    classes = role_classes(allocation, plan_id)
    return StillMap(
        area=area,
        parts=Level.MUNICIPALITY,
        fills=_fills(boundaries, classes, area),
        # The window is around the plan: only one in 北海道 can have 北方四島 in it.
        legend=Legend(
            _ROLES_TITLE,
            (_type_line(kind), *legend_lines(classes.legend, area if _HOKKAIDO in holders else "")),
        ),
        outlines=(Outline(codes, palette.PLAN_TYPES[kind], is_dashed=kind in DASHES),),
        labels=_role_labels(boundaries, classes, codes),
        cluster=codes,
        credits=map_credits(boundaries, area),
    )


def _frame(codes: tuple[str, ...]) -> str:
    """The nation, block or prefecture that holds the municipalities."""
    return prefecture_of(codes[0]) if len(codes) == 1 else smallest_area(codes)


def _fills(boundaries: BoundarySet, classes: ClassesByCode, area: str) -> tuple[Fill, ...]:
    drawn = {code: COLOURS[digit] for code, digit in classes.digit_of.items() if boundaries.has_area(code)}
    return filled(drawn, area)


def _types(listed: pd.DataFrame) -> list[LegendLine]:
    return [_type_line(code, f"{number:,}計画") for code, number in numbers_by_type(listed) if number]


def _type_line(plan_type: str, count: str = "") -> LegendLine:
    """A plan type as the map draws its outline."""
    entry = codelist("plan_type")[plan_type]
    words = f"{entry.more['letter']} {entry.label_ja}"
    return LegendLine(
        palette.PLAN_TYPES[plan_type], words, count, is_line=True, is_dashed=plan_type in DASHES
    )


def _numbers(classes: ClassesByCode, area: str) -> list[LegendLine]:
    lines = legend_lines(classes.legend, area)
    return [
        LegendLine(line.colour, line.words, f"{line.count}市区町村" if line.count else "") for line in lines
    ]


def _outlines(allocation: Allocation, listed: pd.DataFrame) -> list[Outline]:
    """The wider lines of the State's clusters first, so that the others are seen on them."""
    places = municipalities_by_plan(allocation)
    found = []
    for plan_type in codelist("plan_type").codes:
        for at in listed.index[listed["plan_type"] == plan_type]:
            codes = places.get(int(at), ())
            if codes:
                found.append(Outline(codes, palette.PLAN_TYPES[plan_type], is_dashed=plan_type in DASHES))
    return found


def _role_labels(
    boundaries: BoundarySet, classes: ClassesByCode, codes: tuple[str, ...]
) -> tuple[Label, ...]:
    """Names of the plan's municipalities, the leading ones first."""
    return tuple(
        Label(label_of(code), "", float(classes.digit_of[code]), code)
        for code in codes
        if boundaries.has_area(code)
    )
