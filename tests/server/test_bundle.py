"""``investmap bundle`` for real: what it gathers is installed and runs where there is no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from commands.bundled_wheels import NotComplete, installed_versions, requirements
from tests.this_machine import free_port
from tests.unit.command_line import refused, run

# Where no namespace can be made, nothing that is asked of a proxy gets anywhere.
CLOSED = dict.fromkeys(("http_proxy", "https_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
LOOPBACK_UP = """
import fcntl, socket, struct
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
    fcntl.ioctl(probe, 0x8914, struct.pack("16sh", b"lo", 0x1))  # SIOCSIFFLAGS, IFF_UP
"""


def in_closed_network(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell script where only this machine itself can be reached."""
    probe = ["unshare", "--net", "true"]
    namespace = ["unshare", "--net"] if not subprocess.run(probe, capture_output=True).returncode else []
    up = f"{sys.executable} -c '{LOOPBACK_UP}'\n" if namespace else ""
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PIP_", "INVESTMAP_", "PYTHON"))
    }
    environment |= CLOSED | {
        "PIP_CONFIG_FILE": os.devnull,
        "INVESTMAP_HOME": str(folder / "home"),
        "no_proxy": "127.0.0.1",
    }
    return subprocess.run(
        [*namespace, "bash", "-euo", "pipefail", "-c", up + textwrap.dedent(script)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_bundle_installs_and_runs_without_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_RETRIES", "10")
    port = free_port()
    bundle = tmp_path / "一式"
    made = run("bundle", "-o", bundle)
    assert made.exit_code == 0, made.stderr
    assert "そろえました" in made.stderr
    guide = (bundle / "導入手順.txt").read_text(encoding="utf-8")
    assert "{" not in guide
    # Nothing of the working copy is used from here on.
    done = in_closed_network(
        f"""
        if {sys.executable} -c 'import socket; socket.create_connection(("192.0.2.1", 80), 1)' 2>/dev/null; then exit 9; fi
        cd 一式
        sha256sum --check --quiet SHA256SUMS
        {sys.executable} -m venv ../venv
        ../venv/bin/pip install --quiet --no-index --find-links wheels -e ./investmap
        cd ..
        venv/bin/pip check
        venv/bin/investmap totals --by block
        venv/bin/investmap serve --port {port} > serve.log 2>&1 &
        trap 'kill $!' EXIT
        for second in $(seq 60); do
          if answer=$(venv/bin/python -c 'import urllib.request as r; print(r.urlopen("http://127.0.0.1:{port}/_stcore/health").read().decode())' 2>/dev/null); then break; fi
          sleep 1
        done
        echo "health: $answer"
        venv/bin/python -c 'import urllib.request as r; print(r.urlopen("http://127.0.0.1:{port}/investment_map").read().decode()[-300:])'
        """,
        tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "kyushu" in done.stdout
    assert "health: ok" in done.stdout
    shutil.rmtree(tmp_path / "venv")


def test_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "空ではありません" in refused("bundle", "-o", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_packages_that_cannot_be_had_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise NotComplete("ERROR: no network")

    monkeypatch.setattr("commands.bundled_wheels._pip", fail)
    result = run("bundle", "-o", tmp_path / "new")
    assert result.exit_code == 1
    assert "部品がそろいませんでした" in result.stderr
    assert "ERROR: no network" in result.stderr


def test_what_is_gathered_is_what_the_settings_say() -> None:
    plain, more = requirements(), requirements(["test"])
    assert any(line.startswith("setuptools") for line in plain)
    assert any(line.startswith("streamlit") for line in plain)
    assert {line.split(">")[0] for line in more} - {line.split(">")[0] for line in plain} >= {
        "pytest",
        "ruff",
    }
    assert any(line.startswith("streamlit==") for line in installed_versions())
    assert not any(line.startswith(("investmap", "pip=", "setuptools")) for line in installed_versions())
