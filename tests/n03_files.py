"""Small files in the shape of 国土数値情報 行政区域 (N03), made from the shipped boundaries.

The real files have one row a polygon, wards of designated cities apart, and attributes that mean
different things before and after 2024. :func:`rows` makes such a table for whole prefectures; the
writers put it into the kinds of file that people have.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from domain.codelist import codelist
from domain.municipality import municipalities
from geo.boundaries import shipped_boundaries
from loaders.n03 import N03Reading

AOMORI, TOTTORI, KAGAWA, SHIZUOKA = "020001", "310000", "370002", "220001"
KOCHI, KUMAMOTO = "390003", "430005"
JGD2000, JGD2011 = 4612, 6668


def municipalities_of(prefecture: str) -> set[str]:
    """Codes of the municipalities that a file of the prefecture must hold."""
    return {entry.code for entry in municipalities() if entry.more["prefecture"] == prefecture}


@cache
def _frame(level: str) -> gpd.GeoDataFrame:
    return shipped_boundaries().frame(level).set_index("area_code")


def rows(prefecture: str, *, level: str = "municipalities_low", crs: int = JGD2011) -> gpd.GeoDataFrame:
    """The prefecture as an edition from 2024 on writes it: 郡 in N03_003, name in N03_004."""
    frame = _frame(level)
    parts = frame[frame["prefecture"] == prefecture].geometry.explode()
    entries = [municipalities()[code] for code in parts.index]
    return gpd.GeoDataFrame(
        {
            "N03_001": codelist("prefecture").label(prefecture),
            "N03_002": None,
            "N03_003": [entry.more["county"] or None for entry in entries],
            "N03_004": [entry.label_ja for entry in entries],
            "N03_005": None,
            "N03_007": [entry.code[:5] for entry in entries],
        },
        geometry=parts.to_numpy(),
        crs=crs,
    ).astype({"N03_002": object, "N03_005": object})


def in_wards(
    table: gpd.GeoDataFrame, city: str, wards: Sequence[tuple[str, str]], *, edition: int = 2024
) -> gpd.GeoDataFrame:
    """The rows of ``city`` cut from west to east into wards, each a five-digit code and a name."""
    whole = table[table["N03_004"] == city]
    area = shapely.union_all(whole.geometry.to_numpy())
    west, south, east, north = area.bounds
    cuts = np.linspace(west, east, len(wards) + 1)
    cut = []
    for at, (code5, name) in enumerate(wards):
        strip = shapely.intersection(area, shapely.box(cuts[at], south - 1, cuts[at + 1], north + 1))
        names = (
            {"N03_003": None, "N03_004": city, "N03_005": name}
            if edition >= 2024
            else {"N03_003": city, "N03_004": name, "N03_005": None}
        )
        cut += [
            {"N03_001": whole["N03_001"].iloc[0], "N03_007": code5, **names, "geometry": part}
            for part in shapely.get_parts(strip)
            if part.geom_type == "Polygon"
        ]
    return with_rows(table[table["N03_004"] != city], cut)


def with_rows(table: gpd.GeoDataFrame, more: Iterable[dict[str, object]]) -> gpd.GeoDataFrame:
    """The table with further rows."""
    records = [*table.to_dict("records"), *more]
    columns = {name: [record.get(name) for record in records] for name in table.columns if name != "geometry"}
    shapes = np.array([record.get("geometry") for record in records], dtype=object)
    return gpd.GeoDataFrame(pd.DataFrame(columns, dtype=object), geometry=shapes, crs=table.crs)


def to_2023(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The table as editions to 2023 write it: no N03_005, and a ward stands after its city."""
    old = table.copy()
    is_ward = old["N03_005"].notna()
    old.loc[is_ward, "N03_003"] = old.loc[is_ward, "N03_004"]
    old.loc[is_ward, "N03_004"] = old.loc[is_ward, "N03_005"]
    return old.drop(columns="N03_005")


def write_shapefile(
    table: gpd.GeoDataFrame, path: Path, *, encoding: str = "UTF-8", with_cpg: bool = True
) -> Path:
    """``path`` and its companions; editions to 2020 are cp932 and have no .cpg file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pyogrio.write_dataframe(table, path, driver="ESRI Shapefile", encoding=encoding, geometry_type="Polygon")
    if not with_cpg:
        path.with_suffix(".cpg").unlink()
    return path


def write_geojson(table: gpd.GeoDataFrame, path: Path) -> Path:
    """A FeatureCollection without the member ``crs``, as RFC 7946 wants it."""
    collection = json.loads(table.to_json())
    collection.pop("crs", None)
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path


def zipped(folder: Path, path: Path) -> Path:
    """Everything below ``folder`` in a zip, sub-folders and all."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in sorted(folder.rglob("*")):
            archive.write(item, item.relative_to(folder))
    return path


def assert_same_land(reading: N03Reading, table: gpd.GeoDataFrame) -> None:
    """Every municipality that was read covers exactly the rows it was made of."""
    for code, shape in zip(reading.codes, reading.geometries, strict=True):
        expected = shapely.union_all(table.geometry[table["N03_007"] == code[:5]].to_numpy())
        assert shapely.area(shapely.symmetric_difference(shape, expected)) < 1e-9, code
