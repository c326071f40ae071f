"""Outlines and small maps of clusters: around the whole, not through it; a few corners; well-formed pictures."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest
import shapely

from domain.municipality import NORTHERN_KIND, municipalities
from geo.boundaries import BoundarySet, shipped_boundaries
from geo.palette import AREA_ADDED, NOT_COVERED, PLAN_GROUND, PLAN_LINKED, PLAN_TYPES
from geo.plan_map import HEIGHT, WIDTH, area_change_svg, is_cut, plan_svg
from geo.plan_outline import Detail, name_spot, outline, union, whole_prefecture
from tests.places import CHITOSE, FUKUOKA_CITY, IMARI, KIKUYO, KUMAMOTO, OZU

EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)
NATION, PREFECTURE = Detail("low", 0.035), Detail("mid", 0.0033)
VILLAGE_OF_ISLANDS = "473570"  # 南大東村


@pytest.fixture(scope="module")
def shipped() -> BoundarySet:
    return shipped_boundaries()


def of(prefecture: str) -> tuple[str, ...]:
    return tuple(
        entry.code
        for entry in municipalities()
        if entry.code[:2] == prefecture[:2] and entry.more["kind"] != NORTHERN_KIND
    )


def corners(path: tuple[float, ...]) -> np.ndarray:
    return np.array(path).reshape(-1, 2)


def test_neighbours_are_one_area_without_the_border_between_them(shipped: BoundarySet) -> None:
    both = union(shipped, "mid", (OZU, KIKUYO))
    parts = shapely.get_parts(both)
    assert len(parts) == 1
    (path,) = outline(shipped, PREFECTURE, (OZU, KIKUYO), EVERYWHERE)
    between = shapely.intersection(*(union(shipped, "mid", (code,)) for code in (OZU, KIKUYO)))
    middle = shapely.line_interpolate_point(
        shapely.line_merge(shapely.union_all(between)), 0.5, normalized=True
    )
    assert shapely.distance(shapely.LineString(corners(path)), middle) > 3 * PREFECTURE.pixel


def test_outline_follows_the_area_to_within_a_pixel(shipped: BoundarySet) -> None:
    for detail in (NATION, PREFECTURE):
        paths = outline(shipped, detail, (OZU, KIKUYO), EVERYWHERE)
        border = shapely.boundary(union(shipped, detail.level, (OZU, KIKUYO)))
        drawn = shapely.union_all([shapely.LineString(corners(path)) for path in paths])
        assert shapely.hausdorff_distance(drawn, border) < 1.5 * detail.pixel


def test_whole_prefecture_is_known_as_one(shipped: BoundarySet) -> None:
    assert whole_prefecture(shipped, of(KUMAMOTO)) == KUMAMOTO
    assert whole_prefecture(shipped, of("010006")) == "010006"
    assert whole_prefecture(shipped, of(KUMAMOTO)[1:]) == ""
    assert whole_prefecture(shipped, (*of(KUMAMOTO), IMARI)) == ""
    assert whole_prefecture(shipped, ()) == ""


def test_prefecture_and_all_its_municipalities_have_the_same_area(shipped: BoundarySet) -> None:
    whole = union(shipped, "low", of(KUMAMOTO))
    parts = shapely.union_all([union(shipped, "low", (code,)) for code in of(KUMAMOTO)])
    assert shapely.area(shapely.symmetric_difference(whole, parts)) < 1e-6


def test_what_lies_outside_the_window_is_left_out(shipped: BoundarySet) -> None:
    window = shipped.bounds(KUMAMOTO)
    inside = outline(shipped, PREFECTURE, (KIKUYO, CHITOSE), window)
    assert inside
    west, _, east, north = window
    for path in inside:
        points = corners(path)
        assert (points[:, 0] >= west - 0.001).all()
        assert (points[:, 0] <= east + 0.001).all()
        assert (points[:, 1] <= north + 0.001).all()
    assert outline(shipped, PREFECTURE, (CHITOSE,), window) == ()


def test_largest_part_stays_however_small(shipped: BoundarySet) -> None:
    assert outline(shipped, Detail("low", 1.0), (VILLAGE_OF_ISLANDS,), EVERYWHERE)


def test_no_municipalities_have_no_outline(shipped: BoundarySet) -> None:
    assert outline(shipped, NATION, (), EVERYWHERE) == ()


@pytest.mark.parametrize("codes", [(KIKUYO,), (OZU, KIKUYO), of(KUMAMOTO), (KIKUYO, IMARI)])
def test_name_stands_inside_the_area(shipped: BoundarySet, codes: tuple[str, ...]) -> None:
    spot = name_spot(shipped, codes)
    assert shapely.covers(union(shipped, "mid", codes), shapely.Point(spot.lon, spot.lat))


# --- the small map of a record


def drawn(
    shipped: BoundarySet, lead: tuple[str, ...], member: tuple[str, ...] = (), linked: tuple[str, ...] = ()
) -> str:
    return plan_svg(shipped, lead, member, linked, PLAN_TYPES["b"])


@pytest.mark.parametrize(
    ("lead", "member", "linked"),
    [
        ((KIKUYO,), (), ()),
        ((KIKUYO,), (OZU, IMARI), (FUKUOKA_CITY,)),
        (of(KUMAMOTO), (), ()),
        (of("010006"), (), ()),
        ((CHITOSE,), of("470007"), ()),
        ((VILLAGE_OF_ISLANDS,), (), ()),
    ],
)
def test_picture_is_well_formed_small_and_inside_its_frame(
    shipped: BoundarySet, lead: tuple[str, ...], member: tuple[str, ...], linked: tuple[str, ...]
) -> None:
    picture = drawn(shipped, lead, member, linked)
    root = ET.fromstring(picture)
    assert root.attrib["viewBox"] == f"0 0 {WIDTH} {HEIGHT}"
    assert len(picture) < 80_000
    assert PLAN_TYPES["b"] in picture
    for colour, codes in ((PLAN_GROUND[2], lead), (PLAN_GROUND[0], member)):
        assert (f'fill="{colour}"' in picture) == bool(codes)
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        numbers = np.array(path.attrib["d"].replace("M", " ").replace("Z", " ").split(), dtype=float)
        assert (numbers >= -9).all()
        assert (numbers <= WIDTH + 9).all()


def test_areas_that_work_together_are_drawn_apart_where_they_are_in_the_picture(shipped: BoundarySet) -> None:
    assert f'fill="{PLAN_LINKED}"' in drawn(shipped, (KIKUYO,), (), (OZU,))
    assert f'fill="{PLAN_LINKED}"' not in drawn(shipped, (KIKUYO,), (), (CHITOSE,))


def test_few_municipalities_are_named_many_are_not(shipped: BoundarySet) -> None:
    assert "菊陽町" in drawn(shipped, (KIKUYO,), (OZU,))
    assert "<text" not in drawn(shipped, of(KUMAMOTO))


def test_northern_islands_keep_the_grey_of_what_no_plan_is_about(shipped: BoundarySet) -> None:
    assert f'fill="{NOT_COVERED}"' in drawn(shipped, of("010006"))
    assert f'fill="{NOT_COVERED}"' not in drawn(shipped, (KIKUYO,))


def test_plan_without_areas_has_no_picture(shipped: BoundarySet) -> None:
    assert drawn(shipped, (), (), (KIKUYO,)) == ""


def test_far_islands_do_not_shrink_the_picture_and_are_said_to_be_outside(shipped: BoundarySet) -> None:
    assert is_cut(shipped, of("130001")), "小笠原諸島"
    assert not is_cut(shipped, of(KUMAMOTO))
    assert len(drawn(shipped, of("130001"))) > 8_000


def test_places_far_apart_are_all_in_the_picture(shipped: BoundarySet) -> None:
    assert not is_cut(shipped, tuple(sorted((KIKUYO, CHITOSE))))


# --- the small map of what changed of a plan's areas


def changed(
    shipped: BoundarySet, added: tuple[str, ...], removed: tuple[str, ...], kept: tuple[str, ...] = (KIKUYO,)
) -> str:
    return area_change_svg(shipped, added, removed, kept, PLAN_TYPES["b"])


def test_areas_gained_and_lost_are_told_apart_by_fill_hatching_and_sign(shipped: BoundarySet) -> None:
    picture = changed(shipped, (OZU,), (IMARI,))
    ET.fromstring(picture)
    assert f'fill="{AREA_ADDED}"' in picture
    assert 'fill="url(#removed)"' in picture
    assert "＋大津町" in picture
    assert "－伊万里市" in picture
    assert "菊陽町" not in picture, "what stays is not named"


def test_a_plan_that_only_gains_has_no_hatching(shipped: BoundarySet) -> None:
    picture = changed(shipped, (OZU,), ())
    assert "removed" not in picture
    assert f'fill="{PLAN_GROUND[0]}"' in picture


def test_the_border_is_that_of_the_plan_now(shipped: BoundarySet) -> None:
    assert PLAN_TYPES["b"] in changed(shipped, (), (IMARI,))
    assert PLAN_TYPES["b"] not in changed(shipped, (), (IMARI,), ()), "a plan that lost all has no border"
    assert changed(shipped, (), (), ()) == ""
