"""Areas of another source are fitted in: they stay, their neighbours give way or close up, no others move."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import coverage, seam
from tests.unit.geo.coverages import LAT, LON, area, block, borders, crooked_grids, overlap, several

GAP_KM = 0.2  # half of what is closed


def fitted(*areas: shapely.Geometry, new: int = 1) -> coverage.Geometries:
    """The areas after the first ``new`` were fitted into the rest."""
    together = np.concatenate(seam.fitted(several(*areas[:new]), several(*areas[new:])))
    assert coverage.is_valid(together)
    return together


def same(one: shapely.Geometry, other: shapely.Geometry) -> bool:
    return shapely.area(shapely.symmetric_difference(one, other)) < 1e-12


def test_old_area_gives_way_where_both_claim_the_land() -> None:
    new, old = fitted(block(0, 0, 10, 10), block(9, 0, 20, 10))
    assert same(new, block(0, 0, 10, 10))
    assert same(old, block(10, 0, 20, 10))


def gap_between(width_km: float) -> list[shapely.Geometry]:
    """A new area, and two old ones that leave a gap open beside it which they enclose."""
    return [
        block(0, 0, 10, 10),
        area([(0, 10), (10, 10), (10 + width_km, 10), (20, 10), (20, 20), (0, 20)]),
        area([(0, 0), (0, -9), (20, -9), (20, 10), (10 + width_km, 10), (10 + width_km, 0), (10, 0)]),
    ]


def test_narrow_gap_goes_to_the_old_area_with_the_longest_border() -> None:
    new, north, south = fitted(*gap_between(GAP_KM))
    assert same(new, block(0, 0, 10, 10))
    assert same(north, gap_between(GAP_KM)[1])
    assert same(south, shapely.union(gap_between(0)[2], block(10, 0, 20, 10)))


def test_wide_gap_is_water_and_stays() -> None:
    before = gap_between(1.0)
    assert all(same(one, other) for one, other in zip(before, fitted(*before), strict=True))


def test_narrow_gap_to_the_open_sea_stays() -> None:
    before = [block(0, 0, 10, 10), block(10 + GAP_KM, 0, 20, 10)]
    assert all(same(one, other) for one, other in zip(before, fitted(*before), strict=True))


@pytest.mark.parametrize("place", ["in the new area", "in the old area", "between two old areas"])
def test_narrow_lake_that_is_not_at_the_seam_stays(place: str) -> None:
    new, old, far = block(0, 0, 10, 10), block(10, 0, 20, 10), block(20, 0, 30, 10)
    lakes = {
        "in the new area": block(4, 4, 4 + GAP_KM, 6),
        "in the old area": block(14, 4, 14 + GAP_KM, 6),
        "between two old areas": block(20 - GAP_KM / 2, 4, 20 + GAP_KM / 2, 6),
    }
    before = [shapely.difference(shape, lakes[place]) for shape in (new, old, far)]
    assert all(same(one, other) for one, other in zip(before, fitted(*before), strict=True))


def test_place_between_two_parts_that_meet_in_points_is_seen_as_enclosed() -> None:
    """Neither has a hole, but both together enclose a place: water far from the seam, that is kept."""
    left = area([(20, 0), (24, 0), (24, 1), (23.9, 3), (24, 5), (24, 6), (20, 6)])
    parts = shapely.multipolygons([left, area([(28, 0), (24, 1), (24.1, 3), (24, 5), (28, 6)])])
    before = [block(0, 0, 10, 10), block(10, 0, 20, 10), parts]
    assert same(fitted(*before)[2], parts)


def test_sliver_of_the_old_area_goes_to_the_new_one() -> None:
    """Cut off beyond the new area, it is noise of the two sources, no exclave."""
    old = shapely.union_all([block(-5, 0, 0, 10), block(0, 4, 10.02, 4.05)])
    new, rest, beyond = fitted(block(0, 0, 10, 10), old, block(10.02, 0, 20, 10))
    assert same(rest, block(-5, 0, 0, 10))
    assert shapely.get_num_geometries(rest) == 1
    assert borders(np.array([new, beyond]))


def test_areas_away_from_the_seam_keep_their_very_points() -> None:
    far = shapely.multipolygons([area([(35, 7), (30, 10), (20, 10), (20, 0), (30, 0)]), block(50, 0, 51, 1)])
    new, old = several(block(0, 0, 10, 10)), np.array([*several(block(9, 0, 20, 10)), far])
    _, after = seam.fitted(new, old)
    assert shapely.to_wkb(after[1]) == shapely.to_wkb(far)


@settings(max_examples=40, deadline=None)
@given(crooked_grids(), st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))
def test_shifted_area_among_its_old_neighbours_makes_a_coverage(
    grid: coverage.Geometries, east_km: float, north_km: float
) -> None:
    """The first area comes from a source that lies elsewhere by up to 400 m."""
    origin = np.array([LON, LAT])
    shift = shapely.get_coordinates(block(east_km, north_km, east_km + 1, north_km + 1))[0] - origin
    shifted = shapely.transform(grid[:1], lambda points: points + shift)
    new, old = seam.fitted(shifted, grid[1:])
    together = np.concatenate([new, old])
    assert coverage.is_valid(together)
    assert overlap(together) < 1e-9
    assert shapely.area(shapely.difference(shifted[0], new[0])) < 1e-9
    assert shapely.area(shapely.difference(new[0], shifted[0])) < 1e-6  # slivers at most
    land = shapely.union_all(np.concatenate([shifted, grid[1:]]))
    assert shapely.area(shapely.difference(land, shapely.union_all(together))) < 1e-9
