"""Maps, charts and small maps of a page as SVG, drawn at just the size that they have on paper."""

from __future__ import annotations

from briefing.charts.draw import chart_svg
from briefing.charts.outlines import outlined
from briefing.layout.elements import ChartElement, Element, MapElement, PictureElement
from briefing.layout.printable import printable
from geo.boundaries import BoundarySet
from geo.stills.draw import still_bytes


def picture(
    element: Element, boundaries: BoundarySet, scale: float, *, without_fonts: bool = False
) -> tuple[str, str]:
    """The SVG of an element that is a picture, and what it shows in words. ``without_fonts``: the words in it
    are shapes, for a document that takes no fonts along.
    """
    rect = element.rect
    match element:
        case ChartElement():
            svg = chart_svg(element.chart, rect.width, rect.height, scale)
            words = element.alternative or element.chart.title or "図"
            return outlined(svg) if without_fonts else svg, words
        case MapElement():
            still = still_bytes(boundaries, element.still, rect.width, rect.height, "svg", text_scale=scale)
            return still.decode(), element.alternative or "地図"
        case PictureElement():
            return printable(element.svg), element.alternative or "図"
        case _:
            raise TypeError(f"{type(element).__name__} is no picture")
