"""Polygon coverages: cleaning, slivers, small islands, and the areas and parts of geometries."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from geo import coverage
from tests.unit.geo.coverages import area, block, overlap, several

# --- area


def strip_km2(width: float, south: float, north: float) -> float:
    """Area between two parallels on GRS80, by the closed formula."""
    b, e = 6356.752314140, 0.08181919104281579

    def below(latitude: float) -> float:
        s = math.sin(math.radians(latitude))
        return s / (1 - (e * s) ** 2) + math.log((1 + e * s) / (1 - e * s)) / (2 * e)

    return math.radians(width) * b * b / 2 * (below(north) - below(south))


@pytest.mark.parametrize("south", [20.4, 35.0, 45.5])
def test_area_is_that_of_the_ellipsoid(south: float) -> None:
    small = box(139.0, south, 139.05, south + 0.05)
    assert coverage.area_km2(small) == pytest.approx(strip_km2(0.05, south, south + 0.05), rel=1e-6)


def test_area_does_not_depend_on_the_direction_of_rings() -> None:
    parts = [block(0, 0, 5, 5), block(10, 0, 12, 3)]
    with_hole = block(20, 0, 30, 10).difference(block(22, 2, 25, 5))
    expected = 25 + 6 + 91
    for shape in (
        shapely.multipolygons([*parts, with_hole]),
        shapely.multipolygons([shapely.reverse(parts[0]), parts[1], shapely.reverse(with_hole)]),
        shapely.multipolygons([parts[0], shapely.reverse(parts[1]), with_hole]),
    ):
        assert coverage.area_km2(shape) == pytest.approx(expected, rel=0.005)


# --- holes


def test_outer_ring_inside_another_is_a_hole() -> None:
    (mended,) = coverage.even_odd(np.array([shapely.multipolygons([box(0, 0, 10, 10), box(2, 2, 4, 4)])]))
    assert mended.geom_type == "MultiPolygon"
    assert mended.equals(box(0, 0, 10, 10).difference(box(2, 2, 4, 4)))


def test_ring_inside_a_hole_is_land_again() -> None:
    rings = shapely.multipolygons([box(0, 0, 10, 10), box(2, 2, 8, 8), box(4, 4, 6, 6)])
    (mended,) = coverage.even_odd(np.array([rings]))
    assert mended.area == pytest.approx(100 - 36 + 4)
    assert shapely.contains_xy(mended, [1, 3, 5], [1, 3, 5]).tolist() == [True, False, True]


def test_ring_that_crosses_itself_becomes_its_two_halves() -> None:
    bow_tie = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    (mended,) = coverage.even_odd(np.array([bow_tie]))
    assert len(shapely.get_parts(mended)) == 2
    assert mended.area == pytest.approx(2)


def test_a_spike_without_area_goes() -> None:
    spiked = shapely.Polygon([(0, 0), (2, 0), (2, 2), (1, 2), (1, 5), (1, 2), (0, 2)])
    (mended,) = coverage.even_odd(np.array([spiked]))
    assert mended.equals(box(0, 0, 2, 2))


# --- cleaning


def two_with_an_enclosed_gap(width: float) -> coverage.Geometries:
    west = [(0, 0), (1, 0), (1, 0.4), (1 - width, 0.4), (1 - width, 0.6), (1, 0.6), (1, 1), (0, 1)]
    return np.array([shapely.Polygon(west), box(1, 0, 2, 1)])


def test_narrow_enclosed_gap_is_closed() -> None:
    cleaned = coverage.clean(two_with_an_enclosed_gap(0.6 * coverage.GAP_WIDTH))
    assert shapely.union_all(cleaned).equals(box(0, 0, 2, 1))
    assert coverage.is_valid(cleaned)


def test_wide_enclosed_gap_is_a_lake_and_stays() -> None:
    width = 4 * coverage.GAP_WIDTH
    cleaned = coverage.clean(two_with_an_enclosed_gap(width))
    assert shapely.area(cleaned).sum() == pytest.approx(2 - 0.2 * width, abs=1e-9)
    closed = coverage.clean(two_with_an_enclosed_gap(width), gap_width=2 * width)
    assert shapely.area(closed).sum() == pytest.approx(2, abs=1e-9)


def test_strait_between_two_areas_is_no_gap() -> None:
    apart = np.array([box(0, 0, 1, 1), box(1 + 0.6 * coverage.GAP_WIDTH, 0, 2, 1)])
    assert shapely.area(coverage.clean(apart)).sum() == pytest.approx(shapely.area(apart).sum())


def test_overlap_goes_to_one_of_the_two() -> None:
    overlapping = np.array([box(0, 0, 1.1, 1), box(1, 0, 2, 1)])
    assert not coverage.is_valid(overlapping)
    cleaned = coverage.clean(overlapping)
    assert coverage.is_valid(cleaned)
    assert overlap(cleaned) == pytest.approx(0, abs=1e-12)
    assert shapely.union_all(cleaned).equals(box(0, 0, 2, 1))


boxes = st.builds(
    lambda x, y, w, h: box(x, y, x + w, y + h),
    *(st.integers(0, 40) for _ in range(2)),
    *(st.integers(1, 12) for _ in range(2)),
)


@given(st.lists(boxes, min_size=1, max_size=12))
def test_cleaning_anything_gives_a_valid_coverage_of_the_same_land(areas: list[shapely.Polygon]) -> None:
    cleaned = coverage.clean(np.array(areas))
    assert len(cleaned) == len(areas)
    assert coverage.is_valid(cleaned)
    assert overlap(cleaned) == pytest.approx(0, abs=1e-9)
    assert shapely.area(cleaned).sum() == pytest.approx(shapely.union_all(areas).area)


def test_validity_is_refused_to_overlaps_and_to_crossing_rings() -> None:
    assert coverage.is_valid(np.array([box(0, 0, 1, 1), box(1, 0, 2, 1)]))
    assert not coverage.is_valid(np.array([box(0, 0, 1.5, 1), box(1, 0, 2, 1)]))
    assert not coverage.is_valid(np.array([shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])]))


# --- parts and owners


def test_dissolving_unites_what_belongs_to_one_owner() -> None:
    squares = np.array([box(0, 0, 1, 1), box(5, 5, 6, 6), box(1, 0, 2, 1)])
    names, unions = coverage.dissolve(squares, np.array(["b", "a", "b"], dtype=object))
    assert names == ["a", "b"]
    assert [union.geom_type for union in unions] == ["MultiPolygon", "MultiPolygon"]
    assert unions[0].equals(box(5, 5, 6, 6))
    assert unions[1].equals(box(0, 0, 2, 1))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_regrouping_undoes_taking_apart_in_any_order(counts: list[int], dice: object) -> None:
    areas = np.array(
        [shapely.multipolygons([box(x, y, x + 0.5, y + 0.5) for x in range(n)]) for y, n in enumerate(counts)]
    )
    parts, owners = coverage.parts_and_owners(areas)
    order = np.arange(len(parts))
    dice.shuffle(order)  # type: ignore[attr-defined]
    again = coverage.regroup(parts[order], owners[order], len(areas))
    assert shapely.equals(areas, again).all()


# --- slivers


@pytest.mark.parametrize("turned", [1, -1])
def test_sliver_goes_to_the_neighbour_with_the_longest_border(turned: int) -> None:
    """A strip of 10 x 100 m between one area at its long side and another at its short side."""

    def side(west: float, south: float, east: float, north: float) -> shapely.Polygon:
        ends = sorted((turned * south, turned * north))
        return block(west, ends[0], east, ends[1])

    sliver = side(0, 0, 0.01, 0.1)
    home, at_long_side, at_short_side = side(20, 0, 25, 5), side(0.01, -3, 5, 3), side(-3, 0.1, 0.01, 3)
    areas = several(shapely.multipolygons([home, sliver]), at_long_side, at_short_side)
    given_away, moved = coverage.give_slivers_away(areas)
    assert moved == 1
    expected = [
        shapely.multipolygons([part]) for part in (home, shapely.union(at_long_side, sliver), at_short_side)
    ]
    assert shapely.equals(given_away, expected).all()


def test_rock_in_the_sea_is_no_sliver() -> None:
    with_rock = several(shapely.multipolygons([block(0, 0, 5, 5), block(9, 9, 9.01, 9.1)]), block(5, 0, 8, 5))
    kept, moved = coverage.give_slivers_away(with_rock)
    assert moved == 0
    assert shapely.equals(kept, with_rock).all()


def test_sliver_beside_its_own_area_or_another_sliver_stays() -> None:
    beside_its_own = shapely.multipolygons([block(0, 0, 5, 5), block(5, 0, 5.01, 0.1)])
    two_slivers = [block(20, 0, 20.01, 0.1), block(20.01, 0, 20.02, 0.1)]
    areas = several(
        beside_its_own,
        shapely.multipolygons([block(10, 0, 12, 2), two_slivers[0]]),
        shapely.multipolygons([block(14, 0, 16, 2), two_slivers[1]]),
    )
    kept, moved = coverage.give_slivers_away(areas)
    assert moved == 0
    assert coverage.areas_km2(kept) == pytest.approx(coverage.areas_km2(areas))


def test_part_just_above_the_limit_is_no_sliver() -> None:
    side = math.sqrt(coverage.SLIVER_KM2) * 1.05
    exclave = shapely.multipolygons([block(20, 0, 25, 5), block(0, 0, side, side)])
    _, moved = coverage.give_slivers_away(several(exclave, block(side, -3, 5, 3)))
    assert moved == 0


# --- small islands


def test_small_island_goes_and_the_large_one_stays() -> None:
    areas = several(shapely.multipolygons([block(0, 0, 5, 5), block(9, 0, 9.5, 0.5), block(9, 5, 11, 7)]))
    (thinned,) = coverage.drop_small_islands(areas, 1.0)
    assert thinned.equals(shapely.multipolygons([block(0, 0, 5, 5), block(9, 5, 11, 7)]))


def test_last_part_of_an_area_stays_however_small() -> None:
    areas = several(shapely.multipolygons([block(0, 0, 0.1, 0.1), block(1, 0, 1.2, 0.2)]), block(5, 0, 9, 4))
    thinned = coverage.drop_small_islands(areas, 1.0)
    assert thinned[0].equals(block(1, 0, 1.2, 0.2))


def test_small_part_that_touches_another_area_is_no_island() -> None:
    areas = several(shapely.multipolygons([block(0, 0, 5, 5), block(9, 0, 9.5, 0.5)]), block(9.5, 0, 14, 4))
    assert shapely.equals(coverage.drop_small_islands(areas, 1.0), areas).all()


def test_nothing_goes_without_a_smallest_size() -> None:
    areas = several(shapely.multipolygons([block(0, 0, 5, 5), block(9, 0, 9.01, 0.01)]))
    assert shapely.equals(coverage.drop_small_islands(areas, 0), areas).all()


sizes = st.floats(0.05, 3.0)


@settings(deadline=None)
@given(st.lists(st.lists(sizes, min_size=1, max_size=6), min_size=1, max_size=5), st.floats(0.01, 8.0))
def test_of_free_islands_only_small_ones_go_and_never_all(
    archipelagos: list[list[float]], smallest_km2: float
) -> None:
    areas = several(
        *(
            shapely.multipolygons([block(4 * x, 4 * y, 4 * x + s, 4 * y + s) for x, s in enumerate(islands)])
            for y, islands in enumerate(archipelagos)
        )
    )
    thinned = coverage.drop_small_islands(areas, smallest_km2)
    for before, after in zip(areas, thinned, strict=True):
        old, new = (coverage.areas_km2(shapely.get_parts(shape)) for shape in (before, after))
        expected = sorted(old[old >= smallest_km2]) or [old.max()]
        assert sorted(new) == pytest.approx(expected)


def test_village_of_one_ring_is_a_multipolygon_too() -> None:
    made = coverage.as_multipolygons(
        np.array([area([(0, 0), (1, 0), (0, 1)]), shapely.multipolygons([block(0, 0, 1, 1)])])
    )
    assert [shape.geom_type for shape in made] == ["MultiPolygon", "MultiPolygon"]
