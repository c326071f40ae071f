"""Names, values and marks on a still: what each takes, where it found room, and how it is drawn."""

from __future__ import annotations

import numpy as np

from geo.boundaries import BoundarySet
from geo.coverage import LabelSpot
from geo.palette import INK
from geo.plan_outline import name_spot
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
Line = tuple[str, float, bool]
"""Letters, their size, and whether they are bold."""


def place_names(boundaries: BoundarySet, still: StillMap, where: Composition, scale: float) -> Placement:
    """Where names of outlines, marks and labels find room, in this order; and how many find none.

    The key of a piece is its position in outlines, marks and labels one after the other.
    """
    pieces = [
        _lettered(at, 0, float(-at), [(outline.name, _NAME * scale, True)], spot)
        for at, outline in enumerate(still.outlines)
        if outline.name
        for spot in [_spot(where, name_spot(boundaries, outline.municipalities))]
    ]
    before = len(still.outlines)
    radius = (_DISC + _RING) * scale
    for at, mark in enumerate(still.marks, before):
        plate, (x, y) = _spot(where, boundaries.label_spot(mark.code))
        pieces.append(Piece(at, 2 * radius, 2 * radius, x, y, mark.weight, plate.box, rank=1))
    marked = {mark.code for mark in still.marks}
    before += len(still.marks)
    for at, label in enumerate(still.labels, before):
        gap = radius if label.code in marked else 0.0
        spot = boundaries.label_spot(label.code) if label.code else LabelSpot(label.lon, label.lat, 0.0)
        pieces.append(_lettered(at, 2, label.weight, _lines(label, scale), _spot(where, spot), gap))
    return placed([piece for piece in pieces if piece.width > 2], where.boxes)


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
