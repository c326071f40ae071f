"""The map of KPI grades: fill by worst grade, letters, legend, panel and table with the same numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace

import pytest

from analysis.allocation import Allocation, allocate
from analysis.area_grades import area_grades
from analysis.grading import GRADE
from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.grade_classes import WITHOUT_KPIS, by_need, counts_in_words
from briefing.maps.shown import shown_kpis, shown_words
from briefing.maps.view import MapView
from domain.area import Level
from domain.codelist import codelist
from geo import palette
from geo.boundaries import shipped_boundaries
from geo.colour_class import LegendEntry
from geo.deck import DrawnMap
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, YOSHINOGARI, kpi, plan, plan_area
from tests.catalogue.test_palette import JUST_DIFFERENT, SIGHT, difference
from tests.progress_rows import HALF, progress_rows
from tests.unit.analysis.judged_plans import allocation_of
from tests.unit.geo.messages import inline, layers_of
from ui import grade_legend, grade_panel, grade_table
from ui.map_drawing import Drawing, draw

SIZE = (690, 452)
DIGIT = {code: str(at + 1) for code, at in GRADE.items()}


@pytest.fixture(scope="module")
def checked() -> Allocation:
    return allocation_of(progress_rows(), today=dt.date(2026, 11, 22))


def view(area: str = "japan", **asked: tuple[str, ...]) -> MapView:
    return MapView(Selection(area, **asked), "kpi", Measure.AMOUNT)


def drawn(allocation: Allocation, asked: MapView) -> tuple[DrawnMap, Drawing]:
    return draw(allocation, shipped_boundaries(), asked, SIZE)


def digits(deck: DrawnMap) -> dict[str, str]:
    """By area code the class digit of the fill."""
    (found,) = (layer for layer in layers_of(deck) if layer["id"].startswith("areas_"))
    string = re.search(r"\[\('(\d+)'\)", found["getFillColor"])[1]
    key = found["data"].rpartition("/")[2].partition(".")[0]
    return dict(zip(shipped_boundaries().codes(key), string, strict=True))


def test_municipality_has_the_worst_grade_of_its_plans(checked: Allocation) -> None:
    found = digits(drawn(checked, view())[0])
    assert {found[code] for code in (KIKUYO, OZU)} == {DIGIT["behind"]}
    assert found[IMARI] == DIGIT["slightly_behind"]
    assert found[YOSHINOGARI] == "0", "no plan"
    assert found[CHITOSE] == "0", "a plan without KPIs"
    assert found["northern"] == "8"


def test_fill_follows_the_filters(checked: Allocation) -> None:
    found = digits(drawn(checked, view(plan_types=("c",)))[0])
    assert (found[KIKUYO], found[OZU]) == (DIGIT["on_track"], "0"), "評価困難 is never the worst of others"
    found = digits(drawn(checked, view(KUMAMOTO, grades=("achieved",)))[0])
    assert (found[KIKUYO], found[OZU], found.get(IMARI, "7")) == (DIGIT["achieved"],) * 2 + ("7",)


@pytest.mark.parametrize("area", ["japan", "kyushu", KUMAMOTO, SAGA, KIKUYO])
def test_legend_counts_the_municipalities_of_every_grade_in_letters_and_words(checked, area) -> None:
    asked = view(area)
    entries = {entry.label: entry for entry in drawn(checked, asked)[1].legend}
    lines = area_grades(checked, asked.frame_selection, HALF, Level.MUNICIPALITY)
    drawn_areas = [line for line in lines if shipped_boundaries().has_area(line.code)]
    counts = Counter(line.worst for line in drawn_areas)
    expected = {WITHOUT_KPIS: LegendEntry("#ffffff", WITHOUT_KPIS, counts.pop(""))}
    for code, number in counts.items():
        grade = codelist("kpi_grade")[code]
        label = f"{grade.more['letter']}{grade.more['shape']} {grade.label_ja}"
        expected[label] = LegendEntry(grade.more["colour"], label, number)
    assert entries == expected
    assert len(codelist("kpi_grade")) <= 6, "colour carries at most six classes"


def test_letters_are_of_prefectures_in_the_nation_and_of_municipalities_within_one(checked) -> None:
    def labels(area: str) -> list[str]:
        return [label["name"] for label in inline(drawn(checked, view(area))[0])["area_labels"]]

    assert labels("japan") == ["D×"], "the worst has the room; its neighbour's letter would lie on it"
    assert labels("kyushu") == ["熊本県 D×", "佐賀県 C△"]
    assert "菊陽町 D×" in labels(KUMAMOTO)
    html = grade_legend.html(checked, view("kyushu"), drawn(checked, view("kyushu"))[1])
    assert "文字は都道府県ごとの最も悪い評価" in html
    assert "令和8年度上期" in html


def test_only_digits_travel_for_the_fill_of_a_whole_nation() -> None:
    codes = codelist("prefecture").codes
    rows = {
        "plans": [plan(f"B-{code}", published_date="2025-04-01") for code in codes],
        "plan_areas": [plan_area(f"B-{code}", code) for code in codes],
        "kpis": [kpi(f"K-{code}", f"B-{code}") for code in codes],
    }
    deck, drawing = drawn(allocation_of(rows), view())
    assert set(digits(deck).values()) == {DIGIT["not_assessable"], "8"}, "all but 北方四島"
    assert [(entry.label, entry.areas) for entry in drawing.legend] == [("N－ 評価困難", 1741)]
    assert len(deck.to_json()) < 20_000


@pytest.mark.parametrize("sight", SIGHT)
def test_grades_are_told_from_the_ground(sight: str) -> None:
    for entry in codelist("kpi_grade"):
        for ground in (palette.NO_PROJECT, palette.OUTSIDE, palette.NOT_COVERED, palette.SEA):
            assert difference(entry.more["colour"], ground, sight) > JUST_DIFFERENT, (entry.label_ja, ground)


def test_pointer_is_told_the_counts(checked: Allocation) -> None:
    (spot,) = (
        point
        for point in inline(drawn(checked, view(KUMAMOTO))[0])["value_points"]
        if point["name"] == "菊陽町"
    )
    assert spot["value"] == "最も悪い D× 遅れ（遅れ 1・順調 1・達成 1・評価困難 1、2計画）"


def test_panel_table_and_count_on_the_map_agree(checked: Allocation) -> None:
    for area in ("japan", "kyushu", KUMAMOTO, SAGA):
        asked = view(area)
        (nation,) = area_grades(checked, Selection("japan"), HALF, Level.NATION)
        line = nation if area == "japan" else _line(checked, area)
        panel = grade_panel._html(checked, asked.selection, "plan_record", "kpi_progress")
        told = [int(number) for number in re.findall(r"<b>(\d+)指標</b>", panel)]
        assert tuple(told) == line.by_grade
        assert f"KPI {line.kpis}指標（{line.plans}計画）" in panel
        assert shown_kpis(checked, asked) == (line.kpis, line.kpis)
    table, codes = grade_table._table(checked, Selection())
    rows = dict(zip(codes, table.to_pylist(), strict=True))
    for line in area_grades(checked, Selection(), HALF, Level.PREFECTURE):
        row = rows[line.code]
        assert (row["計画（件）"], row["KPI（指標）"]) == (line.plans, line.kpis)
        numbers = [row[f"{entry.more['letter']} {entry.label_ja}"] for entry in codelist("kpi_grade")]
        assert tuple(numbers) == line.by_grade
    assert [row["都道府県"] for row in table.to_pylist()][:2] == ["熊本県", "佐賀県"]
    assert rows[KUMAMOTO]["最も悪い評価"] == "D× 遅れ"
    assert rows["130001"]["最も悪い評価"] is None


def _line(allocation: Allocation, area: str):
    level = Level.BLOCK if area == "kyushu" else Level.PREFECTURE
    return next(line for line in area_grades(allocation, Selection(), HALF, level) if line.code == area)


def test_plan_without_areas_is_counted_and_not_shown() -> None:
    rows = {"plans": [plan("B-1", published_date="2025-04-01")], "kpis": [kpi("K-1", "B-1")]}
    assert shown_words(allocation_of(rows), view()) == "地図に示した 0／1指標"


def test_worst_areas_come_first_and_words_name_the_worst_first(checked: Allocation) -> None:
    lines = by_need(area_grades(checked, Selection(), HALF, Level.MUNICIPALITY))
    assert [line.code for line in lines] == [KIKUYO, OZU, IMARI]
    assert counts_in_words(lines[-1]) == "やや遅れ 1"


def test_map_of_a_registry_without_plans_is_white(checked: Allocation) -> None:
    nothing = replace(
        checked.records, tables={**checked.records.tables, "kpis": checked.records["kpis"].iloc[:0]}
    )
    deck, drawing = drawn(allocate(nothing), view())
    assert set(digits(deck).values()) == {"0", "8"}
    assert [entry.label for entry in drawing.legend] == [WITHOUT_KPIS]
