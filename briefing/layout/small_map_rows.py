"""Small maps in rows with their names and numbers, and one legend below them."""

from __future__ import annotations

from dataclasses import replace

from briefing.contents import SmallMap, SmallMaps
from briefing.layout.elements import Element, Line, Paragraph, PictureElement, Rect, Run, TextElement
from briefing.layout.look import Sizes, headed
from briefing.layout.texts import Fitter, Style
from geo.palette import BORDER, NO_PROJECT

_GAP = 1.2


def small_map_rows(fitter: Fitter, sizes: Sizes, maps: SmallMaps, rect: Rect) -> list[Element]:
    """Pictures in rows with name above and number below each, and the legend in the last lines."""
    heading, below = headed(fitter, sizes, maps.title, rect)
    found: list[Element] = list(heading)
    name = replace(sizes.style(9, bold=True), align="center")
    number, style = replace(sizes.style(8), align="center"), sizes.style(8)
    down = -(-len(maps.items) // maps.across)
    legend = _legend_lines(fitter, maps.legend, style, below.width)
    legend_height = len(legend) * style.line_mm
    width = (below.width - _GAP * (maps.across - 1)) / maps.across
    height = (below.height - legend_height - _GAP * down) / down
    for at, item in enumerate(maps.items):
        x = below.x + (at % maps.across) * (width + _GAP)
        y = below.y + (at // maps.across) * (height + _GAP)
        found += _small_map(fitter, name, number, item, Rect(x, y, width, height))
    box = Rect(below.x, below.bottom - legend_height, below.width, legend_height)
    found.append(TextElement(box, "foot", tuple(Paragraph((line,)) for line in legend)))
    return found


def _small_map(fitter: Fitter, name: Style, number: Style, item: SmallMap, rect: Rect) -> list[Element]:
    top, bottom = name.line_mm, number.line_mm
    picture = Rect(rect.x, rect.y + top, rect.width, max(rect.height - top - bottom, 1.0))
    return [
        fitter.box(Rect(rect.x, rect.y, rect.width, top), "body", [item.name], name, item.name),
        PictureElement(picture, item.svg, item.alternative),
        fitter.box(
            Rect(rect.x, picture.bottom, rect.width, bottom), "body", [item.number], number, item.name
        ),
    ]


def _legend_lines(
    fitter: Fitter, legend: tuple[tuple[str, str], ...], style: Style, width: float
) -> list[Line]:
    """Colours as squares and their words side by side, on as many lines as they need; a colour never stands
    apart from its words.
    """
    lines: list[list[Run]] = [[]]
    used = 0.0
    for colour, words in legend:
        sign, ink = ("□", BORDER) if colour == NO_PROJECT else ("■", colour)
        # The room for words that are themselves too long for a line.
        room = (width - fitter.width(f"{sign}　", style.size)) * 0.97
        told = "".join(run.text for run in fitter.line(words, style, room, "凡例").runs)
        wide = fitter.width(f"{sign}{told}　", style.size)
        if lines[-1] and used + wide > width * 0.97:
            lines.append([])
            used = 0.0
        lines[-1] += [Run(sign, style.size, False, ink), Run(f"{told}　", style.size, False, style.colour)]
        used += wide
    return [Line(tuple(runs)) for runs in lines if runs]
