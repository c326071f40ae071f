"""From answers to a drawn map: which layers a view has, their colours, its legend and its camera."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.lines import Lines
from analysis.totals import Breakdown
from briefing import answers
from briefing.maps.area_classes import area_classes
from briefing.maps.project_circles import bubbles_of
from briefing.maps.view import MapView
from domain.area import NATION, NORTHERN, Level
from geo import palette
from geo.area_picture import area_svg
from geo.boundaries import BoundarySet
from geo.camera import fit
from geo.colour_class import DIGIT_COLOURS, LegendEntry
from geo.deck import DrawnMap, drawn, layers_json, with_names_scaled
from geo.layers.area_labels import area_labels, value_points
from geo.layers.project_bubbles import project_bubbles
from geo.nation_picture import nation_svg
from geo.small_map import small_map
from geo.stills.island_groups import IslandGroup
from ui.map_grades import grade_drawing
from ui.map_ground import MARGIN, blank_prefectures, camera, filled_areas, ground_lines
from ui.map_labels import labels_of
from ui.map_plans import picked_camera, plan_drawing
from ui.map_view import USUAL_FRAME


@dataclass(frozen=True)
class Drawing:
    """Layers in JSON, the legend, the largest circle's amount, and the plans of each type."""

    layers: str
    legend: tuple[LegendEntry, ...]
    largest_bubble_yen: int = 0
    types: tuple[tuple[str, int], ...] = ()


def draw(
    allocation: Allocation,
    boundaries: BoundarySet,
    view: MapView,
    size: tuple[int, int],
    names: float = 1.0,
    islands: IslandGroup | None = None,
) -> tuple[DrawnMap, Drawing]:
    """The deck of a view in a frame of ``size`` pixels, and what its legend says.

    ``names`` is how much larger than usual the names on the map are; with ``islands`` it looks at these.
    """
    drawing = _drawing(allocation, boundaries, view)
    if islands is not None:
        where = fit(islands.bounds, *size, margin=MARGIN)
    else:
        where = picked_camera(allocation, boundaries, view, size) or camera(boundaries, view, size)
    return drawn(with_names_scaled(drawing.layers, names), where), drawing


@kept(2048)
def _drawing(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> Drawing:
    if view.shows_grades:
        grades = grade_drawing(allocation, boundaries, view)
        return Drawing(layers_json(grades.layers), grades.legend)
    if view.shows_plans:
        plans = plan_drawing(allocation, boundaries, view)
        return Drawing(layers_json(plans.layers), plans.legend, types=plans.types)
    lines = _area_lines(allocation, view)
    if view.mode == "bubble":
        return _bubble_drawing(allocation, boundaries, view, lines)
    values, classes = area_classes(lines, view.measure)
    pointed, named = labels_of(boundaries, view, lines, values, camera(boundaries, view, USUAL_FRAME).zoom)
    layers = [
        *filled_areas(boundaries, view, dict(zip(lines.codes, classes.digits.tolist(), strict=True))),
        *ground_lines(boundaries, view),
        value_points(pointed, view.selection.area),
        area_labels(named),
    ]
    return Drawing(layers_json(layers), classes.legend)


def _area_lines(allocation: Allocation, view: MapView) -> Lines:
    """Totals of the areas that the view shows; what counts in none of them is left to the table."""
    return answers.lines_by(allocation, view.frame_selection, Breakdown(view.parts.value)).areas()


@kept(64)
def picture(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> str:
    """A view of the nation by prefecture as SVG; "" for other views, which only layers draw."""
    if view.frame_area != NATION or view.parts is not Level.PREFECTURE:
        return ""
    return nation_svg(boundaries, _colours(allocation, view)[0] | {NORTHERN: palette.NOT_COVERED})


@kept(256)
def small_picture(
    allocation: Allocation, boundaries: BoundarySet, view: MapView
) -> tuple[str, tuple[LegendEntry, ...]]:
    """The parts of the view's area, filled as on the map, as SVG for a small place; and the legend."""
    colours, legend = _colours(allocation, view)
    if view.frame_area != NATION:
        return area_svg(boundaries, view.frame_area, colours), legend
    colours[NORTHERN] = palette.NOT_COVERED
    return small_map(boundaries).svg(colours, palette.NO_PROJECT), legend


def _colours(allocation: Allocation, view: MapView) -> tuple[dict[str, str], tuple[LegendEntry, ...]]:
    """The colour of each part of the view's area by its code, and what the colours mean."""
    lines = _area_lines(allocation, view)
    _, classes = area_classes(lines, view.measure)
    digits = zip(lines.codes, classes.digits.tolist(), strict=True)
    return {code: DIGIT_COLOURS[digit] for code, digit in digits}, classes.legend


def _bubble_drawing(allocation: Allocation, boundaries: BoundarySet, view: MapView, lines: Lines) -> Drawing:
    bubbles = bubbles_of(allocation, boundaries, view, lines)
    amounts = [bubble.amount_yen for bubble in bubbles if bubble.amount_yen is not None]
    layers = [
        blank_prefectures(boundaries, view),
        *ground_lines(boundaries, view),
        *project_bubbles(bubbles, view.selection.area),
    ]
    return Drawing(layers_json(layers), (), max(amounts, default=0))
