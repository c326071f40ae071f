"""What must be seen of an area: its mainland and near islands, without those that move into frames."""

import pytest
import shapely

from geo.boundaries import shipped_boundaries
from geo.camera import fit
from geo.stills.scene import scene

BOUNDARIES = shipped_boundaries()
FRAME = (674, 462)


@pytest.mark.parametrize("area", ["130001", "kanto", "kyushu", "460001", "okinawa", "470007", "420000"])
def test_bounds_hold_the_mainland_and_not_the_far_islands(area: str) -> None:
    level = "prefectures_full" if area.isdigit() else "blocks_low"
    shape = BOUNDARIES.frame(level).set_index("area_code").geometry[area]
    mainland = max(shapely.get_parts(shape), key=shapely.area)
    seen = scene(BOUNDARIES, area, ()).bounds
    assert shapely.area(shapely.difference(mainland, shapely.box(*seen))) < 0.003 * mainland.area
    assert shapely.box(*seen).area < 0.7 * shapely.box(*shape.bounds).area


def test_okinawa_is_seen_four_times_as_large_as_with_all_its_islands() -> None:
    all_islands = fit(BOUNDARIES.bounds("okinawa"), *FRAME)
    assert fit(scene(BOUNDARIES, "okinawa", ()).bounds, *FRAME).zoom > all_islands.zoom + 2
