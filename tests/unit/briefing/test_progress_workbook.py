"""The progress workbook of a plan: what is due in it, what it shows of the last half, and for whom there is none."""

import datetime as dt
from typing import Any

import pytest

from briefing.progress_workbook import progress_workbook
from domain.tables import TABLES
from intake.plan_export import NotExportable
from loaders.report_layout import report_columns
from registry.database import Registry, SubmissionFacts
from tests.builders import good_plan, kpi, kpi_value, review, submitted_tables
from tests.report_books import BEFORE, HALF, PLAN
from tests.reported_plan import (
    COMMENT,
    K1,
    K2,
    M1,
    M2,
    M3,
    PROMISE,
    YEARLY,
    registry_of_reported_plan,
    reported_plan,
)
from tests.unit.loaders.workbooks import values

TODAY = dt.date(2025, 10, 10)


def written(
    registry: Registry, table: str, half: str = HALF, plans: list[str] | None = None
) -> list[dict[str, Any]]:
    """The rows of a sheet below the example, by column name."""
    content = progress_workbook(registry, plans or [PLAN], half, TODAY).content
    names = [column.name for column in report_columns(TABLES[table])]
    return [dict(zip(names, row, strict=False)) for row in values(content, TABLES[table].label_ja)[2:]]


@pytest.fixture
def registry() -> Registry:
    return registry_of_reported_plan()


def test_the_plan_has_its_row_beside_its_last_report(registry: Registry) -> None:
    (row,) = written(registry, "progress_reports")
    assert (row["plan_id"], row["period"], row["status"]) == (PLAN, HALF, "")
    assert row["last_state"] == "令和6年度下期：やや遅れ"
    assert row["last_comment"] == COMMENT


def test_measures_that_go_on_are_there_and_ended_ones_are_not(registry: Registry) -> None:
    assert [row["measure_id"] for row in written(registry, "measure_reviews")] == [M1, M2]


@pytest.mark.parametrize(("execution", "is_listed"), [("done", False), ("stopped", False), ("delayed", True)])
def test_a_measure_ends_with_its_last_review(execution: str, is_listed: bool) -> None:
    rows = reported_plan()
    rows["measure_reviews"][1] |= {"execution": execution}
    found = written(registry_of_reported_plan(rows=rows), "measure_reviews")
    assert (M2 in [row["measure_id"] for row in found]) is is_listed


def test_a_measure_that_ended_in_this_very_half_is_still_there() -> None:
    rows = reported_plan()
    rows["measure_reviews"].append(review(M3, HALF, execution="done"))
    found = written(registry_of_reported_plan(rows=rows), "measure_reviews")
    assert [row["execution"] for row in found if row["measure_id"] == M3] == ["完了"]


def test_the_promise_of_the_last_review_is_beside_the_row(registry: Registry) -> None:
    row = written(registry, "measure_reviews")[0]
    assert row["last_state"] == "令和6年度下期：遅延・一部遅れ"
    assert (row["last_action"], row["promise"], row["promise_due"]) == (
        "施策の拡充",
        PROMISE,
        "2025年9月30日",
    )
    assert row["last_cause"] == "資材・人件費：資材の値上がり"
    assert (row["execution"], row["cause"], row["action"]) == ("", "", "")


def test_values_are_asked_for_as_often_as_they_come_and_preliminary_ones_to_be_settled(
    registry: Registry,
) -> None:
    found = [(row["kpi_id"], row["period"], row["asked"]) for row in written(registry, "kpi_values")]
    assert found == [
        (K1, BEFORE, "速報の確定（令和6年度下期）"),
        (K1, HALF, "この半期の実績"),
    ], "the yearly one comes with the second half, what is done once by 2031 later still"


def test_a_yearly_value_is_due_with_the_second_half(registry: Registry) -> None:
    found = written(registry, "kpi_values", "2025H2")
    assert [row["kpi_id"] for row in found if row["period"] == "2025H2"] == [K1, YEARLY]
    assert K2 not in {row["kpi_id"] for row in found}


def test_last_value_expected_value_and_aims_have_unit_and_day(registry: Registry) -> None:
    settled, row = written(registry, "kpi_values")
    assert row["name"] == f"指標 {K1}［億円］"
    assert row["last"] == settled["last"] == "104億円（2025年3月、速報）"
    # The line from 100 on 2024-03-31 to 150 on 2027-03-31 is at half its way on 2025-09-30.
    assert row["expected"] == "125億円（2025年9月30日）"
    assert settled["expected"] == "117億円（2025年3月31日）"
    assert row["baseline"] == "100億円（2024年3月31日）"
    assert row["interim"] == "150億円（2027年3月31日）"
    assert row["target"] == "200億円（2030年3月31日）"
    assert (row["value"], row["value_status"]) == ("", "")


@pytest.mark.parametrize(
    ("baseline", "target", "expected"),
    [(100, 200, "125億円"), (10.25, 20, "12.69億円"), (None, 200, ""), (100, None, "")],
)
def test_an_expected_value_is_as_exact_as_what_it_comes_from(baseline, target, expected) -> None:
    rows = reported_plan()
    rows["kpi_targets"] = []
    rows["kpis"][0] |= {"baseline": baseline, "target": target, "target_date": "2030-03-31"}
    row = written(registry_of_reported_plan(rows=rows), "kpi_values")[-1]
    assert row["expected"].partition("（")[0] == expected


def test_what_has_been_reported_for_the_half_is_filled_in() -> None:
    rows = reported_plan()
    rows["kpi_values"].append(kpi_value(YEARLY, HALF, value=None, value_status="missing", note="年に一度"))
    row = written(registry_of_reported_plan(rows=rows), "kpi_values")[-1]
    assert (row["kpi_id"], row["value"], row["value_status"], row["note"]) == (
        YEARLY,
        "",
        "データ未到来",
        "年に一度",
    )
    assert row["last"] == "108億円（2025年3月31日、確報）"


def test_a_first_report_says_that_there_is_none_before() -> None:
    rows = reported_plan()
    for name in ("progress_reports", "measure_reviews", "kpi_values"):
        rows[name] = []
    registry = registry_of_reported_plan(rows=rows)
    assert written(registry, "progress_reports")[0]["last_state"] == "（前の報告はありません）"
    assert {row["last_state"] for row in written(registry, "measure_reviews")} == {"（前の報告はありません）"}
    assert [row["last"] for row in written(registry, "kpi_values")] == ["（前の報告はありません）"] * 2


def test_a_plan_without_measures_and_kpis_has_its_own_row_alone() -> None:
    rows = reported_plan()
    for name in ("measures", "kpis", "kpi_targets", "measure_reviews", "kpi_values"):
        rows[name] = []
    made = progress_workbook(registry_of_reported_plan(rows=rows), [PLAN], HALF, TODAY)
    assert made.rows == {"progress_reports": 1, "measure_reviews": 0, "kpi_values": 0}


def test_later_halves_are_not_looked_at() -> None:
    rows = reported_plan()
    rows["measure_reviews"].append(review(M1, "2025H2", action_text="後の約束", action_due="2026-09-30"))
    rows["kpi_values"].append(kpi_value(K1, "2025H2", value=130, value_status="preliminary"))
    registry = registry_of_reported_plan(rows=rows)
    assert written(registry, "measure_reviews")[0]["promise"] == PROMISE
    assert [row["period"] for row in written(registry, "kpi_values")] == [BEFORE, HALF]


def test_several_plans_of_several_types_are_one_workbook(registry: Registry) -> None:
    other = good_plan("c")
    other["plans"][0] |= {"formulated_date": "2024-04-01", "published_date": "2024-05-15"}
    registry.accept(submitted_tables(other), {}, SubmissionFacts("菊陽町", HALF, "2025-09"))
    plans = ["C-434043-01", PLAN]
    assert [row["plan_id"] for row in written(registry, "progress_reports", plans=plans)] == sorted(plans)


@pytest.mark.parametrize(
    ("plans", "half", "told"),
    [
        (["B-9", PLAN], HALF, "計画「B-9」は登録簿にありません"),
        ([PLAN], "2026H1", "まだ始まっていない"),
        ([PLAN], "2024H1", ""),
    ],
)
def test_where_no_report_is_asked_there_is_no_form(
    registry: Registry, plans: list[str], half: str, told: str
) -> None:
    if not told:
        assert written(registry, "progress_reports", half, plans)
        return
    with pytest.raises(NotExportable, match=told):
        progress_workbook(registry, plans, half, TODAY)


@pytest.mark.parametrize("values", [{"stage_code": "bc_draft"}, {"published_date": "2025-10-02"}])
def test_of_a_draft_and_of_a_later_plan_no_report_is_asked(values: dict[str, str]) -> None:
    rows = reported_plan()
    rows["plans"][0] |= values
    with pytest.raises(NotExportable, match="報告の対象ではありません"):
        progress_workbook(registry_of_reported_plan(rows=rows), [PLAN], HALF, TODAY)


def test_kpi_that_has_reached_its_last_day_is_asked_no_more() -> None:
    rows = reported_plan()
    rows["kpis"].append(kpi(f"{PLAN}-K9", PLAN, baseline_date="2023-03-31", target_date="2025-03-31"))
    rows["kpi_values"].append(kpi_value(f"{PLAN}-K9", BEFORE, value=200, value_date="2025-03-31"))
    found = written(registry_of_reported_plan(rows=rows), "kpi_values")
    assert f"{PLAN}-K9" not in {row["kpi_id"] for row in found}
