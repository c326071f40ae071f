"""The command ``investmap progress``: its columns, its forms, its filters, the half that it judges."""

import csv
import io
import json
from pathlib import Path

import pytest

from registry import publication
from registry.database import Registry, SubmissionFacts
from tests.builders import kpi, kpi_value, plan, submitted_tables
from tests.unit.command_line import done, refused, run

COLUMNS = ["plan_id", "kpi_id", "baseline", "target", "expected", "actual", "progress", "grade", "freshness"]


@pytest.fixture(autouse=True)
def registry(home: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """A plan with two KPIs that reported in two halves, the second of which corrected nothing."""
    made = Registry(f"sqlite:///{home}/progress.sqlite")
    of_plan = {"plans": [plan(published_date="2025-04-01")], "kpis": [kpi("K-1"), kpi("K-2", baseline=None)]}
    for half, received_at, value in (
        ("2025H2", "2026-04-20T09:00:00+09:00", 101),
        ("2026H1", "2026-10-20T09:00:00+09:00", 200.5),
    ):
        rows = of_plan | {"kpi_values": [kpi_value("K-1", half, value=value, value_date="")]}
        made.accept(
            submitted_tables(rows), {}, SubmissionFacts("熊本県", half, "2026-03", received_at=received_at)
        )
    monkeypatch.setenv("INVESTMAP_REGISTRY", made.url)
    return made


def lines(*options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done("progress", *options))))


def test_csv_has_exactly_these_columns_and_leaves_out_what_is_not_there():
    first, second = lines("--period", "2026H1")
    assert list(first) == COLUMNS
    assert first == {
        "plan_id": "B-430005-01",
        "kpi_id": "K-1",
        "baseline": "100",
        "target": "200",
        "expected": "125.0114103",
        "actual": "200.5",
        "progress": "4.018166",
        "grade": "achieved",
        "freshness": "latest",
    }
    assert [second[name] for name in COLUMNS[2:]] == ["", "200", "", "", "", "not_assessable", "overdue"]


def test_json_says_null_for_what_is_not_there():
    first, second = json.loads(done("progress", "--period", "2026H1", "--format", "json"))
    assert list(first) == list(second) == COLUMNS
    assert (first["actual"], first["grade"]) == (200.5, "achieved")
    assert (second["baseline"], second["actual"], second["progress"]) == (None, None, None)


def test_period_chooses_the_half_that_is_judged():
    (first, _) = lines("--period", "2025H2")
    assert (first["actual"], first["grade"]) == ("101", "behind")
    assert "令和7年度下期（2025年度下期）の時点" in run("progress", "--period", "2025H2").stderr
    assert lines()[0]["actual"] == "200.5"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--grade", "S"], ["K-1"]),
        (["--grade", "評価困難"], ["K-2"]),
        (["--grade", "D"], []),
        (["--freshness", "未報告・遅延"], ["K-2"]),
        (["--alert", "no_value_twice"], ["K-2"]),
        (["--plan-type", "B", "--grade", "S", "--grade", "N"], ["K-1", "K-2"]),
        (["--plan-type", "C"], []),
    ],
)
def test_filters_are_those_of_the_screen(options: list[str], found: list[str]):
    assert [line["kpi_id"] for line in lines("--period", "2026H1", *options)] == found


def test_unknown_words_stop_the_command():
    assert "KPIの評価" in refused("progress", "--grade", "E")
    assert "2030H1" in refused("progress", "--period", "2030H1")
    refused("progress", "--format", "xlsx")


def test_registry_without_reports_says_so(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("INVESTMAP_REGISTRY", Registry(f"sqlite:///{home}/none.sqlite").url)
    result = run("progress")
    assert (result.exit_code, "報告のある半期なし" in result.stderr) == (0, True)


@pytest.mark.parametrize("period", [(), ("--period", "2026H1")], ids=["newest", "the half"])
def test_before_publication_the_public_gets_the_last_half_that_is_public(monkeypatch, period):
    monkeypatch.setattr(publication, "last_published", lambda day: "2025H2")
    told = run("progress", *period)
    assert "令和8年度上期の進捗報告（1計画）は公表前です（公表日 2026年12月25日）。" in told.stderr
    assert "令和7年度下期（2025年度下期）の時点、2件" in told.stderr
    assert told.stdout == run("progress", "--period", "2025H2").stdout
    assert "200.5" not in told.stdout
    assert "200.5" in run("progress", *period, "--audience", "government").stdout
