"""A half's report on its way in: only what was written is taken, nothing is withdrawn, no update is lost."""

import datetime as dt
from typing import Any

import pytest

from briefing.progress_workbook import progress_workbook
from domain.finding import Severity
from domain.record import FileFacts, Reading
from domain.report_tables import REPORT_TABLES
from domain.tables import TABLES
from intake.plan_export import export_plans
from intake.report_check import of_reports
from intake.submission import CheckedSubmission, accept, check_files
from loaders.plan_layout import FACT_VERSION, FACTS_SHEET
from loaders.report_layout import report_columns
from registry.database import ChangedMeanwhile, Registry, SubmissionFacts
from registry.plan_rows import rows_of_plans
from tests.builders import good_plan, submitted_tables
from tests.plan_books import opened, saved
from tests.report_books import BEFORE, HALF, PLAN, filled_in
from tests.reported_plan import (
    ANSWERS,
    K1,
    M1,
    M2,
    PROMISE,
    YEARLY,
    registry_of_reported_plan,
    reported_plan,
)
from tests.unit.loaders.workbooks import values

FACTS = SubmissionFacts("熊本県産業課", HALF, "2025-10")
TODAY = dt.date(2025, 10, 10)
LATE = "report_after_due"


@pytest.fixture
def registry() -> Registry:
    return registry_of_reported_plan()


@pytest.fixture
def any_registry(registry_at: str) -> Registry:
    """The same in each of the databases."""
    return registry_of_reported_plan(registry_at)


def form(registry: Registry, half: str = HALF, today: dt.date = TODAY) -> bytes:
    return progress_workbook(registry, [PLAN], half, today).content


def checked(registry: Registry, content: bytes) -> CheckedSubmission:
    return check_files({"報告.xlsx": content}, registry)


def taken_in(registry: Registry, content: bytes) -> CheckedSubmission:
    found = checked(registry, content)
    assert found.is_acceptable, [str(finding) for finding in found.findings]
    accept(registry, found, FACTS)
    return found


def rules(found: CheckedSubmission) -> list[str]:
    return sorted(finding.rule for finding in found.findings if finding.rule != LATE)


def counts(found: CheckedSubmission) -> tuple[int, int, int]:
    return tuple(found.difference.count(kind) for kind in ("added", "changed", "withdrawn"))


def answered(registry: Registry, **changes: dict[str, Any]) -> bytes:
    """The form filled in without a fault but for ``changes``, by id."""
    answers = {key: cells | changes.get(key[1], {}) for key, cells in ANSWERS.items()}
    return filled_in(form(registry), answers)


def test_an_unfilled_form_changes_nothing_and_is_no_fault(registry: Registry) -> None:
    found = checked(registry, form(registry))
    assert rules(found) == ["rows_not_reported"] * 3
    assert found.is_acceptable
    assert found.difference.is_empty
    assert all(table.frame.empty for table in found.submitted.values())


def test_a_filled_form_is_taken_in_without_a_finding_and_leaves_the_plan_alone(
    any_registry: Registry,
) -> None:
    registry = any_registry
    before = rows_of_plans(registry, [PLAN])
    found = taken_in(registry, answered(registry))
    assert rules(found) == []
    assert counts(found) == (4, 1, 0)
    after = rows_of_plans(registry, [PLAN])
    for name in TABLES.keys() - {table.name for table in REPORT_TABLES}:
        assert after[name].equals(before[name]), name
    settled = after["kpi_values"].set_index(["kpi_id", "period"]).loc[(K1, BEFORE)]
    assert (settled["value"], settled["value_status"]) == (103, "final")


def test_handed_in_twice_it_changes_nothing_more(registry: Registry) -> None:
    content = answered(registry)
    taken_in(registry, content)
    again = checked(registry, content)
    assert again.difference.is_empty
    assert rules(again) == []


def test_the_form_written_out_again_holds_what_was_handed_in_and_is_no_change(registry: Registry) -> None:
    taken_in(registry, answered(registry))
    content = form(registry)
    assert checked(registry, content).difference.is_empty
    names = [column.name for column in report_columns(TABLES["measure_reviews"])]
    rows = {row[0]: dict(zip(names, row, strict=False)) for row in values(content, "施策点検")[2:]}
    assert rows[M2]["action_text"] == "県外の大学から講師を招く"
    assert rows[M1]["promise"] == PROMISE


def test_what_is_promised_now_is_the_next_forms_promise(registry: Registry) -> None:
    taken_in(registry, answered(registry))
    content = form(registry, "2025H2", dt.date(2026, 4, 10))
    names = [column.name for column in report_columns(TABLES["measure_reviews"])]
    rows = {row[0]: dict(zip(names, row, strict=False)) for row in values(content, "施策点検")[2:]}
    assert (rows[M2]["promise"], rows[M2]["promise_due"]) == ("県外の大学から講師を招く", "2026年3月31日")
    assert rows[M2]["last_state"] == "令和7年度上期：遅延・要改善"
    values_due = [(row[0], row[1]) for row in values(content, "KPI実績")[2:]]
    assert values_due == [(K1, HALF), (K1, "2025H2"), (YEARLY, "2025H2")]


def test_a_report_without_its_plans_row_finds_its_plan_in_the_registry(any_registry: Registry) -> None:
    registry = any_registry
    answers = {key: cells for key, cells in ANSWERS.items() if key[0] == "施策点検"}
    found = taken_in(registry, filled_in(form(registry), answers))
    assert rules(found) == ["rows_not_reported"] * 2
    assert counts(found) == (2, 0, 0)


def test_a_half_written_row_is_a_fault(registry: Registry) -> None:
    found = checked(registry, answered(registry, **{PLAN: {"状況の説明": None}}))
    assert rules(found) == ["required_value_empty"]
    assert not found.is_acceptable


@pytest.mark.parametrize("heading", ["原因の種類", "原因", "対応"])
def test_what_is_poor_needs_cause_and_action(registry: Registry, heading: str) -> None:
    assert rules(checked(registry, answered(registry, **{M2: {heading: None}}))) == [
        "poor_result_unexplained"
    ]


def test_a_promise_that_the_row_says_nothing_of_is_asked_for(registry: Registry) -> None:
    found = checked(registry, answered(registry, **{M1: {"対応の内容": None}}))
    (finding,) = [each for each in found.findings if each.rule == "promise_unanswered"]
    assert PROMISE in finding.sentence
    assert (finding.cell.sheet, finding.cell.row, finding.severity) == ("施策点検", 3, Severity.WARNING)


def test_a_measure_of_no_plan_is_a_fault(registry: Registry) -> None:
    content = filled_in(answered(registry), {("施策点検", M2, HALF): {"施策ID": "M-9"}})
    assert "link_without_target" in rules(checked(registry, content))


def test_a_value_beside_its_kpi_in_force_is_looked_at(registry: Registry) -> None:
    assert rules(checked(registry, answered(registry, **{K1: {"実績値": 95}}))) == [
        "value_worse_than_baseline",
        "value_worse_than_baseline",
    ]
    slipped = filled_in(answered(registry), {("KPI実績", K1, HALF): {"実績値": 11_200}})
    assert "kpi_value_slipped" in rules(checked(registry, slipped))


def test_rows_of_another_half_are_told_but_for_values_to_be_settled(registry: Registry) -> None:
    content = filled_in(answered(registry), {("施策点検", M2, HALF): {"対象の半期": BEFORE}})
    found = checked(registry, content)
    assert rules(found) == ["row_of_other_half"]
    (finding,) = [each for each in found.findings if each.rule == "row_of_other_half"]
    assert finding.cell.sheet == "施策点検"


def test_a_settled_value_may_not_be_made_preliminary_again(registry: Registry) -> None:
    taken_in(registry, answered(registry))
    answers = {("KPI実績", K1, HALF): {"対象の半期": BEFORE}}
    found = checked(registry, filled_in(form(registry), answers))
    assert "final_value_taken_back" in rules(found)
    assert "row_of_other_half" in rules(found)


def other_change(registry: Registry) -> None:
    """Somebody else changes the plan itself."""
    rows = reported_plan()["measures"][:1]
    facts = SubmissionFacts("別の課", HALF, "2025-10", received_at="2025-10-20T09:30:00+09:00")
    registry.accept(submitted_tables({"measures": [rows[0] | {"who": "別の担当"}]}), {}, facts)


def test_a_plan_that_changed_since_the_form_was_written_out_is_refused(registry: Registry) -> None:
    content = answered(registry)
    other_change(registry)
    found = checked(registry, content)
    (finding,) = [each for each in found.findings if each.rule == "plan_changed_since_report_form"]
    assert "2025-10-20 09:30に、別の課の提出で" in finding.sentence
    assert not found.is_acceptable


def test_a_report_that_another_has_handed_in_since_is_refused(any_registry: Registry) -> None:
    registry = any_registry
    mine, other = answered(registry), answered(registry, **{M2: {"原因": "会場が足りない"}})
    taken_in(registry, other)
    assert "plan_changed_since_report_form" in rules(checked(registry, mine))


def test_two_who_checked_at_once_cannot_both_be_accepted(registry: Registry) -> None:
    found = [
        checked(registry, answered(registry, **{M2: {"原因": cause}}))
        for cause in ("会場が足りない", "講師が足りない")
    ]
    accept(registry, found[0], FACTS)
    with pytest.raises(ChangedMeanwhile):
        accept(registry, found[1], FACTS)


def test_another_plans_change_does_not_matter(registry: Registry) -> None:
    content = answered(registry)
    registry.accept(submitted_tables(good_plan("b", "B-430005-02")), {}, FACTS)
    assert rules(checked(registry, content)) == []


def without_fact(content: bytes, fact: str) -> bytes:
    book = opened(content)
    sheet = book[FACTS_SHEET]
    sheet.delete_rows(next(row[0].row for row in sheet.iter_rows() if row[0].value == fact))
    return saved(book)


def test_a_form_of_no_known_version_that_replaces_a_report_is_pointed_out(registry: Registry) -> None:
    content = without_fact(answered(registry), FACT_VERSION)
    assert rules(checked(registry, content)) == ["report_exists_already"], "the preliminary value is replaced"
    taken_in(registry, content)
    again = filled_in(content, {("施策点検", M2, HALF): {"原因": "会場が足りない"}})
    assert rules(checked(registry, again)) == ["report_exists_already"]


def test_fiction_and_truth_never_mix(registry: Registry) -> None:
    fictional = registry_of_reported_plan(is_fictional=True)
    assert "fictional_into_real" in rules(checked(registry, form(fictional)))
    assert "real_into_fictional" in rules(checked(fictional, form(registry)))


def test_report_and_plan_may_come_together(registry: Registry) -> None:
    files = {"報告.xlsx": answered(registry), "計画.xlsx": export_plans(registry, [PLAN]).content}
    found = check_files(files, registry)
    assert found.is_whole
    assert rules(found) == ["key_repeated"], "the value to be settled is in the plan's file as it was"


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (dt.date(2025, 4, 1), "report_before_end"),
        (dt.date(2025, 9, 30), "report_before_end"),
        (dt.date(2025, 10, 1), ""),
        (dt.date(2025, 10, 31), ""),
        (dt.date(2025, 11, 1), LATE),
        (dt.date(2025, 3, 31), ""),
    ],
)
def test_early_and_late_reports_are_told(today: dt.date, told: str) -> None:
    reading = Reading({}, facts={"x.xlsx": FileFacts(is_report=True, period=HALF)})
    found = of_reports(reading, {}, today)
    assert [each.rule for each in found] == ([told] if told else [])
    assert all(each.severity is Severity.NOTICE for each in found)


def test_without_a_registry_a_report_is_checked_by_itself() -> None:
    content = answered(registry_of_reported_plan())
    found = check_files({"報告.xlsx": content})
    assert rules(found) == []
    assert not found.is_whole
