"""The vocabularies of plans, measures, KPIs and reports: what the policy documents say, item by item."""

import csv
from collections import Counter

import pytest

from domain.codelist import codelist
from domain.folders import DATA
from domain.record import Kind
from domain.tables import TABLES

TYPES = "abc"
LEVELS = set(codelist("requirement_level").codes)
W5H1 = ["意義", "中身", "期限", "担当部署", "検討の場", "進め方"]


def of_type(name: str, plan_type: str) -> list[str]:
    return [entry.code for entry in codelist(name) if plan_type in entry.more["plan_types"]]


def labels(name: str) -> list[str]:
    return [entry.label_ja for entry in codelist(name)]


def test_there_are_three_types_of_plan_with_their_authors():
    assert {entry.more["letter"]: entry.label_ja for entry in codelist("plan_type")} == {
        "A": "戦略産業クラスター計画",
        "B": "地域産業クラスター計画",
        "C": "地場産業成長プラン",
    }
    assert [entry.more["author_ja"] for entry in codelist("plan_type")] == [
        "国",
        "都道府県等",
        "市町村又は都道府県",
    ]


def test_plans_of_each_type_pass_five_stages_each_with_who_acts():
    assert [codelist("plan_stage").label(code) for code in of_type("plan_stage", "a")] == [
        "素案作成", "プロジェクト提案", "計画策定", "進捗報告", "計画改訂",
    ]  # fmt: skip
    assert [codelist("plan_stage").label(code) for code in of_type("plan_stage", "b")] == [
        "計画案作成", "事前確認", "首長による公表", "進捗報告（B・C）", "計画改訂（B・C）",
    ]  # fmt: skip
    assert of_type("plan_stage", "b") == of_type("plan_stage", "c")
    assert all(entry.more["actor_ja"] for entry in codelist("plan_stage"))


def test_the_state_confirms_plans_of_prefectures_but_does_not_approve_them():
    words = "".join(entry.label_ja + entry.more["actor_ja"] for entry in codelist("plan_stage"))
    assert not any(word in words for word in ("認定", "承認", "同意"))


def test_drafts_are_not_public_and_public_stages_name_the_dates_that_lead_to_them():
    for entry in codelist("plan_stage"):
        dates = entry.more["dates"].split()
        assert entry.more["is_public"] == ("yes" if dates else "no")
        assert all(TABLES["plans"][date].kind is Kind.DATE for date in dates)


def test_seven_criteria_are_held_against_proposals_for_type_a():
    criteria = of_type("requirement", "a")
    assert criteria == [f"a_{number}" for number in range(1, 8)]
    # 「必要な分野において」 is the only condition among them.
    levels = [codelist("requirement")[code].more["level"] for code in criteria]
    assert levels == ["must"] * 4 + ["conditional"] + ["must"] * 2


@pytest.mark.parametrize(
    ("plan_type", "groups"),
    [
        ("b", {"有望度": 2, "実現可能性": 2, "外部依存性": 1, "費用対効果": 1, "期間": 1, "現地化": 1, "域内への波及": 1, "自治体のコミットメント": 2, "EBPMメルクマール": 2, "計画記載項目": 3}),
        ("c", {"有望度": 2, "実現可能性": 1, "外部依存性": 1, "期間": 1, "現地化": 1, "域内への波及": 1, "自治体のコミットメント": 2, "EBPMメルクマール": 2, "計画記載項目": 3}),
    ],
)  # fmt: skip
def test_the_matrix_of_b_and_c_has_its_groups(plan_type, groups):
    criteria = [codelist("requirement")[code] for code in of_type("requirement", plan_type)]
    assert Counter(entry.more["group_ja"] for entry in criteria) == groups


def test_every_criterion_is_of_one_type_with_a_level_a_definition_and_grounds():
    for entry in codelist("requirement"):
        assert entry.more["plan_types"] in list(TYPES)
        assert entry.more["level"] in LEVELS
        assert len(entry.more["definition_ja"]) >= 10
        assert entry.more["grounds_ja"]
        assert entry.label_ja.startswith(entry.more["plan_types"].upper())


def test_measures_have_five_categories_a_type_and_two_for_all():
    of_types = [f"{kind}{number}" for kind in TYPES for number in range(1, 6)]
    assert list(codelist("measure_category").codes) == [*of_types, "x1", "x2"]
    for plan_type in TYPES:
        own = [f"{plan_type}{number}" for number in range(1, 6)]
        assert of_type("measure_category", plan_type) == [*own, "x1", "x2"]


def test_every_family_of_measures_has_a_category_in_each_type_or_in_all():
    families = codelist("measure_family").codes
    for plan_type in TYPES:
        categories = [codelist("measure_category")[code] for code in of_type("measure_category", plan_type)]
        assert sorted(entry.more["family"] for entry in categories) == sorted(families)


def test_local_industries_and_strategic_fields_are_told_apart():
    local, strategic = codelist("local_industry"), codelist("strategic_field")
    assert len(codelist("plan_field")) == len(local) + len(strategic)
    assert {entry.label_ja for entry in local}.isdisjoint(entry.label_ja for entry in strategic)


@pytest.mark.parametrize("entry", codelist("required_item"), ids=lambda entry: entry.code)
class TestEveryRequiredItem:
    def test_names_a_table_and_a_column_that_there_are(self, entry):
        table, column = TABLES[entry.more["table_name"]], entry.more["column_name"]
        assert not column or column in table.column_names
        assert entry.code == (f"{table.name}.{column}" if column else table.name)

    def test_has_a_known_level_for_each_type_and_its_grounds(self, entry):
        assert {entry.more[f"level_{kind}"] for kind in TYPES} <= LEVELS
        assert entry.more["grounds_ja"]

    def test_is_not_a_column_that_every_row_needs_anyway(self, entry):
        column = entry.more["column_name"]
        assert not column or not TABLES[entry.more["table_name"]][column].is_required


def test_every_type_needs_the_three_blocks_areas_fields_measures_and_kpis():
    for code in ("plans.goal", "plans.path", "plans.means", "plan_areas", "plan_fields", "measures", "kpis"):
        assert {codelist("required_item")[code].more[f"level_{kind}"] for kind in TYPES} == {"must"}


def test_the_six_items_of_5w1h_are_required_of_every_measure():
    items = [entry for entry in codelist("required_item") if entry.code.startswith("measures.")]
    assert [entry.label_ja for entry in items] == W5H1
    assert {entry.more[f"level_{kind}"] for entry in items for kind in TYPES} == {"must"}


@pytest.mark.parametrize("name", ["judged_status", "review_result", "execution_status"])
def test_it_is_said_of_every_status_whether_it_is_poor(name):
    said = {entry.code: entry.more["is_poor"] for entry in codelist(name)}
    assert set(said.values()) == {"yes", "no"}
    assert next(iter(said.values())) == "no"


def test_the_words_of_reviews_are_those_of_the_policy():
    assert labels("review_result") == ["計画どおり", "一部遅れ", "要改善", "評価困難"]
    assert labels("execution_status") == ["未着手", "実施中", "完了", "遅延", "中止・見直し"]
    assert labels("review_action") == ["ブラッシュアップ", "施策の追加", "施策の拡充", "継続", "中止"]
    assert labels("check_answer") == ["満たす", "満たさない", "該当なし", "未確認"]


def test_the_ladder_of_statuses_has_its_steps_and_two_ways_off_it():
    steps = {entry.code: entry.more["step"] for entry in codelist("project_status")}
    assert [code for code, step in steps.items() if not step] == ["suspended", "withdrawn"]
    assert [step for step in steps.values() if step] == [str(number) for number in range(1, 7)]


def test_reporting_periods_are_halves_of_the_fiscal_years_from_2024_to_2035():
    with (DATA / "reporting_periods.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    halves = [f"{year}H{half}" for year in range(2024, 2036) for half in (1, 2)]
    assert [row["period"] for row in rows] == halves
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        assert {row["source"] for row in rows} <= {row["source"] for row in csv.DictReader(file)}


def test_every_vocabulary_that_a_column_uses_is_there_and_every_code_column_has_one():
    for table in TABLES.values():
        for column in table.columns:
            assert bool(column.vocabulary) == (column.kind is Kind.CODE)
            if column.vocabulary:
                assert len(codelist(column.vocabulary)) > 1
