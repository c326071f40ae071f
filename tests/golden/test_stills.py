"""Whole stills, compared with committed pictures: ``UPDATE_GOLDEN=1 pytest tests/golden`` writes them anew.

Letters are drawn a little differently by each version of FreeType, so blocks of pixels are compared by
their mean colour. What the tolerance must catch is taken away here, one thing after the other.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from geo.boundaries import shipped_boundaries
from geo.stills import draw
from geo.stills.composition import Composition, composed
from geo.stills.still import StillMap
from tests.stills import EXAMPLES

FOLDER = Path(__file__).parent
WIDTH_MM, HEIGHT_MM, DPI = 120, 100, 110
BLOCK = 8
TOLERANCE = 22.0
"""Of 255: how far the mean colour of a block may be from the kept one."""


def drawn(still: StillMap) -> bytes:
    return draw.still_bytes(shipped_boundaries(), still, WIDTH_MM, HEIGHT_MM, "png", DPI)


def blocks(png: bytes) -> np.ndarray:
    """Mean colours of the blocks of a picture."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)
    rows, columns = pixels.shape[0] // BLOCK, pixels.shape[1] // BLOCK
    whole = pixels[: rows * BLOCK, : columns * BLOCK]
    return whole.reshape(rows, BLOCK, columns, BLOCK, 3).mean(axis=(1, 3))


def kept(name: str) -> bytes:
    path = FOLDER / f"still_{name}.png"
    assert path.exists(), f"{path.name} is missing: UPDATE_GOLDEN=1 pytest tests/golden"
    return path.read_bytes()


def farthest(name: str, still: StillMap) -> float:
    return float(np.abs(blocks(drawn(still)) - blocks(kept(name))).max())


@pytest.mark.parametrize("name", EXAMPLES)
def test_still_is_drawn_as_before(name: str) -> None:
    if os.environ.get("UPDATE_GOLDEN") == "1":
        picture = Image.open(io.BytesIO(drawn(EXAMPLES[name]))).convert("RGB")
        few = picture.quantize(200, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(FOLDER / f"still_{name}.png", optimize=True)
        pytest.skip(f"still_{name}.png was written anew")
    assert farthest(name, EXAMPLES[name]) < TOLERANCE


def test_no_still_is_kept_that_is_not_compared() -> None:
    assert {path.stem for path in FOLDER.glob("still_*.png")} == {f"still_{name}" for name in EXAMPLES}


def test_kept_pictures_are_small() -> None:
    assert max(path.stat().st_size for path in FOLDER.glob("still_*.png")) <= 60_000


LOSSES: dict[str, Callable[[Composition], Composition]] = {
    "first_inset": lambda where: replace(where, insets=where.insets[1:]),
    "last_inset": lambda where: replace(where, insets=where.insets[:-1]),
    "legend": lambda where: replace(where, legend=None),
}


@pytest.mark.parametrize("name", ["nation_prefectures", "nation_municipalities", "tokyo", "okinawa"])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_lost_frame_or_legend_is_caught(name: str, loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(*args: Any) -> Composition:
        return LOSSES[loss](composed(*args))

    monkeypatch.setattr(draw, "composed", losing)
    assert farthest(name, EXAMPLES[name]) > TOLERANCE


def without(still: StillMap, part: str, at: int) -> StillMap:
    """The still without one of its labels, marks, outlines, circles or fills."""
    things = getattr(still, part)
    return replace(still, **{part: (*things[:at], *things[at + 1 :])})


@pytest.mark.parametrize(
    ("name", "part", "at"),
    [
        ("nation_prefectures", "labels", 0),
        ("nation_municipalities", "labels", 0),
        ("tokyo", "labels", 0),
        ("okinawa", "labels", 0),
        ("nation_prefectures", "credits", 1),
        ("kyushu_bubbles", "bubbles", 0),
        ("kyushu_bubbles", "bubbles", 1),
        ("kyushu_bubbles", "labels", 2),
        ("cluster", "marks", 0),
        ("cluster", "labels", 0),
        ("cluster", "outlines", 0),
        ("cluster", "outlines", 1),
        ("cluster", "fills", 3),
        ("nation_prefectures", "fills", 20),
    ],
)
def test_a_lost_part_is_caught(name: str, part: str, at: int) -> None:
    assert farthest(name, without(EXAMPLES[name], part, at)) > TOLERANCE


def test_a_lost_line_of_the_legend_and_a_lost_hatching_are_caught() -> None:
    still = EXAMPLES["nation_prefectures"]
    shorter = replace(still.legend, lines=still.legend.lines[:-1])
    assert farthest("nation_prefectures", replace(still, legend=shorter)) > TOLERANCE
    plain = tuple(replace(fill, is_hatched=False) for fill in still.fills)
    assert farthest("nation_prefectures", replace(still, fills=plain)) > TOLERANCE
