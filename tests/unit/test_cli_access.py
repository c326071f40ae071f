"""Commands that hand out more than the public may see, or take something in, leave an entry behind."""

from pathlib import Path

import pytest

from registry.access_log import entries
from registry.database import Registry, registry_url
from tests.drafted_plans import KUMAMOTO_DRAFT, drafted_registry
from tests.plan_files import plan_workbook
from tests.unit.command_line import done, run


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{tmp_path}/registry.sqlite")
    return drafted_registry(registry_url())


def noted(registry: Registry) -> list[tuple[str, str]]:
    found = entries(registry)
    assert set(found["audience"]) <= {"government"}
    assert found["actor"].str.endswith("（コマンド）").all()
    return list(zip(found["action"], found["subject"], strict=True))


def test_what_the_public_may_see_is_not_noted(registry, tmp_path):
    done("totals", "--by", "block")
    done("export", "--format", "csv", "-o", tmp_path / "a")
    assert noted(registry) == []


def test_what_the_government_gets_is_noted_once(registry, tmp_path):
    done("totals", "--by", "block", "--audience", "government")
    done(
        "export",
        "--audience",
        "government",
        "--block",
        "kyushu",
        "--format",
        "xlsx",
        "-o",
        tmp_path / "a.xlsx",
    )
    done("export", "--audience", "government", "--plan", KUMAMOTO_DRAFT, "-o", tmp_path / "b.xlsx")
    assert [action for action, _ in noted(registry)] == ["export"] * 3
    details = entries(registry)["detail"].to_list()
    assert "block=kyushu" in details[1]
    assert str(tmp_path / "a.xlsx") in details[1]
    assert KUMAMOTO_DRAFT in details[2]


def test_submission_is_noted(registry, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook("c"))
    done("submit", path, "--yes")
    [(action, subject)] = noted(registry)
    assert action == "submission"
    assert subject == registry.submissions()["submission_id"].iloc[-1]


def test_without_an_entry_nothing_is_handed_out(registry, tmp_path, monkeypatch):
    with registry.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON access_log BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    result = run("export", "--audience", "government", "--format", "xlsx", "-o", tmp_path / "a.xlsx")
    assert result.exit_code == 2
    assert "利用の記録を書けないため" in result.stderr
    assert not (tmp_path / "a.xlsx").exists()
