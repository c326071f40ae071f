"""A database behind a network that drops everything: nobody waits for long, nobody is kept waiting by another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from registry import patience
from registry.database import Registry
from tests.pages.conftest import run as run
from tests.server.black_hole import BlackHole
from tests.server.postgresql import APP, Server
from tests.server.test_database_away import AWAY, Away, shown
from ui import shared_records


@pytest.fixture
def hole(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[BlackHole]:
    monkeypatch.setitem(patience.CONNECTING, "connect_timeout", 5)
    monkeypatch.setattr(patience, "PING_S", 2.0)
    monkeypatch.setattr(patience, "FREE_S", 0.5)
    for name in ("_registries", "_versions", "_away", "_whole", "_asking"):
        monkeypatch.setattr(shared_records, name, {})
    found = BlackHole(postgresql.port)
    database = postgresql.new_registry()
    url = postgresql.url(database, APP).replace(f":{postgresql.port}/", f":{found.port}/")
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    yield found
    found.close()
    postgresql.drop(database)


@pytest.fixture
def url(hole: BlackHole, monkeypatch: pytest.MonkeyPatch) -> str:
    return shared_records.registry_url()


def test_connection_that_is_never_answered_is_given_up(hole: BlackHole, url: str) -> None:
    hole.swallow()
    with pytest.raises(Exception, match="開けません"):
        Registry(url)


def test_connection_cut_while_idle_is_noticed_and_a_new_one_made(hole: BlackHole, url: str) -> None:
    registry = Registry(url)
    hole.swallow()
    with pytest.raises(sa.exc.OperationalError):
        registry.version()
    hole.open()
    assert registry.version() == 0


def test_silence_in_the_middle_of_an_answer_ends_the_question(hole: BlackHole, url: str) -> None:
    registry = Registry(url)
    with registry.engine.connect() as connection, patience.patience(2.0):
        assert connection.scalar(sa.text("select 1")) == 1
        hole.swallow()
        with pytest.raises(sa.exc.OperationalError, match="does not answer"):
            connection.scalar(sa.text("select 2"))
        assert connection.invalidated, "nobody is given it again"


def test_who_waits_in_turn_is_not_taken_for_cut_off(hole: BlackHole, url: str) -> None:
    registry = Registry(url)
    with registry.engine.connect() as connection, patience.patience(0.2):
        with pytest.raises(sa.exc.OperationalError):
            connection.exec_driver_sql("select pg_sleep(3)")
        connection.rollback()
        with patience.patience():
            connection.exec_driver_sql("select pg_sleep(0.5)")


def test_one_session_asks_and_the_others_go_on(
    hole: BlackHole, run: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run("investment_map")
    assert AWAY not in shown(app)
    hole.swallow()
    Away.forget()
    name, (registry, _) = next(iter(shared_records._registries.items()))
    asks, goes_on = threading.Event(), threading.Event()

    def version(_: Registry) -> int:
        asks.set()
        goes_on.wait(20)
        raise sa.exc.OperationalError("select", {}, Exception("nothing came"))

    monkeypatch.setattr(Registry, "version", version)
    one = threading.Thread(target=shared_records._version, args=(name, registry))
    one.start()
    assert asks.wait(20)
    during = shown(app.run())
    assert "登録簿: 第1版" in during, "drawn while the other still waits"
    goes_on.set()
    one.join()
    assert f"{AWAY}。最後に読んだ第1版" in shown(app.run())
