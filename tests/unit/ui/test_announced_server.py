"""The web server's word to the service manager."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import uvicorn

from tests.apart import run_apart
from ui.announced_server import AnnouncedServer


async def _app(scope: object, receive: object, send: object) -> None:
    raise AssertionError("nobody asks")


async def _start_and_stop(server: AnnouncedServer) -> None:
    server.lifespan = uvicorn.lifespan.off.LifespanOff(server.config)
    await server.startup()
    await server.shutdown()


def server() -> AnnouncedServer:
    config = uvicorn.Config(_app, port=0, lifespan="off", log_level="critical")
    config.load()
    return AnnouncedServer(config)


@pytest.mark.parametrize("kind", ["file", "abstract"])
def test_manager_hears_once_that_it_answers(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(tmp_path / "notify") if kind == "file" else f"@investmap-{tmp_path.name}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(address.replace("@", "\0"))
        manager.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        run_apart(_start_and_stop(server()))
        assert manager.recv(100) == b"READY=1"
        with pytest.raises(BlockingIOError):
            manager.recv(100)


def test_without_a_manager_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    run_apart(_start_and_stop(server()))
