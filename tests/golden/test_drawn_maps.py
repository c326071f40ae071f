"""Whole maps, compared with committed ones: ``UPDATE_GOLDEN=1 pytest tests/golden`` writes them anew.

A change that is meant shows as a readable difference of these files; look at it before committing.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from analysis.allocation import Allocation
from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.view import MapView
from geo.boundaries import shipped_boundaries
from ui.map_drawing import draw

FOLDER = Path(__file__).parent
SIZE = (690, 452)

VIEWS = {
    "nation_prefectures_amount": MapView(Selection(), "prefecture", Measure.AMOUNT),
    "nation_prefectures_projects": MapView(Selection(), "prefecture", Measure.PROJECTS),
    "nation_prefectures_per_capita": MapView(Selection(), "prefecture", Measure.PER_CAPITA),
    "nation_municipalities_amount": MapView(Selection(), "municipality", Measure.AMOUNT),
    "nation_bubbles": MapView(Selection(), "bubble", Measure.AMOUNT),
    "kyushu_semiconductor_municipalities": MapView(
        Selection("kyushu", fields=("ai_semiconductor",)), "municipality", Measure.AMOUNT
    ),
    "kumamoto_amount": MapView(Selection("430005"), "prefecture", Measure.AMOUNT),
    "kikuyo_amount": MapView(Selection("434043"), "prefecture", Measure.AMOUNT),
}


def as_text(public: Allocation, view: MapView) -> str:
    """The message and the legend, a value a line, in the order in which they are sent."""
    deck, drawing = draw(public, shipped_boundaries(), view, SIZE)
    whole = {
        "deck": json.loads(deck.to_json()),
        "legend": [asdict(entry) for entry in drawing.legend],
        "largest_bubble_yen": drawing.largest_bubble_yen,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", VIEWS)
def test_map_is_drawn_as_before(public: Allocation, name: str) -> None:
    path = FOLDER / f"{name}.json"
    drawn = as_text(public, VIEWS[name])
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(drawn, encoding="utf-8")
        pytest.skip(f"{path.name} was written anew")
    assert path.exists(), f"{path.name} is missing: UPDATE_GOLDEN=1 pytest tests/golden"
    assert drawn == path.read_text(encoding="utf-8")


def test_no_map_is_kept_that_is_not_compared() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(VIEWS)
