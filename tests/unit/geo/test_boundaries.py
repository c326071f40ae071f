"""The boundaries in force: shipped or imported, whole or broken, and replaced under a running app."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from domain.area import NORTHERN
from geo.boundaries import (
    POINTER,
    BoundaryFileMissing,
    BoundarySet,
    current_boundaries,
    imported_edition,
    imported_folder,
    shipped_boundaries,
)
from geo.boundary_files import INDEX, PROVENANCE, browser_keys
from geo.boundary_levels import LEVEL_NAMES
from tests.boundary_editions import FIRST, SECOND, edition_in_force
from ui.boundary_address import boundary_address

JAPANESE = re.compile(r"[ぁ-ん]")


@pytest.fixture
def imported(home: Path) -> Path:
    """An edition in force, with the shipped boundaries in it."""
    return edition_in_force()


def renewed(credit: str) -> Path:
    """Another import of the same shapes: only what is said about them differs."""
    folder = edition_in_force(SECOND)
    facts = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))
    text = json.dumps(facts | {"credit_ja": credit}, ensure_ascii=False)
    (folder / PROVENANCE).write_text(text, encoding="utf-8")
    return folder


def test_shipped_boundaries_are_in_force_when_none_are_imported(home: Path) -> None:
    current = current_boundaries()
    assert current == shipped_boundaries()
    assert not current.is_imported
    assert not home.exists()


def test_imported_boundaries_replace_the_shipped(imported: Path) -> None:
    current = current_boundaries()
    assert current.is_imported
    assert current.folder == imported
    assert current.browser_folder == imported / "browser"


def test_shipped_boundaries_are_back_when_the_folder_is_gone(imported: Path) -> None:
    assert current_boundaries().is_imported
    shutil.rmtree(imported_folder())
    assert not current_boundaries().is_imported


def test_imported_boundaries_are_fetched_from_the_users_address(imported: Path) -> None:
    file = current_boundaries().browser_file("blocks_low")
    assert boundary_address(current_boundaries(), "blocks_low") == f"/imported_boundaries/{FIRST}/{file}"
    assert boundary_address(shipped_boundaries(), "blocks_low") == f"/app/static/boundaries/{file}"


def test_same_edition_is_checked_once(imported: Path) -> None:
    assert current_boundaries() is current_boundaries()


def test_new_edition_is_noticed(imported: Path) -> None:
    before = current_boundaries()
    assert before.provenance["publisher_ja"] == "気象庁"
    folder = renewed("新しい出典")
    after = current_boundaries()
    assert after.folder == folder
    assert after.provenance["credit_ja"] == "新しい出典"
    before.check()  # a page that is being drawn still has all it needs


def test_new_edition_is_another_key_for_what_is_cached(imported: Path) -> None:
    """ui.map_drawing keeps drawings by boundary set; the browser has the old addresses."""
    before = current_boundaries()
    renewed("新しい出典")
    after = current_boundaries()
    assert len({before, after}) == 2
    assert boundary_address(before, "blocks_low") != boundary_address(after, "blocks_low")


def test_only_names_of_editions_are_looked_up(imported: Path) -> None:
    found = imported_edition(FIRST)
    assert found == current_boundaries()
    for name in ("", ".", "..", "../home", "a/b", "A", "current.json", "年", "a" * 100):
        assert imported_edition(name) is None


# --- missing and broken files


@pytest.mark.parametrize("name", [*(f"{level}.parquet" for level in LEVEL_NAMES), PROVENANCE])
def test_missing_file_is_named_in_a_japanese_sentence(imported: Path, name: str) -> None:
    (imported / name).unlink()
    with pytest.raises(BoundaryFileMissing) as caught:
        current_boundaries()
    assert caught.value.path == imported / name
    assert str(imported / name) in str(caught.value)
    assert "investmap boundaries import" in str(caught.value)
    assert JAPANESE.search(str(caught.value))


@pytest.mark.parametrize("key", [INDEX, "prefectures_low", "municipalities_full_310000", "block_lines_low"])
def test_missing_browser_file_is_named(imported: Path, key: str) -> None:
    name = key if key == INDEX else shipped_boundaries().browser_file(key)
    (imported / "browser" / name).unlink()
    with pytest.raises(BoundaryFileMissing) as caught:
        current_boundaries()
    assert caught.value.path == imported / "browser" / name


def test_empty_folder_is_missing_its_pointer(home: Path) -> None:
    imported_folder().mkdir(parents=True)
    with pytest.raises(BoundaryFileMissing) as caught:
        current_boundaries()
    assert caught.value.path == imported_folder() / POINTER


@pytest.mark.parametrize("content", [b"", b"../elsewhere", b"\xff\xfe\x00", b"two\nlines"])
def test_pointer_that_names_no_edition_is_broken(imported: Path, content: bytes) -> None:
    (imported_folder() / POINTER).write_bytes(content)
    with pytest.raises(BoundaryFileMissing, match="壊れています") as caught:
        current_boundaries()
    assert caught.value.path == imported_folder() / POINTER


def test_edition_that_is_gone_is_told_even_if_it_was_checked_before(imported: Path) -> None:
    assert current_boundaries().is_imported
    shutil.rmtree(imported)
    with pytest.raises(BoundaryFileMissing):
        current_boundaries()


def test_missing_level_is_told_when_it_is_read(tmp_path: Path) -> None:
    nowhere = BoundarySet(tmp_path, tmp_path / "browser", is_imported=True)
    with pytest.raises(BoundaryFileMissing, match=re.escape("prefectures_low.parquet")):
        nowhere.frame("prefectures_low")
    with pytest.raises(BoundaryFileMissing, match=PROVENANCE):
        _ = nowhere.provenance
    with pytest.raises(BoundaryFileMissing, match=INDEX):
        nowhere.bounds("310000")


def test_folder_made_whole_again_is_in_force(imported: Path) -> None:
    path = imported / PROVENANCE
    text = path.read_text(encoding="utf-8")
    path.unlink()
    with pytest.raises(BoundaryFileMissing):
        current_boundaries()
    path.write_text(text, encoding="utf-8")
    assert current_boundaries().is_imported


def assert_broken(path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="壊れています") as caught:
        current_boundaries()
    assert isinstance(caught.value, BoundaryFileMissing)
    assert caught.value.path == path
    assert "investmap boundaries import" in str(caught.value)


@pytest.mark.parametrize(
    "name", [f"browser/{INDEX}", PROVENANCE, *(f"{level}.parquet" for level in LEVEL_NAMES)]
)
def test_file_cut_off_is_told_like_a_missing_one(imported: Path, name: str) -> None:
    path = imported / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert_broken(path)


@pytest.mark.parametrize("name", [f"browser/{INDEX}", PROVENANCE])
@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"files": [], "areas": 1}', "境界"])
def test_json_without_what_is_asked_of_it_is_broken(imported: Path, name: str, content: str) -> None:
    (imported / name).write_text(content, encoding="utf-8")
    assert_broken(imported / name)


def test_index_of_an_older_product_is_broken(imported: Path) -> None:
    """A file that a newer product asks for is not in it."""
    path = imported / "browser" / INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    del index["files"]["blocks_low"]
    path.write_text(json.dumps(index), encoding="utf-8")
    assert_broken(path)


def test_level_that_is_broken_inside_is_told_when_it_is_read(imported: Path) -> None:
    path = imported / "blocks_low.parquet"
    content = bytearray(path.read_bytes())
    content[100:4000] = bytes(3900)
    path.write_bytes(content)
    with pytest.raises(BoundaryFileMissing, match="壊れています"):
        current_boundaries().frame("blocks_low")


# --- what is known about areas


def test_areas_have_bounds_that_hold_their_label(home: Path) -> None:
    boundaries = shipped_boundaries()
    for code in ("434043", "430005", "kyushu", NORTHERN, "134210"):
        assert boundaries.has_area(code)
        west, south, east, north = boundaries.bounds(code)
        spot = boundaries.label_spot(code)
        assert west < spot.lon < east
        assert south < spot.lat < north
        assert spot.radius_km > 0


def test_unknown_area_is_not_had(home: Path) -> None:
    boundaries = shipped_boundaries()
    for code in ("999999", "japan", "", "016951"):  # 色丹村 is drawn within 北方四島
        assert not boundaries.has_area(code)


def test_codes_are_in_the_order_of_the_browser_file(home: Path) -> None:
    boundaries = shipped_boundaries()
    for key in browser_keys():
        content = json.loads((boundaries.browser_folder / boundaries.browser_file(key)).read_bytes())
        codes = [feature["properties"].get("code") for feature in content["features"]]
        assert boundaries.codes(key) == ([] if "_lines_" in key else codes)
