"""Where the demo's plans and projects lie: real municipalities, the larger ones more often."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from functools import cache

from demo.chance import Chance
from demo.words import FOLDER
from domain.area import prefectures_of
from domain.codelist import Entry
from domain.municipality import NORTHERN_KIND, municipalities
from domain.population import populations

COASTAL_FIELDS = frozenset({"shipbuilding", "ocean", "port_logistics"})
"""Fields that need the sea."""

_SIZES = {"政令指定都市": 12.0, "特別区": 3.0, "市": 4.0, "町": 1.0, "村": 0.3}
"""How much more often a kind of municipality is chosen, as its inhabitants are more."""

_KM_OF_A_DEGREE = 111.0


@cache
def bodies() -> tuple[Entry, ...]:
    """The 1,741 municipalities, without 北方領土."""
    return tuple(entry for entry in municipalities() if entry.more["kind"] != NORTHERN_KIND)


@cache
def bodies_of(prefectures: tuple[str, ...], *, is_coastal: bool = False) -> tuple[str, ...]:
    """lg_codes of the municipalities in these prefectures; those at the sea alone if asked for."""
    return tuple(
        entry.code
        for entry in bodies()
        if entry.more["prefecture"] in prefectures and (not is_coastal or entry.code in _coastal())
    )


@cache
def size_of(lg_code: str) -> float:
    return _SIZES[municipalities()[lg_code].more["kind"]]


@cache
def inhabitants_of(lg_code: str) -> float:
    """Its prefecture's inhabitants, shared out by the kinds of its municipalities: for weights alone."""
    prefecture = municipalities()[lg_code].more["prefecture"]
    whole = sum(size_of(code) for code in bodies_of((prefecture,)))
    return populations()[prefecture] * size_of(lg_code) / whole


def chosen_body(chance: Chance, prefectures: Sequence[str], *, is_coastal: bool = False) -> str:
    found = bodies_of(tuple(prefectures), is_coastal=is_coastal)
    return chance.one(found, [size_of(code) for code in found])


def nearest(lg_code: str, count: int, candidates: Sequence[str]) -> list[str]:
    """The ``count`` municipalities whose halls are nearest, without the municipality itself."""
    others = [code for code in candidates if code != lg_code]
    return sorted(others, key=lambda code: distance_km(lg_code, code))[:count]


def distance_km(one: str, other: str) -> float:
    """Between two halls, roughly."""
    (lon, lat), (other_lon, other_lat) = hall_of(one), hall_of(other)
    east = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot(east, lat - other_lat) * _KM_OF_A_DEGREE


@cache
def hall_of(lg_code: str) -> tuple[float, float]:
    """Longitude and latitude of the town hall."""
    more = municipalities()[lg_code].more
    return float(more["hall_lon"]), float(more["hall_lat"])


def bodies_of_block(block: str, *, is_coastal: bool = False) -> tuple[str, ...]:
    return bodies_of(prefectures_of(block), is_coastal=is_coastal)


@cache
def _coastal() -> frozenset[str]:
    with (FOLDER / "coastal_municipalities.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["lg_code"] for row in csv.DictReader(file))
