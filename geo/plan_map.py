"""One plan's areas, or what changed of them, as a small still map: SVG with its neighbours around it, drawn
from the same polygons.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import shapely

from domain.area import NORTHERN, label_of
from geo.boundaries import BoundarySet
from geo.mercator import mercator
from geo.palette import AREA_ADDED, AREA_REMOVED, BORDER, NOT_COVERED, PLAN_GROUND, PLAN_LINKED, SEA
from geo.plan_outline import Bounds, areas_of, union
from geo.sheet import Sheet, window_around

WIDTH, HEIGHT = 420, 340
_LEAST_DEGREES = 0.25
"""The picture of a small municipality still shows its neighbours."""

_LEAST_PART = 0.05
"""Parts of less than this share of the whole do not decide what the picture shows."""

_MUNICIPAL_BORDERS_BELOW = 3.0  # degrees: wider pictures have the borders of prefectures only
_MOST_NAMES = 8
_HATCHED = (
    '<defs><pattern id="removed" width="7" height="7" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/>'
    f'<rect width="3" height="7" fill="{AREA_REMOVED}"/></pattern></defs>'
)
_REMOVED = "url(#removed)"
_ROLE_COLOURS = {"lead": PLAN_GROUND[2], "member": PLAN_GROUND[0], "linked": PLAN_LINKED}


@lru_cache(maxsize=256)
def plan_svg(
    boundaries: BoundarySet,
    lead: tuple[str, ...],
    member: tuple[str, ...],
    linked: tuple[str, ...],
    colour: str,
) -> str:
    """SVG of municipalities (lg_codes) by role, with the border of ``lead`` and ``member`` in ``colour``.

    "" for a plan without areas. The picture shows all but far and small islands; what lies outside it
    is left out (see :func:`is_cut`).
    """
    codes = tuple(sorted({*lead, *member}))
    fills = (
        (linked, _ROLE_COLOURS["linked"]),
        (member, _ROLE_COLOURS["member"]),
        (lead, _ROLE_COLOURS["lead"]),
    )
    names = {code: label_of(code) for code in codes}
    return _svg(boundaries, codes, fills, (codes, colour), names) if codes else ""


@lru_cache(maxsize=256)
def area_change_svg(
    boundaries: BoundarySet,
    added: tuple[str, ...],
    removed: tuple[str, ...],
    kept: tuple[str, ...],
    colour: str,
) -> str:
    """SVG of the municipalities (lg_codes) that a plan has gained, lost and kept.

    The border in ``colour`` is that of the plan now. What is lost is hatched, and names have a ＋ or －
    before them, so that nobody needs the colours. "" where there are no municipalities at all.
    """
    codes, now = tuple(sorted({*added, *removed, *kept})), tuple(sorted({*added, *kept}))
    fills = ((kept, PLAN_GROUND[0]), (added, AREA_ADDED), (removed, _REMOVED))
    names = {code: f"＋{label_of(code)}" for code in added}
    names |= {code: f"－{label_of(code)}" for code in removed}
    return _svg(boundaries, codes, fills, (now, colour), names) if codes else ""


def _svg(
    boundaries: BoundarySet,
    codes: tuple[str, ...],
    fills: tuple[tuple[tuple[str, ...], str], ...],
    outline: tuple[tuple[str, ...], str],
    names: Mapping[str, str],
) -> str:
    """A picture that shows ``codes`` with their neighbours, parts of them filled, and an outline."""
    window = _window(_main_parts(boundaries, codes).bounds)
    degrees = max(window[2] - window[0], window[3] - window[1])
    level = "low" if degrees > 1.5 else "mid" if degrees > 0.6 else "full"
    picture = Sheet(window, WIDTH, HEIGHT)
    drawn = [
        _HATCHED if any(fill == _REMOVED and inside for inside, fill in fills) else "",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SEA}"/>',
        _ground(boundaries, "prefectures", level, picture, BORDER, 1.0),
    ]
    drawn += [picture.areas(union(boundaries, level, inside), fill) for inside, fill in fills if inside]
    northern = areas_of(boundaries, f"municipalities_{level}")[NORTHERN]
    drawn.append(picture.areas(northern, NOT_COVERED, BORDER, 1.0))
    if degrees < _MUNICIPAL_BORDERS_BELOW:
        drawn.append(_ground(boundaries, "municipalities", level, picture, BORDER, 0.5, fill="none"))
    outlined, colour = outline
    if outlined:
        whole = union(boundaries, level, outlined)
        drawn += [picture.lines(whole, "#ffffff", 5), picture.lines(whole, colour, 2.5)]
    if len(names) <= _MOST_NAMES:
        drawn += [picture.name(boundaries, code, name) for code, name in names.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" stroke-linejoin="round">'
        f"{''.join(drawn)}</svg>"
    )


def is_cut(boundaries: BoundarySet, municipalities: tuple[str, ...]) -> bool:
    """True if some island of these municipalities lies outside their picture."""
    west, south, east, north = _window(_main_parts(boundaries, municipalities).bounds)
    bounds = union(boundaries, "low", municipalities).bounds
    top, bottom = mercator(bounds[3]), mercator(bounds[1])
    return bool(bounds[0] < west or bounds[2] > east or bottom < south or top > north)


def _main_parts(boundaries: BoundarySet, municipalities: tuple[str, ...]) -> shapely.Geometry:
    parts = shapely.get_parts(union(boundaries, "low", municipalities))
    sizes = shapely.area(parts)
    return shapely.multipolygons(parts[sizes >= _LEAST_PART * sizes.sum()])


def _window(bounds: Bounds) -> Bounds:
    return window_around(bounds, WIDTH, HEIGHT, margin=0.25, least=_LEAST_DEGREES)


def _ground(
    boundaries: BoundarySet,
    kind: str,
    level: str,
    picture: Sheet,
    stroke: str,
    width: float,
    fill: str = "#ffffff",
) -> str:
    """Areas that the picture touches, one path each."""
    areas = areas_of(boundaries, f"{kind}_{level}")
    west, _, east, _ = picture.window
    near = areas[(areas.bounds["maxx"] >= west) & (areas.bounds["minx"] <= east)]
    return "".join(picture.areas(area, fill, stroke, width) for area in near)
