"""Frames and legend: beside the land that is shown, in the picture, and not over each other."""

from itertools import combinations

import numpy as np
import pytest

from geo.boundaries import shipped_boundaries
from geo.stills.composition import Composition, composed
from geo.stills.plate import Box
from geo.stills.scene import land, scene
from tests.stills import CLUSTER

BOUNDARIES = shipped_boundaries()
AREAS = ("japan", "kanto", "kyushu", "010006", "130001", "320005", "420000", "460001", "470007", "370002")
FRAMES = (Box(0, 0, 340, 284), Box(0, 20, 840, 500), Box(0, 0, 300, 420))


def of(area: str, frame: Box, cluster: tuple[str, ...] = ()) -> Composition:
    return composed(BOUNDARIES, scene(BOUNDARIES, area, cluster), frame, (125.0, 105.0), 8.5)


@pytest.mark.parametrize("frame", FRAMES, ids=["sheet", "wide", "tall"])
@pytest.mark.parametrize("area", AREAS)
def test_nothing_covers_own_land_or_each_other(area: str, frame: Box) -> None:
    where = of(area, frame)
    assert where.legend is not None
    assert len(where.boxes) == len(where.insets) + 1
    for one, other in combinations(where.boxes, 2):
        assert not one.overlaps(other)
    points = where.main.on_paper(land(BOUNDARIES, scene(BOUNDARIES, area, ())))
    for box in where.boxes:
        inside = (points > [box.left, box.bottom]).all(axis=1) & (points < [box.right, box.top]).all(axis=1)
        assert not inside.any()
        assert frame.left <= box.left < box.right <= frame.right
        assert frame.bottom <= box.bottom < box.top <= frame.top


@pytest.mark.parametrize("area", AREAS)
def test_the_whole_area_is_in_the_picture_and_fills_a_good_part_of_it(area: str) -> None:
    frame = FRAMES[0]
    whole = scene(BOUNDARIES, area, ())
    main = of(area, frame).main
    corners = np.array(whole.seen).reshape(2, 2) * main.points_per_km + [main.x, main.y]
    assert (corners >= -0.1).all()
    assert (corners <= [frame.width + 0.1, frame.height + 0.1]).all()
    across, up = corners[1] - corners[0]
    assert max(across / frame.width, up / frame.height) > 0.5


def test_a_cluster_fills_the_picture_and_has_frames_only_for_its_own_islands() -> None:
    assert of("kyushu", FRAMES[0], CLUSTER).insets == ()
    assert of("kyushu", FRAMES[0], CLUSTER).main.points_per_km > of("430005", FRAMES[0]).main.points_per_km
    with_islands = of("kyushu", FRAMES[0], ("462012", "462225"))  # 鹿児島市, 奄美市
    assert [inset.group.code for inset in with_islands.insets] == ["amami"]
    islands_alone = of("kyushu", FRAMES[0], ("462225", "465305"))
    assert islands_alone.insets == ()


def test_even_a_picture_without_room_has_all_its_boxes() -> None:
    where = composed(BOUNDARIES, scene(BOUNDARIES, "japan", ()), Box(0, 0, 120, 90), (80.0, 70.0), 8.5)
    assert where.legend is not None
    assert len(where.insets) == 2
