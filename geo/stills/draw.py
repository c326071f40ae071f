"""A still map as PNG, SVG or PDF: drawn by matplotlib from a value, with no browser and no state."""

from __future__ import annotations

from geo.boundaries import BoundarySet
from geo.layers.project_bubbles import LARGEST_RADIUS, radius
from geo.palette import BORDER, INK, NOT_COVERED, SEA
from geo.stills.canvas import Canvas, Form, path_of
from geo.stills.composition import Inset, composed
from geo.stills.ground import Ground, ground_at
from geo.stills.legend_box import HATCHING, draw_legend, measured, scale_bar
from geo.stills.lettering import wrapped
from geo.stills.names import draw_names
from geo.stills.plate import Box, Plate
from geo.stills.scene import Scene, scene, scene_of_group
from geo.stills.still import Fill, StillMap

POINTS_PER_MM = 72 / 25.4
ELSEWHERE = "#f8f8f8"
PREFECTURE_LINE = "#595959"
_CREDIT, _HEADER = 6.0, 6.5
_LARGEST_BUBBLE = 0.085
"""Of the map's shorter side: the radius of the largest amount's circle."""


def still_bytes(
    boundaries: BoundarySet,
    still: StillMap,
    width_mm: float,
    height_mm: float,
    form: Form,
    dpi: int = 200,
    text_scale: float = 1.0,
) -> bytes:
    """The still as a file of this form, ``width_mm`` x ``height_mm`` on paper.

    ``dpi`` is that of PNG; ``text_scale`` enlarges all letters. The same arguments give the same bytes.
    ValueError for a picture of less than 20 mm on a side.
    """
    if min(width_mm, height_mm) < 20:
        raise ValueError(f"a still of {width_mm:g} x {height_mm:g} mm has no room for a map")
    return _drawn(boundaries, still, width_mm, height_mm, text_scale).bytes_as(form, dpi)


def _drawn(
    boundaries: BoundarySet, still: StillMap, width_mm: float, height_mm: float, text_scale: float
) -> Canvas:
    canvas = Canvas(width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM)
    credits = _credit_lines(still, canvas.width, text_scale)
    below = (1.3 * _CREDIT * text_scale) * len(credits) + (2 if credits else 0)
    frame = Box(0.5, below + 0.5, canvas.width - 0.5, canvas.height - 0.5)
    whole = scene(boundaries, still.area, still.cluster)
    circle_scale = _LARGEST_BUBBLE * min(frame.width, frame.height) / LARGEST_RADIUS
    largest = max((bubble.amount_yen or 0 for bubble in still.bubbles), default=0)
    radii = tuple(radius(amount, largest) * circle_scale for _, amount in still.legend.circles)
    size = measured(still.legend, radii, frame.width, text_scale, has_bar=True)
    where = composed(boundaries, whole, frame, (size.width, size.height), 1.3 * _HEADER * text_scale)
    canvas.box(frame, SEA)
    _draw_plate(canvas, boundaries, still, whole, where.main, circle_scale)
    for inset in where.insets:
        _draw_inset(canvas, boundaries, still, whole, inset, circle_scale, text_scale)
    canvas.box(frame, None, BORDER, 0.6)
    draw_names(canvas, boundaries, still, where, text_scale)
    if where.legend is not None:
        bar = scale_bar(where.main.points_per_km, min(60 * text_scale, size.width - 34 * text_scale))
        draw_legend(canvas, where.legend, still.legend, size, radii, text_scale, bar)
    for at, line in enumerate(credits):
        y = below - 2 - (at + 0.95) * 1.3 * _CREDIT * text_scale + 0.3 * _CREDIT * text_scale
        canvas.text(1, y, line, _CREDIT * text_scale, INK)
    return canvas


def _credit_lines(still: StillMap, room: float, text_scale: float) -> list[str]:
    return [line for credit in still.credits for line in wrapped(credit, _CREDIT * text_scale, room - 2, 3)]


def _draw_plate(
    canvas: Canvas, boundaries: BoundarySet, still: StillMap, shown: Scene, plate: Plate, circle_scale: float
) -> None:
    """Areas, lines, outlines and circles of a part of the paper."""
    ground = ground_at(boundaries, shown, still.parts, plate.points_per_km)
    line = 0.35 if ground.lines is not None and len(ground.codes) > 300 else 0.5
    canvas.shape(path_of(ground.neighbours, plate), ELSEWHERE, BORDER, 0.5, clip=plate.box)
    fills = {fill.code: fill for fill in still.fills}
    for colour, codes in _by_colour(ground, fills):
        canvas.shape(path_of(ground.areas[codes], plate), colour, BORDER, line, clip=plate.box)
    hatched = [at for at, code in enumerate(ground.codes) if code in fills and fills[code].is_hatched]
    canvas.hatch(path_of(ground.areas[hatched], plate), HATCHING, 0.6, plate.box, clip=plate.box)
    canvas.shape(path_of([ground.northern], plate), NOT_COVERED, BORDER, line, clip=plate.box)
    if ground.lines is not None:
        canvas.shape(path_of([ground.lines], plate), None, PREFECTURE_LINE, 0.7, clip=plate.box)


def _by_colour(ground: Ground, fills: dict[str, Fill]) -> list[tuple[str, list[int]]]:
    """Colours in a fixed order, and the positions of the areas that have them."""
    found: dict[str, list[int]] = {}
    for at, code in enumerate(ground.codes):
        colour = fills[code].colour if code in fills else ELSEWHERE
        found.setdefault(colour, []).append(at)
    return sorted(found.items(), key=lambda item: (item[0] != ELSEWHERE, item[0]))


def _draw_inset(
    canvas: Canvas,
    boundaries: BoundarySet,
    still: StillMap,
    whole: Scene,
    inset: Inset,
    circle_scale: float,
    text_scale: float,
) -> None:
    canvas.box(inset.box, SEA)
    _draw_plate(canvas, boundaries, still, scene_of_group(whole, inset.group), inset.plate, circle_scale)
    canvas.box(inset.box, None, "#666666", 0.8)
    size = _HEADER * text_scale
    words = [(inset.group.name, True)] + ([] if inset.is_same_scale else [("縮尺は異なる", False)])
    y = inset.box.top
    for line, is_bold in words:
        shown_size = size if is_bold else 0.85 * size
        y -= 1.25 * shown_size
        place = (inset.box.left + 2.5, y + 0.1 * size)
        canvas.halo([(*place, line, shown_size, is_bold)], "#ffffff", 1.6)
        canvas.text(*place, line, shown_size, INK, is_bold=is_bold)
