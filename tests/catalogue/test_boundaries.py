"""The shipped boundaries: complete, without gaps or overlaps, and true to what is known of Japan."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely

from domain.area import NORTHERN, block_of
from domain.codelist import codelist
from domain.lg_code import is_well_formed, prefecture_of, with_check_digit
from domain.municipality import NORTHERN_KIND, municipalities
from geo import coverage
from geo.boundaries import shipped_boundaries
from geo.boundary_levels import DETAILS, LEVEL_NAMES

MUNICIPALITIES = 1741
OFFICIAL_KM2 = 377_974.79  # 全国都道府県市区町村別面積調, 2023-10-01
NEIGHBOURS = 4404  # pairs of areas with a common border, measured when the build was designed
FAR_PLACES = {
    "竹島": ("325287", 131.87, 37.24),
    "魚釣島": ("472077", 123.47, 25.74),
    "南鳥島": ("134210", 153.98, 24.28),
    "沖ノ鳥島": ("134210", 136.08, 20.42),
    "硫黄島": ("134210", 141.32, 24.78),
    "与那国島": ("473821", 123.0, 24.46),
    "歯舞群島": ("012238", 146.14, 43.43),
    "国後島": (NORTHERN, 145.85, 44.1),
    "択捉島": (NORTHERN, 147.87, 45.05),
    "色丹島": (NORTHERN, 146.75, 43.8),
}
HALLS_OUTSIDE_AT_MOST = 6
WITHIN_KM = 0.02


@cache
def frame(level: str) -> gpd.GeoDataFrame:
    return shipped_boundaries().frame(level).set_index("area_code")


def shapes(level: str) -> np.ndarray:
    return np.asarray(frame(level).geometry.to_numpy())


def registered() -> list[str]:
    """The municipalities of the code list; the villages of 北方領土 are one area on the map."""
    return [entry.code for entry in municipalities() if entry.more["kind"] != NORTHERN_KIND]


@cache
def neighbours(level: str) -> frozenset[tuple[str, str]]:
    """Pairs of areas that share a border, not only a corner."""
    areas, codes = shapes(level), frame(level).index.to_numpy()
    left, right = shapely.STRtree(areas).query(areas, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    long = shapely.length(shapely.intersection(areas[left], areas[right])) > 0
    return frozenset(zip(codes[left[long]], codes[right[long]], strict=True))


# --- codes


def test_code_list_has_every_municipality_with_a_right_check_digit() -> None:
    assert len(registered()) == MUNICIPALITIES
    assert all(is_well_formed(code) for code in registered())


@pytest.mark.parametrize("detail", DETAILS)
def test_municipalities_are_those_of_the_code_list_and_the_northern_islands(detail: str) -> None:
    assert set(frame(f"municipalities_{detail}").index) == {*registered(), NORTHERN}
    assert len(frame(f"municipalities_{detail}")) == MUNICIPALITIES + 1


def test_prefectures_and_blocks_are_those_of_the_code_lists() -> None:
    for detail in (*DETAILS, "overview"):
        assert tuple(frame(f"prefectures_{detail}").index) == codelist("prefecture").codes
    assert set(frame("blocks_low").index) == set(codelist("block").codes)


def test_every_area_stands_under_its_prefecture_and_block() -> None:
    for code, line in frame("municipalities_full").iterrows():
        prefecture = "010006" if code == NORTHERN else prefecture_of(str(code))
        assert (line["prefecture"], line["block"]) == (prefecture, block_of(prefecture)), code


# --- topology


@pytest.mark.parametrize("level", LEVEL_NAMES)
def test_level_is_a_valid_coverage_of_valid_shapes(level: str) -> None:
    assert shapely.is_valid(shapes(level)).all()
    assert shapely.coverage_is_valid(shapes(level))
    assert (shapely.get_type_id(shapes(level)) == 6).all()
    assert (shapely.area(shapes(level)) > 0).all()


@pytest.mark.parametrize("detail", DETAILS)
def test_prefecture_is_exactly_the_union_of_its_municipalities(detail: str) -> None:
    parts = frame(f"municipalities_{detail}")
    for code, whole in frame(f"prefectures_{detail}").geometry.items():
        union = shapely.coverage_union_all(parts.geometry[parts["prefecture"] == code].to_numpy())
        assert shapely.area(shapely.symmetric_difference(whole, union)) < 1e-12, code


def test_block_is_exactly_the_union_of_its_prefectures() -> None:
    prefectures = frame("prefectures_low").geometry
    for block, whole in frame("blocks_low").geometry.items():
        codes = [code for code in prefectures.index if block_of(code) == block]
        union = shapely.coverage_union_all(prefectures[codes].to_numpy())
        assert shapely.area(shapely.symmetric_difference(whole, union)) < 1e-12, block


@pytest.mark.parametrize("detail", ["mid", "low"])
def test_neighbours_stay_neighbours_when_simplified(detail: str) -> None:
    assert neighbours("municipalities_full") <= neighbours(f"municipalities_{detail}")


def test_as_many_neighbours_as_were_measured() -> None:
    assert len(neighbours("municipalities_full")) == NEIGHBOURS


def test_levels_grow_coarser_and_no_municipality_shrinks_to_nothing() -> None:
    points = [
        int(shapely.get_num_coordinates(shapes(f"municipalities_{detail}")).sum()) for detail in DETAILS
    ]
    assert all(fine > 1.5 * coarse for fine, coarse in pairwise(points))
    for detail in ("mid", "low"):
        kept = shapely.area(shapes(f"municipalities_{detail}")) / shapely.area(shapes("municipalities_full"))
        worst = frame("municipalities_full").index[int(kept.argmin())]
        assert kept.min() > 0.7, worst


# --- land


def test_total_area_is_the_official_one_to_a_thousandth() -> None:
    total = coverage.areas_km2(shapes("municipalities_full")).sum()
    assert total == pytest.approx(OFFICIAL_KM2, rel=0.001)
    assert frame("municipalities_full")["area_km2"].sum() == pytest.approx(total, abs=1)


@pytest.mark.parametrize("level", [name for name in LEVEL_NAMES if not name.endswith("_full")])
def test_area_in_square_kilometres_is_that_of_the_source_at_every_level(level: str) -> None:
    assert frame(level)["area_km2"].sum() == pytest.approx(frame("municipalities_full")["area_km2"].sum())
    if level.startswith("municipalities"):
        assert (frame(level)["area_km2"] == frame("municipalities_full")["area_km2"]).all()


@pytest.mark.parametrize("name", FAR_PLACES)
def test_far_place_is_drawn_and_belongs_where_it_does(name: str) -> None:
    code, lon, lat = FAR_PLACES[name]
    assert shapely.dwithin(frame("municipalities_full").geometry[code], shapely.Point(lon, lat), 0.03)


def test_northern_islands_have_their_size() -> None:
    area = coverage.area_km2(frame("municipalities_full").geometry[NORTHERN])
    assert area == pytest.approx(4908, rel=0.005)  # N03 of 2022


def test_holes_that_are_other_municipalities_are_not_filled() -> None:
    """刈羽村 lies wholly inside 柏崎市: the source wrote it as an outer ring of both."""
    kariwa, kashiwazaki = (
        frame("municipalities_full").geometry[with_check_digit(code5)] for code5 in ("15504", "15205")
    )
    assert shapely.area(shapely.intersection(kariwa, kashiwazaki)) < 1e-12
    assert coverage.area_km2(kariwa) == pytest.approx(26.3, rel=0.02)


def test_town_halls_stand_in_their_municipalities() -> None:
    """三島村, 十島村 and 竹富町 have theirs in another city; three more stand at a quay or are stale."""
    outside = []
    for code in registered():
        hall = municipalities()[code].more
        point = shapely.Point(float(hall["hall_lon"]), float(hall["hall_lat"]))
        if not shapely.intersects(frame("municipalities_full").geometry[code], point):
            outside.append(code)
    assert len(outside) <= HALLS_OUTSIDE_AT_MOST, outside
    assert {"463035", "463043", "473812"} <= set(outside)


# --- labels


@pytest.mark.parametrize("level", LEVEL_NAMES)
def test_label_points_are_inside_their_areas(level: str) -> None:
    source = frame(level)
    points = shapely.points(source["label_lon"], source["label_lat"])
    assert shapely.covers(source.geometry.to_numpy(), points).all()


@pytest.mark.parametrize("level", [name for name in LEVEL_NAMES if name != "prefectures_overview"])
def test_circle_around_a_label_point_is_inside(level: str) -> None:
    """The disc that the pointer hits must not reach over into the neighbour."""
    reach = []
    for _, line in frame(level).iterrows():
        squeeze = np.cos(np.radians(line["label_lat"]))
        squared = shapely.transform(line.geometry, lambda c, s=squeeze: c * [s, 1])
        point = shapely.Point(line["label_lon"] * squeeze, line["label_lat"])
        reach.append(shapely.distance(shapely.boundary(squared), point) * 110.9)  # km a degree at 35°N
    radii = frame(level)["label_radius_km"].to_numpy()
    over = radii - np.array(reach) * 1.015 - WITHIN_KM
    assert (over <= 0).all(), frame(level).index[over > 0].tolist()
    assert (radii > 0).mean() > 0.99
