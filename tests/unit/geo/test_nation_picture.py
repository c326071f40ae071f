"""The picture of the nation lies where the camera puts the drawn map, and is small."""

import re

import numpy as np
import pytest
import shapely

from domain.area import NORTHERN
from domain.codelist import codelist
from geo.boundaries import BoundarySet, shipped_boundaries
from geo.camera import NATION_BOUNDS, fit
from geo.mercator import mercator
from geo.nation_picture import WIDTH, nation_svg

COLOURS = {code: f"#0000{at:02x}" for at, code in enumerate(codelist("prefecture").codes)}


@pytest.fixture(scope="module")
def boundaries() -> BoundarySet:
    return shipped_boundaries()


@pytest.fixture(scope="module")
def svg(boundaries: BoundarySet) -> str:
    return nation_svg(boundaries, COLOURS | {NORTHERN: "#b3b3b3"})


def rings(svg: str, colour: str) -> list[np.ndarray]:
    (data,) = re.findall(rf'<path d="([^"]*)" fill="{colour}"/>', svg)
    found = []
    for ring in data.split("z")[:-1]:
        numbers = [[int(n) for n in pair.split(",")] for pair in re.split(r"[l ]", ring.removeprefix("M"))]
        found.append(np.cumsum(numbers, axis=0))
    return found


def test_every_prefecture_and_the_northern_islands_have_their_colour(svg: str) -> None:
    assert re.findall(r'fill="([^"]*)"', svg) == [*COLOURS.values(), "#b3b3b3"]
    assert all(rings(svg, colour) for colour in [*COLOURS.values(), "#b3b3b3"])


def test_picture_is_small_enough_for_a_head(svg: str) -> None:
    assert len(svg) < 25_000


@pytest.mark.parametrize("code", ["010006", "030007", "230006", "430005"])
def test_prefecture_lies_where_the_camera_shows_it(boundaries: BoundarySet, svg: str, code: str) -> None:
    """In a frame of 690 x 452 pixels, the picture drawn as large as it goes within 12 pixels of margin."""
    width, height = 690, 452
    camera = fit(NATION_BOUNDS, width, height)
    scale = 512 * 2**camera.zoom / 360
    shape = boundaries.frame("prefectures_low").set_index("area_code").geometry[code]
    west, south, east, north = shapely.bounds(shape)
    by_camera = [
        (west - camera.longitude) * scale + width / 2,
        (mercator(camera.latitude) - mercator(north)) * scale + height / 2,
        (east - camera.longitude) * scale + width / 2,
        (mercator(camera.latitude) - mercator(south)) * scale + height / 2,
    ]
    picture_height = int(re.search(rf'viewBox="0 0 {WIDTH} (\d+)"', svg)[1])  # type: ignore[index]
    part = min((width - 24) / WIDTH, (height - 24) / picture_height)
    points = np.concatenate(rings(svg, COLOURS[code])) * part
    points += [(width - WIDTH * part) / 2, (height - picture_height * part) / 2]
    assert [*points.min(axis=0), *points.max(axis=0)] == pytest.approx(by_camera, abs=1.5)
