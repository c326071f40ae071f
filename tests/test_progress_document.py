"""docs/PROGRESS.md: its worked example comes out as printed, and its tables say what the code lists say."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from analysis.allocation import allocate
from analysis.kpi_progress import progress_table
from cli import main
from domain.codelist import codelist
from domain.folders import PRODUCT
from registry.database import Registry, SubmissionFacts
from tests.builders import kpi, kpi_target, kpi_value, plan, submitted_tables
from tests.plan_snapshots import plan_allocation, plan_records

DOCUMENT = (PRODUCT / "docs" / "PROGRESS.md").read_text(encoding="utf-8")
HALF = "2025H2"
YEARLY, EARLIER = {"K-09"}, {"K-09": "2025H1"}


def table_after(heading: str, number: int = 0) -> list[dict[str, str]]:
    """The ``number``-th table below a heading, one line a row by column name."""
    section = DOCUMENT.split(heading, 1)[1]
    section = re.split(r"\n## ", section, maxsplit=1)[0]
    tables = re.findall(r"(?:^\|.*\|\n)+", section + "\n", flags=re.MULTILINE)
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in tables[number].splitlines()
    ]
    return [dict(zip(head, row, strict=True)) for row in rows]


EXAMPLE = table_after("## 10. 例")


def dated(cell: str) -> tuple[float | None, str]:
    """``100（2025-03-31）`` as a number and its date."""
    match = re.fullmatch(r"(-?[0-9.,]+)（([0-9-]+)）", cell)
    return (float(match[1].replace(",", "")), match[2]) if match else (None, "")


def example_rows() -> dict[str, list[dict[str, Any]]]:
    """The records that the example's table describes."""
    rows: dict[str, list[dict[str, Any]]] = {"plans": [plan(published_date="2025-04-01")]}
    rows |= {name: [] for name in ("kpis", "kpi_targets", "kpi_values")}
    for line in EXAMPLE:
        kpi_id = line["KPI"]
        (baseline, baseline_date), (target, target_date) = (
            dated(line["基準値（時点）"]),
            dated(line["目標値（時点）"]),
        )
        facts = {
            "name": line["指標"],
            "unit": line["単位"],
            "direction": codelist("kpi_direction").code_of(line["方向"]),
            "level": codelist("kpi_level").code_of(line["段階"]),
            "periodicity": "year" if kpi_id in YEARLY else "half",
        }
        values = {
            "baseline": baseline,
            "baseline_date": baseline_date,
            "target": target,
            "target_date": target_date,
        }
        rows["kpis"].append(kpi(kpi_id, **facts, **values))
        interim, due = dated(line["中間目標（時点）"])
        if due:
            rows["kpi_targets"].append(kpi_target(kpi_id, due, target=interim))
        actual, day = dated(line["実績値（時点）"])
        if day:
            rows["kpi_values"].append(
                kpi_value(kpi_id, EARLIER.get(kpi_id, HALF), value=actual, value_date=day)
            )
    return rows


def printed(line: Any) -> dict[str, str]:
    """What the example's table says of a row of the progress table."""
    grade = codelist("kpi_grade")[line.grade]
    return {
        "KPI": line.kpi_id,
        "期待値": "" if np.isnan(line.expected) else f"{line.expected:.1f}".removesuffix(".0"),
        "進捗率": "" if np.isnan(line.progress) else f"{line.progress:.1%}".replace("%", "％"),
        "評価": f"{grade.more['letter']} {grade.label_ja}",
        "場合": codelist("progress_case").label(line.case),
        "新しさ": codelist("freshness").label(line.freshness),
    }


def test_example_comes_out_as_printed() -> None:
    table = progress_table(plan_allocation(example_rows()), HALF)
    shown = [{name: line[name] for name in printed(next(table.itertuples()))} for line in EXAMPLE]
    assert [printed(line) for line in table.itertuples()] == shown


def test_example_has_every_kind_that_a_reader_must_see() -> None:
    assert 6 <= len(EXAMPLE) <= 10
    assert {line["方向"] for line in EXAMPLE} == {entry.label_ja for entry in codelist("kpi_direction")}
    assert {line["評価"].split()[1] for line in EXAMPLE} == {
        entry.label_ja for entry in codelist("kpi_grade")
    }
    assert "実行確認型" in {line["段階"] for line in EXAMPLE}


def test_figures_worked_out_by_hand_are_those_of_the_table() -> None:
    """Each 手計算 names the percentage and the expected value that its line of the table has."""
    by_hand = dict(re.findall(r"^- (K-[0-9]{2}) (.*)$", DOCUMENT, flags=re.MULTILINE))
    assert set(by_hand) == {line["KPI"] for line in EXAMPLE}
    for line in EXAMPLE:
        percent = line["進捗率"].replace(".0％", "％")
        assert line["KPI"] == "K-07" or percent.replace("-", "－") in by_hand[line["KPI"]], line
        assert line["KPI"] == "K-06" or line["期待値"] in by_hand[line["KPI"]], line


def test_command_prints_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry(f"sqlite:///{tmp_path}/example.sqlite", label="例", is_fictional=True)
    facts = SubmissionFacts("例", HALF, "2026-03", received_at="2026-04-20T09:00:00+09:00")
    registry.accept(submitted_tables(example_rows()), {}, facts)
    monkeypatch.setenv("INVESTMAP_REGISTRY", registry.url)
    result = CliRunner().invoke(main, ["progress", "--period", HALF, "--format", "csv"])
    assert result.exit_code == 0, result.output
    lines = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(lines[0]) == (
        ["plan_id", "kpi_id", "baseline", "target", "expected", "actual", "progress", "grade", "freshness"]
    )
    grades = codelist("kpi_grade")
    for printed_line, line in zip(lines, EXAMPLE, strict=True):
        assert printed_line["kpi_id"] == line["KPI"]
        assert bool(printed_line["expected"]) == bool(line["期待値"])
        assert float(printed_line["expected"] or 0) == pytest.approx(float(line["期待値"] or 0), abs=0.05)
        assert grades[printed_line["grade"]].label_ja == line["評価"].split()[1]
        assert codelist("freshness").label(printed_line["freshness"]) == line["新しさ"]
        actual, _ = dated(line["実績値（時点）"])
        assert printed_line["actual"] == ("" if actual is None else f"{actual:g}")


@pytest.mark.parametrize(
    ("heading", "number", "vocabulary", "words"),
    [
        ("## 4. 評価", 0, "kpi_grade", ("評価", "意味")),
        ("## 5. ", 0, "progress_case", ("場合", "どう評価するか")),
        ("## 5. ", 1, "progress_case", ("添え書き", "意味")),
        ("## 6. ", 0, "freshness", ("実績の新しさ", "意味")),
        ("## 8. ", 0, "promise_state", ("約束", "この半期の点検がどうなら")),
        ("## 9. ", 0, "alert", ("注意点", "決まり")),
    ],
)
def test_tables_of_words_are_those_of_the_code_lists(
    heading: str, number: int, vocabulary: str, words: tuple[str, str]
) -> None:
    kind = {0: "rule", 1: "mark"}[number]
    entries = [entry for entry in codelist(vocabulary) if entry.more.get("kind", kind) == kind]
    told = [(row[words[0]], row[words[1]]) for row in table_after(heading, number)]
    assert told == [(entry.label_ja, entry.more["definition_ja"]) for entry in entries]


def test_letters_and_shapes_are_those_of_the_code_list() -> None:
    told = [(row["文字"], row["印"]) for row in table_after("## 4. 評価")]
    assert told == [(entry.more["letter"], entry.more["shape"]) for entry in codelist("kpi_grade")]


def test_limits_are_those_of_the_code_list() -> None:
    for row in table_after("## 4. 評価", 1):
        grade = codelist("kpi_grade").code_of(row["評価"])
        for column, grading in (("進捗率", "progress"), ("維持する指標", "keep")):
            (entry,) = [
                entry
                for entry in codelist("grading")
                if (entry.more["grading"], entry.more["grade"]) == (grading, grade)
            ]
            assert entry.label_ja.endswith(row[column])


def test_document_is_about_no_other_day() -> None:
    """The example's half has a day of publication, by which it is judged whenever it is read."""
    records = plan_records(example_rows())
    early, late = (progress_table(allocate(records, dt.date(year, 7, 1)), HALF) for year in (2026, 2031))
    assert early["freshness"].to_list() == late["freshness"].to_list()
