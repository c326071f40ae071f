"""Official boundary files (N03) of every edition and kind become municipalities and findings."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from domain.finding import Severity, stops
from domain.lg_code import with_check_digit
from domain.municipality import municipalities
from loaders.n03 import N03Reading, read_n03
from tests.n03_files import (
    KAGAWA,
    KUMAMOTO,
    SHIZUOKA,
    TOTTORI,
    assert_same_land,
    in_wards,
    municipalities_of,
    rows,
    to_2023,
    write_geojson,
    write_shapefile,
    zipped,
)

KUMAMOTO_WARDS = [
    ("43101", "中央区"), ("43102", "東区"), ("43103", "西区"), ("43104", "南区"), ("43105", "北区"),
]  # fmt: skip
HAMAMATSU_WARDS_TO_2023 = [
    ("22131", "中区"), ("22132", "東区"), ("22133", "西区"), ("22134", "南区"),
    ("22135", "北区"), ("22136", "浜北区"), ("22137", "天竜区"),
]  # fmt: skip


# --- editions and kinds of file


def test_edition_of_2024_is_read_without_a_finding(tmp_path: Path) -> None:
    table = rows(TOTTORI)
    reading = read_n03([write_shapefile(table, tmp_path / "N03-20240101_31.shp")])
    assert set(reading.codes) == municipalities_of(TOTTORI)
    assert reading.prefectures == {TOTTORI}
    assert reading.findings == []
    assert_same_land(reading, table)


def test_edition_to_2023_is_read_without_a_finding(tmp_path: Path) -> None:
    table = to_2023(rows(KAGAWA))
    assert "N03_005" not in table
    reading = read_n03([write_shapefile(table, tmp_path / "N03-23_37_230101.shp")])
    assert set(reading.codes) == municipalities_of(KAGAWA)
    assert reading.findings == []
    assert_same_land(reading, table)


@pytest.mark.parametrize(("encoding", "with_cpg"), [("cp932", False), ("UTF-8", True)])
def test_names_are_read_in_the_encoding_of_the_edition(tmp_path: Path, encoding: str, with_cpg: bool) -> None:
    """The wards below are known by their city's name only, so a name misread would be an error."""
    table = to_2023(in_wards(rows(SHIZUOKA), "浜松市", HAMAMATSU_WARDS_TO_2023))
    path = write_shapefile(table, tmp_path / "N03.shp", encoding=encoding, with_cpg=with_cpg)
    assert "浜松市".encode(encoding) in path.with_suffix(".dbf").read_bytes()
    assert path.with_suffix(".cpg").exists() == with_cpg
    reading = read_n03([path])
    assert set(reading.codes) == municipalities_of(SHIZUOKA)
    assert not stops(reading.findings)


def test_geojson_without_crs_is_read(tmp_path: Path) -> None:
    table = rows(TOTTORI)
    path = write_geojson(table, tmp_path / "N03-21_31_210101.json")
    assert "crs" not in json.loads(path.read_text(encoding="utf-8"))
    reading = read_n03([path])
    assert set(reading.codes) == municipalities_of(TOTTORI)
    assert_same_land(reading, table)


def test_zip_with_sub_folder_and_other_files_is_read_once(tmp_path: Path) -> None:
    table = rows(TOTTORI)
    inside = tmp_path / "zip" / "N03-20240101_31_GML"
    write_shapefile(table, inside / "N03-20240101_31.shp")
    write_geojson(rows(KAGAWA), inside / "N03-20240101_31.geojson")  # other land, to see who was read
    (inside / "KS-META-N03-20240101_31.xml").write_text("<metadata/>", encoding="utf-8")
    reading = read_n03([zipped(tmp_path / "zip", tmp_path / "N03-20240101_31_GML.zip")])
    assert set(reading.codes) == municipalities_of(TOTTORI)
    assert reading.findings == []
    assert_same_land(reading, table)


def test_zip_with_geojson_only_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "zip"
    inside.mkdir()
    write_geojson(rows(TOTTORI), inside / "N03-20240101_31.geojson")
    reading = read_n03([zipped(inside, tmp_path / "tottori.zip")])
    assert set(reading.codes) == municipalities_of(TOTTORI)
    assert reading.findings == []


def test_endings_in_capitals_are_read(tmp_path: Path) -> None:
    inside = tmp_path / "zip"
    path = write_shapefile(rows(TOTTORI), inside / "n03.shp")
    for item in sorted(path.parent.iterdir()):
        item.rename(item.with_name(item.name.upper()))
    reading = read_n03([zipped(inside, tmp_path / "N03.ZIP")])
    assert set(reading.codes) == municipalities_of(TOTTORI)
    assert reading.findings == []


def test_two_prefectures_in_two_files_are_one_reading(tmp_path: Path) -> None:
    paths = [
        write_shapefile(rows(TOTTORI), tmp_path / "N03-20240101_31.shp"),
        write_shapefile(rows(KAGAWA), tmp_path / "N03-20240101_37.shp"),
    ]
    heard: list[str] = []
    reading = read_n03(paths, heard.append)
    assert reading.prefectures == {TOTTORI, KAGAWA}
    assert heard == ["N03-20240101_31.shp", "N03-20240101_37.shp"]


def test_prefecture_outlines_beside_the_municipalities_are_left_alone(tmp_path: Path) -> None:
    """N03-20240101_GML.zip holds N03-20240101.shp and N03-20240101_prefecture.shp."""
    inside = tmp_path / "zip"
    table = rows(TOTTORI)
    write_shapefile(table, inside / "N03-20240101.shp")
    outline = table.dissolve("N03_001", as_index=False)[["N03_001", "geometry"]]
    write_shapefile(outline.assign(N03_007="31000"), inside / "N03-20240101_prefecture.shp")
    reading = read_n03([zipped(inside, tmp_path / "N03-20240101_GML.zip")])
    assert set(reading.codes) == municipalities_of(TOTTORI)
    assert not stops(reading.findings)
    (finding,) = reading.findings
    assert (finding.rule, finding.severity) == ("boundary_layer_left_out", Severity.NOTICE)
    assert "N03-20240101_prefecture.shp" in finding.sentence


def test_outlines_without_code_are_left_alone_whatever_their_name(tmp_path: Path) -> None:
    inside = tmp_path / "zip"
    table = rows(TOTTORI)
    write_shapefile(table, inside / "municipalities.shp")
    write_shapefile(
        table.dissolve("N03_001", as_index=False)[["N03_001", "geometry"]], inside / "outline.shp"
    )
    reading = read_n03([zipped(inside, tmp_path / "N03.zip")])
    assert set(reading.codes) == municipalities_of(TOTTORI)
    (finding,) = reading.findings
    assert (finding.rule, finding.value) == ("boundary_layer_left_out", "N03.zip/outline.shp")


def test_outlines_given_with_the_municipalities_are_left_alone(tmp_path: Path) -> None:
    """``investmap boundaries import *.shp`` in the folder of 北海道, which has its 振興局 as well."""
    table = rows(TOTTORI)
    paths = [
        write_shapefile(table, tmp_path / "N03-20250101_31.shp"),
        write_shapefile(table.assign(N03_007="31000"), tmp_path / "N03-20250101_31_subprefecture.shp"),
    ]
    heard: list[str] = []
    reading = read_n03(paths, heard.append)
    assert set(reading.codes) == municipalities_of(TOTTORI)
    assert [finding.rule for finding in reading.findings] == ["boundary_layer_left_out"]
    assert heard == [path.name for path in paths]


def test_leftovers_of_a_mac_in_a_zip_are_left_alone(tmp_path: Path) -> None:
    inside = tmp_path / "zip"
    write_shapefile(rows(TOTTORI), inside / "N03-20240101_31.shp")
    (inside / "__MACOSX").mkdir()
    (inside / "__MACOSX" / "._N03-20240101_31.shp").write_bytes(bytes(100))
    assert read_n03([zipped(inside, tmp_path / "N03.zip")]).findings == []


# --- wards


def assert_one_city_of_wards(reading: N03Reading, city5: str, wards: int, table: gpd.GeoDataFrame) -> None:
    code = with_check_digit(city5)
    assert reading.codes.count(code) == 1
    (finding,) = reading.findings
    assert (finding.rule, finding.severity) == ("boundary_wards_merged", Severity.NOTICE)
    assert f"{wards}区" in finding.sentence
    assert municipalities().label(code) in finding.sentence
    whole = shapely.union_all(table.geometry[table["N03_007"] == city5].to_numpy())
    got = reading.geometries[reading.codes.index(code)]
    assert shapely.area(shapely.symmetric_difference(got, whole)) < 1e-9


def test_wards_become_their_city(tmp_path: Path) -> None:
    whole = rows(KUMAMOTO)
    table = in_wards(whole, "熊本市", KUMAMOTO_WARDS)
    reading = read_n03([write_shapefile(table, tmp_path / "N03-20240101_43.shp")])
    assert set(reading.codes) == municipalities_of(KUMAMOTO)
    assert_one_city_of_wards(reading, "43100", 5, whole)


def test_wards_of_an_edition_to_2023_become_their_city(tmp_path: Path) -> None:
    whole = rows(KUMAMOTO)
    table = to_2023(in_wards(whole, "熊本市", KUMAMOTO_WARDS))
    reading = read_n03([write_shapefile(table, tmp_path / "N03-23_43_230101.shp")])
    assert set(reading.codes) == municipalities_of(KUMAMOTO)
    assert_one_city_of_wards(reading, "43100", 5, whole)


@pytest.mark.parametrize("edition", [2023, 2024])
def test_wards_abolished_since_are_found_by_their_city(tmp_path: Path, edition: int) -> None:
    """浜松市 has had three wards since 2024-01-01; files of the year before have seven."""
    whole = rows(SHIZUOKA)
    table = in_wards(whole, "浜松市", HAMAMATSU_WARDS_TO_2023, edition=edition)
    reading = read_n03([write_shapefile(table, tmp_path / "N03.shp")])
    assert set(reading.codes) == municipalities_of(SHIZUOKA)
    assert_one_city_of_wards(reading, "22130", 7, whole)


# --- dates


@pytest.mark.parametrize(
    ("name", "as_of"),
    [
        ("N03-20240101_31.shp", "2024-01-01"),
        ("N03-240101_31.shp", "2024-01-01"),
        ("N03-23_31_230101.shp", "2023-01-01"),
        ("N03-20_31_200101.shp", "2020-01-01"),
        ("N03-180101_31.shp", "2018-01-01"),
        ("N03-140401_31.shp", "2014-04-01"),
        ("tottori.shp", ""),
    ],
)
def test_date_of_the_edition_is_told_by_the_name(tmp_path: Path, name: str, as_of: str) -> None:
    assert read_n03([write_shapefile(rows(TOTTORI), tmp_path / name)]).as_of == as_of


def test_date_is_the_latest_of_several_files(tmp_path: Path) -> None:
    paths = [
        write_shapefile(rows(TOTTORI), tmp_path / "N03-20240101_31.shp"),
        write_shapefile(rows(KAGAWA), tmp_path / "N03-20250101_37.shp"),
    ]
    assert read_n03(paths).as_of == "2025-01-01"


def test_builder_writes_the_attributes_of_the_real_files(tmp_path: Path) -> None:
    """The tests above are worth as much as the files they make."""
    path = write_shapefile(rows(TOTTORI), tmp_path / "N03-20240101_31.shp")
    found = pyogrio.read_info(path)
    assert list(found["fields"]) == ["N03_001", "N03_002", "N03_003", "N03_004", "N03_005", "N03_007"]
    assert found["geometry_type"] == "Polygon"
    shapes = pyogrio.read_dataframe(path).geometry.to_numpy()
    assert np.isin(shapely.get_type_id(shapes), [3]).all()
