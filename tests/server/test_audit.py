"""The audit of dependencies against a list of known vulnerabilities: a server here that answers as OSV does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

AUDIT = Path(__file__).parents[2] / ".ci" / "audit.py"
PIP_AUDIT = os.environ.get("PIP_AUDIT", "")
needed = pytest.mark.skipif(not PIP_AUDIT, reason="PIP_AUDIT names no pip-audit; .ci/run has one")

FAULT = {
    "id": "PYSEC-2026-1",
    "summary": "made up for this test",
    "modified": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "starlette", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "999"}]}],
        }
    ],
}


class Answering(BaseHTTPRequestHandler):
    """Knows of a fault in one package, or of nothing."""

    faulty = ""
    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
        self.asked.append(asked)
        body = json.dumps({"vulns": [FAULT]} if asked == self.faulty else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is told of each request."""


@pytest.fixture
def listed() -> Iterator[str]:
    Answering.asked = []
    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()


def audited(folder: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(AUDIT), PIP_AUDIT, folder or sysconfig.get_path("purelib")]
    environment = {name: value for name, value in os.environ.items() if name != "OSV_URL"} | settings
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@needed
def test_known_vulnerability_of_what_is_installed_stops(listed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Answering, "faulty", "starlette")
    ran = audited(OSV_URL=listed)
    assert ran.returncode == 1, ran.stderr
    assert "PYSEC-2026-1, mended in 999" in ran.stdout
    assert {"streamlit", "sqlalchemy", "openpyxl"} <= set(Answering.asked)
    assert "investmap" not in Answering.asked, "the product itself, which nobody else lists"


@needed
def test_nothing_known_passes_and_tells_how_many_were_looked_up(listed: str) -> None:
    ran = audited(OSV_URL=listed)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{len(set(Answering.asked))} packages looked up, 0 known vulnerabilities" in ran.stdout


@needed
def test_list_that_cannot_be_reached_is_said_loudly() -> None:
    ran = audited(HTTPS_PROXY="http://127.0.0.1:9", https_proxy="http://127.0.0.1:9")
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.startswith("audit: NOTHING WAS LOOKED UP")


@needed
def test_copy_of_the_list_that_somebody_names_has_to_answer() -> None:
    ran = audited(OSV_URL="http://127.0.0.1:9/v1/query")
    assert ran.returncode == 1
    assert ran.stdout.startswith("audit failed")


@needed
def test_environment_without_packages_is_none_that_was_looked_up(listed: str, tmp_path: Path) -> None:
    assert audited(str(tmp_path), OSV_URL=listed).returncode == 1
