"""What every still map has around its contents: credits, 北方四島, the chosen municipality, legend lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.maps.view import SHOWS_NORTHERN, MapView
from briefing.notes import TERRITORY_NOTE
from domain.area import NATION, NORTHERN
from geo import palette
from geo.boundaries import BoundarySet
from geo.colour_class import LegendEntry
from geo.stills.still import Fill, LegendLine, Outline

NORTHERN_WORDS = "対象外（北方四島）"


def map_credits(boundaries: BoundarySet, area: str) -> tuple[str, ...]:
    """Where the boundaries come from; under maps of the nation also what they do not show."""
    source = f"地図: {boundaries.provenance['credit_ja']}"
    return (source, TERRITORY_NOTE) if area == NATION else (source,)


def filled(colour_of: Mapping[str, str], area: str) -> tuple[Fill, ...]:
    """Areas in their colours; where projects have no amount they are hatched as well."""
    fills = [Fill(code, colour, colour == palette.NOT_DISCLOSED) for code, colour in colour_of.items()]
    if area in SHOWS_NORTHERN:
        fills.append(Fill(NORTHERN, palette.NOT_COVERED))
    return tuple(fills)


def legend_lines(entries: Iterable[LegendEntry], area: str) -> tuple[LegendLine, ...]:
    """The legend's entries with their numbers of areas; with 北方四島 where the map shows them."""
    lines = [
        LegendLine(
            entry.colour,
            entry.label,
            f"{entry.areas:,}" if entry.areas else "",
            entry.colour == palette.NOT_DISCLOSED,
        )
        for entry in entries
    ]
    if area in SHOWS_NORTHERN:
        lines.append(LegendLine(palette.NOT_COVERED, NORTHERN_WORDS))
    return tuple(lines)


def chosen_outline(view: MapView, colour: str = palette.CHOSEN) -> tuple[Outline, ...]:
    """The border of the municipality that is selected within its prefecture."""
    chosen = view.selection.municipality
    return (Outline((chosen,), colour),) if chosen else ()
