"""Names, values and marks on a still."""

from __future__ import annotations

from geo.boundaries import BoundarySet
from geo.palette import INK
from geo.stills.canvas import Canvas
from geo.stills.composition import Composition
from geo.stills.labels import Piece, Placement, placed
from geo.stills.lettering import fitted, width
from geo.stills.plate import Plate
from geo.stills.still import Label, StillMap

_NAME, _VALUE = 7.0, 6.5
_MOST_WIDTH = 110.0


def draw_names(
    canvas: Canvas, boundaries: BoundarySet, still: StillMap, where: Composition, scale: float
) -> Placement:
    """Labels in their places; how many were left out stands in what comes back."""
    lines = [_lines(label, scale) for label in still.labels]
    pieces = [_piece(boundaries, at, label, lines[at], where, scale) for at, label in enumerate(still.labels)]
    placement = placed(pieces, where.boxes)
    letters = []
    for place in placement.places:
        if place.leader is not None:
            canvas.line([(place.piece.x, place.piece.y), place.leader], INK, 0.5)
        y = place.box.top
        for line, size, is_bold in lines[place.piece.key]:
            y -= 1.15 * size
            x = (place.box.left + place.box.right - width(line, size, is_bold=is_bold)) / 2
            letters.append((x, y + 0.18 * size, line, size, is_bold))
    canvas.halo(letters, "#ffffff", 1.8)
    for x, y, line, size, is_bold in letters:
        canvas.text(x, y, line, size, INK, is_bold=is_bold)
    return placement


def _lines(label: Label, scale: float) -> list[tuple[str, float, bool]]:
    found = []
    for words, size, is_bold in ((label.text, _NAME * scale, True), (label.value, _VALUE * scale, False)):
        line = fitted(words, size, _MOST_WIDTH * scale, is_bold=is_bold)
        if line:
            found.append((line, size, is_bold))
    return found


def _piece(
    boundaries: BoundarySet,
    at: int,
    label: Label,
    lines: list[tuple[str, float, bool]],
    where: Composition,
    scale: float,
) -> Piece:
    lon, lat = label.lon, label.lat
    if label.code:
        spot = boundaries.label_spot(label.code)
        lon, lat = spot.lon, spot.lat
    plate, (x, y) = spot_on(where, lon, lat)
    return Piece(
        at,
        max((width(line, size, is_bold=is_bold) for line, size, is_bold in lines), default=0.0) + 2,
        sum(1.15 * size for _, size, _ in lines) + 1,
        x,
        y,
        label.weight,
        plate.box,
    )


def spot_on(where: Composition, lon: float, lat: float) -> tuple[Plate, tuple[float, float]]:
    """The part of the paper that shows a place, and the place on it: a frame's, if it lies in one."""
    for inset in where.insets:
        west, south, east, north = inset.group.bounds
        if west <= lon <= east and south <= lat <= north:
            return inset.plate, inset.plate.place(lon, lat)
    return where.main, where.main.place(lon, lat)
