"""Circles on a still: the same law of areas as on the screen, hollow where there is no amount."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geo.layers.project_bubbles import HOLLOW_RADIUS, LARGEST_RADIUS, radius
from geo.palette import BUBBLE, BUBBLE_HOLLOW, rgb
from geo.stills.canvas import Canvas
from geo.stills.composition import Composition
from geo.stills.plate import Box, Plate
from geo.stills.still import Bubble, Legend, StillMap

FILL = (*(part / 255 for part in rgb(BUBBLE)), 0.55)
_LARGEST = 0.075
"""Of the map's shorter side: the radius of the largest amount's circle."""


@dataclass(frozen=True)
class CircleScale:
    """The largest amount of a map, and points for each pixel of the screen's circles."""

    largest_yen: int
    points: float

    def radius(self, amount_yen: int) -> float:
        return radius(amount_yen, self.largest_yen) * self.points

    def told_in(self, legend: Legend) -> Legend:
        """The legend without sample circles that are larger than any on the map."""
        circles = tuple(circle for circle in legend.circles if circle[1] <= self.largest_yen)
        return replace(legend, circles=circles)


def circle_scale(still: StillMap, frame: Box) -> CircleScale:
    largest = max((bubble.amount_yen or 0 for bubble in still.bubbles), default=0)
    return CircleScale(largest, _LARGEST * min(frame.width, frame.height) / LARGEST_RADIUS)


def draw_bubbles(
    canvas: Canvas, bubbles: tuple[Bubble, ...], where: Composition, plate: Plate, scale: CircleScale
) -> None:
    """The circles that belong to a part of the paper: hollow ones lowest, then the largest first."""
    here = [bubble for bubble in bubbles if where.plate_of(bubble.lon, bubble.lat) == plate]
    filled = sorted(
        (bubble for bubble in here if bubble.amount_yen is not None), key=lambda one: -(one.amount_yen or 0)
    )
    hollow = [bubble for bubble in here if bubble.amount_yen is None]
    radii = np.full(len(hollow), HOLLOW_RADIUS * scale.points)
    canvas.circles(_places(plate, hollow), radii, "none", BUBBLE_HOLLOW, 0.8, plate.box)
    radii = np.array([scale.radius(bubble.amount_yen or 0) for bubble in filled])
    canvas.circles(_places(plate, filled), radii, FILL, "#ffffff", 0.5, plate.box)


def _places(plate: Plate, bubbles: list[Bubble]) -> np.ndarray:
    if not bubbles:
        return np.empty((0, 2))
    return plate.places(np.array([(bubble.lon, bubble.lat) for bubble in bubbles]))
