"""The life of plans: drafts, openings, reports and revisions, and how projects fare in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest

from demo.life import Handed
from demo.rows import Row
from domain.codelist import codelist
from domain.finding import Severity
from domain.tables import TABLES
from rules import run_checks
from tests.builders import submitted_tables
from tests.unit.demo.nations import lives, whole_nation

LIVES = lives()
SETTLED = {entry.code for entry in codelist("plan_stage") if entry.more["is_public"] == "yes"}
STEPS = {entry.code: int(entry.more["step"] or 0) for entry in codelist("project_status")}


def wholes() -> Iterator[tuple[str, Handed]]:
    for plan_id, handed in LIVES.items():
        yield from ((plan_id, each) for each in handed if not each.is_report)


def states(plan_id: str) -> list[dict[str, list[Row]]]:
    """The plan after everything that it handed in, in order."""
    return [each.after if each.is_report else each.rows for each in LIVES[plan_id]]


def by_project() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for plan_id in LIVES:
        for state in states(plan_id):
            for row in state["projects"]:
                found[str(row["project_id"])].append(row)
    return found


PROJECTS = by_project()


def test_days_follow_one_another() -> None:
    for handed in LIVES.values():
        days = [each.day for each in handed]
        assert days == sorted(days)


def test_a_plan_is_settled_from_the_half_in_which_it_begins() -> None:
    for plan in whole_nation():
        for each in LIVES[plan.plan_id]:
            if not each.is_report:
                is_settled = each.rows["plans"][0]["stage_code"] in SETTLED
                assert is_settled == (plan.opened is not None and each.at >= plan.opened)


def test_revisions_count_up_and_raise_what_the_plan_aims_at() -> None:
    revised = 0
    for plan_id in LIVES:
        rows = [state["plans"][0] for state in states(plan_id)]
        for before, after in pairwise(rows):
            assert after["revision"] - before["revision"] in (0, 1)
            if after["revision"] > before["revision"]:
                revised += 1
                assert after["investment_target_yen"] > before["investment_target_yen"]
                assert after["revised_date"] > before["published_date"]
    assert revised > 20


def test_revisions_take_in_municipalities_raise_kpis_and_add_measures() -> None:
    joined, raised, added = set(), set(), set()
    for plan_id in LIVES:
        first, last = states(plan_id)[0], states(plan_id)[-1]
        if last["plans"][0]["revision"] > 1:
            joined.add(len(last["plan_areas"]) > len(first["plan_areas"]))
            added.add(len(last["measures"]) > len(first["measures"]))
            targets = {row["kpi_id"]: row["target"] for row in first["kpis"]}
            raised.update(row["target"] != targets[row["kpi_id"]] for row in last["kpis"])
    assert True in joined
    assert added == {True}
    assert raised == {True, False}


def test_projects_climb_the_ladder_unless_something_befalls_them() -> None:
    climbed = set()
    for rows in PROJECTS.values():
        statuses = [str(row["status_code"]) for row in rows]
        steps = [STEPS[status] for status in statuses if STEPS[status]]
        moved = {str(row["operation_date"]) for row in rows}
        if len(moved) == 1 and not {"suspended", "withdrawn"} & set(statuses):
            assert steps == sorted(steps)
        climbed.update(pairwise(statuses))
    assert {
        ("concept", "announced"),
        ("announced", "under_construction"),
        ("under_construction", "completed"),
        ("completed", "operating"),
    } <= climbed


@pytest.mark.parametrize("status", ["suspended", "withdrawn"])
def test_some_projects_are_halted(status: str) -> None:
    assert any(row["status_code"] == status for rows in PROJECTS.values() for row in rows)


def test_amounts_are_raised_and_lowered_with_a_note_that_says_why() -> None:
    moves = set()
    for rows in PROJECTS.values():
        for before, after in pairwise(rows):
            if before["amount_yen"] != after["amount_yen"]:
                moves.add(after["amount_yen"] > before["amount_yen"])
                assert len(str(after["note"])) > len(str(before["note"]))
    assert moves == {True, False}


def test_amounts_by_year_add_up_and_a_delay_takes_no_year_away() -> None:
    years: dict[str, set[str]] = {}
    for plan_id in LIVES:
        for state in states(plan_id):
            amounts = {row["project_id"]: row["amount_yen"] for row in state["projects"]}
            found = defaultdict(list)
            for row in state["project_years"]:
                found[str(row["project_id"])].append(row)
            for project_id, rows in found.items():
                assert sum(int(str(row["amount_yen"])) for row in rows) == amounts[project_id]
                now = {str(row["fiscal_year"]) for row in rows}
                assert years.get(project_id, set()) <= now
                years[project_id] = now
    assert years


def test_withdrawn_projects_leave_the_plan_with_its_revision() -> None:
    left = 0
    for plan_id in LIVES:
        found = states(plan_id)
        for before, after in pairwise(found):
            gone = {row["project_id"] for row in before["projects"]} - {
                row["project_id"] for row in after["projects"]
            }
            left += len(gone)
            assert not gone or after["plans"][0]["revision"] > before["plans"][0]["revision"]
    assert left


def test_only_drafts_have_measures_with_gaps() -> None:
    questions = ("why", "what", "deadline", "who", "where", "how")
    gaps = defaultdict(int)
    for _, each in wholes():
        is_settled = each.rows["plans"][0]["stage_code"] in SETTLED
        for row in each.rows["measures"]:
            gaps[is_settled] += any(not row[name] for name in questions)
    assert gaps[True] == 0
    assert gaps[False] > 5


def test_every_project_name_and_company_is_fictional_and_without_a_corporate_number() -> None:
    for _, each in wholes():
        for row in each.rows["projects"]:
            assert "架空" in str(row["name"])
            assert str(row["company_name"]).startswith("架空")
            assert str(row["source_url"]).startswith("https://example.jp/架空/")
        for table in ("projects", "plan_companies"):
            assert not any(row.get("corporate_number") for row in each.rows[table])


def test_companies_are_public_for_the_government_and_withheld() -> None:
    found = {row["disclosure"] for _, each in wholes() for row in each.rows["plan_companies"]}
    assert found == set(codelist("disclosure").codes)


def test_every_criterion_of_the_type_is_answered() -> None:
    answers = set()
    for plan in whole_nation():
        criteria = {
            entry.code for entry in codelist("requirement") if plan.plan_type in entry.more["plan_types"]
        }
        for each in LIVES[plan.plan_id]:
            if not each.is_report:
                rows = each.rows["requirement_checks"]
                assert {row["criterion"] for row in rows} == criteria
                answers.update(str(row["answer"]) for row in rows)
                assert all(row["grounds"] for row in rows if row["answer"] != "unchecked")
    assert answers == set(codelist("check_answer").codes)


@pytest.mark.parametrize("at", range(5))
def test_no_rule_stops_what_the_nation_has_handed_in_by_any_half(at: int) -> None:
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for handed in LIVES.values():
        so_far = [each for each in handed if each.at <= at]
        for each in so_far[-1:]:
            for name, more in (each.rows | each.after).items():
                rows[name] += more
    findings = run_checks(submitted_tables(rows))
    assert [str(finding) for finding in findings if finding.severity is Severity.ERROR] == []
    assert {finding.rule for finding in findings} <= {"required_item_open", "criterion_not_met"}
