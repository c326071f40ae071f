"""Rebuild ``data/demo/coastal_municipalities.csv``: ``python -m tools.coastal_municipalities``.

Municipalities whose border is partly the sea: a stretch of it borders on no other municipality. The
demo puts shipyards and ports there.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import geopandas as gpd
import shapely

from domain.codelist import codelist
from domain.folders import DATA
from domain.municipality import municipalities

_LEAST_KM = 3.0
"""Shorter stretches are the shores of lakes, or seams of the boundary source."""

_KM_OF_A_DEGREE = 100.0
_LANDLOCKED = ("栃木県", "群馬県", "埼玉県", "山梨県", "長野県", "岐阜県", "滋賀県", "奈良県")
"""Their open stretches are lakes."""

_TARGET = DATA / "demo" / "coastal_municipalities.csv"

Edge = tuple[tuple[float, float], ...]


def coastal() -> list[str]:
    """lg_codes of the municipalities at the sea, in order."""
    areas = gpd.read_parquet(DATA / "boundaries" / "municipalities_low.parquet")
    shared = Counter(edge for shape in areas.geometry for edge in _edges(shape))
    open_km = {
        area.area_code: sum(_km(edge) for edge in _edges(area.geometry) if shared[edge] == 1)
        for area in areas.itertuples()
    }
    return [
        entry.code
        for entry in municipalities()
        if open_km.get(entry.code, 0) >= _LEAST_KM and entry.more["prefecture"] not in _landlocked()
    ]


def _landlocked() -> set[str]:
    return {entry.code for entry in codelist("prefecture") if entry.label_ja in _LANDLOCKED}


def _edges(shape: shapely.Geometry) -> Iterator[Edge]:
    for polygon in getattr(shape, "geoms", [shape]):
        corners = [(round(x, 6), round(y, 6)) for x, y in polygon.exterior.coords]
        for pair in pairwise(corners):
            yield tuple(sorted(pair))


def _km(edge: Edge) -> float:
    (x, y), (other_x, other_y) = edge
    return float(((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5) * _KM_OF_A_DEGREE


def main() -> None:
    with _TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["lg_code"])
        writer.writerows([code] for code in coastal())


if __name__ == "__main__":
    main()
