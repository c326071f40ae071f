"""A block or a prefecture as a small still map: its parts filled in colours, its neighbours around it."""

from __future__ import annotations

from functools import lru_cache

from domain.area import NORTHERN
from geo.boundaries import BoundarySet
from geo.palette import BORDER, NOT_COVERED, SEA
from geo.plan_outline import areas_of
from geo.sheet import Sheet, window_around
from geo.stills.scene import scene

WIDTH, HEIGHT = 420, 420
_MARGIN = 0.06
_ELSEWHERE = "#f8f8f8"


def area_svg(boundaries: BoundarySet, area: str, colours: dict[str, str]) -> str:
    """SVG of ``area``, a block filled by prefectures or a prefecture by municipalities (code to colour).

    Remote islands, those that stills move into frames, lie outside it: the others are seen larger.
    """
    paths, ground = _paths(boundaries, area, tuple(colours))
    filled = "".join(
        f'<path d="{path}" fill="{colour}"/>' for path, colour in zip(paths, colours.values(), strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" stroke-linejoin="round">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SEA}"/>{ground}'
        f'<g stroke="{BORDER}" stroke-width="0.8">{filled}</g></svg>'
    )


@lru_cache(maxsize=128)
def _paths(boundaries: BoundarySet, area: str, parts: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Path data of the parts, and what lies around them."""
    bounds = scene(boundaries, area, ()).bounds
    sheet = Sheet(window_around(bounds, WIDTH, HEIGHT, margin=_MARGIN), WIDTH, HEIGHT)
    kind = "municipalities_mid" if area.isdigit() else "prefectures_low"
    areas, around = areas_of(boundaries, kind), areas_of(boundaries, "prefectures_low")
    west, _, east, _ = sheet.window
    near = around[(around.bounds["maxx"] >= west) & (around.bounds["minx"] <= east)]
    ground = "".join(sheet.areas(each, _ELSEWHERE, BORDER, 0.8) for each in near)
    ground += sheet.areas(areas_of(boundaries, "municipalities_low")[NORTHERN], NOT_COVERED, BORDER, 0.8)
    return tuple(sheet.outline(areas[code]) for code in parts), ground
