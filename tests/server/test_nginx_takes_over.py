"""nginx as deployed, with one process of the app gone: the other is asked, whatever it did a moment ago."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.server.nginx import Nginx
from tests.this_machine import free_port

HANGS_UP = "/hangs-up"
"""Asked for this, the process ends the connection without a word."""


class _Process(BaseHTTPRequestHandler):
    """Keeps a connection that may be kept, and ends it as the next question comes in: what a server whose
    time to keep it is over does to a question that is on its way."""

    protocol_version = "HTTP/1.1"
    answers = 0

    def do_GET(self) -> None:
        self.answers += 1
        if self.answers > 1 or self.path == HANGS_UP:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Nginx]:
    """nginx in front of two processes, of which the first does not run."""
    living = ThreadingHTTPServer(("127.0.0.1", free_port()), _Process)
    answering = Thread(target=living.serve_forever)
    answering.start()
    nginx = Nginx(tmp_path, [free_port(), living.server_port])
    yield nginx
    nginx.stop()
    living.shutdown()
    answering.join()
    living.server_close()


def test_a_connection_that_the_process_gives_up_costs_nobody_an_answer(nginx: Nginx) -> None:
    assert [nginx.ask("/")[0] for _ in range(64)] == [200] * 64
    assert any(", " in line[8] for line in nginx.requests()), "none came to the process that is gone"


def test_one_question_without_an_answer_does_not_shut_out_the_next(nginx: Nginx) -> None:
    for _ in range(8):
        assert nginx.ask(HANGS_UP)[0] == 502
        assert nginx.ask("/")[0] == 200
