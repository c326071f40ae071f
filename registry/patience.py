"""How long a database server that does not answer is waited for: a machine that is cut off says nothing, not even
that it is gone.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator, Iterator
from contextvars import ContextVar
from typing import Any

import psycopg
import sqlalchemy as sa

CONNECTING = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 6_000,
}
"""In seconds, the last one in milliseconds; what the address of a registry says itself counts instead."""

PING_S, ANSWER_S, FREE_S = 4.0, 20.0, 10.0
"""Longest silence of a server that is asked whether it is there, as before every use of a connection; of one that
works out an answer; and longest wait for a connection that other threads have.
"""

LONG_S = 600.0
"""Longest silence where much is worked out, or others are waited for."""

_silence: ContextVar[float] = ContextVar("silence", default=ANSWER_S)


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is given up when nothing has come for so long. Only the client can tell: what is sent
    into a network that drops it is answered by nobody, and a proxy that hangs keeps the connection open.
    """

    def wait(self, gen: Any, *given: Any, **named: Any) -> Any:
        """What ``gen`` comes to, which asks again and again whether there is something to read."""
        try:
            return super().wait(_until_silence(gen, _silence.get()), *given, **named)
        except Silent:
            # What it has been asked may still be answered: nobody may be given this connection again.
            self.pgconn.finish()
            raise


class Silent(psycopg.OperationalError):
    """Nothing has come from the server for too long."""


def _until_silence(gen: Generator[Any, Any, Any], most: float) -> Generator[Any, Any, Any]:
    heard = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                heard = time.monotonic()
            elif time.monotonic() - heard > most:
                raise Silent("the server does not answer")
            wanted = gen.send(ready)
    except StopIteration as end:
        return end.value


@contextlib.contextmanager
def patience(seconds: float = LONG_S) -> Iterator[None]:
    """Around questions whose answer may take longer, or should take less."""
    before = _silence.set(seconds)
    try:
        yield
    finally:
        _silence.reset(before)


def patient_engine(url: sa.URL) -> sa.Engine:
    """An engine for a server; nothing is opened yet."""
    if url.get_backend_name() != "postgresql":
        return sa.create_engine(url, pool_pre_ping=True)
    asked = {name: value for name, value in CONNECTING.items() if name not in url.query}
    # A server may have closed a connection that was left idle.
    engine = sa.create_engine(url, pool_pre_ping=True, connect_args=asked, pool_timeout=FREE_S)
    sa.event.listen(engine, "do_connect", _connected)
    is_there = engine.dialect.do_ping

    def ping(connection: Any) -> bool:
        with patience(PING_S):
            return is_there(connection)

    setattr(engine.dialect, "do_ping", ping)  # noqa: B010 - a method, which mypy lets nobody assign
    return engine


def _connected(_: object, __: object, given: tuple[Any, ...], named: dict[str, Any]) -> PatientConnection:
    return PatientConnection.connect(*given, **named)
