"""The command that makes a demo registry: it says what it wrote, and never overwrites one."""

from functools import partial
from pathlib import Path

import pytest

from commands import demo as demo_command
from demo.registry_file import make_demo
from registry.database import Registry
from tests.unit.command_line import refused, run
from tests.unit.demo.nations import SMALL


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_command, "make_demo", partial(make_demo, scale=SMALL, workbook_part=0.0))


@pytest.mark.usefixtures("small")
def test_demo_writes_a_fictional_registry_and_says_so(tmp_path: Path) -> None:
    output = tmp_path / "demo.sqlite"
    result = run("demo", "-o", output, "--seed", "3", "--projects", "30")
    assert result.exit_code == 0, result.stderr
    assert "架空の提出" in result.stderr
    registry = Registry(f"sqlite:///{output}")
    assert registry.is_fictional
    assert registry.has_submission("DEMO-3-00001")


def test_demo_never_overwrites_a_registry(tmp_path: Path) -> None:
    output = tmp_path / "demo.sqlite"
    output.write_bytes(b"somebody's")
    assert "上書きしません" in refused("demo", "-o", output)
    assert output.read_bytes() == b"somebody's"


@pytest.mark.usefixtures("small")
def test_demo_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "書けません" in refused("demo", "-o", tmp_path / "file" / "demo.sqlite")


def test_demo_refuses_less_than_no_projects(tmp_path: Path) -> None:
    refused("demo", "-o", tmp_path / "demo.sqlite", "--projects", "-1")
