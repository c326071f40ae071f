"""Map data: no site is left out, points lie where they say, and areas carry their totals."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from analysis.allocation import Allocation
from analysis.lines import UNALLOCATED
from analysis.project_list import selected_projects
from analysis.selection import Selection
from analysis.totals import Breakdown, totals
from briefing.map_data import geojson_bytes, geopackage_bytes, project_points
from domain.lg_code import is_prefecture, prefecture_of
from geo.boundaries import BoundarySet, shipped_boundaries
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, allocation, project, site

VILLAGE = "016951"


@pytest.fixture(scope="module")
def boundaries() -> BoundarySet:
    return shipped_boundaries()


@pytest.fixture(scope="module")
def prefectures(boundaries: BoundarySet) -> gpd.GeoSeries:
    """Shapes of the prefectures in full detail."""
    return boundaries.frame("prefectures_full").set_index("area_code").geometry


@pytest.fixture
def few() -> Allocation:
    return allocation(
        [
            project("P-1", name='引用" と <b> と\n改行', amount_yen=1000, public_support_yen=5),
            project("P-2", amount_yen=None, amount_scope="not_disclosed"),
            project("P-3"),
            project("P-4"),
        ],
        [
            site("P-1", share=0.6),
            site("P-1", IMARI, share=0.4),
            site("P-2", KUMAMOTO, location_precision="prefecture"),
            site("P-3", "", place_note="台湾"),
        ],
    )


def features(found: Allocation, selection: Selection, boundaries: BoundarySet) -> list[dict[str, Any]]:
    parsed = json.loads(geojson_bytes(found, selection, boundaries))
    assert parsed["type"] == "FeatureCollection"
    return parsed["features"]


def layers(
    found: Allocation, selection: Selection, boundaries: BoundarySet, folder: Path
) -> dict[str, gpd.GeoDataFrame]:
    path = folder / "map.gpkg"
    path.write_bytes(geopackage_bytes(found, selection, boundaries))
    return {name: gpd.read_file(path, layer=name) for name, _ in pyogrio.list_layers(path)}


def test_every_site_of_every_project_is_a_feature(few: Allocation, boundaries: BoundarySet) -> None:
    found = features(few, Selection(), boundaries)
    sites = [(f["properties"]["project_id"], f["properties"]["lg_code"]) for f in found]
    assert sorted(sites, key=str) == [
        ("P-1", IMARI),
        ("P-1", KIKUYO),
        ("P-2", KUMAMOTO),
        ("P-3", ""),
        ("P-4", None),
    ]


def test_place_that_is_not_known_has_no_geometry_and_is_there(
    few: Allocation, boundaries: BoundarySet
) -> None:
    placed = {f["properties"]["project_id"] for f in features(few, Selection(), boundaries) if f["geometry"]}
    assert placed == {"P-1"}


def test_feature_carries_the_project_in_words(few: Allocation, boundaries: BoundarySet) -> None:
    first = features(few, Selection(KIKUYO), boundaries)[0]["properties"]
    assert first | {"share": None} == {
        "project_id": "P-1",
        "name": '引用" と <b> と\n改行',
        "company_name": "会社",
        "field": "AI・半導体",
        "status": "公表",
        "amount_yen": 1000,
        "scope": "一拠点",
        "public_support_yen": 5,
        "announced_date": "2024",
        "operation_date": "2027",
        "source_url": "https://example.jp/",
        "lg_code": first["lg_code"],
        "place": first["place"],
        "location_precision": "municipality",
        "share": None,
        "as_of": "試験（架空）、2026年3月時点",
    }


def test_undisclosed_amount_is_null_and_not_zero(few: Allocation, boundaries: BoundarySet) -> None:
    (hidden,) = [f for f in features(few, Selection(), boundaries) if f["properties"]["project_id"] == "P-2"]
    assert hidden["properties"]["amount_yen"] is None
    assert hidden["properties"]["place"] == "熊本県"


def test_geojson_is_in_degrees_and_needs_no_other_reference_system(
    few: Allocation, boundaries: BoundarySet
) -> None:
    parsed = json.loads(geojson_bytes(few, Selection(), boundaries))
    assert "crs" not in parsed, "RFC 7946 knows WGS 84 only"
    for feature in parsed["features"]:
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert 122 < lon < 154
            assert 20 < lat < 46


def test_point_of_the_site_itself_goes_before_that_of_its_municipality(boundaries: BoundarySet) -> None:
    found = allocation(
        [project()], [site(lon=130.8, lat=32.9, location_precision="exact"), site(lg_code=OZU)]
    )
    by_code = project_points(found, Selection(), boundaries).set_index("lg_code")
    assert (by_code.geometry[KIKUYO].x, by_code.geometry[KIKUYO].y) == (130.8, 32.9)
    spot = boundaries.label_spot(OZU)
    assert (by_code.geometry[OZU].x, by_code.geometry[OZU].y) == (spot.lon, spot.lat)
    assert by_code["location_precision"].to_dict() == {KIKUYO: "exact", OZU: "municipality"}


def test_northern_village_stands_on_the_northern_islands(boundaries: BoundarySet) -> None:
    found = project_points(allocation([project()], [site(lg_code=VILLAGE)]), Selection(), boundaries)
    west, south, east, north = boundaries.bounds("northern")
    point = found.geometry.iloc[0]
    assert west <= point.x <= east
    assert south <= point.y <= north


def test_every_shipped_project_is_exported_and_lies_in_its_prefecture(
    public: Allocation, boundaries: BoundarySet, prefectures: gpd.GeoSeries
) -> None:
    found = project_points(public, Selection(), boundaries)
    assert len(found) == len(public.records.project_sites)
    assert set(found["project_id"]) == set(public.records.projects["project_id"])
    for row in found.itertuples():
        is_known = bool(row.lg_code) and not is_prefecture(row.lg_code)
        assert (row.geometry is not None) == is_known
        if is_known:
            assert prefectures[prefecture_of(row.lg_code)].covers(row.geometry), row.project_id


@pytest.mark.parametrize(
    "selection",
    [Selection("kyushu"), Selection(KUMAMOTO), Selection(fields=("ocean",)), Selection(text="どこにもない")],
)
def test_selection_of_the_map_data_is_that_of_the_list(
    public: Allocation, boundaries: BoundarySet, selection: Selection
) -> None:
    found = {f["properties"]["project_id"] for f in features(public, selection, boundaries)}
    assert found == set(selected_projects(public, selection)["project_id"])


def test_geopackage_has_projects_and_areas_in_degrees(
    few: Allocation, boundaries: BoundarySet, tmp_path: Path
) -> None:
    found = layers(few, Selection(), boundaries, tmp_path)
    assert set(found) == {"projects", "municipalities", "prefectures"}
    assert {layer.crs.to_epsg() for layer in found.values()} == {4326}
    assert len(found["projects"]) == 5
    assert found["projects"].geometry.notna().sum() == 2
    areas = [found[layer].geometry.notna().sum() for layer in ("municipalities", "prefectures")]
    assert areas == [1741, 47]


@pytest.mark.parametrize("selection", [Selection(), Selection("kyushu"), Selection(KUMAMOTO)])
def test_areas_of_the_geopackage_carry_their_totals(
    few: Allocation, boundaries: BoundarySet, tmp_path: Path, selection: Selection
) -> None:
    found = layers(few, selection, boundaries, tmp_path)
    for by, layer in ((Breakdown.MUNICIPALITY, "municipalities"), (Breakdown.PREFECTURE, "prefectures")):
        lines = totals(few, selection, by)
        areas = found[layer].set_index("code")
        lines = lines.set_index("code")
        assert list(areas.index) == list(lines.index)
        for column in (
            "projects",
            "projects_with_amount",
            "amount_yen",
            "public_support_yen",
            "not_disclosed",
        ):
            assert areas[column].to_dict() == lines[column].to_dict(), column
        on_the_map = areas.drop(index=UNALLOCATED, errors="ignore")
        assert (on_the_map["area_km2"] > 0).all()
        assert on_the_map.geometry.notna().all()


def test_what_no_area_shows_is_in_the_geopackage_all_the_same(
    boundaries: BoundarySet, tmp_path: Path
) -> None:
    found = allocation(
        [project("P-1", amount_yen=7), project("P-2", amount_yen=90)],
        [site("P-1", VILLAGE), site("P-2"), site("P-2", IMARI)],
    )
    areas = layers(found, Selection(), boundaries, tmp_path)["municipalities"].set_index("code")
    assert areas.loc[[VILLAGE, UNALLOCATED], "amount_yen"].to_list() == [7, 90]
    assert areas.loc[[VILLAGE, UNALLOCATED]].geometry.isna().all()


def test_geopackage_of_a_municipality_holds_that_municipality(
    few: Allocation, boundaries: BoundarySet, tmp_path: Path
) -> None:
    found = layers(few, Selection(KIKUYO), boundaries, tmp_path)
    assert found["municipalities"][["code", "amount_yen"]].to_numpy().tolist() == [[KIKUYO, 600]]
    assert set(found["projects"]["project_id"]) == {"P-1"}


def test_map_data_of_nothing_can_be_opened(few: Allocation, boundaries: BoundarySet, tmp_path: Path) -> None:
    nothing = Selection(fields=("quantum",))
    assert features(few, nothing, boundaries) == []
    found = layers(few, nothing, boundaries, tmp_path)
    assert found["projects"].empty
    assert found["prefectures"]["projects"].sum() == 0


def test_company_that_the_records_hide_is_not_in_the_map_data(boundaries: BoundarySet) -> None:
    found = allocation([project(company_name="")], [site(lg_code=CHITOSE)])
    (feature,) = features(found, Selection(), boundaries)
    assert feature["properties"]["company_name"] == ""
    assert not pd.isna(feature["properties"]["amount_yen"])
