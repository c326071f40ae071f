"""Files of a boundary folder: what the browser fetches, their index, and the Parquet beside them."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from domain.area import NORTHERN, label_of
from domain.codelist import codelist
from geo.boundaries import shipped_boundaries
from geo.boundary_files import INDEX, browser_keys, write_browser_files, write_parquet
from geo.boundary_levels import DETAILS, LEVEL_NAMES, Frames

WITH_ISLET = "131016"  # 千代田区, which has no islands of its own
ISLET = (139.95, 35.55)


@pytest.fixture(scope="module")
def frames() -> Frames:
    """The shipped levels; in two of them 千代田区 has an islet smaller than the grid."""
    found = {name: shipped_boundaries().frame(name) for name in LEVEL_NAMES}
    lon, lat = ISLET
    islet = shapely.box(lon, lat, lon + 1e-5, lat + 1e-5)
    for name in ("municipalities_low", "municipalities_full"):
        frame = found[name]
        at = frame.index[frame["area_code"] == WITH_ISLET][0]
        frame.loc[at, "geometry"] = shapely.multipolygons(
            [*shapely.get_parts(frame.loc[at, "geometry"]), islet]
        )
    return found


@pytest.fixture(scope="module")
def folder(frames: Frames, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("browser")
    write_browser_files(frames, place)
    return place


@pytest.fixture(scope="module")
def index(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / INDEX).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def contents(folder: Path, index: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every browser file by key."""
    return {
        key: json.loads((folder / entry["file"]).read_text(encoding="utf-8"))
        for key, entry in index["files"].items()
    }


def polygon_files(contents: dict[str, dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for key, content in contents.items():
        if "_lines_" not in key:
            yield key, content["features"]


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    assert geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"]:
        yield from polygon


# --- the set of files


def test_there_is_a_file_for_every_level_block_and_prefecture() -> None:
    keys = browser_keys()
    assert len(set(keys)) == len(keys) == 4 + 9 + 47 + 3
    assert {f"municipalities_full_{code}" for code in codelist("prefecture").codes} < set(keys)
    assert {f"municipalities_mid_{code}" for code in codelist("block").codes} < set(keys)


def test_index_names_every_file_and_the_folder_holds_no_other(folder: Path, index: dict[str, Any]) -> None:
    assert list(index["files"]) == browser_keys()
    named = {entry["file"] for entry in index["files"].values()}
    assert {path.name for path in folder.iterdir()} == named | {INDEX}


def test_every_key_is_told_before_its_file_is_written(frames: Frames, tmp_path: Path) -> None:
    heard: list[tuple[str, int]] = []

    def tell(key: str) -> None:
        heard.append((key, len(list(tmp_path.iterdir()))))
        if len(heard) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_browser_files(frames, tmp_path, tell)
    assert heard == [(key, at) for at, key in enumerate(browser_keys()[:3])]
    assert not (tmp_path / INDEX).exists()  # the index comes last: a folder without it is not whole


def test_name_of_a_file_is_told_by_its_content(folder: Path, index: dict[str, Any]) -> None:
    for key, entry in index["files"].items():
        digest = hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest()
        assert entry["file"] == f"{key}.{digest[:10]}.json"


def test_file_of_changed_land_has_another_name_and_the_others_keep_theirs(index: dict[str, Any]) -> None:
    changed = {
        key
        for key, entry in index["files"].items()
        if entry["file"] != shipped_boundaries().browser_file(key)
    }
    assert changed == {"municipalities_low", "municipalities_full_130001"}


# --- what is in them


def test_property_i_is_the_position_and_codes_follow_it(
    contents: dict[str, dict[str, Any]], index: dict[str, Any]
) -> None:
    for key, features in polygon_files(contents):
        properties = [feature["properties"] for feature in features]
        assert [p["i"] for p in properties] == list(range(len(features))), key
        assert [p["code"] for p in properties] == index["files"][key]["codes"], key
        assert len({p["code"] for p in properties}) == len(properties), key


def test_areas_have_full_names_and_a_word_for_the_pointer(contents: dict[str, dict[str, Any]]) -> None:
    for key, features in polygon_files(contents):
        for feature in features:
            p = feature["properties"]
            assert p["name"] == label_of(p["code"], full=True), key
            assert p["value"] == ("統計の対象外" if p["code"] == NORTHERN else "クリックで内訳")


def test_northern_islands_are_an_area_of_their_own_where_they_belong(
    contents: dict[str, dict[str, Any]],
) -> None:
    holding = {key for key, features in polygon_files(contents)
               if any(feature["properties"]["code"] == NORTHERN for feature in features)}  # fmt: skip
    assert holding == {
        "prefectures_low", "prefectures_mid", "blocks_low", "municipalities_low",
        "municipalities_mid_hokkaido", "municipalities_full_010006",
    }  # fmt: skip
    for key in holding:
        shapes = {
            f["properties"]["code"]: shapely.geometry.shape(f["geometry"]) for f in contents[key]["features"]
        }
        northern = shapes.pop(NORTHERN)
        beside = shapely.union_all(shapely.make_valid(np.array(list(shapes.values()))))
        assert shapely.area(shapely.intersection(beside, northern)) < 0.001 * northern.area, key


def test_rings_are_closed_and_have_four_points(contents: dict[str, dict[str, Any]]) -> None:
    for key, features in polygon_files(contents):
        for feature in features:
            found = list(rings(feature["geometry"]))
            assert found, (key, feature["properties"])
            assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in found), key


def test_islet_smaller_than_the_grid_is_still_a_ring(contents: dict[str, dict[str, Any]]) -> None:
    lon, lat = ISLET
    for key in ("municipalities_low", "municipalities_full_130001"):
        (ward,) = (f for f in contents[key]["features"] if f["properties"]["code"] == WITH_ISLET)
        (islet,) = (ring for ring in rings(ward["geometry"]) if abs(ring[0][0] - lon) < 0.001)
        assert len(islet) >= 4
        assert islet[0] == islet[-1] == pytest.approx([lon, lat])


def test_no_point_is_written_twice_running(contents: dict[str, dict[str, Any]]) -> None:
    for key, features in polygon_files(contents):
        for feature in features:
            for ring in rings(feature["geometry"]):
                repeated = sum(a == b for a, b in itertools.pairwise(ring))
                assert not repeated or len({tuple(point) for point in ring}) < 3, key


def test_coordinates_are_rounded_as_the_level_says(contents: dict[str, dict[str, Any]]) -> None:
    for key, content in contents.items():
        detail = next(name for name in DETAILS if f"_{name}" in key)
        points = shapely.get_coordinates(
            [shapely.geometry.shape(feature["geometry"]) for feature in content["features"]]
        )
        assert np.allclose(points, np.round(points, DETAILS[detail].decimals), rtol=0, atol=1e-12), key
        assert (points.min(axis=0) > [122, 20]).all()
        assert (points.max(axis=0) < [154.1, 46]).all()


def test_lines_are_the_borders_without_the_coast(contents: dict[str, dict[str, Any]], frames: Frames) -> None:
    for key in ("prefecture_lines_low", "prefecture_lines_mid", "block_lines_low"):
        (feature,) = contents[key]["features"]
        lines = shapely.geometry.shape(feature["geometry"])
        name = key.replace("_lines_", "s_")
        areas = frames[name].geometry.to_numpy()
        borders = shapely.length(shapely.boundary(areas)).sum()
        coast = shapely.length(shapely.boundary(shapely.coverage_union_all(areas)))
        assert shapely.length(lines) == pytest.approx((borders - coast) / 2, rel=0.02), key
    assert shapely.geometry.shape(contents["prefecture_lines_low"]["features"][0]["geometry"]).length > 10


def test_files_name_no_address_and_nothing_that_html_reads(folder: Path) -> None:
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not any(word in text for word in ("http", "//", "<", ">", "&", "\\", "'", "\n")), path.name
        assert "NaN" not in text
        assert "Infinity" not in text


# --- index of areas


def test_index_knows_every_area(index: dict[str, Any], frames: Frames) -> None:
    expected = {
        code
        for name in ("blocks_low", "prefectures_full", "municipalities_full")
        for code in frames[name]["area_code"]
    }
    assert set(index["areas"]) == expected
    assert len(expected) == 9 + 47 + 1741 + 1


def test_index_has_bounds_and_a_label_spot_within_them(index: dict[str, Any]) -> None:
    for code, numbers in index["areas"].items():
        west, south, east, north, lon, lat, radius_km = numbers
        assert 122 < west < lon < east < 154.1, code
        assert 20 < south < lat < north < 46, code
        assert 0 <= radius_km < 200, code
        assert numbers == [round(number, 5) for number in numbers]


# --- Parquet


def test_parquet_is_the_same_bytes_twice_and_reads_back(frames: Frames, tmp_path: Path) -> None:
    few: dict[str, gpd.GeoDataFrame] = {name: frames[name] for name in ("blocks_low", "prefectures_overview")}
    for place in ("one", "two"):
        write_parquet(few, tmp_path / place)
    for name, frame in few.items():
        one, two = (tmp_path / place / f"{name}.parquet" for place in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
        again = gpd.read_parquet(one)
        assert list(again.columns) == list(frame.columns)
        assert again.crs == frame.crs
        assert shapely.equals_exact(again.geometry.to_numpy(), frame.geometry.to_numpy()).all()


def test_parquet_is_geoparquet_that_other_tools_read_by_area(frames: Frames, tmp_path: Path) -> None:
    write_parquet({"blocks_low": frames["blocks_low"]}, tmp_path)
    schema = pq.read_schema(tmp_path / "blocks_low.parquet")
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert "covering" in geo["columns"]["geometry"]
    assert pq.read_metadata(tmp_path / "blocks_low.parquet").row_group(0).column(0).compression == "ZSTD"
