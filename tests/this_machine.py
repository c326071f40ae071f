"""What tests need of the machine they run on: programs, and ports of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path
from typing import NoReturn

import pytest


def lacking(reason: str) -> NoReturn:
    """Skip the test, which cannot run here; where ``CI`` is set nothing may be lacking, and it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the process listens; one that ends before, or takes half a minute, fails with what it said."""
    for _ in range(300):
        if is_listening(port):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"{process.args} did not start:\n{log.read_text()}")
