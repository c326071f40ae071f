"""Where the demo's projects are built: one municipality or several, with or without shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demo.chance import Chance
from demo.outline import Outline
from demo.places import hall_of, size_of
from demo.rows import Row
from demo.words import phrase
from domain.area import label_of
from domain.lg_code import prefecture_of
from domain.municipality import municipalities

_SHARES = {2: ((0.6, 0.4), (0.7, 0.3), (0.5, 0.5)), 3: ((0.5, 0.3, 0.2), (0.6, 0.2, 0.2))}
_WITH_POINT = ("政令指定都市", "市", "特別区")
"""Kinds whose hall surely stands within the municipality: those of some islands do not."""


@dataclass(frozen=True)
class Site:
    """One site; ``share`` is a part of 1 or None, ``point`` a longitude and latitude or None."""

    lg_code: str
    precision: str
    share: float | None = None
    point: tuple[float, float] | None = None
    note: str = ""


def sites_of(chance: Chance, plan: Outline, *, is_core: bool) -> list[Site]:
    """Sites of one project within the plan's area; that of the core project is the lead area's first."""
    candidates = plan.sites
    count = min(chance.one((1, 2, 3), (0.82, 0.13, 0.05)), len(candidates))
    codes = chance.some(candidates, count, [size_of(code) for code in candidates])
    if is_core and candidates[0] not in codes:
        codes[0] = candidates[0]
    if count == 1 and not is_core and plan.plan_type != "c" and chance.happens(0.05):
        return [Site(prefecture_of(codes[0]), "prefecture")]
    shares = chance.one(_SHARES[count]) if count > 1 and chance.happens(0.6) else (None,) * count
    return [_site(chance.of(code), code, share) for code, share in zip(codes, shares, strict=True)]


def _site(chance: Chance, lg_code: str, share: float | None) -> Site:
    note = phrase(chance, "estate") if chance.happens(0.5) else ""
    if municipalities()[lg_code].more["kind"] in _WITH_POINT and chance.happens(0.15):
        lon, lat = hall_of(lg_code)
        point = (round(lon + chance.between(-0.004, 0.004), 5), round(lat + chance.between(-0.004, 0.004), 5))
        return Site(lg_code, "exact", share, point, note)
    return Site(lg_code, "municipality", share, None, note)


def place_words(sites: Sequence[Site]) -> str:
    """``菊陽町``, or ``菊陽町ほか`` for several."""
    return label_of(sites[0].lg_code) + ("ほか" if len(sites) > 1 else "")


def site_rows(project_id: str, sites: Sequence[Site]) -> list[Row]:
    """Rows of ``project_sites``."""
    return [
        {
            "project_id": project_id,
            "lg_code": site.lg_code,
            "share": site.share,
            "location_precision": site.precision,
            "lon": site.point[0] if site.point else None,
            "lat": site.point[1] if site.point else None,
            "place_note": site.note,
        }
        for site in sites
    ]
