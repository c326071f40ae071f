"""Boundaries on disk: GeoParquet for computing, JSON for the browser, and an index of both.

A boundary folder holds ``{level}.parquet`` and ``provenance.json``; a browser folder holds
``{key}.{hash}.json`` and ``index.json``. The hash makes a file's name change with its content,
so that a browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from domain.area import NORTHERN, label_of
from domain.codelist import codelist
from geo.boundary_levels import DETAILS, Frames

INDEX = "index.json"
PROVENANCE = "provenance.json"


def write_parquet(frames: Frames, folder: Path) -> None:
    """GeoParquet 1.1, zstd, with a bounding-box column; byte-identical for the same frames."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.to_parquet(
            folder / f"{name}.parquet",
            compression="zstd",
            write_covering_bbox=True,
            schema_version="1.1.0",
            index=False,
        )


def browser_keys() -> list[str]:
    """Keys of all browser files in the order in which they are written."""
    return [
        *("prefectures_low", "prefectures_mid", "blocks_low", "municipalities_low"),
        *(f"municipalities_mid_{block}" for block in codelist("block").codes),
        *(f"municipalities_full_{prefecture}" for prefecture in codelist("prefecture").codes),
        *("prefecture_lines_low", "prefecture_lines_mid", "block_lines_low"),
    ]


def write_browser_files(frames: Frames, folder: Path, tell: Callable[[str], None] = lambda _: None) -> None:
    """Every file that the map fetches, and ``index.json`` with codes, bounds and label spots.

    ``tell`` hears each key before its file is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, dict[str, Any]] = {}
    for key in browser_keys():
        tell(key)
        frame, decimals = _contents(frames, key)
        if "_lines_" in key:
            collection, codes = _lines(frame, decimals), []
        else:
            collection, codes = _polygons(frame, decimals), frame["area_code"].tolist()
        files[key] = {"file": _write(folder, key, collection), "codes": codes}
    index = {"files": files, "areas": _areas(frames)}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (folder / INDEX).write_text(text, encoding="utf-8")


def _contents(frames: Frames, key: str) -> tuple[gpd.GeoDataFrame, int]:
    """Areas of a browser file and the decimals of its coordinates."""
    kind, detail, *area = key.replace("_lines_", "s_").split("_")
    decimals = DETAILS[detail].decimals
    if "_lines_" in key:
        return frames[f"{kind}_{detail}"], decimals
    if kind in ("prefectures", "blocks"):
        return _with_northern(frames, kind, detail), decimals
    municipalities = frames[f"municipalities_{detail}"]
    if not area:
        return municipalities, decimals
    holder = "block" if detail == "mid" else "prefecture"
    return municipalities[municipalities[holder] == area[0]], decimals


def _with_northern(frames: Frames, kind: str, detail: str) -> gpd.GeoDataFrame:
    """Areas with 北方四島 as one of its own: it is drawn in the colour of 対象外."""
    municipalities = frames[f"municipalities_{detail}"]
    northern = municipalities[municipalities["area_code"] == NORTHERN]
    rest = frames[f"{kind}_{detail}"].copy()
    holder = rest["area_code"] == northern[kind.removesuffix("s")].iloc[0]
    rest.loc[holder, "geometry"] = rest.loc[holder, "geometry"].difference(northern.geometry.iloc[0])
    columns = ["area_code", "geometry"]
    return pd.concat([rest[columns], northern[columns]], ignore_index=True)


def _write(folder: Path, key: str, collection: dict[str, Any]) -> str:
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    name = f"{key}.{hashlib.sha256(content).hexdigest()[:10]}.json"
    (folder / name).write_bytes(content)
    return name


def _polygons(frame: gpd.GeoDataFrame, decimals: int) -> dict[str, Any]:
    """FeatureCollection; ``i`` is the position that colours are looked up by."""
    shapes = _rounded(frame.geometry.to_numpy(), decimals)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {
                    "i": at,
                    "code": code,
                    "name": label_of(code, full=True),
                    # The map's tooltip shows a name and a value; polygons only know this much.
                    "value": "統計の対象外" if code == NORTHERN else "クリックで内訳",
                },
                "geometry": shape,
            }
            for at, (code, shape) in enumerate(zip(frame["area_code"], shapes, strict=True))
        ],
    }


def _lines(frame: gpd.GeoDataFrame, decimals: int) -> dict[str, Any]:
    """The borders between areas, each once and without the coast, which the fill shows already."""
    areas = frame.geometry.to_numpy()
    outlines = shapely.union_all(shapely.boundary(areas))
    inner = shapely.difference(outlines, shapely.boundary(shapely.coverage_union_all(areas)))
    (shape,) = _rounded(np.array([shapely.line_merge(inner)]), decimals)
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    return {"type": "FeatureCollection", "features": [feature]}


def _rounded(geometries: np.ndarray, decimals: int) -> list[dict[str, Any]]:
    """GeoJSON geometries with rounded coordinates; points that became one are written once."""
    rounded = shapely.transform(geometries, lambda c: np.round(c, decimals))
    shapes = [json.loads(text) for text in shapely.to_geojson(rounded)]
    for shape in shapes:
        shape["coordinates"] = _without_repeats(shape["coordinates"])
    return shapes


def _without_repeats(coordinates: list[Any]) -> list[Any]:
    if not isinstance(coordinates[0][0], float):
        return [_without_repeats(part) for part in coordinates]
    slim = [coordinates[0], *(b for a, b in itertools.pairwise(coordinates) if a != b)]
    # A ring needs four points: an islet smaller than the grid keeps its repeated ones.
    return slim if len(slim) >= 4 or coordinates[0] != coordinates[-1] else coordinates


def _areas(frames: Frames) -> dict[str, list[float]]:
    """For every area: west, south, east, north, label point (five decimals), label radius in km."""
    found: dict[str, list[float]] = {}
    for name in ("blocks_low", "prefectures_full", "municipalities_full"):
        frame = frames[name]
        boxes = frame.geometry.bounds.to_numpy()
        points = frame[["label_lon", "label_lat", "label_radius_km"]].to_numpy()
        for code, box, point in zip(frame["area_code"], boxes, points, strict=True):
            found[code] = [round(float(value), 5) for value in (*box, *point)]
    assert NORTHERN in found
    return found
