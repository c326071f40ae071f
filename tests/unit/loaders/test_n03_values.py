"""Codes and coordinates of official boundary files, in the forms that they arrive in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from domain.lg_code import with_check_digit
from loaders.n03 import read_n03
from tests.n03_files import (
    AOMORI,
    JGD2000,
    KAGAWA,
    TOTTORI,
    assert_same_land,
    municipalities_of,
    rows,
    to_2023,
    with_rows,
    write_geojson,
    write_shapefile,
)

# --- codes


@pytest.mark.parametrize("kind", [int, float, str, "{}.0".format])
def test_codes_that_became_numbers_are_read(tmp_path: Path, kind: Callable[[int], object]) -> None:
    """青森県's begin with a zero, which numbers lose."""
    table = rows(AOMORI)
    table["N03_007"] = [kind(int(code)) for code in table["N03_007"]]
    reading = read_n03([write_geojson(table, tmp_path / "N03-20240101_02.geojson")])
    assert set(reading.codes) == municipalities_of(AOMORI)
    assert reading.findings == []


def test_codes_that_became_numbers_beside_land_of_no_code_are_read(tmp_path: Path) -> None:
    table = rows(TOTTORI)
    table["N03_007"] = table["N03_007"].astype("float64")
    rock = {"N03_001": "鳥取県", "N03_004": "所属未定地", "geometry": shapely.box(133, 36.5, 133.1, 36.6)}
    reading = read_n03([write_geojson(with_rows(table, [rock]), tmp_path / "N03.geojson")])
    assert set(reading.codes) == municipalities_of(TOTTORI)
    assert [finding.rule for finding in reading.findings] == ["boundary_unassigned_land"]


# --- reference systems


def test_two_editions_in_two_reference_systems_are_one_reading(tmp_path: Path) -> None:
    paths = [
        write_shapefile(rows(TOTTORI), tmp_path / "N03-20240101_31.shp"),
        write_shapefile(to_2023(rows(KAGAWA, crs=JGD2000)), tmp_path / "N03-14_37_140401.shp"),
    ]
    assert read_n03(paths).prefectures == {TOTTORI, KAGAWA}


@pytest.mark.parametrize("crs", [JGD2000, 4326])
def test_systems_that_agree_to_a_metre_are_not_converted(tmp_path: Path, crs: int) -> None:
    table = rows(TOTTORI, crs=crs)
    reading = read_n03([write_shapefile(table, tmp_path / "N03-20240101_31.shp")])
    assert_same_land(reading, table)


def test_degrees_without_reference_system_are_taken_as_such(tmp_path: Path) -> None:
    table = rows(TOTTORI)
    path = write_shapefile(table, tmp_path / "N03-20240101_31.shp")
    path.with_suffix(".prj").unlink()
    reading = read_n03([path])
    assert reading.findings == []
    assert_same_land(reading, table)


def test_projected_coordinates_are_converted(tmp_path: Path) -> None:
    table = rows(TOTTORI)
    projected = table.to_crs(6673)  # 平面直角座標系 V系
    reading = read_n03([write_shapefile(projected, tmp_path / "N03-20240101_31.shp")])
    assert reading.findings == []
    for code, shape in zip(reading.codes, reading.geometries, strict=True):
        expected = shapely.union_all(table.geometry[table["N03_007"] == code[:5]].to_numpy())
        assert shapely.hausdorff_distance(shape, expected) < 1e-6, code


def test_tokyo_datum_is_converted(tmp_path: Path) -> None:
    table = rows(TOTTORI)
    reading = read_n03([write_shapefile(table.to_crs(4301), tmp_path / "N03-01_31.shp")])
    city = reading.geometries[reading.codes.index(with_check_digit("31201"))]
    expected = shapely.union_all(table.geometry[table["N03_004"] == "鳥取市"].to_numpy())
    assert abs(shapely.centroid(city).x - shapely.centroid(expected).x) < 0.0005
