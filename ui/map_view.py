"""What the session's link asks of the map."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.view import MapView, possible_view
from ui import link

USUAL_FRAME = (674, 462)
"""Width and height of the map's frame in pixels in the window of a 1280 x 720 laptop."""


def asked_view(selection: Selection) -> MapView:
    """The view that this session's link asks for."""
    return map_view(selection, {name: link.view(name) for name in ("map", "measure", "cluster")})


def map_view(selection: Selection, values: Mapping[str, str]) -> MapView:
    """The view of a selection and of the ``map``, ``measure`` and ``cluster`` of a link.

    A measure that it cannot show becomes the first it can.
    """
    mode, measure = (link.value_in(values, name) for name in ("map", "measure"))
    return possible_view(selection, mode, Measure(measure), link.value_in(values, "cluster"))
