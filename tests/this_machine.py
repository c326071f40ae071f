"""What tests need of the machine they run on: programs, and ports of their own."""

from __future__ import annotations

import contextlib
import itertools
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


_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 16
_PORTS = itertools.cycle(range(12_000 + 1000 * _WORKER, 13_000 + 1000 * _WORKER))


def free_port() -> int:
    """A port that nobody listens on, for a server that is started later and may be stopped meanwhile.

    The system gives ports from 32768 on to whoever asks for any; those of this worker lie below.
    """
    for port in itertools.islice(_PORTS, 1000):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port is free")


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


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server as the system would; one that has not ended after a minute is killed, and that is a failure."""
    process.terminate()
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        pytest.fail(f"{process.args} does not end")
