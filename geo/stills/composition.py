"""Where things lie in a still: the map at the largest scale at which frames of islands and the legend find room."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from geo.boundaries import BoundarySet
from geo.stills import lettering
from geo.stills.island_groups import IslandGroup
from geo.stills.plate import Box, Plate, flat
from geo.stills.scene import Scene, land, scene_of_group

_CELL = 4.0
_EDGE = 5.0
"""Points between the map's rim and boxes in it, and between two boxes."""

_SHRINK = 0.965
_SMALLEST_SCALE = 0.42
_ROOM = 0.93
"""Share of the map's height and width that the land takes at most."""

_ASIDE = 0.2
"""What a point of the map's distance from the middle weighs against a point of a box's from its corner."""

_NEAR_CORNER = 0.35
"""Of a side: so near to a corner islands lie in it."""

OTHER_SCALE = "縮尺は異なる"
HEADER_LINE = 1.3
"""Height of a line of a frame's name, in its size."""

_INSET_MOST, _INSET_LEAST = 0.36, 0.14
"""Of the map's shorter side: the longest and shortest side of a frame, if its scale is not the map's."""


@dataclass(frozen=True)
class Inset:
    """Islands in a frame; ``is_same_scale`` as the map around it."""

    group: IslandGroup
    plate: Plate
    box: Box
    is_same_scale: bool
    header: Box


@dataclass(frozen=True)
class Composition:
    """The map's plate, the frames on it, and the legend's box (None where it has no size)."""

    main: Plate
    insets: tuple[Inset, ...]
    legend: Box | None

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(inset.box for inset in self.insets) + ((self.legend,) if self.legend else ())

    @property
    def taken(self) -> tuple[Box, ...]:
        """Where no name may be: the boxes, and in frames the words at their top."""
        return self.boxes + tuple(inset.header for inset in self.insets)

    def plate_of(self, lon: float, lat: float) -> Plate:
        """The part of the paper that shows a place: a frame's, if its islands hold it."""
        for inset in self.insets:
            west, south, east, north = inset.group.bounds
            if west <= lon <= east and south <= lat <= north:
                return inset.plate
        return self.main


@lru_cache(maxsize=512)
def composed(
    boundaries: BoundarySet, scene: Scene, frame: Box, legend: tuple[float, float], header: float
) -> Composition:
    """The composition in a frame: ``legend`` is its legend's width and height, ``header`` the height of a
    frame's name.

    Deterministic. The map shrinks, and moves aside, until nothing covers land that is its own; where
    even a small map leaves no room, boxes cover as little of it as they can.
    """
    points = land(boundaries, scene)
    scale = _ROOM * min(
        frame.width / (scene.seen[2] - scene.seen[0]), frame.height / (scene.seen[3] - scene.seen[1])
    )
    smallest = _SMALLEST_SCALE * scale
    while scale > smallest:
        if best := _best(scene, frame, scale, points, legend, header, is_strict=True):
            return best
        scale *= _SHRINK
    best = _best(scene, frame, scale * 0.55 / _SMALLEST_SCALE, points, legend, header, is_strict=False)
    assert best is not None  # without strictness every box has a place
    return best


def _best(
    scene: Scene,
    frame: Box,
    scale: float,
    points: npt.NDArray[np.float64],
    legend: tuple[float, float],
    header: float,
    *,
    is_strict: bool,
) -> Composition | None:
    """The composition at a scale whose boxes lie best, the map as near to the middle as may be."""
    mains = _mains(scene, frame, scale)
    tries = []
    for main in mains:
        if found := _with_boxes(scene, main, points, legend, header, is_strict=is_strict):
            aside = abs(main.x - mains[0].x) + abs(main.y - mains[0].y)
            tries.append((found[0] + _ASIDE * aside, found[1]))
    return min(tries, key=lambda one: one[0])[1] if tries else None


def _mains(scene: Scene, frame: Box, scale: float) -> list[Plate]:
    """The map at a scale in the middle of the frame and towards its sides and corners, the middle first."""
    west, south, east, north = (km * scale for km in scene.seen)
    slack_x, slack_y = frame.width - (east - west), frame.height - (north - south)
    margin_x, margin_y = min(slack_x / 2, 8.0), min(slack_y / 2, 8.0)
    found = []
    for at_x, at_y in itertools.product((0.5, 0.0, 1.0), (0.5, 0.0, 1.0)):
        x = frame.left + margin_x + at_x * (slack_x - 2 * margin_x) - west
        y = frame.bottom + margin_y + at_y * (slack_y - 2 * margin_y) - south
        plate = Plate(scene.lon, scene.lat, scale, round(x, 2), round(y, 2), frame)
        if plate not in found:
            found.append(plate)
    return found


def _with_boxes(
    scene: Scene,
    main: Plate,
    points: npt.NDArray[np.float64],
    legend: tuple[float, float],
    header: float,
    *,
    is_strict: bool,
) -> tuple[float, Composition] | None:
    """The best places of frames and legend around a map, and how far they are from where one looks first."""
    room = _Room(main, points)
    cost, insets = 0.0, []
    for group in scene.moved:
        inset = scene_of_group(scene, group)
        scale, is_same = _inset_scale(inset, main)
        width = max(
            (inset.seen[2] - inset.seen[0]) * scale + 8, _header_width(group, header, is_same=is_same)
        )
        height = (inset.seen[3] - inset.seen[1]) * scale + 8 + header * (1 if is_same else 1.9)
        found = room.take(width, height, [_towards(scene, main, inset)], is_strict=is_strict)
        if found is None:
            return None
        cost += found[0]
        insets.append(_framed(group, inset, found[1], scale, header, is_same=is_same))
    place = None
    if legend[0] > 0:
        found = room.take(*legend, _corners(main.box), is_strict=is_strict)
        if found is None:
            return None
        cost, place = cost + found[0], found[1]
    return cost, Composition(main, tuple(insets), place)


def _header_width(group: IslandGroup, header: float, *, is_same: bool) -> float:
    name = lettering.width(group.name, header / HEADER_LINE, is_bold=True)
    other = 0.0 if is_same else lettering.width(OTHER_SCALE, 0.85 * header / HEADER_LINE)
    return max(name, other) + 6


def _framed(
    group: IslandGroup, inset: Scene, box: Box, scale: float, header: float, *, is_same: bool
) -> Inset:
    west, south, east, north = (km * scale for km in inset.seen)
    top = box.top - header * (1 if is_same else 1.9)
    x = (box.left + box.right) / 2 - (west + east) / 2
    y = (box.bottom + top) / 2 - (south + north) / 2
    plate = Plate(inset.lon, inset.lat, scale, round(x, 2), round(y, 2), box)
    words = Box(box.left, top, box.left + _header_width(group, header, is_same=is_same), box.top)
    return Inset(group, plate, box, is_same, words)


def _inset_scale(inset: Scene, main: Plate) -> tuple[float, bool]:
    """The map's own scale if islands are neither too large nor too small at it."""
    longest = max(inset.seen[2] - inset.seen[0], inset.seen[3] - inset.seen[1])
    side = min(main.box.width, main.box.height)
    shown = longest * main.points_per_km / side
    if shown > _INSET_MOST:
        return _INSET_MOST * side / longest, False
    if shown < _INSET_LEAST:
        return _INSET_LEAST * side / longest, False
    return main.points_per_km, True


def _towards(scene: Scene, main: Plate, inset: Scene) -> tuple[float, float]:
    """The point of the map's rim in whose direction the islands lie; the corner, if one is near it."""
    ((x, y),) = flat(scene.lon, scene.lat, np.array([[inset.lon, inset.lat]]))
    box = main.box
    return (
        _drawn_in(main.x + x * main.points_per_km, box.left, box.right),
        _drawn_in(main.y + y * main.points_per_km, box.bottom, box.top),
    )


def _drawn_in(at: float, first: float, last: float) -> float:
    """The place between two ends, or the end that is near."""
    near = _NEAR_CORNER * (last - first)
    return first if at < first + near else last if at > last - near else at


def _corners(box: Box) -> list[tuple[float, float]]:
    """Where a legend is looked for, the first first."""
    return [(box.right, box.bottom), (box.left, box.top), (box.left, box.bottom), (box.right, box.top)]


class _Room:
    """Cells of the map that land or a box takes."""

    def __init__(self, main: Plate, points: npt.NDArray[np.float64]) -> None:
        self.box = main.box
        self.columns = max(1, int(self.box.width // _CELL))
        self.rows = max(1, int(self.box.height // _CELL))
        on_paper = main.on_paper(points) - [self.box.left, self.box.bottom]
        cells = np.floor(on_paper / _CELL).astype(int)
        inside = (cells >= 0).all(axis=1) & (cells < [self.columns, self.rows]).all(axis=1)
        self.taken = np.zeros((self.rows, self.columns), dtype=np.int64)
        self.taken[cells[inside, 1], cells[inside, 0]] = 1

    def take(
        self, width: float, height: float, wanted: list[tuple[float, float]], *, is_strict: bool
    ) -> tuple[float, Box] | None:
        """The free box nearest to a wanted point, and its distance; of equal ones the first wanted."""
        across = int(np.ceil((width + 2 * _EDGE) / _CELL))
        down = int(np.ceil((height + 2 * _EDGE) / _CELL))
        if across > self.columns or down > self.rows:
            if is_strict:
                return None
            across, down = min(across, self.columns), min(down, self.rows)
        sums = np.zeros((self.rows + 1, self.columns + 1), dtype=np.int64)
        sums[1:, 1:] = self.taken.cumsum(axis=0).cumsum(axis=1)
        covered = (
            sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across] + sums[:-down, :-across]
        )
        if is_strict and not (covered == 0).any():
            return None
        row, column = np.indices(covered.shape)
        x = self.box.left + (column + across / 2) * _CELL
        y = self.box.bottom + (row + down / 2) * _CELL
        distances = np.min(
            [
                np.hypot(
                    np.maximum(np.abs(x - to_x) - across * _CELL / 2, 0),
                    np.maximum(np.abs(y - to_y) - down * _CELL / 2, 0),
                )
                + 6.0 * at
                for at, (to_x, to_y) in enumerate(wanted)
            ],
            axis=0,
        )
        # Of places equally good, the one at the rim.
        aside = np.minimum(column, covered.shape[1] - 1 - column) + np.minimum(
            row, covered.shape[0] - 1 - row
        )
        cost = distances + 0.35 * _CELL * aside + np.where(covered > 0, 1000.0 + 50.0 * covered, 0.0)
        best_row, best_column = np.unravel_index(int(cost.argmin()), cost.shape)
        self.taken[best_row : best_row + down, best_column : best_column + across] += 1000
        left = self.box.left + best_column * _CELL + _EDGE
        bottom = self.box.bottom + best_row * _CELL + _EDGE
        return float(cost.min()), Box(left, bottom, left + width, bottom + height)
