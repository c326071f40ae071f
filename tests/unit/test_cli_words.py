"""Everything the command line says about itself is Japanese: help, misuse, and in any language setting."""

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.allocation import Allocation
from analysis.lines import COLUMNS
from analysis.selection import Selection
from analysis.totals import total
from cli import main
from tests.unit.command_line import ENGLISH, done, option_names_removed, refused

HELP_PAGES = [
    "",
    "totals",
    "export",
    "template",
    "serve",
    "briefing",
    "boundaries",
    "boundaries import",
    "boundaries show",
    "boundaries reset",
    "registry",
    "registry init",
]


@pytest.mark.parametrize(
    "words",
    [
        ["totals", "--by", "region"],
        ["totals", "--format", "xlsx"],
        ["totals", "--nope"],
        ["totals", "extra"],
        ["totals", "--prefecture"],
        ["totals", "--audience", "everyone"],
        ["export"],
        ["export", "--format", "csv"],
        ["export", "--format", "pdf", "-o", "x"],
        ["export", "--format", "csv", "-o", "/"],
        ["serve", "--port", "abc"],
        ["boundaries", "import"],
        ["boundaries", "nix"],
        ["nix"],
    ],
)
def test_bad_use_is_explained_in_japanese(words: list[str]) -> None:
    assert "誤り" in refused(*words)


@pytest.mark.parametrize("page", HELP_PAGES)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_japanese(page: str, option: str) -> None:
    found = done(*page.split(), option)
    assert found.startswith("使い方: investmap") or "使い方: main" in found
    assert "この説明を表示して終わる。" in found
    assert not ENGLISH.search(option_names_removed(found)), ENGLISH.search(option_names_removed(found))


def test_help_names_every_command() -> None:
    assert re.findall(r"^  ([a-z]+)  ", done("--help"), re.MULTILINE) == sorted(main.commands)


def test_version_is_told() -> None:
    assert re.fullmatch(r"investmap \d+\.\d+\.\d+\n", done("--version"))


def test_reason_why_a_file_cannot_be_written_is_japanese(tmp_path: Path) -> None:
    assert "書けません" in refused("export", "--format", "csv", "-o", tmp_path / "no" / "out.csv")


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        check=False,
        timeout=60,
    )


def test_process_writes_numbers_to_standard_output_alone(public: Allocation) -> None:
    ran = process("totals", "--by", "nation")
    whole = total(public, Selection())
    assert ran.returncode == 0
    assert list(csv.reader(io.StringIO(ran.stdout))) == [
        COLUMNS,
        ["japan", "全国", *(str(getattr(whole, column)) for column in COLUMNS[2:])],
    ]
    assert ran.stderr == "全国: 1行\n"


@pytest.mark.parametrize("language", ["C", "en_US.UTF-8", "ja_JP.UTF-8"])
def test_process_speaks_japanese_whatever_the_machine_speaks(language: str) -> None:
    ran = process("totals", "--by", "region", LANG=language, LC_ALL=language, LANGUAGE="en")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "誤り" in ran.stderr
    assert not ENGLISH.search(option_names_removed(ran.stderr)), ran.stderr
