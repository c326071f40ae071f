"""Commands on plans' files: the template of each type, and accepted plans as the files they came in."""

from pathlib import Path

import pytest

from loaders.plan_workbook import template_bytes
from registry.database import Registry, SubmissionFacts
from tests.builders import good_plan, submitted_tables
from tests.report_books import HALF
from tests.reported_plan import registry_of_reported_plan
from tests.unit.command_line import done, refused, run
from tests.unit.loaders.workbooks import values

PLAN = "B-430005-01"


@pytest.fixture
def registry(home: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The registry that commands open, with a plan of type B and one of type C."""
    url = f"sqlite:///{home / 'plans.sqlite'}"
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    made = Registry(url)
    for plan_type, plan_id in (("b", PLAN), ("c", "C-434043-01")):
        made.accept(
            submitted_tables(good_plan(plan_type, plan_id)),
            {},
            SubmissionFacts("熊本県", "2026H1", "2026-09"),
        )
    return made


@pytest.mark.parametrize(("letter", "plan_type"), [("A", "a"), ("B", "b"), ("C", "c"), ("c", "c")])
def test_template_writes_the_workbook_of_the_type(tmp_path: Path, letter: str, plan_type: str) -> None:
    output = tmp_path / "様式.xlsx"
    assert done("template", "--type", letter, "-o", output) == ""
    assert output.read_bytes() == template_bytes(plan_type)


def test_template_says_what_it_wrote(tmp_path: Path) -> None:
    said = run("template", "--type", "B", "-o", tmp_path / "b.xlsx").stderr
    assert "地域産業クラスター計画の様式" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [[], ["--type", "B"], ["-o", "x.xlsx"], ["--type", "D", "-o", "x.xlsx"], ["--type", "B", "-o", "/"]],
)
def test_template_explains_bad_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert "誤り" in refused("template", *words)
    assert not list(tmp_path.glob("*.xlsx"))


def test_template_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    assert "書けません" in refused("template", "--type", "B", "-o", tmp_path / "no" / "b.xlsx")


@pytest.fixture
def reported(home: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The registry that commands open, with a plan that has been reported on for 2024H2."""
    url = f"sqlite:///{home / 'reported.sqlite'}"
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    return registry_of_reported_plan(url)


def test_template_of_a_report_writes_what_is_due(reported: Registry, tmp_path: Path) -> None:
    output = tmp_path / "報告.xlsx"
    result = run("template", "--report", "--plan", PLAN, "--period", HALF, "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "令和7年度上期（2025年度上期）の進捗報告の様式" in result.stderr
    assert "進捗報告 1行、施策点検 2行、KPI実績 2行" in result.stderr
    assert [row[0] for row in values(output.read_bytes(), "進捗報告")[2:]] == [PLAN]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--report"], "--plan と --period を指定してください"),
        (["--report", "--plan", PLAN], "--plan と --period を指定してください"),
        (["--report", "--plan", PLAN, "--period", HALF, "--type", "B"], "--type でなく"),
        (["--plan", PLAN, "--period", HALF], "--type か、--report"),
        (["--report", "--plan", PLAN, "--period", "2025"], "--period の「2025」は分かりません"),
        (["--report", "--plan", "B-9", "--period", HALF], "計画「B-9」は登録簿にありません"),
        (["--report", "--plan", PLAN, "--period", "2035H2"], "まだ始まっていない"),
        (["--report", "--plan", PLAN, "--period", HALF, "--audience", "public"], "public では書き出せません"),
    ],
)
def test_template_of_a_report_explains_why_there_is_none(
    reported: Registry, tmp_path: Path, words: list[str], told: str
) -> None:
    assert told in refused("template", *words, "-o", tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_server_for_the_public_gives_no_report_form_away(
    reported: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["template", "--report", "--plan", PLAN, "--period", HALF, "-o", tmp_path / "x.xlsx"]
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "public")
    assert "public では書き出せません" in refused(*asked)
    done(*asked, "--audience", "government")


def test_plan_is_written_with_the_names_that_it_withholds_and_a_warning(
    registry: Registry, tmp_path: Path
) -> None:
    output = tmp_path / "計画.xlsx"
    result = run("export", "--plan", PLAN, "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "計画 1件" in result.stderr
    assert "公開しない企業名を2件含みます" in result.stderr
    assert [row[0] for row in values(output.read_bytes(), "計画")[1:]] == [PLAN]


def test_several_plans_are_asked_for_one_by_one(registry: Registry, tmp_path: Path) -> None:
    second = "B-430005-02"
    registry.accept(
        submitted_tables(good_plan("b", second)), {}, SubmissionFacts("熊本県", "2026H1", "2026-09")
    )
    done("export", "--plan", PLAN, "--plan", second, "--format", "xlsx", "-o", tmp_path / "x.xlsx")
    assert len(values((tmp_path / "x.xlsx").read_bytes(), "計画")) == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--plan", "B-9"], "計画「B-9」は登録簿にありません"),
        (["--plan", PLAN, "--plan", "C-434043-01"], "種類ごとに書き出してください"),
        (["--plan", PLAN, "--format", "csv"], "--format を外してください"),
        (["--plan", PLAN, "--block", "kyushu", "--size-band", "over_1t"], "--block、--size-band を外してください"),
        (["--plan", PLAN, "--audience", "public"], "取扱区分 public では書き出せません"),
        ([], "--format か --plan のどちらか"),
    ],
)  # fmt: skip
def test_plan_that_cannot_be_written_leaves_no_file(
    registry: Registry, tmp_path: Path, words: list[str], told: str
) -> None:
    assert told in refused("export", *words, "-o", tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("audience", ["public", ""])
def test_server_for_the_public_gives_no_plan_away(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, audience: str
) -> None:
    monkeypatch.delenv("INVESTMAP_AUDIENCE")
    if audience:
        monkeypatch.setenv("INVESTMAP_AUDIENCE", audience)
    assert "public では書き出せません" in refused("export", "--plan", PLAN, "-o", tmp_path / "x.xlsx")
    done("export", "--plan", PLAN, "--audience", "government", "-o", tmp_path / "x.xlsx")


def test_who_sees_the_drafts_of_some_areas_gets_their_plans_and_no_others(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("export", "--plan", PLAN, "--audience", "government", "-o", tmp_path / "x.xlsx")
    done(*asked, "--drafts-of", "熊本県")
    assert "書き出せません" in refused(*asked, "--drafts-of", "tohoku")
    monkeypatch.setenv("INVESTMAP_DRAFTS_OF", "tohoku")
    assert "書き出せません" in refused(*asked)
    assert "ブロック・都道府県" in refused("totals", "--audience", "government", "--drafts-of", "どこか")
