"""Opening files of 国土数値情報 行政区域 (N03): zip, shapefile or GeoJSON to tables of polygons.

Editions to 2020 are cp932 and have no .cpg file; old ones may lack the .prj as well. Since 2024 the
outlines of prefectures or 振興局 stand beside the municipalities, in files with a longer name.
"""

from __future__ import annotations

import lzma
import re
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pyogrio
from pyproj.exceptions import ProjError

LARGEST_UNPACKED = 8 * 2**30
"""Bytes that a zip may unpack to; the national edition is about 1 GB."""

JGD2011 = 6668
_SAME_HERE = (JGD2011, 4612, 4326)
"""JGD2011, JGD2000 and WGS 84 agree to within a metre of what is drawn here."""

_WEST, _SOUTH, _EAST, _NORTH = 121.0, 19.0, 156.0, 47.0
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, RuntimeError, EOFError)
_NO_LAYER = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeError, ValueError)


class Unreadable(Exception):
    """A file that no boundary can be read from; the message is the reason in Japanese."""


@dataclass(frozen=True)
class Layer:
    """A file's name as its user knows it, and its rows with shapes in degrees of JGD2011."""

    name: str
    table: gpd.GeoDataFrame


def read_layers(path: Path, code: str) -> tuple[list[Layer], list[str]]:
    """Layers of a file, and the names of those left out: what a zip holds beside the municipalities.

    It is told by its name, or by lacking the column ``code`` that another layer of the zip has.
    Raises :class:`Unreadable`.
    """
    if path.is_dir():
        raise Unreadable("ファイルではなくフォルダーです")
    if not path.exists():
        raise Unreadable("ファイルがありません")
    if path.suffix.lower() != ".zip":
        return [Layer(path.name, _table(path))], []
    with tempfile.TemporaryDirectory() as folder:
        inside = _unpack(path, Path(folder))
        beside = outlines_among(inside)
        layers = [Layer(f"{path.name}/{item.name}", _table(item)) for item in inside if item not in beside]
    with_code = [layer for layer in layers if code in layer.table] or layers
    others = [layer.name for layer in layers if layer not in with_code]
    return with_code, [*(f"{path.name}/{item.name}" for item in beside), *others]


def outlines_among(paths: Sequence[Path]) -> list[Path]:
    """Files like ``N03-20240101_prefecture.shp`` that stand beside ``N03-20240101.shp``."""
    known = {(path.parent, path.stem) for path in paths}
    stems = {path: re.fullmatch(r"(.+)_[A-Za-z]+", path.stem) for path in paths}
    return [path for path, stem in stems.items() if stem and (path.parent, stem[1]) in known]


def _unpack(path: Path, folder: Path) -> list[Path]:
    """The boundary files in a zip: the shapefiles, or the GeoJSON where there are none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("展開すると大きすぎる")
            archive.extractall(folder)
    except _BROKEN_ZIP as error:
        raise Unreadable("zip が壊れているか、パスワードが付いている") from error
    # A zip made on a Mac has a file ._name beside every other.
    files = sorted(item for item in folder.rglob("*") if not item.name.startswith("._"))
    for suffixes in ((".shp",), (".geojson", ".json")):
        found = [item for item in files if item.suffix.lower() in suffixes]
        if found:
            return found
    raise Unreadable("zip の中に .shp も GeoJSON もない")


def _table(path: Path) -> gpd.GeoDataFrame:
    is_shapefile = path.suffix.lower() == ".shp"
    if is_shapefile and not path.with_suffix(".dbf").exists() and not path.with_suffix(".DBF").exists():
        raise Unreadable("同じ名前の .dbf がない")
    has_encoding = any(path.with_suffix(suffix).exists() for suffix in (".cpg", ".CPG"))
    try:
        table = pyogrio.read_dataframe(path, encoding="cp932" if is_shapefile and not has_encoding else None)
    except _NO_LAYER as error:
        raise Unreadable("図形のファイルとして読めない") from error
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        raise Unreadable("図形がない")
    return _in_degrees(table)


def _in_degrees(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The table in JGD2011; coordinates without a reference system are taken as such if they can be."""
    try:
        if table.crs is None or table.crs.to_epsg() in _SAME_HERE:
            table = table.set_crs(JGD2011, allow_override=True)
        else:
            table = table.to_crs(JGD2011)
    except ProjError as error:
        raise Unreadable("座標系が分からない") from error
    west, south, east, north = table.total_bounds
    # All are NaN in a table of empty shapes, of which the loader tells.
    if west < _WEST or south < _SOUTH or east > _EAST or north > _NORTH:
        raise Unreadable("座標が日本の経度・緯度ではない。座標系を示す .prj がないか、合っていない")
    return table
