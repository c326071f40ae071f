"""plan_beyond_areas: nobody hands in plans of areas that are not theirs, nor takes one over, nor learns of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from domain.folders import DATA
from domain.tables import TABLES
from intake.submission import CheckedSubmission, check_files
from registry.database import Registry, SubmissionFacts
from tests.builders import kpi_target, project, project_year, site, submitted, submitted_tables
from tests.drafted_plans import HOKKAIDO_DRAFT, KUMAMOTO_DRAFT, KUMAMOTO_PLAN, drafted_registry, plan_of
from tests.plan_files import plan_workbook, table_alone

BEYOND = ["plan_beyond_areas"]


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return drafted_registry(f"sqlite:///{tmp_path_factory.mktemp('drafted')}/registry.sqlite")


def check(registry: Registry, content: bytes, *areas: str, name: str = "plan.xlsx") -> CheckedSubmission:
    return check_files({name: content}, registry, areas=areas)


def rules(checked: CheckedSubmission) -> list[str]:
    return [finding.rule for finding in checked.findings]


def in_hokkaido(rows: dict[str, list[dict[str, Any]]]) -> None:
    rows["plans"][0].update(author="010006", lead_block="hokkaido")
    for name in ("plan_areas", "project_sites"):
        for row in rows[name]:
            row["lg_code"] = "011002"


@pytest.mark.parametrize("areas", [("japan",), ("kyushu",), ("430005",), ("hokkaido", "430005")])
@pytest.mark.parametrize("plan_id", [KUMAMOTO_PLAN, "B-430005-77"])
def test_plan_of_ones_own_area_is_checked_as_ever(registry, areas, plan_id):
    content = plan_workbook("b", plan_id, version=registry.version())
    assert not set(rules(check(registry, content, *areas))) & set(BEYOND)


@pytest.mark.parametrize("areas", [(), ("hokkaido",), ("400009",)])
@pytest.mark.parametrize("plan_id", [KUMAMOTO_PLAN, KUMAMOTO_DRAFT, "B-430005-77"])
def test_plan_of_another_area_is_refused_and_nothing_else_is_told(registry, areas, plan_id):
    checked = check(registry, plan_workbook("b", plan_id), *areas)
    assert rules(checked) == BEYOND
    assert plan_id in checked.findings[0].sentence
    assert not checked.is_acceptable
    assert checked.difference.is_empty


def test_plan_of_another_area_is_not_taken_over_by_saying_it_is_ones_own(registry):
    content = plan_workbook("b", KUMAMOTO_DRAFT, change=in_hokkaido)
    assert rules(check(registry, content, "hokkaido")) == BEYOND


def test_plan_of_ones_own_is_not_handed_over_to_another_area(registry):
    content = plan_workbook("b", HOKKAIDO_DRAFT)
    assert rules(check(registry, content, "hokkaido")) == BEYOND, "the workbook says 熊本県"


def test_row_that_belongs_to_another_plan_is_not_taken_and_that_plan_is_not_named(registry):
    def with_a_key_of_another(rows: dict[str, list[dict[str, Any]]]) -> None:
        in_hokkaido(rows)
        old, new = rows["projects"][0]["project_id"], f"{KUMAMOTO_DRAFT}-P1"
        for table in rows.values():
            for row in table:
                row.update({name: new for name, value in row.items() if value == old})

    assert f"{KUMAMOTO_DRAFT}-P1" in set(known_projects(registry))
    checked = check(registry, plan_workbook("b", "B-010006-77", change=with_a_key_of_another), "hokkaido")
    assert rules(checked) == BEYOND
    assert "ほかの計画に登録済みの行" in checked.findings[0].sentence
    assert KUMAMOTO_DRAFT not in checked.findings[0].sentence


def known_projects(registry: Registry) -> list[str]:
    with registry.engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT project_id FROM projects").scalars())


def test_projects_of_no_plan_are_the_nations(registry):
    files = {path.name: path.read_bytes() for path in Path(DATA / "public").glob("public_project*.csv")}
    assert rules(check_files(files, registry, areas=("kyushu",))) == BEYOND
    assert not set(rules(check_files(files, registry))) & set(BEYOND)


def test_sites_of_projects_of_no_plan_are_the_nations_too():
    registry = Registry("sqlite://")
    registry.accept(
        submitted([project("PUB-1")], [site("PUB-1")]), {}, SubmissionFacts("国", "2026H1", "2026-11")
    )
    files = table_alone("project_sites", site("PUB-1", place_note="移した"))
    assert rules(check_files(files, registry, areas=("kyushu",))) == BEYOND
    assert check_files(files, registry).is_acceptable


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("project_sites", site(f"{KUMAMOTO_DRAFT}-P1")),
        ("project_years", project_year(f"{KUMAMOTO_DRAFT}-P1", "2026", amount_yen=8_000_000_000)),
        ("kpi_targets", kpi_target(f"{KUMAMOTO_DRAFT}-K1")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_row_below_a_project_or_kpi_of_another_plan_is_refused_and_compared_with_nothing(
    registry, table, row
):
    def with_a_row_of_another(rows: dict[str, list[dict[str, Any]]]) -> None:
        in_hokkaido(rows)
        rows[table].append(row)

    checked = check(registry, plan_workbook("b", "B-010006-77", change=with_a_row_of_another), "hokkaido")
    assert rules(checked) == BEYOND
    assert checked.difference.is_empty
    assert not checked.difference.tables, "how many rows are as they were would tell what they are"


@pytest.mark.parametrize("gone", [("plans",), tuple(TABLES)], ids=["the plan alone", "all of it"])
def test_plan_that_is_gone_is_still_whose_it_was(tmp_path, gone):
    registry = drafted_registry(f"sqlite:///{tmp_path}/registry.sqlite")
    rows = submitted_tables(plan_of(KUMAMOTO_DRAFT))
    registry.accept(
        {},
        {},
        SubmissionFacts("熊本県", "2026H1", "2026-11"),
        withdrawn={name: rows[name].frame for name in gone if name in rows},
    )
    taken_over = plan_workbook("b", KUMAMOTO_DRAFT, change=in_hokkaido, version=registry.version())
    assert rules(check(registry, taken_over, "hokkaido")) == BEYOND
    given_back = plan_workbook("b", KUMAMOTO_DRAFT, version=registry.version())
    assert check(registry, given_back, "430005").is_acceptable
