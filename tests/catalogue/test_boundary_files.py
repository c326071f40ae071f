"""The boundary files that ship: what the browser fetches is whole, light and named by its content."""

from __future__ import annotations

import hashlib
import json
import re

import numpy as np
import pytest
import shapely

from domain.folders import DATA, STATIC
from geo.boundaries import shipped_boundaries
from geo.boundary_files import INDEX, PROVENANCE, browser_keys
from geo.boundary_levels import DETAILS, LEVEL_NAMES

FOLDER = STATIC / "boundaries"
MOST_BYTES = 10_000_000
FIRST_PAINT_BYTES = 400_000


def test_shipped_boundaries_are_whole() -> None:
    shipped_boundaries().check()
    assert shipped_boundaries().browser_folder == FOLDER


def test_index_and_folder_name_the_same_files() -> None:
    index = json.loads((FOLDER / INDEX).read_text(encoding="utf-8"))
    assert list(index["files"]) == browser_keys()
    named = {entry["file"] for entry in index["files"].values()}
    assert {path.name for path in FOLDER.iterdir()} == named | {INDEX}


@pytest.mark.parametrize("key", browser_keys())
def test_hash_in_the_name_is_that_of_the_content(key: str) -> None:
    name = shipped_boundaries().browser_file(key)
    content = (FOLDER / name).read_bytes()
    assert name == f"{key}.{hashlib.sha256(content).hexdigest()[:10]}.json"


def test_all_files_together_are_light() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


def test_first_paint_of_the_nation_needs_little() -> None:
    keys = ("prefectures_low", "prefecture_lines_low")
    sizes = [(FOLDER / shipped_boundaries().browser_file(key)).stat().st_size for key in keys]
    assert sum(sizes) < FIRST_PAINT_BYTES


def test_files_of_the_browser_show_the_shapes_of_the_parquet_beside_them() -> None:
    """Built together: a rebuilt level whose browser files were forgotten would differ by more."""
    for key, level in (
        ("municipalities_low", "municipalities_low"),
        ("municipalities_full_310000", "municipalities_full"),
    ):
        content = json.loads((FOLDER / shipped_boundaries().browser_file(key)).read_bytes())
        frame = shipped_boundaries().frame(level).set_index("area_code").geometry
        half_a_step = 0.5001 * 10.0 ** -DETAILS[level.rsplit("_", 1)[1]].decimals
        for feature in content["features"]:
            shown = shapely.get_coordinates(shapely.geometry.shape(feature["geometry"]))
            kept = frame[feature["properties"]["code"]]
            off = shapely.distance(shapely.boundary(kept), shapely.points(shown))
            assert off.max() <= half_a_step * np.sqrt(2), feature["properties"]


def test_data_folder_holds_the_levels_and_their_provenance_only() -> None:
    names = {path.name for path in (DATA / "boundaries").iterdir()}
    assert names == {*(f"{level}.parquet" for level in LEVEL_NAMES), PROVENANCE}


def test_provenance_says_all_that_a_credit_needs() -> None:
    facts = shipped_boundaries().provenance
    for name in ("title_ja", "publisher_ja", "credit_ja", "licence", "url", "note_ja", "package"):
        assert str(facts[name]).strip(), name
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", facts["as_of"])
    assert re.fullmatch(r"[0-9a-f]{64}", facts["sha256"])
    assert facts["source_areas"] == 1855
    assert facts["url"].startswith("https://www.data.jma.go.jp/")


def test_credit_names_the_source_its_date_and_that_it_was_worked_on() -> None:
    credit = shipped_boundaries().provenance["credit_ja"]
    assert "気象庁" in credit
    assert "2025年3月" in credit
    assert "加工して作成" in credit
