"""Stills as files: the same bytes for the same still, and sound whatever it says."""

import io
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from domain.area import Level
from geo.boundaries import shipped_boundaries
from geo.palette import NOT_COVERED, rgb
from geo.stills.draw import still_bytes
from geo.stills.still import Bubble, Fill, Label, Legend, LegendLine, Mark, Outline, StillMap
from tests.stills import EXAMPLES, LEGEND, filled

BOUNDARIES = shipped_boundaries()
HOSTILE = "</svg><script>$\\frac{1}{0}$ --> \x00\n{x} ％s 𠮷野家\U0001f3ed" + "長" * 400
EMPTY = StillMap("370002", Level.MUNICIPALITY, (), Legend(""))


def drawn(still: StillMap, form: str = "png", width: float = 100, height: float = 85, **more: float) -> bytes:
    return still_bytes(BOUNDARIES, still, width, height, form, **{"dpi": 80, **more})


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def count(png: bytes, colour: str) -> int:
    """Pixels of exactly this colour."""
    return int((pixels(png) == rgb(colour)).all(axis=2).sum())


@pytest.mark.parametrize(
    ("name", "form"),
    [("tokyo", "png"), ("cluster", "png"), ("kyushu_bubbles", "svg"), ("cluster", "svg"), ("cluster", "pdf")],
)
def test_the_same_still_has_the_same_bytes(name: str, form: str) -> None:
    first = drawn(EXAMPLES[name], form)
    drawn(EXAMPLES["okinawa"], form)
    assert drawn(EXAMPLES[name], form) == first


def test_threads_do_not_meet() -> None:
    names = ["tokyo", "cluster", "kyushu_bubbles", "okinawa"]
    alone = [drawn(EXAMPLES[name]) for name in names]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda name: drawn(EXAMPLES[name]), names * 2))
    assert together == alone * 2


def test_forms_are_what_they_are_called() -> None:
    still = EXAMPLES["tokyo"]
    assert Image.open(io.BytesIO(drawn(still, dpi=200))).size == (787, 669)
    root = ET.fromstring(drawn(still, "svg"))
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(100 * 72 / 25.4, abs=0.1)
    pdf = drawn(still, "pdf")
    assert pdf.startswith(b"%PDF")
    assert b"NotoSansJP" in pdf
    assert b"CreationDate" not in pdf


def test_svg_needs_no_font_and_is_small() -> None:
    svg = drawn(EXAMPLES["nation_municipalities"], "svg", 130, 110)
    assert b"<text" not in svg
    assert b"font-family" not in svg
    assert len(svg) < 900_000


def hostile() -> StillMap:
    code = "372013"
    return StillMap(
        "370002",
        Level.MUNICIPALITY,
        (Fill(code, "#3460fb", True), Fill("999999", "#000000")),
        Legend(HOSTILE, (LegendLine("#3460fb", HOSTILE, "$x$"),), ((HOSTILE, 1),), HOSTILE),
        bubbles=(Bubble(134.0, 34.3, 0), Bubble(0.0, 0.0, 10**18), Bubble(134.1, 34.2, None)),
        outlines=(Outline((code,), "#fb5b01", HOSTILE, True),),
        labels=(Label(HOSTILE, HOSTILE, 1, code), Label("$", "$$", float("inf"), lon=134.0, lat=34.3)),
        marks=(Mark(code, HOSTILE, "#ac3e00", "#ffffff"),),
        credits=(HOSTILE, ""),
    )


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_hostile_words_are_only_drawn(form: str) -> None:
    content = drawn(hostile(), form)
    if form == "svg":
        tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(content).iter()}
        assert "script" not in tags


def test_dollars_are_no_mathematics() -> None:
    legend = replace(LEGEND, title="$\\alpha$")
    svg = drawn(replace(EMPTY, legend=legend), "svg").decode()
    assert "<!-- $\\alpha$ -->" in svg


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_still_of_nothing_is_a_map(form: str) -> None:
    assert len(drawn(EMPTY, form)) > 1000


@pytest.mark.parametrize("size", [(60, 45), (45, 120), (300, 60)])
def test_odd_sizes_are_drawn(size: tuple[int, int]) -> None:
    assert drawn(EXAMPLES["okinawa"], "png", *size)


def test_a_stamp_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        drawn(EMPTY, "png", 15, 100)


@pytest.mark.parametrize("area", ["japan", "hokkaido", "010006"])
def test_northern_islands_are_grey_whatever_is_filled(area: str) -> None:
    parts = Level.MUNICIPALITY if area == "010006" else Level.PREFECTURE
    png = drawn(filled(area, parts, labels=0), "png", dpi=150)
    assert count(png, NOT_COVERED) > 100


def test_what_is_not_disclosed_is_hatched_and_zero_is_not() -> None:
    codes = [fill.code for fill in filled("370002", Level.MUNICIPALITY).fills]
    plain = StillMap("370002", Level.MUNICIPALITY, tuple(Fill(code, "#fff0b3") for code in codes), Legend(""))
    hatched = replace(plain, fills=tuple(replace(fill, is_hatched=True) for fill in plain.fills))
    inside = count(drawn(plain, dpi=300), "#fff0b3")
    assert 0.2 * inside < count(drawn(hatched, dpi=300), "#fff0b3") < 0.75 * inside


def test_areas_of_circles_are_in_proportion() -> None:
    def height(amount: int) -> int:
        """Rows of pixels that a circle in the middle of the map changes."""
        still = replace(EMPTY, bubbles=(Bubble(133.6, 34.1, 400), Bubble(134.0, 34.25, amount)))
        without = drawn(replace(still, bubbles=still.bubbles[:1]), dpi=200)
        changed = pixels(drawn(still, dpi=200)) != pixels(without)
        return int(changed[:, 200:].any(axis=(1, 2)).sum())

    assert height(400) / height(100) == pytest.approx(2, rel=0.06)


def test_letters_grow_and_everything_still_finds_room() -> None:
    svg = drawn(EXAMPLES["tokyo"], "svg", 160, 130, text_scale=1.4).decode()
    for words in ("伊豆諸島", "小笠原諸島", LEGEND.title, LEGEND.lines[0].words):
        assert f"<!-- {words} -->" in svg
