"""The demo registry: everything that was handed in is in it, by the ordinary path, and the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from demo import registry_file
from demo.further_projects import further_projects
from demo.registry_file import make_demo
from demo.rows import Rows
from domain.record import Records
from domain.tables import TABLES
from intake.submission import SubmissionRefused
from registry.database import Registry
from registry.disclosure import disclosed_to
from registry.snapshot import read_records
from tests.unit.demo.nations import SEED, SMALL, small_submissions, whole_nation

HALF = "2026H1"
FURTHER = 120


@dataclass(frozen=True)
class Made:
    """A demo registry, the files that were left beside it, and what was told on the way."""

    registry: Registry
    files: list[str]
    told: list[tuple[int, int]]


def make(folder: Path, **options: float) -> Made:
    told: list[tuple[int, int]] = []
    make_demo(
        folder / "demo.sqlite",
        SEED,
        scale=SMALL,
        progress=lambda done, whole: told.append((done, whole)),
        **options,
    )
    files = [path.name for path in folder.iterdir()]
    return Made(Registry(f"sqlite:///{folder / 'demo.sqlite'}"), files, told)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return make(tmp_path_factory.mktemp("demo")).registry


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The same nation again, by way of CSV files, with further projects."""
    return make(tmp_path_factory.mktemp("large"), workbook_part=0.0, further=FURTHER)


def everything(registry: Registry) -> Records:
    return read_records(registry, audience="government")


def last_handed_in() -> dict[str, dict[tuple[object, ...], object]]:
    """By table and key the rows that stay in force after all submissions."""
    found: dict[str, dict[tuple[object, ...], object]] = {name: {} for name in TABLES}
    for each in small_submissions():
        rows: Rows = each.rows
        plans = {row["plan_id"] for row in rows.get("plans", ())}
        for name, table in TABLES.items():
            if not each.is_report and name in rows:
                found[name] = {
                    key: row
                    for key, row in found[name].items()
                    if not any(str(part).startswith(str(plan)) for plan in plans for part in key[:1])
                }
            found[name] |= {tuple(row[column] for column in table.key): row for row in rows.get(name, ())}
    return found


def test_a_demo_registry_says_that_it_is_fictional(made: Registry) -> None:
    assert made.is_fictional
    assert made.label == "デモ（架空）"


def test_the_registry_holds_what_was_handed_in(made: Registry) -> None:
    handed_in = {
        name: TABLES[name].frame(list(rows.values())).sort_values(list(TABLES[name].key), ignore_index=True)
        for name, rows in last_handed_in().items()
    }
    empty = {name: table.frame([]) for name, table in TABLES.items()}
    expected = disclosed_to("government", empty | handed_in)
    tables = everything(made).tables
    for name in handed_in:
        pd.testing.assert_frame_equal(tables[name], expected[name], check_like=True)


def test_submissions_bear_the_days_of_the_story(made: Registry) -> None:
    submissions = made.submissions()
    assert list(submissions["received_at"]) == [each.received_at for each in small_submissions()]
    assert submissions["received_at"].is_monotonic_increasing
    assert submissions["submitted_by"].str.contains("架空").all()
    assert set(submissions["period"]) == {"2025H1", "2025H2", HALF}


def test_plans_come_in_as_workbooks_and_reports_as_csv(made: Registry) -> None:
    names = made.submissions()["file_names"]
    reports = [each.is_report for each in small_submissions()]
    assert [name.endswith(".csv") for name in names] == reports
    assert [name.endswith(".xlsx") for name in names] == [not report for report in reports]


def test_one_file_is_left_and_progress_reaches_its_end(large: Made) -> None:
    assert large.files == ["demo.sqlite"]
    count = len(small_submissions()) + 1
    assert large.told == [(number, count) for number in range(1, count + 1)]


def test_the_same_seed_makes_the_same_records_and_further_projects_come_on_top(
    made: Registry, large: Made
) -> None:
    again = everything(large.registry)
    assert again.projects["project_id"].str.startswith("DEMO-X-").sum() == FURTHER
    for name, table in everything(made).tables.items():
        found = again.tables[name]
        if "project_id" in table.columns:
            found = found[~found["project_id"].str.startswith("DEMO-X-")].reset_index(drop=True)
        pd.testing.assert_frame_equal(found, table)


def test_nothing_is_left_of_a_demo_that_a_rule_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SubmissionRefused([])

    monkeypatch.setattr(registry_file, "accept", refuse)
    with pytest.raises(SubmissionRefused):
        make(tmp_path, workbook_part=0.0)
    assert list(tmp_path.iterdir()) == []


def test_further_projects_are_the_same_for_the_same_seed_and_fictional() -> None:
    plans = whole_nation()
    one, other = (next(further_projects(SEED, 500, plans, HALF)) for _ in range(2))
    for name, table in one.items():
        pd.testing.assert_frame_equal(table.frame, other[name].frame)
    projects = one["projects"].frame
    assert projects["name"].str.contains("架空").all()
    assert projects["company_name"].str.startswith("架空").all()
    assert 0.05 < (projects["plan_id"] != "").mean() < 0.5
    assert {"operating", "under_construction", "announced", "concept"} <= set(projects["status_code"])


def test_further_projects_are_made_in_parts_with_ids_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demo.further_projects.CHUNK", 40)
    parts = [part["projects"].frame for part in further_projects(SEED, 100, whole_nation(), HALF)]
    assert [len(part) for part in parts] == [40, 40, 20]
    assert len({project_id for part in parts for project_id in part["project_id"]}) == 100
