"""Loader for 国土数値情報 行政区域 (N03): official files of any edition to municipalities.

Editions differ: to 2023 a ward stands in N03_004 after its city in N03_003; from 2024 N03_003 is
the 郡 only, the city is in N03_004 and the ward in N03_005. The code is N03_007 in all of them,
empty for 所属未定地. How files are opened is in :mod:`loaders.n03_file`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from domain.area import NORTHERN, label_of
from domain.codelist import codelist
from domain.finding import Cell, Finding
from domain.lg_code import with_check_digit
from domain.municipality import NORTHERN_KIND, find_by_name, find_prefecture, municipalities
from loaders.n03_file import Layer, Unreadable, outlines_among, read_layers
from rules import boundary_file

CODE, PREFECTURE = "N03_007", "N03_001"
_NAMES = ("N03_003", "N03_004", "N03_005")


@dataclass(frozen=True)
class N03Reading:
    """Municipalities of one or more files: area codes with one geometry each, and findings.

    ``geometries`` are unions of the source's polygons (JGD2011 degrees), not cleaned and not
    simplified. ``as_of`` is the date of the edition, empty where no file name tells it.
    """

    codes: list[str] = field(default_factory=list)
    geometries: np.ndarray = field(default_factory=lambda: np.array([], dtype=object))
    as_of: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def prefectures(self) -> set[str]:
        return {codelist("prefecture").codes[int(code[:2]) - 1] for code in self.codes if code != NORTHERN}


def read_n03(paths: Sequence[Path], tell: Callable[[str], None] = lambda _: None) -> N03Reading:
    """Read official files and union their polygons by municipality.

    Wards become their city, the six villages of 北方領土 one area. A code that is not in the code
    list and cannot be told by a city's name is an error, as is a prefecture that lacks one of its
    municipalities, or a municipality that two files have. ``tell`` hears each file's name before it
    is read.
    """
    layers, findings = _layers(paths, tell)
    units, unit_findings = _units(layers)
    findings += unit_findings
    if units is None:
        return N03Reading(findings=findings)
    units, shape_findings = _with_shapes(units)
    owners, owner_findings = _owners(units)
    findings += shape_findings + owner_findings + _repeated(units, owners)
    codes, geometries = _unions(units, owners)
    findings += _missing(codes)
    return N03Reading(codes, geometries, max((_as_of(path.name) for path in paths), default=""), findings)


def _layers(paths: Sequence[Path], tell: Callable[[str], None]) -> tuple[list[Layer], list[Finding]]:
    layers: list[Layer] = []
    findings = []
    beside = outlines_among([path for path in paths if path.suffix.lower() != ".zip"])
    for path in paths:
        tell(path.name)
        left_out = [path.name]
        if path not in beside:
            try:
                found, left_out = read_layers(path, CODE)
                layers += found
            except Unreadable as error:
                findings.append(boundary_file.BOUNDARY_NOT_READABLE.at(Cell(path.name), reason=str(error)))
                continue
        findings += [boundary_file.BOUNDARY_LAYER_LEFT_OUT.at(Cell(), name) for name in left_out]
    return layers, findings


def _units(layers: Sequence[Layer]) -> tuple[gpd.GeoDataFrame | None, list[Finding]]:
    """Rows of all layers that have the columns needed, and with each row its file and layer."""
    complete, findings = [], []
    for number, layer in enumerate(layers):
        missing = [column for column in (CODE, PREFECTURE, "N03_004") if column not in layer.table]
        findings += [boundary_file.BOUNDARY_COLUMN_MISSING.at(Cell(layer.name), column) for column in missing]
        if not missing:
            codes = {CODE: layer.table[CODE].map(_code5)}
            complete.append(layer.table.assign(source_file=layer.name, layer=number, **codes))
    return pd.concat(complete, ignore_index=True) if complete else None, findings


def _code5(value: object) -> str:
    """Five digits of a code, also of one that arrived as a number; empty where there is none."""
    if pd.isna(value):
        return ""
    text = str(value).strip()
    number = re.fullmatch(r"([0-9]{4,5})(?:\.0+)?", text)
    return number[1].zfill(5) if number else text


def _with_shapes(units: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Without rows that have no area, each of which is counted in a finding by file."""
    shapes = units.geometry.to_numpy()
    is_polygon = np.isin(shapely.get_type_id(shapes), [3, 6]) & ~shapely.is_empty(shapes)
    findings = [
        boundary_file.BOUNDARY_EMPTY_SHAPE.at(Cell(str(name)), name, count=len(rows))
        for name, rows in units[~is_polygon].groupby("source_file")
    ]
    return units[is_polygon].reset_index(drop=True), findings


def _owners(units: gpd.GeoDataFrame) -> tuple[pd.Series, list[Finding]]:
    """Area code of every row; empty for 所属未定地 and for codes that are not known."""
    findings: list[Finding] = []
    wards: dict[str, set[str]] = {}
    columns = [CODE, PREFECTURE, *(name for name in _NAMES if name in units)]
    kinds = (
        units[[*columns, "source_file"]].astype(object).where(units[[*columns, "source_file"]].notna(), "")
    )
    owner_of: dict[tuple[str, ...], str] = {}
    for kind in kinds.drop_duplicates().itertuples(index=False, name=None):
        code5, prefecture, *names, file = (str(value).strip() for value in kind)
        owner = _owner(code5, prefecture, names)
        owner_of[kind] = owner or ""
        if not code5:
            continue
        cell = Cell(file, column=CODE)
        if owner is None:
            name = prefecture + "".join(names)
            findings.append(boundary_file.BOUNDARY_CODE_UNKNOWN.at(cell, code5, name=name))
        elif owner != NORTHERN and with_check_digit(code5) != owner:
            wards.setdefault(owner, set()).add(code5)
        elif owner != NORTHERN and not _same_name(owner, names):
            shown = next(name for name in reversed(names) if name)
            known = municipalities().label(owner)
            findings.append(boundary_file.BOUNDARY_NAME_DIFFERS.at(cell, shown, code=code5, name=known))
    owners = pd.Series([owner_of[kind] for kind in kinds.itertuples(index=False, name=None)])
    findings += _ward_findings(wards) + _unassigned(units)
    return owners, list(dict.fromkeys(findings))


def _owner(code5: str, prefecture_name: str, names: Sequence[str]) -> str | None:
    """Area that a row belongs to; None if its code is unknown and no city's name tells it."""
    if not re.fullmatch(r"[0-9]{5}", code5):
        return None
    code = with_check_digit(code5)
    if code in municipalities():
        is_northern = municipalities()[code].more["kind"] == NORTHERN_KIND
        return NORTHERN if is_northern else code
    if code in codelist("ward"):
        return codelist("ward")[code].more["city"]
    # A ward that was since abolished: its city stands before it in the name columns.
    prefecture = find_prefecture(prefecture_name)
    cities = [name for name in names if name.endswith("市")]
    if prefecture and cities and any(name.endswith("区") for name in names):
        return find_by_name(prefecture, cities[0]).lg_code
    return None


def _same_name(code: str, names: Sequence[str]) -> bool:
    """True if a name column spells the municipality exactly as the code list does, or none has a name."""
    return municipalities().label(code) in names or not any(names)


def _repeated(units: gpd.GeoDataFrame, owners: pd.Series) -> list[Finding]:
    """One finding for every group of layers that have municipalities in common."""
    known = units[owners.to_numpy() != ""]
    layers = known.groupby(CODE)["layer"].agg(lambda numbers: tuple(sorted(set(numbers))))
    names = units.groupby("layer")["source_file"].first()
    findings = []
    for numbers, codes in layers[layers.map(len) > 1].groupby(layers):
        labels = [label_of(owner) for owner in sorted(set(owners[units[CODE].isin(codes.index)]))]
        more = f"ほか{len(labels) - 3}" if len(labels) > 3 else ""
        files = "、".join(names[list(numbers)])
        cell = Cell(names[numbers[0]], column=CODE)
        findings.append(
            boundary_file.BOUNDARY_AREA_REPEATED.at(cell, "、".join(labels[:3]) + more, files=files)
        )
    return findings


def _ward_findings(wards: dict[str, set[str]]) -> list[Finding]:
    if not wards:
        return []
    cities = "、".join(municipalities().label(code) for code in sorted(wards))
    count = sum(len(codes) for codes in wards.values())
    return [boundary_file.BOUNDARY_WARDS_MERGED.at(Cell(), cities, count=count)]


def _unassigned(units: gpd.GeoDataFrame) -> list[Finding]:
    land = units.geometry[(units[CODE] == "").to_numpy()]
    if land.empty:
        return []
    km2 = land.to_crs(_EQUAL_AREA).area.sum() / 1e6
    return [boundary_file.BOUNDARY_UNASSIGNED_LAND.at(Cell(), f"{km2:.2f}", count=len(land))]


_EQUAL_AREA = "+proj=laea +lat_0=36 +lon_0=137.5 +ellps=GRS80 +units=m +no_defs"


def _unions(units: gpd.GeoDataFrame, owners: pd.Series) -> tuple[list[str], np.ndarray]:
    shapes = shapely.make_valid(shapely.force_2d(units.geometry.to_numpy()))
    codes, unions = [], []
    for code, rows in owners[owners != ""].groupby(owners):
        codes.append(str(code))
        unions.append(shapely.union_all(shapes[rows.index.to_numpy()]))
    return codes, np.array(unions, dtype=object)


def _missing(codes: list[str]) -> list[Finding]:
    """Municipalities without an area in prefectures that the files do cover."""
    covered = {code[:2] for code in codes if code != NORTHERN}
    findings = []
    for entry in municipalities():
        is_expected = entry.code[:2] in covered and entry.more["kind"] != NORTHERN_KIND
        if is_expected and entry.code not in codes:
            prefecture = codelist("prefecture").label(entry.more["prefecture"])
            findings.append(
                boundary_file.BOUNDARY_MUNICIPALITY_MISSING.at(Cell(), entry.label_ja, prefecture=prefecture)
            )
    return findings


def _as_of(name: str) -> str:
    """``2024-01-01`` of ``N03-20240101_17``, ``N03-240101_17`` or ``N03-24_17_240101``; else empty."""
    if match := re.search(r"(20\d\d)(\d\d)(\d\d)", name):
        return "-".join(match.groups())
    if match := re.search(r"[_-](\d\d)(\d\d)(\d\d)(?=\D|$)", name):
        return f"20{match[1]}-{match[2]}-{match[3]}"
    return ""
