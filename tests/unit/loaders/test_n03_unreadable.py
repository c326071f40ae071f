"""A boundary file that cannot be read is an error with its reason in Japanese, never a crash."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from domain.finding import Severity
from loaders import n03_file
from loaders.n03 import read_n03
from tests.n03_files import TOTTORI, municipalities_of, rows, write_geojson, write_shapefile, zipped


def assert_unreadable(path: Path, reason: str) -> None:
    reading = read_n03([path])
    (finding,) = reading.findings
    assert (finding.rule, finding.severity) == ("boundary_not_readable", Severity.ERROR)
    assert reason in finding.sentence
    assert finding.cell.file == path.name
    assert reading.codes == []


def test_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert_unreadable(tmp_path / "nowhere.zip", "ファイルがありません")


def test_folder_is_an_error(tmp_path: Path) -> None:
    write_shapefile(rows(TOTTORI), tmp_path / "N03-20240101_31_GML" / "N03-20240101_31.shp")
    assert_unreadable(tmp_path / "N03-20240101_31_GML", "フォルダー")


def test_zip_cut_off_is_an_error(tmp_path: Path) -> None:
    write_shapefile(rows(TOTTORI), tmp_path / "zip" / "n03.shp")
    path = zipped(tmp_path / "zip", tmp_path / "N03.zip")
    path.write_bytes(path.read_bytes()[:-200])
    assert_unreadable(path, "zip が壊れている")


def test_zip_with_a_damaged_member_is_an_error(tmp_path: Path) -> None:
    write_shapefile(rows(TOTTORI), tmp_path / "zip" / "n03.shp")
    path = zipped(tmp_path / "zip", tmp_path / "N03.zip")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(40)
    path.write_bytes(content)
    assert_unreadable(path, "zip が壊れている")


def test_zip_without_boundaries_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "zip").mkdir()
    (tmp_path / "zip" / "readme.txt").write_text("何もない", encoding="utf-8")
    assert_unreadable(zipped(tmp_path / "zip", tmp_path / "N03.zip"), "zip の中に")


def test_zip_that_unpacks_to_too_much_is_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_shapefile(rows(TOTTORI), tmp_path / "zip" / "n03.shp")
    path = zipped(tmp_path / "zip", tmp_path / "N03.zip")
    unpacked = sum(item.stat().st_size for item in (tmp_path / "zip").iterdir())
    monkeypatch.setattr(n03_file, "LARGEST_UNPACKED", unpacked)
    assert read_n03([path]).findings == []
    monkeypatch.setattr(n03_file, "LARGEST_UNPACKED", unpacked - 1)
    monkeypatch.setattr(
        n03_file.zipfile.ZipFile, "extractall", lambda *_: pytest.fail("unpacked all the same")
    )
    assert_unreadable(path, "大きすぎる")


def test_shapefile_without_dbf_is_an_error(tmp_path: Path) -> None:
    path = write_shapefile(rows(TOTTORI), tmp_path / "N03.shp")
    path.with_suffix(".dbf").unlink()
    assert_unreadable(path, ".dbf がない")


def test_shapefile_cut_off_is_an_error(tmp_path: Path) -> None:
    path = write_shapefile(rows(TOTTORI), tmp_path / "N03.shp")
    path.write_bytes(path.read_bytes()[:60])
    assert_unreadable(path, "図形のファイルとして読めない")


@pytest.mark.parametrize("name", ["notes.txt", "N03.shp", "N03.geojson"])
def test_text_is_an_error_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("これは境界ではない\n", encoding="utf-8")
    path.with_suffix(".dbf").write_bytes(b"")
    assert_unreadable(path, "図形のファイルとして読めない")


def test_geojson_cut_off_is_an_error(tmp_path: Path) -> None:
    path = write_geojson(rows(TOTTORI), tmp_path / "N03.geojson")
    path.write_bytes(path.read_bytes()[:-3000])
    assert_unreadable(path, "図形のファイルとして読めない")


def test_table_without_shapes_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "N03.csv"
    pd.DataFrame({"N03_001": ["鳥取県"], "N03_004": ["鳥取市"], "N03_007": ["31201"]}).to_csv(
        path, index=False
    )
    assert_unreadable(path, "図形がない")


def test_file_without_rows_is_an_error(tmp_path: Path) -> None:
    path = write_geojson(rows(TOTTORI).iloc[:0], tmp_path / "N03.geojson")
    assert_unreadable(path, "図形がない")


def test_reference_system_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    path = write_shapefile(rows(TOTTORI).to_crs(6673), tmp_path / "N03.shp")
    path.with_suffix(".prj").write_text('LOCAL_CS["local",UNIT["metre",1]]', encoding="utf-8")
    assert_unreadable(path, "座標系が分からない")


def test_reference_system_that_does_not_fit_the_coordinates_is_an_error(tmp_path: Path) -> None:
    path = write_shapefile(rows(TOTTORI), tmp_path / "N03.shp")
    swapped = rows(TOTTORI)
    swapped = swapped.set_geometry(swapped.geometry.transform(lambda c: c[:, ::-1]))
    assert_unreadable(write_shapefile(swapped, path), "座標が日本の経度・緯度ではない")


def test_one_unreadable_file_does_not_hide_what_the_others_say(tmp_path: Path) -> None:
    good = write_shapefile(rows(TOTTORI), tmp_path / "N03-20240101_31.shp")
    reading = read_n03([tmp_path / "nowhere.zip", good])
    assert [finding.rule for finding in reading.findings] == ["boundary_not_readable"]
    assert set(reading.codes) == municipalities_of(TOTTORI)
