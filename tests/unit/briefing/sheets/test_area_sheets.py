"""What sheets of areas, fields and projects say, whatever is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.allocation import Allocation
from analysis.measure import Measure
from analysis.selection import Selection
from briefing.contents import ChartFigure, KeyNumbers, MapFigure, Sheet, Table
from briefing.maps.view import MODES
from briefing.sheets.conclusions import percent
from briefing.sheets.kinds import sheets
from briefing.sheets.naming import subject_words
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.area import Level, level_of
from domain.codelist import codelist
from geo.boundaries import shipped_boundaries
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, allocation, project, site

BOUNDARIES = shipped_boundaries()
HIROSHIMA = "341002"
OKU = 10**8
NATION = "japan"
AREAS = (NATION, *codelist("block").codes, *codelist("prefecture").codes, KIKUYO, CHITOSE)
KIND_OF = {Level.NATION: "nation", Level.BLOCK: "block", Level.PREFECTURE: "prefecture"}


def some(codes: Sequence[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    order = {code: at for at, code in enumerate(codes)}
    return st.lists(st.sampled_from(codes), max_size=most, unique=True).map(
        lambda found: tuple(sorted(found, key=order.__getitem__))
    )


SELECTIONS = st.builds(
    Selection,
    area=st.sampled_from(AREAS),
    fields=some(codelist("strategic_field").codes, 3),
    statuses=some(codelist("project_status").codes, 2),
    size_bands=some(codelist("size_band").codes, 2),
    announced_from=st.none() | st.integers(2019, 2026),
    text=st.sampled_from(("", "工場", "無い語句")),
)


def of(projects: list[dict[str, Any]], *places: str) -> Allocation:
    """Projects P-1, P-2, … each at a place."""
    for at, row in enumerate(projects, start=1):
        row["project_id"] = f"P-{at}"
    return allocation(projects, [site(f"P-{at}", place) for at, place in enumerate(places, start=1)])


def made(found: Allocation, kind: str, selection: Selection, **more: Any) -> tuple[Sheet, ...]:
    before = more.pop("before", None)
    return sheets(SheetSource(found, before, BOUNDARIES), SheetRequest(kind, selection, **more))


def only(found: Allocation, kind: str, selection: Selection, **more: Any) -> Sheet:
    (sheet,) = made(found, kind, selection, **more)
    return sheet


def assert_sound(sheet: Sheet) -> None:
    assert sheet.title
    assert sheet.subject.count("　") == 1
    assert len(sheet.messages) <= 3
    assert all(sheet.messages)
    assert sheet.foot.sources
    assert sheet.foot.filters
    for block in sheet.leaves():
        match block:
            case KeyNumbers(items):
                assert all(item.when and item.lines for item in items)
            case Table() as table:
                assert all(len(row) == len(table.columns) for row in table.rows)
                assert "億円" in table.unit or "件" in table.unit or table.marks
            case ChartFigure(chart, alternative):
                assert chart.unit
                assert alternative
                assert len(chart.labels) == len(chart.categories) == len(chart.series[0].values)
                # What has no amount has no bar, and says so.
                for value, label in zip(chart.series[0].values, chart.labels, strict=True):
                    assert (value is None) is (not label[0].isdigit())
            case MapFigure() as figure:
                assert figure.alternative.startswith(subject_area(sheet))
                assert figure.caption.startswith("地図に示した")
                assert figure.still.credits


def subject_area(sheet: Sheet) -> str:
    """The first letters of the area's name: a municipality is shown within its prefecture."""
    return sheet.subject.partition("　")[2][:2]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    SELECTIONS,
    st.sampled_from([*MODES, ""]),
    st.sampled_from(Measure),
)
def test_sheets_of_any_selection_are_sound(
    public: Allocation, selection: Selection, mode: str, measure: Measure
) -> None:
    kinds = ["fields", "projects", *filter(None, [KIND_OF.get(level_of(selection.area))])]
    kinds += ["field"] if len(selection.fields) == 1 else []
    for kind in kinds:
        for sheet in made(public, kind, selection, mode=mode, measure=measure):
            assert_sound(sheet)


@pytest.mark.parametrize(
    ("kind", "selection"),
    [
        ("nation", Selection("kyushu")),
        ("block", Selection()),
        ("block", Selection(KUMAMOTO)),
        ("prefecture", Selection("kyushu")),
        ("prefecture", Selection(KIKUYO)),
        ("field", Selection()),
        ("field", Selection(fields=("quantum", "shipbuilding"))),
    ],
)
def test_kind_that_does_not_fit_says_what_to_choose(
    public: Allocation, kind: str, selection: Selection
) -> None:
    with pytest.raises(SheetNotPossible, match=r"の資料は作れません: .*選ぶと作れます。"):
        made(public, kind, selection)


@pytest.mark.parametrize(
    ("projects", "title"),
    [
        ([], "熊本県の案件は登録されていない"),
        ([project(name="甲工場")], "熊本県の案件は「甲工場」の1件、投資額は100億円"),
        ([project(amount_yen=None, amount_scope="not_disclosed")], "熊本県の案件は1件、金額は非公表"),
        (
            [project(amount_yen=None, amount_scope="not_disclosed") for _ in range(2)],
            "熊本県の案件は2件、金額はいずれも非公表",
        ),
        ([project(), project()], "熊本県の投資額は200億円、全国のすべてを占める"),
    ],
)
def test_title_of_few_projects(projects: list[dict[str, Any]], title: str) -> None:
    found = of(projects, *[KIKUYO] * len(projects))
    assert only(found, "prefecture", Selection(KUMAMOTO)).title == title


def test_title_tells_share_and_rank_and_equal_amounts() -> None:
    found = of([project() for _ in range(6)], KIKUYO, KIKUYO, IMARI, IMARI, CHITOSE, CHITOSE)
    assert (
        only(found, "prefecture", Selection(KUMAMOTO)).title
        == "熊本県の投資額は200億円、全国の33％を占める（47都道府県中1位、同額あり）"
    )
    assert only(found, "nation", Selection()).title == "全国の投資額は600億円、九州が67％を占める"
    tied = of([project(), project()], KIKUYO, CHITOSE)
    assert only(tied, "nation", Selection()).title == "全国の投資額は200億円"
    assert (
        only(tied, "nation", Selection()).messages[0]
        == "ブロック別では北海道と九州が各100億円（50％）で最も大きい。"
    )


def test_field_of_an_area_is_named_in_title_and_subject() -> None:
    found = of([project(), project(), project(field_code="quantum")], KIKUYO, OZU, CHITOSE)
    sheet = only(found, "field", Selection("kyushu", fields=("ai_semiconductor",)))
    assert sheet.subject == "戦略分野　九州のAI・半導体"
    assert sheet.title == "九州のAI・半導体の投資額は200億円、全国のすべてを占める"


def test_change_since_the_half_before_is_told() -> None:
    before, after = of([project()], KIKUYO), of([project(), project()], KIKUYO, OZU)
    sheet = only(after, "prefecture", Selection(KUMAMOTO), before=before)
    assert "前の半期と比べ、投資額は100億円の増、案件数は1件の増。" in sheet.messages
    same = only(after, "prefecture", Selection(KUMAMOTO), before=after)
    assert any("とも増減なし" in message for message in same.messages)
    fresh = only(after, "prefecture", Selection(KUMAMOTO), before=of([project()], CHITOSE))
    assert any("当てはまる案件はなかった" in message for message in fresh.messages)


def test_withheld_amounts_are_never_zero() -> None:
    withheld = {"amount_yen": None, "amount_scope": "not_disclosed"}
    found = of([project(**withheld), project(**withheld, field_code="quantum")], KIKUYO, IMARI)
    for kind, area in (("nation", NATION), ("block", "kyushu"), ("prefecture", SAGA)):
        sheet = only(found, kind, Selection(area))
        texts = [
            text
            for block in sheet.leaves()
            for row in (block.rows if isinstance(block, Table) else ())
            for text in row[1:2] + row[2:3]
        ]
        assert "非公表" in texts
        assert "0円" not in sheet.title + "".join(sheet.messages)
        assert "金額は" in sheet.title
        assert "非公表" in sheet.title


HIDDEN = {"amount_yen": None, "amount_scope": "not_disclosed"}


@pytest.mark.parametrize(
    ("projects", "places", "messages"),
    [
        (
            [project(**HIDDEN), project(**HIDDEN)],
            (KIKUYO, OZU),
            ("市区町村別では大津町と菊陽町が各1件。", "状況別では公表2件。"),
        ),
        (
            [project(**HIDDEN), project(**HIDDEN), project(**HIDDEN)],
            (KIKUYO, KIKUYO, OZU),
            ("市区町村別では菊陽町が2件で最も多く、大津町が1件で続く。", "状況別では公表3件。"),
        ),
        (
            [project(), project(**HIDDEN)],
            (KIKUYO, OZU),
            (
                "金額が公表されているのは菊陽町の案件だけである。",
                "金額が公表されているのはAI・半導体の案件だけである。",
                "金額非公表の1件は投資額に含まない。",
            ),
        ),
        ([project()], (CHITOSE,), ("全国の案件は1件、投資額は100億円。",)),
    ],
)
def test_messages_say_what_there_is_where_amounts_are_not(
    projects: list[dict[str, Any]], places: tuple[str, ...], messages: tuple[str, ...]
) -> None:
    sheet = only(of([{**each} for each in projects], *places), "prefecture", Selection(KUMAMOTO))
    assert sheet.messages == messages


def test_a_block_is_named_so_that_nobody_takes_it_for_a_country() -> None:
    found = of([project(), project(), project(amount_yen=60 * OKU)], HIROSHIMA, HIROSHIMA, KIKUYO)
    assert only(found, "nation", Selection()).title == "全国の投資額は260億円、中国地方が77％を占める"
    assert only(found, "block", Selection("chugoku")).title.startswith("中国地方の投資額は200億円")


def test_of_a_small_part_nobody_says_that_it_fills_the_whole() -> None:
    found = of(
        [project(amount_yen=98 * OKU), project(amount_yen=OKU), project(amount_yen=OKU)], CHITOSE, KIKUYO, OZU
    )
    title = only(found, "prefecture", Selection(KUMAMOTO)).title
    assert title == "熊本県の投資額は2億円、全国の2.0％（47都道府県中2位）"
    found = of([project(field_code="quantum"), project(field_code="quantum"), project()], KIKUYO, OZU, OZU)
    title = only(found, "field", Selection(fields=("quantum",))).title
    assert title == "全国の量子の投資額は200億円、全分野の67％を占める"


def test_few_projects_are_told_with_company_and_beginning() -> None:
    few, many = (
        [table for table in only(of([project() for _ in range(count)], *[KIKUYO] * count), "prefecture",
                                 Selection(KUMAMOTO)).leaves() if isinstance(table, Table)][-1]
        for count in (2, 9)
    )  # fmt: skip
    assert {"事業者", "稼働（予定）"} <= {column.heading for column in few.columns}
    assert "事業者" not in {column.heading for column in many.columns}


def test_amount_of_a_wider_area_is_told_and_not_counted() -> None:
    rows = [project(amount_scope="multi_site_total"), project(amount_yen=30 * OKU)]
    rows[0]["project_id"], rows[1]["project_id"] = "P-1", "P-2"
    found = allocation(rows, [site("P-1", KIKUYO), site("P-1", IMARI), site("P-2", KIKUYO)])
    sheet = only(found, "prefecture", Selection(KUMAMOTO))
    assert sheet.messages[-1] == "広域に計上した1件は投資額に含まない。"
    block = only(found, "block", Selection("kyushu"))
    assert (
        block.messages[-1] == "投資額のうち100億円は複数の都道府県にまたがり、どの都道府県にも分けていない。"
    )


def test_smaller_parts_stand_together_and_add_up() -> None:
    codes = [code for code in codelist("municipality").codes if code[:2] == "43"][:12]
    found = of([project(amount_yen=(20 - at) * OKU) for at in range(12)], *codes)
    sheet = only(found, "prefecture", Selection(KUMAMOTO))
    (table,) = (
        block
        for block in sheet.leaves()
        if isinstance(block, Table) and block.columns[0].heading == "市区町村"
    )
    assert [row[0] for row in table.rows[-2:]] == ["ほか6市区町村", "合計"]
    amounts = [int(row[1]) for row in table.rows]
    assert sum(amounts[:-1]) == amounts[-1] == sum(20 - at for at in range(12))


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (38, 100, "38％"),
        (7, 100, "7.0％"),
        (1, 10**6, "0.1％未満"),
        (0, 5, "0％"),
        (5, 5, "100％"),
        (9_999, 10_000, "99.9％"),
        (99_999, 100_000, "99.9％"),
        (1, 0, "—"),
    ],
)
def test_share_in_words(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), "全国"),
        (Selection("kyushu", fields=("ai_semiconductor",)), "九州のAI・半導体"),
        (Selection(fields=("shipbuilding", "quantum")), "全国の造船と量子"),
        (Selection(fields=codelist("strategic_field").codes[:4]), "全国のAI・半導体など4分野"),
        (Selection(KIKUYO, statuses=("operating",)), "熊本県 菊陽町（稼働）"),
        (Selection(announced_from=2024, announced_to=2024), "全国（2024年公表）"),
        (Selection(announced_from=2024, text="工場"), "全国（2024年〜公表、「工場」）"),
        (
            Selection(statuses=codelist("project_status").codes, size_bands=codelist("size_band").codes),
            "全国（条件あり）",
        ),
    ],
)
def test_subject_in_words(selection: Selection, words: str) -> None:
    assert subject_words(selection) == words
