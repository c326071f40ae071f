"""The map of clusters: fill by number of plans, outlines by type, names, one plan picked out, a small message."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.allocation import Allocation
from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.plan_names import shortened
from briefing.maps.shown import shown_words
from briefing.maps.view import MapView
from domain.codelist import codelist
from domain.municipality import NORTHERN_KIND, municipalities
from geo.boundaries import shipped_boundaries
from geo.deck import DrawnMap
from geo.layers.plan_areas import PlanLabel, placed
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, plan, plan_area
from tests.plan_snapshots import plan_allocation, three_plans
from tests.unit.geo.messages import inline, layers_of
from ui import plan_legend
from ui.map_drawing import Drawing, draw
from ui.plan_outlines import MOST_POINTS

SIZE = (690, 452)
PLACES = [entry.code for entry in municipalities() if entry.more["kind"] != NORTHERN_KIND]
PREFECTURES = codelist("prefecture").codes


def view(area: str = "japan", plan_id: str = "") -> MapView:
    return MapView(Selection(area), "plan", Measure.AMOUNT, plan_id)


def drawn(allocation: Allocation, asked: MapView) -> tuple[DrawnMap, Drawing]:
    return draw(allocation, shipped_boundaries(), asked, SIZE)


def layer(deck: DrawnMap, prefix: str) -> dict[str, Any]:
    (found,) = (each for each in layers_of(deck) if each["id"].startswith(prefix))
    return found


def digits(deck: DrawnMap, prefix: str, accessor: str = "getFillColor") -> dict[str, str]:
    """By area code the digit of a layer whose polygons come by address."""
    found = layer(deck, prefix)
    key = found["data"].rpartition("/")[2].partition(".")[0]
    string = found[accessor].split("[('")[1].split("'")[0]
    return dict(zip(shipped_boundaries().codes(key), string, strict=True))


@pytest.fixture(scope="module")
def three() -> Allocation:
    return plan_allocation(*three_plans())


@pytest.fixture(scope="module")
def nation() -> Allocation:
    """A large nation: plans of two blocks' prefectures, a cluster in each prefecture, 1,741 small plans."""
    blocks = codelist("block").codes
    plans = [plan(f"A-{block}", plan_type="a", title=f"{block}の計画") for block in blocks]
    plans += [plan(f"B-{code}") for code in PREFECTURES]
    plans += [plan(f"C-{code}", plan_type="c") for code in PLACES]
    by_block = {
        block: [e.code for e in codelist("prefecture") if e.more["block"] == block] for block in blocks
    }
    areas = [plan_area(f"A-{block}", code) for block in blocks for code in by_block[block]]
    areas += [
        plan_area(f"B-{code}", place)
        for code in PREFECTURES
        for place in [p for p in PLACES if p[:2] == code[:2]][:9]
    ]
    areas += [plan_area(f"C-{code}", code) for code in PLACES]
    return plan_allocation({"plans": plans, "plan_areas": areas})


def test_fill_tells_the_number_of_plans(three: Allocation) -> None:
    deck, drawing = drawn(three, view())
    found = digits(deck, "areas_municipalities_low")
    assert (found[KIKUYO], found[OZU], found[IMARI], found["northern"]) == ("3", "2", "0", "8")
    assert [(entry.label, entry.areas) for entry in drawing.legend] == [
        ("3計画以上", 1), ("2計画", 1), ("計画なし", 1739),
    ]  # fmt: skip
    assert drawing.types == (("a", 1), ("b", 1), ("c", 1))


def test_selected_type_alone_is_counted_and_outlined(three: Allocation) -> None:
    asked = MapView(Selection(KUMAMOTO, plan_types=("c",)), "plan", Measure.AMOUNT)
    deck, drawing = drawn(three, asked)
    assert digits(deck, "areas_municipalities_full")[KIKUYO] == "1"
    assert drawing.types == (("a", 0), ("b", 0), ("c", 1))
    assert [each["id"] for each in layers_of(deck) if each["id"].startswith("plan_")][:-1] == [
        "plan_c_municipalities_full_430005"
    ]


def test_outline_of_one_municipality_or_prefecture_is_not_sent() -> None:
    rows = {
        "plans": [plan("B"), plan("C", plan_type="c")],
        "plan_areas": [plan_area("B", SAGA), plan_area("C", KIKUYO)],
    }
    deck, _ = drawn(plan_allocation(rows), view())
    assert not [name for name in inline(deck) if name.startswith("plan_paths")]
    lines = digits(deck, "plan_b_prefectures_low", "getLineColor")
    assert [code for code, digit in lines.items() if digit == "1"] == [SAGA]
    lines = digits(deck, "plan_c_municipalities_low", "getLineColor")
    assert [code for code, digit in lines.items() if digit == "1"] == [KIKUYO]


def test_outline_of_several_goes_around_them_and_is_dashed_for_one_type(three: Allocation) -> None:
    deck, _ = drawn(three, view(KUMAMOTO))
    whole, dashed = layer(deck, "plan_paths_a"), layer(deck, "plan_paths_b")
    assert whole["data"] == dashed["data"]
    assert "extensions" not in whole
    assert dashed["extensions"] == [{"@@type": "PathStyleExtension", "dash": True}]
    assert whole["getWidth"] > dashed["getWidth"]
    assert not whole["pickable"]


@pytest.mark.parametrize("area", ["japan", *codelist("block").codes, "010006", KUMAMOTO, "420000", "130001"])
def test_message_of_a_large_nation_stays_small(nation: Allocation, area: str) -> None:
    deck, _ = drawn(nation, view(area))
    corners = sum(
        len(path["p"]) // 2
        for name, data in inline(deck).items()
        if name.startswith("plan_paths")
        for path in data
    )
    assert corners <= MOST_POINTS
    assert len(deck.to_json().encode()) < 60_000


def test_plans_beyond_the_budget_have_the_outlines_of_their_municipalities(nation: Allocation) -> None:
    deck, _ = drawn(nation, view())
    outlined = {
        code for code, digit in digits(deck, "plan_b_municipalities", "getLineColor").items() if digit == "1"
    }
    paths = inline(deck).get("plan_paths_b", [])
    assert outlined
    assert len(outlined) % 9 == 0, "each of these plans whole"
    assert len(outlined) // 9 < 47 or not paths


def test_pointer_is_told_numbers_by_type(three: Allocation) -> None:
    told = {
        datum["code"]: datum["value"] for datum in inline(drawn(three, view(KUMAMOTO))[0])["value_points"]
    }
    assert told == {KIKUYO: "3計画（A 1、B 1、C 1）", OZU: "2計画（A 1、B 1）"}
    of_nation = inline(drawn(three, view())[0])["value_points"]
    assert [(datum["code"], datum["value"]) for datum in of_nation] == [(KUMAMOTO, "3計画（A 1、B 1、C 1）")]


def test_names_lead_to_their_plans(three: Allocation) -> None:
    labels = inline(drawn(three, view(KUMAMOTO))[0])["plan_labels"]
    assert {(datum["plan"], datum["text"][0]) for datum in labels} >= {
        ("A-kyushu-01", "A"), ("B-430005-01", "B"),
    }  # fmt: skip
    assert all("（架空）" in datum["name"] for datum in labels), "the whole name is told"


def test_of_many_plans_the_states_are_named_and_the_rest_not(nation: Allocation) -> None:
    labels = inline(drawn(nation, view())[0])["plan_labels"]
    assert {datum["plan"][0] for datum in labels} == {"A"}
    assert len(labels) >= 7


@pytest.mark.parametrize(
    ("title", "kind", "short"),
    [
        ("（架空）九州半導体戦略産業クラスター計画", "戦略産業クラスター計画", "九州半導体"),
        ("戦略産業クラスター計画", "戦略産業クラスター計画", "戦略産業クラスター…"),
        ("架空富山県量子産業クラスター計画", "地域産業クラスター計画", "富山県量子"),
        ("計画", "地場産業成長プラン", "計画"),
        ("とても長い名前の、地図に入りきらない計画", "地場産業成長プラン", "とても長い名前の、…"),
    ],
)
def test_name_is_cut_to_what_tells_it_from_others(title: str, kind: str, short: str) -> None:
    assert shortened(title, kind) == short


def test_names_in_one_place_part_and_the_last_is_left_out() -> None:
    spot = shipped_boundaries().label_spot(KIKUYO)
    labels = [PlanLabel(spot, f"B 名前{n}", "B", "", str(n), "b") for n in range(5)]
    found = placed(labels, 8)
    assert [(label.plan_id, down) for label, _, down in found] == [("0", 0), ("1", 20), ("2", -20)]


# --- one plan picked out


def test_picked_plan_is_outlined_alone_on_white(three: Allocation) -> None:
    deck, drawing = drawn(three, view(KUMAMOTO, "B-430005-01"))
    names = [each["id"] for each in layers_of(deck)]
    assert "plan_halo" in names
    assert names.index("plan_halo") < names.index("plan_picked")
    assert not [name for name in names if name.startswith("plan_paths")]
    found = digits(deck, "areas_municipalities_full")
    assert (found[KIKUYO], found[OZU]) == ("3", "1")
    assert [(entry.label, entry.areas) for entry in drawing.legend] == [
        ("主たる区域", 1),
        ("構成する区域", 1),
    ]
    assert [datum["plan"] for datum in inline(deck)["plan_labels"]] == ["B-430005-01"]


def test_camera_looks_at_the_picked_plan_until_another_area_is_chosen(three: Allocation) -> None:
    def zoom(asked: MapView) -> float:
        deck, _ = drawn(three, asked)
        return float(deck.to_json().split('"zoom":')[1].partition(",")[0].rstrip("}"))

    assert zoom(view(KUMAMOTO, "B-430005-01")) > zoom(view(KUMAMOTO)) + 1
    assert zoom(view("kyushu", "B-430005-01")) == zoom(view("kyushu"))


def test_unknown_plan_picks_nothing_out(three: Allocation) -> None:
    assert (
        drawn(three, view(KUMAMOTO, "B-999999-01"))[0].to_json() == drawn(three, view(KUMAMOTO))[0].to_json()
    )


# --- what is said of it


def test_plan_without_areas_is_not_said_to_be_on_the_map() -> None:
    allocation = plan_allocation({"plans": [plan("P"), plan("Q")], "plan_areas": [plan_area("P", CHITOSE)]})
    assert shown_words(allocation, view()) == "地図に示した 1／2計画"


def test_legend_shows_the_lines_that_occur_with_their_letters(three: Allocation) -> None:
    asked = MapView(Selection(plan_types=("a", "b")), "plan", Measure.AMOUNT)
    words = plan_legend.html(asked, drawn(three, asked)[1])
    assert "A 戦略産業クラスター計画" in words
    assert "dashed" in words
    assert "地場産業" not in words
    assert "対象外（北方四島）" in words


def test_registry_without_plans_draws_an_empty_ground() -> None:
    deck, drawing = drawn(plan_allocation(), view())
    assert set(digits(deck, "areas_municipalities_low").values()) == {"0", "8"}
    assert [(entry.label, entry.areas) for entry in drawing.legend] == [("計画なし", 1741)]
