"""The small maps of the 47 prefectures: complete, inside their picture, and well-formed SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely

from domain.area import NORTHERN
from domain.codelist import codelist
from geo.boundaries import BoundarySet, current_boundaries, shipped_boundaries
from geo.small_map import NOTE_JA, OKINAWA, SIZE, SmallMap, small_map
from tests.boundary_editions import FIRST, SECOND, edition_in_force

HOKKAIDO, TOKYO, KAGOSHIMA = "010006", "130001", "460001"
FRAME = shapely.box(6, 20, 56, 76)


@pytest.fixture(scope="module")
def shipped() -> SmallMap:
    return small_map(shipped_boundaries())


def rings(path: str) -> list[shapely.Polygon]:
    """The polygons of SVG path data such as ``M1 2 3 4 5 6ZM…Z``."""
    assert re.fullmatch(r"(M[\d. -]+Z)+", path)
    found = []
    for ring in re.findall(r"M([^Z]+)Z", path):
        numbers = np.array(ring.split(), dtype=float)
        found.append(shapely.Polygon(numbers.reshape(-1, 2)))
    return found


def shape(path: str) -> shapely.Geometry:
    return shapely.union_all(shapely.make_valid(rings(path)))


def test_every_prefecture_and_the_northern_islands_have_an_outline(shipped: SmallMap) -> None:
    assert set(shipped.paths) == {*codelist("prefecture").codes, NORTHERN}
    for code, path in shipped.paths.items():
        assert all(ring.area > 0 for ring in rings(path)), code


@pytest.mark.parametrize("code", [*codelist("prefecture").codes, NORTHERN])
def test_outline_lies_within_the_picture(shipped: SmallMap, code: str) -> None:
    west, north, east, south = shape(shipped.paths[code]).bounds
    assert 0 <= west < east <= SIZE
    assert 0 <= north < south <= SIZE


def test_okinawa_is_in_the_frame_and_nothing_else_is(shipped: SmallMap) -> None:
    assert shapely.contains_properly(FRAME, shape(shipped.paths[OKINAWA]))
    for code, path in shipped.paths.items():
        if code != OKINAWA:
            assert not shapely.intersects(FRAME, shape(path)), code


def test_okinawa_fills_its_frame_one_way(shipped: SmallMap) -> None:
    west, north, east, south = shape(shipped.paths[OKINAWA]).bounds
    assert (east - west) > 0.6 * 50 or (south - north) > 0.6 * 56
    assert "沖縄" in NOTE_JA


def test_prefectures_hardly_overlap(shipped: SmallMap) -> None:
    shapes = {code: shape(path) for code, path in shipped.paths.items()}
    for one, other in combinations(shapes, 2):
        common = shapely.area(shapely.intersection(shapes[one], shapes[other]))
        assert common < 0.05 * min(shapes[one].area, shapes[other].area), (one, other)


def test_places_are_where_people_expect_them(shipped: SmallMap) -> None:
    middle = {code: shape(path).centroid for code, path in shipped.paths.items()}
    assert middle[HOKKAIDO].y < middle[TOKYO].y < middle[KAGOSHIMA].y
    assert middle[KAGOSHIMA].x < middle[TOKYO].x < middle[HOKKAIDO].x < middle[NORTHERN].x


def test_northern_islands_are_not_part_of_hokkaido(shipped: SmallMap) -> None:
    hokkaido, northern = shape(shipped.paths[HOKKAIDO]), shape(shipped.paths[NORTHERN])
    assert shapely.area(shapely.intersection(hokkaido, northern)) == 0
    assert len(rings(shipped.paths[NORTHERN])) >= 2  # 択捉島 and 国後島 at least


def test_picture_is_svg_with_the_colours_asked_for(shipped: SmallMap) -> None:
    picture = ET.fromstring(shipped.svg({HOKKAIDO: "#0017c1", NORTHERN: "#b3b3b3"}, "#ffffff"))
    assert picture.get("viewBox") == f"0 0 {SIZE} {SIZE}"
    fills = {path.get("d"): path.get("fill") for path in picture.iter("{http://www.w3.org/2000/svg}path")}
    assert fills[shipped.paths[HOKKAIDO]] == "#0017c1"
    assert fills[shipped.paths[NORTHERN]] == "#b3b3b3"
    (rest,) = (path for path, fill in fills.items() if fill == "#ffffff")
    assert rest == "".join(p for code, p in shipped.paths.items() if code not in (HOKKAIDO, NORTHERN))


def test_picture_is_small_enough_for_seventeen_on_a_page(shipped: SmallMap) -> None:
    assert len(shipped.svg({}, "#ffffff")) < 25_000


def imported_copy(west_of: float, edition: str = FIRST) -> BoundarySet:
    """The shipped boundaries put in force as if imported, moved a little to the west."""
    path = edition_in_force(edition) / "prefectures_overview.parquet"
    frame = shipped_boundaries().frame(path.stem)
    frame.set_geometry(frame.geometry.translate(-west_of, 0)).to_parquet(path)
    return current_boundaries()


def test_imported_boundaries_have_outlines_of_their_own(home: Path) -> None:
    assert small_map(imported_copy(0.5)).paths != small_map(shipped_boundaries()).paths


def test_boundaries_imported_again_have_new_outlines(home: Path) -> None:
    first = small_map(imported_copy(0.5)).paths
    assert small_map(imported_copy(1.0, SECOND)).paths != first


def test_what_the_picture_leaves_out_is_said(shipped: SmallMap) -> None:
    """奄美大島 and its neighbours lie below the picture, 石垣島 and 父島 far beyond."""
    assert all(name in NOTE_JA for name in ("奄美群島", "先島諸島", "小笠原諸島"))
    whole = shipped_boundaries().frame("prefectures_overview").set_index("area_code").geometry
    assert shapely.get_num_geometries(whole[KAGOSHIMA]) > len(rings(shipped.paths[KAGOSHIMA])) >= 3
