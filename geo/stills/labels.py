"""Where names and marks find room: the weightiest first, at their place or beside it with a leading line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.stills.plate import Box

_RINGS = (14.0, 24.0, 36.0)
"""Points from the spot to the nearest edge of a label that was moved away."""

_ASIDE = 6.0
"""Points that a label may be from its spot without a line."""

_ANGLES = tuple(math.radians(degrees) for degrees in (0, 180, 45, 135, 315, 225, 90, 270))


@dataclass(frozen=True)
class Piece:
    """Something to be placed: its size, where it belongs on the paper, and the part of it that it lies in."""

    key: int
    width: float
    height: float
    x: float
    y: float
    weight: float
    within: Box
    rank: int = 0
    """Lower ones are placed before weights are looked at."""
    gap: float = 0.0
    """How far beside its spot it is put first (0: on it): past a circle, a mark, or a small area."""
    is_led: bool = False
    """A line leads to the spot also from close beside it."""


@dataclass(frozen=True)
class Place:
    """The box that a piece was given, and the end of the line that leads to its spot, if it was moved."""

    piece: Piece
    box: Box
    leader: tuple[float, float] | None = None


@dataclass(frozen=True)
class Placement:
    """What found room, in the order in which it was placed, and how many pieces did not."""

    places: tuple[Place, ...]
    left_out: int


def placed(pieces: Sequence[Piece], taken: Sequence[Box]) -> Placement:
    """Places for pieces so that none overlaps another or what is taken; equal weights in their order.

    Pieces whose spot lies outside their part of the paper, or beneath what is taken, are left out too.
    A frame is taken for all but the pieces that lie within it.
    """
    rectangles = _Rectangles(taken)
    found: list[Place] = []
    for piece in sorted(pieces, key=lambda piece: (piece.rank, -piece.weight, piece.key)):
        hiding = [box for box in taken if box != piece.within and box.holds(piece.x, piece.y)]
        if hiding or not piece.within.holds(piece.x, piece.y):
            continue
        own = next((at for at, box in enumerate(taken) if box == piece.within), None)
        place = _first_free(piece, rectangles, own)
        if place is not None:
            rectangles.add(place)
            found.append(place)
    return Placement(tuple(found), len(pieces) - len(found))


def _first_free(piece: Piece, rectangles: _Rectangles, own: int | None) -> Place | None:
    for place in _candidates(piece):
        box, within = place.box, piece.within
        is_inside = (
            within.left + 1 <= box.left
            and box.right <= within.right - 1
            and within.bottom + 1 <= box.bottom
            and box.top <= within.top - 1
        )
        if is_inside and rectangles.is_free(place, own):
            return place
    return None


def _candidates(piece: Piece) -> list[Place]:
    """On the spot, then close beside it, then farther away with a line."""
    half_x, half_y, gap = piece.width / 2, piece.height / 2, piece.gap
    near = [] if gap else [(0.0, 0.0)]
    for aside in (gap, gap + _ASIDE):
        x, y = half_x + aside + 1, half_y + aside
        near += [(x, 0.0), (-x, 0.0), (0.0, y), (0.0, -y)]
    found = [_place(piece, x, y, is_led=piece.is_led and piece.gap > 0) for x, y in near]
    for ring in _RINGS:
        for angle in _ANGLES:
            across, up = math.cos(angle), math.sin(angle)
            x, y = across * (half_x + gap + ring), up * (half_y + gap + ring)
            found.append(_place(piece, x, y, is_led=True))
    return found


def _place(piece: Piece, across: float, up: float, *, is_led: bool) -> Place:
    """The piece with its middle so far from its spot."""
    x, y = piece.x + across, piece.y + up
    box = Box(x - piece.width / 2, y - piece.height / 2, x + piece.width / 2, y + piece.height / 2)
    end = (min(max(piece.x, box.left), box.right), min(max(piece.y, box.bottom), box.top))
    return Place(piece, box, end if is_led else None)


class _Rectangles:
    """Rectangles and leading lines so far."""

    def __init__(self, taken: Sequence[Box]) -> None:
        self._boxes = np.array([(box.left, box.bottom, box.right, box.top) for box in taken]).reshape(-1, 4)
        self._points = np.empty((0, 2))

    def add(self, place: Place) -> None:
        box = place.box
        self._boxes = np.vstack([self._boxes, [box.left, box.bottom, box.right, box.top]])
        if place.leader is not None:
            self._points = np.vstack([self._points, _along(place)])

    def is_free(self, place: Place, own: int | None) -> bool:
        """True if the box meets none but the ``own`` one, no line passes through it, and its line through
        none.
        """
        box = place.box
        left, bottom, right, top = (self._boxes if own is None else np.delete(self._boxes, own, axis=0)).T
        if ((left < box.right) & (box.left < right) & (bottom < box.top) & (box.bottom < top)).any():
            return False
        x, y = self._points.T
        if ((box.left < x) & (x < box.right) & (box.bottom < y) & (y < box.top)).any():
            return False
        if place.leader is None:
            return True
        line = _along(place)
        crossed = (left < line[:, :1]) & (line[:, :1] < right) & (bottom < line[:, 1:]) & (line[:, 1:] < top)
        return not crossed.any()


def _along(place: Place) -> np.ndarray:
    """Points along a leading line, close enough that no letter fits between them."""
    end = place.leader or (place.piece.x, place.piece.y)
    parts = np.linspace(0.0, 1.0, 16)[:, None]
    return np.array([place.piece.x, place.piece.y]) * (1 - parts) + np.array(end) * parts
