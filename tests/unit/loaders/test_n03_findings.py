"""What is odd about an official boundary file is said in findings, each naming what it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from domain.finding import Finding, Severity, stops
from domain.municipality import municipalities
from geo import coverage
from loaders.n03 import N03Reading, read_n03
from rules import boundary_file
from tests.n03_files import (
    KAGAWA,
    KOCHI,
    TOTTORI,
    municipalities_of,
    rows,
    with_rows,
    write_geojson,
    write_shapefile,
)

TOTTORI_CITY, SAKAIMINATO = "鳥取市", "境港市"


def rules_of(reading: N03Reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


def only_finding(reading: N03Reading) -> Finding:
    (finding,) = reading.findings
    return finding


def written(
    tmp_path: Path, change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame], prefecture: str = TOTTORI
) -> N03Reading:
    """What is read of a prefecture after ``change``."""
    return read_n03([write_geojson(change(rows(prefecture)), tmp_path / "changed.geojson")])


def test_land_of_no_municipality_is_counted_and_measured(tmp_path: Path) -> None:
    rock = {"N03_001": "鳥取県", "N03_004": "所属未定地", "N03_007": None}
    shapes = [shapely.box(133.0, 36.5, 133.02, 36.51), shapely.box(133.1, 36.5, 133.11, 36.51)]
    km2 = sum(coverage.area_km2(shape) for shape in shapes)
    reading = written(tmp_path, lambda table: with_rows(table, [rock | {"geometry": s} for s in shapes]))
    finding = only_finding(reading)
    assert (finding.rule, finding.severity) == ("boundary_unassigned_land", Severity.NOTICE)
    assert "2か所" in finding.sentence
    assert float(finding.value) == pytest.approx(km2, abs=0.01)
    assert set(reading.codes) == municipalities_of(TOTTORI)


def test_unknown_code_is_an_error_that_names_it(tmp_path: Path) -> None:
    abolished = {
        "N03_001": "鳥取県", "N03_003": "気高郡", "N03_004": "気高町", "N03_007": "31341",
        "geometry": shapely.box(133.0, 36.5, 133.1, 36.6),
    }  # fmt: skip
    reading = written(tmp_path, lambda table: with_rows(table, [abolished]))
    finding = only_finding(reading)
    assert (finding.rule, finding.severity) == ("boundary_code_unknown", Severity.ERROR)
    assert "31341" in finding.sentence
    assert "気高町" in finding.sentence
    assert finding.cell.file == "changed.geojson"


@pytest.mark.parametrize("code", ["3120", "312011", "鳥取市", "99999"])
def test_code_that_is_none_is_an_error(tmp_path: Path, code: str) -> None:
    def change(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        table.loc[table["N03_004"] == SAKAIMINATO, "N03_007"] = code
        return table

    assert set(rules_of(written(tmp_path, change))) == {
        "boundary_code_unknown",
        "boundary_municipality_missing",
    }


def test_prefecture_without_one_of_its_municipalities_is_an_error(tmp_path: Path) -> None:
    reading = written(tmp_path, lambda table: table[table["N03_004"] != SAKAIMINATO])
    finding = only_finding(reading)
    assert (finding.rule, finding.severity) == ("boundary_municipality_missing", Severity.ERROR)
    assert "鳥取県" in finding.sentence
    assert SAKAIMINATO in finding.sentence


def test_one_municipality_alone_names_all_that_are_missing(tmp_path: Path) -> None:
    reading = written(tmp_path, lambda table: table[table["N03_004"] == TOTTORI_CITY])
    assert len(reading.findings) == len(municipalities_of(TOTTORI)) - 1
    assert stops(reading.findings)


def yusuhara_called(name: str, tmp_path: Path) -> N03Reading:
    """高知県 with this name for the municipality 39405."""

    def change(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        return table.assign(N03_004=table["N03_004"].mask(table["N03_007"] == "39405", name))

    return written(tmp_path, change, KOCHI)


def test_other_character_form_of_a_name_is_a_notice(tmp_path: Path) -> None:
    forms = {"檮原町", "梼原町"}
    (other,) = forms - {municipalities().label("394050")}
    reading = yusuhara_called(other, tmp_path)
    finding = only_finding(reading)
    assert (finding.rule, finding.severity, finding.value) == (
        "boundary_name_differs", Severity.NOTICE, other,
    )  # fmt: skip
    assert all(word in finding.sentence for word in ("39405", *forms))
    assert set(reading.codes) == municipalities_of(KOCHI)


def test_example_of_the_rule_on_names_is_found(tmp_path: Path) -> None:
    assert boundary_file.BOUNDARY_NAME_DIFFERS.example == "39405 檮原町（コード表は梼原町）"
    assert rules_of(yusuhara_called("檮原町", tmp_path)) == ["boundary_name_differs"]


def test_same_name_is_silent(tmp_path: Path) -> None:
    assert yusuhara_called(municipalities().label("394050"), tmp_path).findings == []


def test_row_without_geometry_is_counted_in_a_warning(tmp_path: Path) -> None:
    extra = {"N03_001": "鳥取県", "N03_004": TOTTORI_CITY, "N03_007": "31201", "geometry": None}
    line = extra | {"geometry": shapely.LineString([(134, 35), (134.1, 35)])}
    reading = written(tmp_path, lambda table: with_rows(table, [extra, line]))
    finding = only_finding(reading)
    assert (finding.rule, finding.severity) == ("boundary_empty_shape", Severity.WARNING)
    assert "2個" in finding.sentence
    assert set(reading.codes) == municipalities_of(TOTTORI)


def test_municipality_with_no_shape_at_all_is_missing(tmp_path: Path) -> None:
    def change(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        table.loc[table["N03_004"] == SAKAIMINATO, "geometry"] = None
        return table

    assert rules_of(written(tmp_path, change)) == ["boundary_empty_shape", "boundary_municipality_missing"]


def test_shape_that_crosses_itself_is_mended(tmp_path: Path) -> None:
    bow_tie = shapely.Polygon([(133, 36.5), (133.1, 36.6), (133.1, 36.5), (133, 36.6)])
    row = {"N03_001": "鳥取県", "N03_004": TOTTORI_CITY, "N03_007": "31201", "geometry": bow_tie}
    reading = written(tmp_path, lambda table: with_rows(table, [row]))
    assert reading.findings == []
    assert shapely.is_valid(reading.geometries).all()


def test_shapes_lose_their_heights(tmp_path: Path) -> None:
    reading = written(tmp_path, lambda table: table.set_geometry(shapely.force_3d(table.geometry, 12.0)))
    assert not shapely.has_z(reading.geometries).any()


@pytest.mark.parametrize("column", ["N03_007", "N03_001", "N03_004"])
def test_missing_attribute_is_an_error_that_names_it(tmp_path: Path, column: str) -> None:
    finding = only_finding(written(tmp_path, lambda table: table.drop(columns=column)))
    assert (finding.rule, finding.severity, finding.value) == (
        "boundary_column_missing", Severity.ERROR, column,
    )  # fmt: skip


def test_wholly_different_name_is_a_notice_too(tmp_path: Path) -> None:
    """篠山市 became 丹波篠山市 in 2019 and kept its code; files of 2018 have the old name."""
    assert rules_of(yusuhara_called("西津野町", tmp_path)) == ["boundary_name_differs"]


def test_municipality_in_two_files_is_an_error_that_names_both(tmp_path: Path) -> None:
    paths = [
        write_shapefile(rows(TOTTORI), tmp_path / "N03-20240101_31.shp"),
        write_geojson(rows(TOTTORI), tmp_path / "N03-20230101_31.geojson"),
        write_shapefile(rows(KAGAWA), tmp_path / "N03-20240101_37.shp"),
    ]
    finding = only_finding(read_n03(paths))
    assert (finding.rule, finding.severity) == ("boundary_area_repeated", Severity.ERROR)
    assert all(path.name in finding.sentence for path in paths[:2])
    assert paths[2].name not in finding.sentence
    assert "ほか16" in finding.sentence


def test_same_name_of_file_in_two_folders_is_noticed(tmp_path: Path) -> None:
    paths = [write_shapefile(rows(TOTTORI), tmp_path / folder / "N03.shp") for folder in ("a", "b")]
    assert rules_of(read_n03(paths)) == ["boundary_area_repeated"]


def test_row_without_any_name_is_not_said_to_have_another(tmp_path: Path) -> None:
    assert written(tmp_path, lambda table: table.assign(N03_003=None, N03_004=None)).findings == []


def test_coordinates_that_are_no_degrees_are_an_error(tmp_path: Path) -> None:
    path = write_shapefile(rows(TOTTORI).to_crs(6673), tmp_path / "N03.shp")
    path.with_suffix(".prj").unlink()
    reading = read_n03([path])
    assert stops(reading.findings)
    assert ".prj" in only_finding(reading).sentence
