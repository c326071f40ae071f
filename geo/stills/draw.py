"""A still map as PNG, SVG or PDF: drawn by matplotlib from a value, with no browser and no state."""

from __future__ import annotations

from dataclasses import dataclass

from geo.boundaries import BoundarySet
from geo.palette import BORDER, INK, NO_PROJECT, NOT_COVERED, OUTSIDE, SEA
from geo.stills.bubbles import CircleScale, circle_scale, draw_bubbles
from geo.stills.canvas import Canvas, Form, lines_of, path_of
from geo.stills.composition import HEADER_LINE, OTHER_SCALE, Composition, Inset, composed
from geo.stills.ground import Ground, ground_at
from geo.stills.legend_box import HATCHING, draw_legend, fitting_scale, measured, scale_bar
from geo.stills.lettering import wrapped
from geo.stills.names import draw_names, place_names
from geo.stills.plan_lines import draw_outlines
from geo.stills.plate import Box, Plate
from geo.stills.scene import Scene, scene, scene_of_group
from geo.stills.still import Fill, StillMap

POINTS_PER_MM = 72 / 25.4
PREFECTURE_LINE = "#595959"
_LEAST_MM = 20
_CREDIT, _HEADER = 6.0, 6.5


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
    if min(width_mm, height_mm) < _LEAST_MM:
        raise ValueError(f"a still of {width_mm:g} x {height_mm:g} mm has no room for a map")
    return _Drawing(boundaries, still, width_mm, height_mm, text_scale).canvas.bytes_as(form, dpi)


@dataclass(frozen=True)
class _Drawing:
    """A still while it is drawn."""

    boundaries: BoundarySet
    still: StillMap
    width_mm: float
    height_mm: float
    text_scale: float

    @property
    def canvas(self) -> Canvas:
        canvas = Canvas(self.width_mm * POINTS_PER_MM, self.height_mm * POINTS_PER_MM)
        frame = self._credits(canvas)
        circles = circle_scale(self.still, frame)
        legend = circles.told_in(self.still.legend)
        radii = tuple(circles.radius(amount) for _, amount in legend.circles)
        scale = fitting_scale(legend, radii, frame, self.text_scale)
        size = measured(legend, radii, frame.width, scale)
        whole = scene(self.boundaries, self.still.area, self.still.cluster)
        header = HEADER_LINE * _HEADER * scale
        where = composed(self.boundaries, whole, frame, (size.width, size.height), header)
        canvas.box(frame, SEA)
        self._plate(canvas, whole, where, where.main, circles)
        for inset in where.insets:
            canvas.box(inset.box, SEA)
            self._plate(canvas, scene_of_group(whole, inset.group), where, inset.plate, circles)
            self._frame(canvas, inset, scale)
        canvas.box(frame, None, BORDER, 0.6)
        if where.legend is not None:
            bar = scale_bar(where.main.points_per_km, size.width - 36 * scale)
            draw_legend(canvas, where.legend, legend, size, radii, scale, bar)
        placement = place_names(self.boundaries, self.still, where, circles, scale)
        draw_names(canvas, self.still, placement, scale)
        return canvas

    def _credits(self, canvas: Canvas) -> Box:
        """The lines at the foot; what they leave for the map."""
        size = _CREDIT * self.text_scale
        lines = [line for words in self.still.credits for line in wrapped(words, size, canvas.width - 2, 3)]
        below = 1.3 * size * len(lines) + (2 if lines else 0)
        for at, line in enumerate(lines):
            canvas.text(1, below - 2 - (at + 0.95) * 1.3 * size + 0.3 * size, line, size, INK)
        return Box(0.5, below + 0.5, canvas.width - 0.5, canvas.height - 0.5)

    def _plate(
        self, canvas: Canvas, shown: Scene, where: Composition, plate: Plate, circles: CircleScale
    ) -> None:
        """Areas, lines, outlines and circles of a part of the paper."""
        ground = ground_at(self.boundaries, shown, self.still.parts, plate.points_per_km)
        line = 0.25 if len(ground.codes) > 500 else 0.4
        canvas.shape(path_of(ground.neighbours, plate), OUTSIDE, BORDER, 0.4, clip=plate.box)
        fills = {fill.code: fill for fill in self.still.fills}
        unfilled = OUTSIDE if shown.cluster else NO_PROJECT
        for colour, positions in _by_colour(ground, fills, unfilled):
            canvas.shape(path_of(ground.areas[positions], plate), colour, BORDER, line, clip=plate.box)
        hatched = [at for at, code in enumerate(ground.codes) if code in fills and fills[code].is_hatched]
        canvas.hatch(path_of(ground.areas[hatched], plate), HATCHING, 0.6, plate.box)
        canvas.shape(path_of([ground.northern], plate), NOT_COVERED, BORDER, line, clip=plate.box)
        if ground.lines is not None:
            canvas.shape(lines_of(ground.lines, plate), None, PREFECTURE_LINE, 0.55, clip=plate.box)
        draw_outlines(canvas, self.boundaries, self.still.outlines, ground, plate)
        draw_bubbles(canvas, self.still.bubbles, where, plate, circles)

    def _frame(self, canvas: Canvas, inset: Inset, scale: float) -> None:
        """The rim of islands' frame, their name, and that the scale is another."""
        canvas.box(inset.box, None, "#666666", 0.8)
        size, y = _HEADER * scale, inset.box.top
        words = [(inset.group.name, size, True)]
        words += [] if inset.is_same_scale else [(OTHER_SCALE, 0.85 * size, False)]
        for line, line_size, is_bold in words:
            y -= 1.25 * line_size
            x, base = inset.box.left + 2.5, y + 0.1 * size
            canvas.halo([(x, base, line, line_size, is_bold)], "#ffffff", 1.6)
            canvas.text(x, base, line, line_size, INK, is_bold=is_bold)


def _by_colour(ground: Ground, fills: dict[str, Fill], unfilled: str) -> list[tuple[str, list[int]]]:
    """Colours in a fixed order, and the positions of the areas that have them; the unfilled come first."""
    found: dict[str, list[int]] = {}
    for at, code in enumerate(ground.codes):
        colour = fills[code].colour if code in fills else unfilled
        found.setdefault(colour, []).append(at)
    return sorted(found.items(), key=lambda item: (item[0] != unfilled, item[0]))
