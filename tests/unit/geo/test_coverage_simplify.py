"""Simplified coverages stay coverages in which no area vanishes; and where an area's label sits."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import coverage
from tests.unit.geo.coverages import KM, LAT, LON, area, block, borders, crooked_grids, several

INLAND_BORDER = [(0, 0), (0, 1.5), (2.7, 1.5), (2.7, 0)]


def village_on_the_coast() -> coverage.Geometries:
    """A village of 4 km² like 日吉津村, and the city of 900 km² that holds it against the sea."""
    village = area([*INLAND_BORDER, (2.0, -0.1), (0.7, -0.1)])
    city = area([(-20, 0), (-20, 20), (25, 20), (25, 0), *INLAND_BORDER[::-1]])
    return several(village, city)


def in_metres(geometries: coverage.Geometries) -> coverage.Geometries:
    def flat(degrees: np.ndarray) -> np.ndarray:
        return (degrees - [LON, LAT]) * [1000 / KM * np.cos(np.radians(LAT)), 1000 / KM]

    return np.asarray(shapely.transform(geometries, flat))


def test_small_village_does_not_vanish_at_a_coarse_tolerance() -> None:
    before = village_on_the_coast()
    assert coverage.is_valid(before)
    # The trap is there: one tolerance for all leaves a thirtieth of the village.
    plain = shapely.coverage_simplify(in_metres(before), 1500)
    assert shapely.area(plain[0]) < 0.1 * shapely.area(in_metres(before)[0])
    after = coverage.simplify(before, 1500)
    assert coverage.areas_km2(after) == pytest.approx(coverage.areas_km2(before), rel=0.1)
    assert coverage.is_valid(after)
    assert borders(after) == borders(before)


def round_island(east: float, north: float, radius: float) -> shapely.Polygon:
    turns = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    return area(zip(east + radius * np.cos(turns), north + radius * np.sin(turns), strict=True))


@pytest.mark.parametrize("radius", [0.1, 0.4, 1.5, 6.0])
def test_island_keeps_most_of_itself_whatever_its_size(radius: float) -> None:
    before = several(round_island(0, 0, radius), block(30, 0, 60, 30), block(60, 0, 90, 30))
    after = coverage.simplify(before, 3000)
    assert coverage.areas_km2(after) == pytest.approx(coverage.areas_km2(before), rel=0.25)


def test_islands_alone_are_simplified_too() -> None:
    before = several(round_island(0, 0, 6), round_island(60, 0, 12))
    assert coverage.areas_km2(coverage.simplify(before, 700)) == pytest.approx(
        coverage.areas_km2(before), rel=0.1
    )


def test_points_become_fewer_and_fewer() -> None:
    """Two halves of a round island with forty bays."""
    turns = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    coast = 20 + 0.3 * np.sin(40 * turns)
    island = area(zip(coast * np.cos(turns), coast * np.sin(turns), strict=True))
    halves = [shapely.intersection(island, half) for half in (block(-30, -30, 0, 30), block(0, -30, 30, 30))]
    before = coverage.clean(several(*halves))
    counts = [
        int(shapely.get_num_coordinates(coverage.simplify(before, metres)).sum())
        for metres in (0, 50, 700, 1500, 3000)
    ]
    assert counts[0] > 2000
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < 100


def test_no_tolerance_changes_nothing() -> None:
    before = village_on_the_coast()
    assert shapely.equals_exact(coverage.simplify(before, 0), before).all()


@settings(max_examples=60, deadline=None)
@given(crooked_grids(), st.sampled_from([50, 700, 1500, 3000]))
def test_simplified_coverage_is_valid_and_keeps_its_areas_and_neighbours(
    before: coverage.Geometries, tolerance_m: float
) -> None:
    assert coverage.is_valid(before)
    after = coverage.simplify(before, tolerance_m)
    assert len(after) == len(before)
    assert coverage.is_valid(after)
    assert {shape.geom_type for shape in after} == {"MultiPolygon"}
    assert borders(after) >= borders(before)
    kept = shapely.area(after) / shapely.area(before)
    assert kept.min() > 0.5
    assert shapely.area(after).sum() == pytest.approx(shapely.area(before).sum(), rel=0.25)


# --- labels


def circle_km(spot: coverage.LabelSpot) -> shapely.Polygon:
    """The circle of a label spot, in degrees."""
    turns = np.linspace(0, 2 * np.pi, 180)
    squeeze = np.cos(np.radians(spot.lat))
    radius = spot.radius_km / 111.0  # a degree of latitude here
    return shapely.Polygon(
        np.column_stack([spot.lon + radius * np.cos(turns) / squeeze, spot.lat + radius * np.sin(turns)])
    )


@settings(max_examples=60, deadline=None)
@given(crooked_grids())
def test_label_spot_and_its_circle_are_inside(areas: coverage.Geometries) -> None:
    for shape in areas:
        spot = coverage.label_spot(shape)
        assert shapely.covers(shape, shapely.Point(spot.lon, spot.lat))
        # two hundredths of a kilometre for rounding, and 1 % for the ellipsoid
        allowed = shapely.buffer(shape, (0.02 + 0.01 * spot.radius_km) * KM)
        assert shapely.covers(allowed, circle_km(spot))
        assert spot.radius_km > 0


def dumb_bell() -> shapely.Polygon:
    """144 km² in two lumps on a thin bar, in which the centroid lies."""
    return shapely.union_all([block(0, 0, 10, 10), block(10, 4.8, 30, 5.2), block(30, 2, 36, 8)])


def test_label_sits_where_the_area_is_thickest() -> None:
    spot = coverage.label_spot(shapely.multipolygons([dumb_bell()]))
    assert spot.radius_km == pytest.approx(5.0, abs=0.25)
    assert shapely.covers(block(4.5, 4.5, 5.5, 5.5), shapely.Point(spot.lon, spot.lat))


def test_label_sits_in_the_part_with_the_most_land() -> None:
    square = block(60, 0, 73, 13)  # more land than the bell, less coast
    spot = coverage.label_spot(shapely.multipolygons([dumb_bell(), square, block(80, 0, 81, 1)]))
    assert shapely.covers(square, shapely.Point(spot.lon, spot.lat))


def test_label_of_a_ring_is_not_in_its_hole() -> None:
    ring = block(0, 0, 20, 20).difference(block(4, 4, 19, 19))
    spot = coverage.label_spot(shapely.multipolygons([ring]))
    assert shapely.covers(ring, shapely.Point(spot.lon, spot.lat))
    assert spot.radius_km < 3


def test_label_of_a_rock_is_on_the_rock() -> None:
    rock = shapely.multipolygons([block(0, 0, 0.0008, 0.0008)])  # smaller than the label's rounding
    spot = coverage.label_spot(rock)
    assert shapely.covers(rock, shapely.Point(spot.lon, spot.lat))
    assert spot.radius_km <= 0.01
