"""Lines of a map's legend: a colour, its words, and the number of areas that have it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from briefing.maps.still_frame import NORTHERN_WORDS
from briefing.maps.view import SHOWS_NORTHERN, MapView
from geo import palette
from geo.colour_class import LegendEntry


def legend_items(view: MapView, entries: Iterable[LegendEntry]) -> str:
    """The entries as HTML list items; with the northern islands where the view shows them."""
    shown = [*entries]
    if view.frame_area in SHOWS_NORTHERN:
        shown.append(LegendEntry(palette.NOT_COVERED, NORTHERN_WORDS, 0))
    return "".join(
        f'<li><i style="background:{entry.colour}"></i><span>{escape(entry.label)}</span>'
        + (f"<span>{entry.areas:,}</span>" if entry.areas else "")
        + "</li>"
        for entry in shown
    )
