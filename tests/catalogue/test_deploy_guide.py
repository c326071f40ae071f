"""docs/DEPLOY.md against what is there: files, commands and options, units and roles that it names."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from cli import main
from commands.words import Stop

PRODUCT = Path(__file__).parents[2]
DEPLOY = PRODUCT / "deploy"
GUIDE = (PRODUCT / "docs" / "DEPLOY.md").read_text(encoding="utf-8")
SHELL = [block for block in re.findall(r"```\n(.*?)```", GUIDE, re.DOTALL) if "──" not in block]
LINES = [re.sub(r"\s+#\s.*", "", line) for block in SHELL for line in block.splitlines()]
COMMANDS = [
    f"investmap {found}"
    for line in LINES
    for found in re.findall(r"(?:^|[\s/])investmap ((?!から)[a-z].*?)(?=\s*(?:[|>&;]|$))", line)
    if not re.match(r"(?:install|useradd|chown)\b", line)
]


def test_the_guide_has_commands() -> None:
    assert len(COMMANDS) >= 14
    assert {"bundle", "registry", "totals", "roles"} <= {line.split()[1] for line in COMMANDS}


@pytest.mark.parametrize("line", sorted(set(COMMANDS)))
def test_command_and_its_options_exist(line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = main
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, words[0]
        command, words = found, words[1:]
    options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    asked = {word for word in words if word.startswith("-")}
    assert asked <= options


def test_files_of_the_product_that_the_guide_copies_exist() -> None:
    named = re.findall(r"investmap/deploy/([\w./*@-]+)", "\n".join(LINES))
    looped = re.findall(r"for file in (.*?); do", "\n".join(LINES))
    names = [*named, *(name for line in looped for name in line.split())]
    assert len(names) >= 8
    assert [name for name in names if not list(DEPLOY.glob(name))] == []


def test_every_file_of_a_server_is_named() -> None:
    said = "\n".join(LINES)
    given = [
        path.name
        for folder in ("environment", "nginx", "postgresql")
        for path in (DEPLOY / folder).glob("*.*")
    ]
    assert [name for name in given if name not in said] == []
    # Units are copied by one pattern.
    assert {path.name.startswith("investmap") for path in (DEPLOY / "systemd").iterdir()} == {True}


def test_fresh_database_is_made_the_same_way_everywhere() -> None:
    made = set(re.findall(r"CREATE DATABASE [^;\"\n]*", GUIDE))
    assert made == set(
        re.findall(r"CREATE DATABASE [^;\"\n]*", (DEPLOY / "postgresql" / "roles.sql").read_text())
    )
    (allowed,) = re.findall(
        r"(?:REVOKE|GRANT) CONNECT[^;]*;\nGRANT[^;]*;", (DEPLOY / "postgresql" / "roles.sql").read_text()
    )
    for statement in allowed.replace("\n", "").rstrip(";").split(";"):
        assert GUIDE.count(statement) == GUIDE.count("CREATE DATABASE")


def test_the_owner_of_the_tables_is_kept_from_the_screen() -> None:
    assert "install -m 0600 /opt/investmap/current/investmap/deploy/environment/owner.env" in GUIDE
    screen = (DEPLOY / "systemd" / "investmap@.service").read_text(encoding="utf-8")
    assert "owner.env" not in screen
    assert "InaccessiblePaths=-/var/backups/investmap -/etc/investmap/tls" in screen


def test_wrong_configuration_is_not_started_again() -> None:
    screen = (DEPLOY / "systemd" / "investmap@.service").read_text(encoding="utf-8")
    assert f"\nRestartPreventExitStatus={Stop.exit_code}\n" in screen
    assert f"終了コード {Stop.exit_code}" in GUIDE
