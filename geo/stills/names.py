"""Names, values and marks on a still: what each takes, where it found room, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.boundaries import BoundarySet
from geo.coverage import LabelSpot
from geo.palette import INK
from geo.plan_outline import name_spot
from geo.stills.bubbles import CircleScale
from geo.stills.canvas import Canvas
from geo.stills.composition import Composition
from geo.stills.labels import Piece, Place, Placement, placed
from geo.stills.lettering import fitted, width
from geo.stills.plate import Plate
from geo.stills.still import Label, Mark, StillMap

_NAME, _VALUE = 7.0, 6.5
_MOST_WIDTH = 110.0
_DISC, _RING = 5.2, 1.5
"""Radius of a mark's disc, and the width of the ring around it."""

_HALO = 2.4
_SAME_SPOT = 0.001  # degrees
Line = tuple[str, float, bool]
"""Letters, their size, and whether they are bold."""


def place_names(
    boundaries: BoundarySet, still: StillMap, where: Composition, circles: CircleScale, scale: float
) -> Placement:
    """Where marks, names of outlines, and labels find room, in this order; and how many find none.

    The key of a piece is its position in outlines, marks and labels one after the other.
    """
    pieces = [
        _lettered(at, 1, float(-at), [(outline.name, _NAME * scale, True)], spot)
        for at, outline in enumerate(still.outlines)
        if outline.name
        for spot in [_spot(where, name_spot(boundaries, outline.municipalities))]
    ]
    before = len(still.outlines)
    radius = (_DISC + _RING) * scale
    for at, mark in enumerate(still.marks, before):
        plate, (x, y) = _spot(where, boundaries.label_spot(mark.code))
        pieces.append(Piece(at, 2 * radius, 2 * radius, x, y, mark.weight, plate.box, rank=0))
    marked = {mark.code for mark in still.marks}
    before += len(still.marks)
    for at, label in enumerate(still.labels, before):
        spot = boundaries.label_spot(label.code) if label.code else LabelSpot(label.lon, label.lat, 0.0)
        piece = _lettered(at, 2, label.weight, _lines(label, scale), _spot(where, spot))
        if label.code in marked:
            piece = replace(piece, gap=radius)
        elif still.bubbles:
            piece = replace(piece, gap=_past_circle(still, spot, circles, piece.width))
        elif label.code:
            piece = _past_area(piece, spot.radius_km * _spot(where, spot)[0].points_per_km)
        pieces.append(piece)
    return placed([piece for piece in pieces if piece.width > 2], where.taken)


def draw_names(canvas: Canvas, still: StillMap, placement: Placement, scale: float) -> None:
    """The pieces in their places, leading lines below all letters."""
    for place in placement.places:
        if place.leader is not None:
            spot = (place.piece.x, place.piece.y)
            canvas.line([spot, place.leader], "#ffffff", 1.6)
            canvas.line([spot, place.leader], INK, 0.5)
            canvas.circles(np.array([spot]), np.array([1.1]), INK, "#ffffff", 0.3)
    letters = []
    for place in placement.places:
        lines = _lines_of(still, place.piece.key, scale)
        if isinstance(lines, Mark):
            _draw_mark(canvas, lines, place, scale)
            continue
        letters += _laid_out(place, lines)
    canvas.halo(letters, "#ffffff", _HALO)
    for x, y, line, size, is_bold in letters:
        canvas.text(x, y, line, size, INK, is_bold=is_bold)


def _lines_of(still: StillMap, key: int, scale: float) -> list[Line] | Mark:
    if key < len(still.outlines):
        return _cut([(still.outlines[key].name, _NAME * scale, True)])
    key -= len(still.outlines)
    if key < len(still.marks):
        return still.marks[key]
    return _lines(still.labels[key - len(still.marks)], scale)


def _lines(label: Label, scale: float) -> list[Line]:
    return _cut([(label.text, _NAME * scale, True), (label.value, _VALUE * scale, False)])


def _cut(lines: list[Line]) -> list[Line]:
    """As much of the lines as a label may take; empty ones go."""
    cut = [
        (fitted(words, size, _MOST_WIDTH * size / _NAME, is_bold=is_bold), size, is_bold)
        for words, size, is_bold in lines
    ]
    return [line for line in cut if line[0]]


def _lettered(
    key: int,
    rank: int,
    weight: float,
    lines: list[Line],
    spot: tuple[Plate, tuple[float, float]],
    gap: float = 0.0,
) -> Piece:
    plate, (x, y) = spot
    cut = _cut(lines)
    across = max((width(line, size, is_bold=is_bold) for line, size, is_bold in cut), default=0.0)
    height = sum(1.15 * size for _, size, _ in cut)
    return Piece(key, across + 2, height + 1, x, y, weight, plate.box, rank=rank, gap=gap)


def _laid_out(place: Place, lines: list[Line]) -> list[tuple[float, float, str, float, bool]]:
    letters, y = [], place.box.top - 0.5
    for line, size, is_bold in lines:
        y -= 1.15 * size
        x = (place.box.left + place.box.right - width(line, size, is_bold=is_bold)) / 2
        letters.append((x, y + 0.22 * size, line, size, is_bold))
    return letters


def _draw_mark(canvas: Canvas, mark: Mark, place: Place, scale: float) -> None:
    x, y = (place.box.left + place.box.right) / 2, (place.box.bottom + place.box.top) / 2
    centre = np.array([[x, y]])
    canvas.circles(centre, np.array([(_DISC + 0.9) * scale]), "#ffffff", INK, 0.6)
    canvas.circles(centre, np.array([_DISC * scale]), mark.colour, mark.colour, 0.0)
    size = 7.0 * scale
    letter = fitted(mark.letter, size, 2 * _DISC * scale, is_bold=True)
    canvas.text(x, y - 0.37 * size, letter, size, mark.text_colour, is_bold=True, align="center")


def _spot(where: Composition, spot: LabelSpot) -> tuple[Plate, tuple[float, float]]:
    plate = where.plate_of(spot.lon, spot.lat)
    return plate, plate.place(spot.lon, spot.lat)


def _past_circle(still: StillMap, spot: LabelSpot, circles: CircleScale, room: float) -> float:
    """How far a name keeps from a circle at its spot; 0 if it fits inside."""
    radii = [
        circles.radius(bubble.amount_yen or 0)
        for bubble in still.bubbles
        if abs(bubble.lon - spot.lon) + abs(bubble.lat - spot.lat) < _SAME_SPOT
    ]
    largest = max(radii, default=0.0)
    return 0.0 if 2 * largest > room else largest


def _past_area(piece: Piece, radius: float) -> Piece:
    """Beside an area that the name would hide, with a short line to it."""
    if 2 * radius >= 0.6 * piece.width or radius > piece.height:
        return piece
    return replace(piece, gap=min(radius, 8.0) + 2, is_led=True)
