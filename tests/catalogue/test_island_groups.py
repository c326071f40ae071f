"""Frames for remote islands: no municipality is missing from a still of the nation, a block or a prefecture."""

from functools import cache, lru_cache
from itertools import combinations

import numpy as np
import pytest
import shapely

from domain.area import NATION, Level
from domain.codelist import codelist
from domain.municipality import municipalities
from geo.boundaries import shipped_boundaries
from geo.stills.composition import Composition, composed
from geo.stills.ground import ground_at
from geo.stills.island_groups import groups_of
from geo.stills.plate import Box, Plate, flat
from geo.stills.scene import scene, scene_of_group
from tests.stills import codes_of

BOUNDARIES = shipped_boundaries()
AREAS = (NATION, *codelist("block").codes, *codelist("prefecture").codes)
FRAMES = (Box(0, 0, 340, 284), Box(0, 0, 840, 500))
"""About 120 x 100 and 297 x 177 mm."""

LEGEND, HEADER = (125.0, 105.0), 8.5
WITHOUT_MUNICIPALITY = {"takeshima"}


def of(area: str, frame: Box) -> Composition:
    return composed(BOUNDARIES, scene(BOUNDARIES, area, ()), frame, LEGEND, HEADER)


@cache
def spots_of(area: str) -> dict[str, tuple[float, float]]:
    found = {code: BOUNDARIES.label_spot(code) for code in codes_of(area, Level.MUNICIPALITY)}
    return {code: (spot.lon, spot.lat) for code, spot in found.items()}


@lru_cache(maxsize=8)
def places(plate: Plate, area: str) -> dict[str, tuple[float, float]]:
    on_paper = plate.places(np.array(list(spots_of(area).values())))
    return dict(zip(spots_of(area), map(tuple, on_paper.tolist()), strict=True))


@pytest.mark.parametrize("area", AREAS)
def test_every_municipality_lies_in_the_map_or_in_a_frame(area: str) -> None:
    for frame in FRAMES:
        where = of(area, frame)
        for code, (lon, lat) in spots_of(area).items():
            plate = where.plate_of(lon, lat)
            x, y = places(plate, area)[code]
            assert plate.box.holds(x, y, 0.5), code
            if plate == where.main:
                assert not any(box.holds(x, y) for box in where.boxes), code


@pytest.mark.parametrize("area", [NATION, "kanto", "okinawa", "130001", "420000", "460001", "470007"])
def test_what_lies_in_a_frame_is_drawn_there_and_nowhere_else(area: str) -> None:
    whole = scene(BOUNDARIES, area, ())
    where = of(area, FRAMES[0])
    main = ground_at(BOUNDARIES, whole, Level.MUNICIPALITY, where.main.points_per_km)
    shapes = dict(zip(main.codes, main.areas, strict=True))
    moved = []
    for code, (lon, lat) in spots_of(area).items():
        is_moved = where.plate_of(lon, lat) != where.main
        moved += [code] * is_moved
        ((x, y),) = flat(whole.lon, whole.lat, np.array([[lon, lat]]))
        # Not just at the spot: of a municipality of islands a small picture keeps the largest alone.
        near = code in shapes and shapely.dwithin(shapes[code], shapely.Point(x, y), 12.0)
        assert near != is_moved, code
    assert moved
    for inset in where.insets:
        own = ground_at(
            BOUNDARIES,
            scene_of_group(whole, inset.group),
            Level.MUNICIPALITY,
            inset.plate.points_per_km,
        )
        drawn = {code for code, shape in zip(own.codes, own.areas, strict=True) if not shape.is_empty}
        inside = {code for code, spot in spots_of(area).items() if where.plate_of(*spot) == inset.plate}
        assert inside <= drawn


def test_groups_have_sound_bounds_and_known_areas() -> None:
    for entry in codelist("island_group"):
        west, south, east, north = (float(entry.more[side]) for side in ("west", "south", "east", "north"))
        assert 122 < west < east < 154
        assert 20 < south < north < 46
        assert set(entry.more["inset_of"].split()) <= set(AREAS)


def test_each_group_holds_a_municipality() -> None:
    spots = [BOUNDARIES.label_spot(code) for code in municipalities().codes if BOUNDARIES.has_area(code)]
    for area in AREAS:
        for group in groups_of(area):
            west, south, east, north = group.bounds
            inside = [spot for spot in spots if west < spot.lon < east and south < spot.lat < north]
            assert bool(inside) == (group.code not in WITHOUT_MUNICIPALITY), group.name


def test_groups_of_one_area_do_not_overlap() -> None:
    for area in AREAS:
        for one, other in combinations(groups_of(area), 2):
            assert not Box(*one.bounds).overlaps(Box(*other.bounds))
