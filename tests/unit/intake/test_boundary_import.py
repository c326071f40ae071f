"""Importing a user's boundaries: everything fits together afterwards, and what was imported stays.

A build takes seconds, so one import of 鳥取県 is shared and never changed.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from analysis.allocation import Allocation
from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.view import MapView
from domain.area import NORTHERN
from domain.finding import Severity
from geo import coverage, seam
from geo.boundaries import BoundarySet, current_boundaries, shipped_boundaries
from geo.boundary_files import browser_keys
from geo.boundary_levels import LEVEL_NAMES
from intake.boundary_import import STEPS, ImportedBoundaries, import_boundaries
from tests.n03_files import KAGAWA, TOTTORI, municipalities_of, rows, write_shapefile
from ui.map_drawing import draw

EAST = 0.002  # degrees that the files lie off; more than any real ones do
FILES = ["N03-20240101_31.shp", "N03-20230101_37.shp"]
REMOTE_ISLANDS = {
    "竹島": (131.87, 37.24),
    "魚釣島": (123.47, 25.74),
    "南鳥島": (153.98, 24.28),
    "沖ノ鳥島": (136.08, 20.42),
}


def official_file(folder: Path, prefecture: str, name: str) -> Path:
    """A prefecture as N03 might have it, 180 m to the east of the shipped one."""
    table = rows(prefecture, level="municipalities_full")
    return write_shapefile(table.set_geometry(table.geometry.translate(EAST, 0)), folder / name)


@pytest.fixture(scope="module")
def tottori(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return official_file(tmp_path_factory.mktemp("n03"), TOTTORI, FILES[0])


@pytest.fixture(scope="module")
def first(
    tottori: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ImportedBoundaries, list[str]]:
    """A user's folder after importing 鳥取県, what the import said, and the steps that were told."""
    home = tmp_path_factory.mktemp("home")
    heard: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INVESTMAP_HOME", str(home))
        done = import_boundaries([tottori], heard.append)
    return home, done, heard


@pytest.fixture
def imported(
    first: tuple[Path, ImportedBoundaries, list[str]], monkeypatch: pytest.MonkeyPatch
) -> BoundarySet:
    """The shared import, in force. Not to be changed."""
    monkeypatch.setenv("INVESTMAP_HOME", str(first[0]))
    return current_boundaries()


def shapes(boundaries: BoundarySet, level: str = "municipalities_full") -> gpd.GeoDataFrame:
    return boundaries.frame(level).set_index("area_code")


# --- one import


def test_import_says_what_it_did(first: tuple[Path, ImportedBoundaries, list[str]]) -> None:
    _, done, heard = first
    assert done.is_done
    assert (done.municipalities, done.kept_prefectures) == (19, 46)
    (finding,) = done.findings
    assert (finding.rule, finding.severity) == ("boundary_prefectures_kept", Severity.NOTICE)
    assert "46都道府県" in finding.sentence
    assert len(heard) == STEPS + 1
    assert heard[0] == FILES[0]
    assert set(browser_keys()) | set(LEVEL_NAMES) <= set(heard)


def test_imported_boundaries_are_in_force_and_whole(imported: BoundarySet) -> None:
    assert imported.is_imported
    imported.check()
    for name in LEVEL_NAMES:
        assert list(shapes(imported, name).index) == list(shapes(shipped_boundaries(), name).index)


@pytest.mark.parametrize("level", LEVEL_NAMES)
def test_every_level_is_a_valid_coverage(imported: BoundarySet, level: str) -> None:
    geometries = imported.frame(level).geometry.to_numpy()
    assert coverage.is_valid(geometries)
    assert not shapely.is_empty(geometries).any()


def test_imported_prefecture_has_all_the_land_of_the_file(imported: BoundarySet, tottori: Path) -> None:
    official = gpd.read_file(tottori).dissolve("N03_007").geometry
    after = shapes(imported).geometry
    for code in municipalities_of(TOTTORI):
        wanted = official[code[:5]]
        lost, gained = shapely.difference(wanted, after[code]), shapely.difference(after[code], wanted)
        assert shapely.area(lost) < 0.0001 * wanted.area, code
        assert shapely.area(gained) < 0.0001 * wanted.area, code


def test_neighbours_give_way_or_close_up(imported: BoundarySet) -> None:
    """The file lies to the east: 兵庫県 gives way, and 島根県, 岡山県 and 広島県 close up."""
    before, after = shapes(shipped_boundaries()).geometry, shapes(imported).geometry
    others = [code for code in before.index if code not in municipalities_of(TOTTORI)]
    kept = shapely.area(shapely.intersection(before[others].to_numpy(), after[others].to_numpy()))
    assert (kept / shapely.area(before[others].to_numpy())).min() > 0.97
    tottori = shapely.union_all(after[sorted(municipalities_of(TOTTORI))].to_numpy())
    touching = {code[:2] for code in others if shapely.intersects(after[code], tottori)}
    assert touching == {"28", "32", "33", "34"}


def test_no_gap_is_left_at_the_seam(imported: BoundarySet) -> None:
    around = [code for code in shapes(imported).index if code[:2] in ("28", "31", "32", "33", "34")]
    land = shapely.coverage_union_all(shapes(imported).geometry[around].to_numpy())
    gaps = [shapely.Polygon(ring) for part in shapely.get_parts(land) for ring in part.interiors]
    assert sum(coverage.area_km2(gap) for gap in gaps) < 0.1


def test_land_is_neither_lost_nor_made(imported: BoundarySet) -> None:
    before, after = (
        coverage.areas_km2(boundaries.frame("municipalities_full").geometry.to_numpy())
        for boundaries in (shipped_boundaries(), imported)
    )
    assert after.sum() == pytest.approx(before.sum(), rel=0.001)


def test_remote_islands_are_still_there(imported: BoundarySet) -> None:
    geometries = imported.frame("municipalities_full").geometry.to_numpy()
    for name, place in REMOTE_ISLANDS.items():
        assert shapely.dwithin(geometries, shapely.Point(place), 0.03).any(), name
    assert coverage.area_km2(shapes(imported).geometry[NORTHERN]) == pytest.approx(4920, rel=0.01)


def test_prefecture_far_from_the_imported_one_is_just_as_before(imported: BoundarySet) -> None:
    before, after = (
        shapes(b)[lambda f: f["prefecture"] == "470007"].geometry for b in (shipped_boundaries(), imported)
    )
    assert shapely.equals(before.to_numpy(), after.to_numpy()).all()


def test_only_what_adjoins_the_imported_prefecture_is_changed(imported: BoundarySet, tottori: Path) -> None:
    """Not even lakes that are narrower than the gaps which are closed at the seam."""
    before, after = shapes(shipped_boundaries()), shapes(imported)
    kept = before.index[before["prefecture"] != TOTTORI]
    changed = ~shapely.equals(before.geometry[kept].to_numpy(), after.geometry[kept].to_numpy())
    official = shapely.union_all(gpd.read_file(tottori).geometry.to_numpy())
    adjoining = shapely.dwithin(before.geometry[kept].to_numpy(), official, seam.WIDTH)
    assert not (changed & ~adjoining).any()
    assert 10 < changed.sum() < 25
    assert (before["area_km2"][kept][~changed] == after["area_km2"][kept][~changed]).all()


def test_area_is_that_of_the_file_and_not_of_its_simplified_outline(
    imported: BoundarySet, tottori: Path
) -> None:
    official = gpd.read_file(tottori).dissolve("N03_007").geometry
    for code in municipalities_of(TOTTORI):
        expected = coverage.area_km2(official[code[:5]])
        assert shapes(imported)["area_km2"][code] == pytest.approx(expected, abs=0.003), code


def test_files_of_prefectures_far_away_are_the_same_to_the_byte(imported: BoundarySet) -> None:
    shipped = shipped_boundaries()
    changed = {key for key in browser_keys() if shipped.browser_file(key) != imported.browser_file(key)}
    around = {"310000", "280003", "320005", "330001", "340006"}
    assert {key for key in changed if "_full_" in key} == {f"municipalities_full_{code}" for code in around}


def test_credit_names_both_sources_and_the_date(imported: BoundarySet) -> None:
    facts = imported.provenance
    credit = str(facts["credit_ja"])
    assert "鳥取県は「国土数値情報（行政区域データ）」（国土交通省）（2024年1月1日時点）" in credit
    assert "ほかの46都道府県は気象庁" in credit
    assert credit.count("加工して作成") == 2
    assert facts["as_of"] == "2024-01-01"
    assert set(facts) >= set(shipped_boundaries().provenance) - {
        "package",
        "sha256",
        "source_areas",
        "slivers_given_away",
    }
    assert dt.datetime.fromisoformat(str(facts["imported_at"])).tzinfo is not None
    assert len(facts["credit_by_prefecture"]) == 47


def test_levels_of_the_import_are_as_fine_as_their_names_say(imported: BoundarySet) -> None:
    points = {
        level: int(
            shapely.get_num_coordinates(imported.frame(f"municipalities_{level}").geometry.to_numpy()).sum()
        )
        for level in ("full", "mid", "low")
    }
    assert points["full"] > 1.5 * points["mid"] > 1.5 * points["low"] > 0
    assert np.isin(shapely.get_type_id(imported.frame("municipalities_full").geometry.to_numpy()), [6]).all()


# --- a second import


@pytest.fixture(scope="module")
def both(
    first: tuple[Path, ImportedBoundaries, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, BoundarySet]:
    """A user's folder after importing 香川県 as well, and the set that was in force before that."""
    home = tmp_path_factory.mktemp("both")
    shutil.copytree(first[0] / "boundaries", home / "boundaries")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INVESTMAP_HOME", str(home))
        before = current_boundaries()
        assert before.browser_file("prefectures_low")  # the index is read while its file is there
        assert import_boundaries([official_file(tmp_path_factory.mktemp("n03"), KAGAWA, FILES[1])]).is_done
    return home, before


def test_second_import_keeps_the_first(
    both: tuple[Path, BoundarySet], imported: BoundarySet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVESTMAP_HOME", str(both[0]))
    once, twice = shapes(imported).geometry, shapes(current_boundaries()).geometry
    codes = sorted(municipalities_of(TOTTORI))
    assert shapely.equals(once[codes].to_numpy(), twice[codes].to_numpy()).all()
    moved = shapely.centroid(twice["372013"]).x - shapely.centroid(once["372013"]).x
    assert moved == pytest.approx(EAST, rel=0.1)  # 高松市, now from its own file
    credit = str(current_boundaries().provenance["credit_ja"])
    assert [word in credit for word in ("鳥取県は", "香川県は", "ほかの45都道府県は")] == [True] * 3
    assert "2024年1月1日" in credit
    assert "2023年1月1日" in credit


def test_map_drawn_before_a_second_import_is_drawn_anew_after_it(
    both: tuple[Path, BoundarySet], public: Allocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, before = both
    monkeypatch.setenv("INVESTMAP_HOME", str(home))
    view = MapView(Selection(), "municipality", Measure.AMOUNT)
    draw(public, before, view, (690, 452))
    deck, _ = draw(public, current_boundaries(), view, (690, 452))
    assert current_boundaries().browser_file("municipalities_low") in deck.to_json()
