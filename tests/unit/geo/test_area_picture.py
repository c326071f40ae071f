"""A block or a prefecture as a small still map."""

import re

import pytest

from domain.area import prefectures_of
from geo.area_picture import HEIGHT, WIDTH, area_svg
from geo.boundaries import shipped_boundaries
from geo.palette import NOT_COVERED
from tests.builders import KIKUYO, KUMAMOTO, OZU

BOUNDARIES = shipped_boundaries()


def paths(svg: str, colour: str) -> list[str]:
    return re.findall(rf'<path d="([^"]+)" fill="{colour}"', svg)


def inside(path: str) -> float:
    """Part of a path's corners that lie on the sheet."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    xs, ys = numbers[::2], numbers[1::2]
    return sum(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in zip(xs, ys, strict=True)) / len(xs)


@pytest.mark.parametrize("block", ["hokkaido", "tohoku", "kanto", "kyushu", "okinawa"])
def test_block_shows_each_of_its_prefectures_on_the_sheet(block):
    colours = {code: f"#0000{at:02x}" for at, code in enumerate(prefectures_of(block))}
    svg = area_svg(BOUNDARIES, block, colours)
    for colour in colours.values():
        (path,) = paths(svg, colour)
        assert inside(path) > 0.4


def test_prefecture_shows_its_municipalities():
    svg = area_svg(BOUNDARIES, KUMAMOTO, {KIKUYO: "#000001", OZU: "#000002"})
    assert inside(paths(svg, "#000001")[0]) == 1
    assert inside(paths(svg, "#000002")[0]) == 1
    assert len(svg) < 80_000


def test_hokkaido_is_drawn_with_the_four_northern_islands():
    svg = area_svg(BOUNDARIES, "hokkaido", {"010006": "#000001"})
    assert inside(paths(svg, NOT_COVERED)[0]) > 0.9
