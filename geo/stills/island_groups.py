"""Groups of remote islands that maps of an area show in a frame of their own (``island_group.csv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from domain.codelist import codelist
from geo.plan_outline import Bounds


@dataclass(frozen=True)
class IslandGroup:
    """Name and bounds (west, south, east, north in degrees) of islands that move into a frame."""

    code: str
    name: str
    bounds: Bounds


@lru_cache
def groups_of(*areas: str) -> tuple[IslandGroup, ...]:
    """The groups that a map of these areas (nation, blocks, prefectures) moves into frames."""
    return tuple(
        IslandGroup(
            entry.code,
            entry.label_ja,
            (
                float(entry.more["west"]),
                float(entry.more["south"]),
                float(entry.more["east"]),
                float(entry.more["north"]),
            ),
        )
        for entry in codelist("island_group")
        if not set(areas).isdisjoint(entry.more["inset_of"].split())
    )
