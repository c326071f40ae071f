"""check and submit: findings by rule, what changes, and a registry that changes only when told to."""

import json
from pathlib import Path

import pytest

from domain.tables import TABLES
from loaders.plan_workbook import filled_bytes, template_bytes
from registry.database import Registry
from tests.builders import good_plan
from tests.report_books import BEFORE, HALF, filled_in
from tests.reported_plan import ANSWERS, registry_of_reported_plan
from tests.unit.command_line import done, refused, run

PLAN = "B-430005-01"


@pytest.fixture
def registry(home: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The registry that commands open."""
    url = f"sqlite:///{home / 'plans.sqlite'}"
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    return Registry(url)


def plan_file(folder: Path, title: str = "", version: int = 0) -> Path:
    rows = good_plan("b", PLAN)
    if title:
        rows["plans"][0]["title"] = title
    frames = {name: table.frame(rows.get(name, [])) for name, table in TABLES.items()}
    path = folder / "計画.xlsx"
    path.write_bytes(filled_bytes(frames, "b", version=version, is_fictional=False))
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "様式.xlsx"
    path.write_bytes(template_bytes("b"))
    return path


def test_check_of_a_good_file_finds_nothing_and_stores_nothing(registry: Registry, tmp_path: Path) -> None:
    assert done("check", plan_file(tmp_path)).strip() == ""
    assert "plans" not in done("totals", "--by", "nation")
    assert registry.submissions()["submitted_by"].to_list() == ["地域未来投資マップ（同梱）"]


def test_check_groups_findings_by_rule_with_sheet_and_row(registry: Registry, faulty: Path) -> None:
    result = run("check", faulty)
    assert result.exit_code == 1
    assert "［誤り］no_plan_in_file" in result.stdout
    assert "要件確認 3行目" in result.stdout
    assert "誤り" in result.stderr


def test_check_as_json_has_every_finding(registry: Registry, faulty: Path) -> None:
    result = run("check", "--json", faulty)
    assert result.exit_code == 1
    rows = json.loads(result.stdout)
    assert {"rule", "severity", "actor", "file", "sheet", "row", "column", "value", "sentence"} == set(
        rows[0]
    )
    assert {row["file"] for row in rows} == {"様式.xlsx"}


def test_check_writes_a_marked_copy_beside(registry: Registry, faulty: Path, tmp_path: Path) -> None:
    result = run("check", faulty, "--marked", tmp_path / "返却")
    assert (tmp_path / "返却" / "指摘_様式.xlsx").read_bytes().startswith(b"PK")
    assert "指摘_様式.xlsx" in result.stderr


def test_submit_stores_the_file_once(registry: Registry, tmp_path: Path) -> None:
    path = plan_file(tmp_path)
    said = done("submit", path, "--period", "2026H1", "--by", "熊本県", "--yes")
    assert "■ 計画" in said
    assert "受け付けました" in said
    last = registry.submissions().iloc[-1]
    assert (last["submitted_by"], last["period"], last["file_names"]) == ("熊本県", "2026H1", "計画.xlsx")
    again = run("submit", path, "--period", "2026H1", "--by", "熊本県", "--yes")
    assert again.exit_code == 0
    assert "変更はありません" in again.stderr
    assert len(registry.submissions()) == 2


def test_submit_asks_before_it_stores(registry: Registry, tmp_path: Path) -> None:
    result = run("submit", plan_file(tmp_path), "--period", "2026H1", "--by", "熊本県")
    assert result.exit_code != 0
    assert len(registry.submissions()) == 1


def test_submit_of_a_faulty_file_changes_nothing(registry: Registry, faulty: Path) -> None:
    result = run("submit", faulty, "--period", "2026H1", "--yes")
    assert result.exit_code == 1
    assert "受け付けていません" in result.stderr
    assert len(registry.submissions()) == 1


@pytest.mark.parametrize("period", ["2026", "2026H3", "1999H1", "令和8年度上期"])
def test_a_period_that_is_none_is_explained(registry: Registry, tmp_path: Path, period: str) -> None:
    assert period in refused("submit", plan_file(tmp_path), "--period", period, "--yes")


@pytest.mark.parametrize("command", ["check", "submit"])
def test_a_file_that_is_not_there_is_explained(registry: Registry, tmp_path: Path, command: str) -> None:
    assert "読めません" in refused(command, tmp_path / "無い.xlsx")


def test_two_files_of_one_name_are_refused(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first, second = plan_file(tmp_path), plan_file(tmp_path / "a")
    assert "二つあります" in refused("check", first, second)


@pytest.fixture
def reported(home: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The registry that commands open, with a plan that has been reported on for 2024H2."""
    url = f"sqlite:///{home / 'reported.sqlite'}"
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    return registry_of_reported_plan(url)


def report_file(folder: Path) -> Path:
    """The form for 2025H1 as the command writes it, filled in."""
    path = folder / "報告.xlsx"
    done("template", "--report", "--plan", PLAN, "--period", HALF, "--audience", "government", "-o", path)
    path.write_bytes(filled_in(path.read_bytes(), ANSWERS))
    return path


def test_report_is_submitted_for_its_own_half(reported: Registry, tmp_path: Path) -> None:
    path = report_file(tmp_path)
    said = done("submit", path, "--by", "産業課", "--yes")
    assert "追加 4行、変更 1行、取下げ 0行" in said
    last = reported.submissions().iloc[-1]
    assert (last["period"], last["submitted_by"]) == (HALF, "産業課")
    again = run("submit", path, "--yes")
    assert again.exit_code == 0
    assert "変更はありません" in again.stderr


def test_report_for_another_half_than_the_one_given_is_refused(reported: Registry, tmp_path: Path) -> None:
    path = report_file(tmp_path)
    before = reported.version()
    said = refused("submit", path, "--period", BEFORE, "--yes")
    assert "令和7年度上期（2025年度上期）の進捗報告です。--period は令和6年度下期" in said
    assert reported.version() == before


def test_unfilled_report_is_no_fault_and_no_change(reported: Registry, tmp_path: Path) -> None:
    path = tmp_path / "報告.xlsx"
    done("template", "--report", "--plan", PLAN, "--period", HALF, "--audience", "government", "-o", path)
    before = reported.version()
    assert "rows_not_reported" in done("check", path)
    result = run("submit", path, "--period", HALF)
    assert "変更はありません" in result.stderr
    assert reported.version() == before


@pytest.mark.parametrize(("audience", "is_told"), [("public", False), ("government", True), ("", False)])
def test_registered_values_are_told_to_their_audience_alone(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, audience: str, is_told: bool
) -> None:
    """By findings (an amount a hundred times as large) and by what would change; without a word it is the public."""

    def write(amount: int, name: str, version: int) -> Path:
        rows = good_plan("b", PLAN)
        rows["projects"][0] |= {"amount_yen": amount, "amount_disclosure": "government", "company_name": name}
        rows["project_years"] = []
        path = tmp_path / "計画.xlsx"
        path.write_bytes(
            filled_bytes(
                {table: TABLES[table].frame(rows.get(table, [])) for table in TABLES},
                "b",
                version=version,
                is_fictional=False,
            )
        )
        return path

    done("submit", write(21_430_000_000, "架空精機株式会社", 0), "--period", "2026H1", "--yes")
    if audience:
        monkeypatch.setenv("INVESTMAP_AUDIENCE", audience)
    path = write(2_143_000_000_000, "架空精機株式会社", registry.version())
    checked, handed_in = run("check", path), run("submit", path, "--period", "2026H1")
    assert ("amount_slipped" in checked.stdout) == is_told
    assert ("214億円" in handed_in.stdout) == is_told
    assert ("（公開の範囲では示しません）" in handed_in.stdout) != is_told
