"""A block or a prefecture as a small still map: its parts filled in colours, its neighbours around it."""

from __future__ import annotations

import math
from functools import lru_cache

from domain.area import NORTHERN
from geo.boundaries import BoundarySet
from geo.camera import FOCUS
from geo.palette import BORDER, NOT_COVERED, SEA
from geo.plan_outline import areas_of
from geo.sheet import Sheet, window_around
from geo.stills.scene import scene

WIDTH, HEIGHT = 420, 420
KM_A_DEGREE = 111.2
_MARGIN = 0.06
_ELSEWHERE = "#f8f8f8"


def area_svg(
    boundaries: BoundarySet, area: str, colours: dict[str, str], *, has_remote_islands: bool = True
) -> str:
    """SVG of ``area``, a block filled by prefectures or a prefecture by municipalities (code to colour).

    Without remote islands, those that stills move into frames, the others are seen larger.
    """
    paths, ground = _paths(boundaries, area, tuple(colours), has_remote_islands)
    filled = "".join(
        f'<path d="{path}" fill="{colour}"/>' for path, colour in zip(paths, colours.values(), strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" stroke-linejoin="round">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SEA}"/>{ground}'
        f'<g stroke="{BORDER}" stroke-width="0.8">{filled}</g></svg>'
    )


@lru_cache(maxsize=128)
def _paths(
    boundaries: BoundarySet, area: str, parts: tuple[str, ...], has_remote_islands: bool
) -> tuple[tuple[str, ...], str]:
    """Path data of the parts, and what lies around them."""
    bounds = FOCUS.get(area) or boundaries.bounds(area)
    if not has_remote_islands:
        bounds = _near_land(boundaries, area)
    sheet = Sheet(window_around(bounds, WIDTH, HEIGHT, margin=_MARGIN), WIDTH, HEIGHT)
    kind = "municipalities_mid" if area.isdigit() else "prefectures_low"
    areas, around = areas_of(boundaries, kind), areas_of(boundaries, "prefectures_low")
    west, _, east, _ = sheet.window
    near = around[(around.bounds["maxx"] >= west) & (around.bounds["minx"] <= east)]
    ground = "".join(sheet.areas(each, _ELSEWHERE, BORDER, 0.8) for each in near)
    ground += sheet.areas(areas_of(boundaries, "municipalities_low")[NORTHERN], NOT_COVERED, BORDER, 0.8)
    return tuple(sheet.outline(areas[code]) for code in parts), ground


def _near_land(boundaries: BoundarySet, area: str) -> tuple[float, float, float, float]:
    """West, south, east, north of what a still of the area shows outside its frames."""
    whole = scene(boundaries, area, ())
    west, south, east, north = whole.seen
    across = KM_A_DEGREE * math.cos(math.radians(whole.lat))
    return (
        whole.lon + west / across,
        whole.lat + south / KM_A_DEGREE,
        whole.lon + east / across,
        whole.lat + north / KM_A_DEGREE,
    )
