"""Projects as circles on a still map."""

from __future__ import annotations

from analysis.allocation import Allocation
from briefing.maps.area_still import area_lines
from briefing.maps.project_circles import CIRCLES_TITLE, HOLLOW_WORDS, bubbles_of, sample_amounts
from briefing.maps.still_frame import chosen_outline, filled, legend_lines, map_credits
from briefing.maps.view import MapView
from domain.area import Level, label_of, level_of, lineage
from domain.codelist import codelist
from domain.money import format_yen
from geo import palette
from geo.boundaries import BoundarySet
from geo.layers.project_bubbles import Bubble as DrawnBubble
from geo.stills.still import Bubble, Label, Legend, StillMap

_MOST_NAMES = 6


def circle_still(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> StillMap:
    """The view's projects, each at its sites or together at their municipality, on white ground."""
    circles = bubbles_of(allocation, boundaries, view, area_lines(allocation, view))
    largest = max((circle.amount_yen or 0 for circle in circles), default=0)
    area = view.frame_area
    parts, ground = _ground(boundaries, area)
    return StillMap(
        area=area,
        parts=parts,
        fills=filled(dict.fromkeys(ground, palette.NO_PROJECT), area),
        legend=Legend(
            CIRCLES_TITLE,
            legend_lines((), area),
            tuple((format_yen(amount), amount) for amount in sample_amounts(largest)),
            f"中空の円: {HOLLOW_WORDS}" if any(circle.amount_yen is None for circle in circles) else "",
        ),
        bubbles=tuple(Bubble(circle.longitude, circle.latitude, circle.amount_yen) for circle in circles),
        outlines=chosen_outline(view),
        labels=_labels(circles),
        credits=map_credits(boundaries, area),
    )


def _ground(boundaries: BoundarySet, area: str) -> tuple[Level, list[str]]:
    """White areas below the circles: prefectures, in a single prefecture its municipalities."""
    level = Level.MUNICIPALITY if level_of(area) is Level.PREFECTURE else Level.PREFECTURE
    if level is Level.PREFECTURE:
        return level, [code for code in codelist("prefecture").codes if area in lineage(code)]
    key = f"municipalities_full_{area}"
    return level, [code for code in boundaries.codes(key) if code.isdigit()]


def _labels(circles: list[DrawnBubble]) -> tuple[Label, ...]:
    """Place and amount of the largest circles."""
    known = sorted(
        (circle for circle in circles if circle.amount_yen), key=lambda each: -(each.amount_yen or 0)
    )
    labels: dict[str, Label] = {}
    for circle in known:
        if circle.code not in labels and len(labels) < _MOST_NAMES:
            labels[circle.code] = Label(
                label_of(circle.code),
                format_yen(circle.amount_yen or 0),
                float(circle.amount_yen or 0),
                lon=circle.longitude,
                lat=circle.latitude,
            )
    return tuple(labels.values())
