"""The database goes away and comes back: what has been read stays to be seen, and nobody starts anything anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

import ui.acceptance
from intake.first_start import open_registry
from intake.submission import accept, check_files
from registry.database import Registry, SubmissionFacts
from tests.pages.conftest import html_of
from tests.pages.conftest import run as run
from tests.plan_files import plan_workbook
from tests.server.postgresql import APP, Server
from tests.this_machine import is_listening
from tests.unit.command_line import refused
from ui import shared_records

AWAY = "登録簿のデータベースにつながりません"
SHIPPED_ONLY = "いまは同梱の公表案件だけを表示しています"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FACTS = SubmissionFacts("熊本県", "2026H1", "2026-06-30")


class Away:
    """A registry on a server that can be taken away and given back; asked anew at every run."""

    def __init__(self, server: Server, url: str) -> None:
        self.server, self.url = server, url

    def go(self) -> None:
        self.server.pause()
        self.forget()

    def come_back(self) -> None:
        self.server.go_on()
        self.forget()

    @staticmethod
    def forget() -> None:
        """As if some seconds had gone by."""
        shared_records._versions.update(
            {url: (-1.0, found[1]) for url, found in shared_records._versions.items()}
        )
        shared_records._away.update(dict.fromkeys(shared_records._away, -60.0))


@pytest.fixture
def database(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Away]:
    for name in ("_registries", "_versions", "_away", "_whole"):
        monkeypatch.setattr(shared_records, name, {})
    name = postgresql.new_registry()
    url = postgresql.url(name, APP).replace("@", ":geheim@")
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    found = Away(postgresql, url)
    yield found
    if not is_listening(postgresql.port):
        postgresql.go_on()
    postgresql.drop(name)


def button(app: AppTest) -> object:
    return next(each for each in app.button if each.label == "受け付ける")


def hand_in(app: AppTest) -> AppTest:
    app.file_uploader[0].set_value([("計画.xlsx", plan_workbook(), XLSX)])
    app.text_input(key="upload_by").set_value("熊本県")
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    assert not app.exception, [error.value for error in app.exception]
    return html_of(app)


def test_page_shows_what_was_read_last_and_comes_back(
    database: Away, run: Callable[..., AppTest], caplog: pytest.LogCaptureFixture
) -> None:
    app = run("investment_map")
    before = shown(app)
    assert AWAY not in before
    database.go()
    during = shown(app.run())
    assert f"{AWAY}。最後に読んだ第1版の内容を表示しています。" in during
    assert "136件" in during.replace("<small>", ""), "the same numbers"
    assert "127.0.0.1" not in during, "where the database stands is not every viewer's business"
    assert "127.0.0.1" in caplog.text, "but its administrator's"
    assert "geheim" not in caplog.text + during
    app.switch_page("pages/project_list.py").run()
    assert AWAY in shown(app)
    database.come_back()
    assert AWAY not in shown(app.run())
    accept(Registry(database.url), check_files({"計画.xlsx": plan_workbook()}, Registry(database.url)), FACTS)
    database.forget()
    assert "登録簿: 第2版" in shown(app.run())


def test_page_that_needs_the_database_says_so_and_comes_back(
    database: Away, run: Callable[..., AppTest]
) -> None:
    app = run("submission_status")
    database.go()
    app.query_params["period"] = "2026H1"
    app.query_params["known"] = "then"
    assert AWAY in shown(app.run())
    database.come_back()
    assert AWAY not in shown(app.run())


def test_product_started_without_its_database_finds_it_later(
    database: Away, run: Callable[..., AppTest]
) -> None:
    open_registry(database.url)
    database.go()
    app = run("investment_map")
    assert SHIPPED_ONLY in shown(app)
    database.come_back()
    accept(Registry(database.url), check_files({"計画.xlsx": plan_workbook()}, Registry(database.url)), FACTS)
    after = shown(app.run())
    assert SHIPPED_ONLY not in after
    assert "登録簿: 第2版" in after


def test_button_pressed_while_it_is_away_is_told_as_nothing_and_counts_when_pressed_again(
    database: Away, run: Callable[..., AppTest]
) -> None:
    app = hand_in(run("data_submission"))
    database.go()
    button(app).click().run()
    assert "受け付けていません。登録簿のデータベースにつながりませんでした。" in shown(app)
    database.come_back()
    assert "受け付けていません。" in shown(app.run())
    assert Registry(database.url).version() == 1, "nothing is done later than it was asked for"
    button(app).click().run()
    assert "受け付けました。" in shown(app)
    assert Registry(database.url).version() == 2


def test_acceptance_that_broke_off_is_told_and_can_be_done_again(
    database: Away, run: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = hand_in(run("data_submission"))

    def lose(registry: Registry, *_: object, **__: object) -> None:
        database.go()
        registry.version()

    with monkeypatch.context() as patched:
        patched.setattr(ui.acceptance, "accept", lose)
        button(app).click().run()
    assert "受け付けました" not in shown(app)
    assert "受け付けていません" not in shown(app), "it is not known yet"
    database.come_back()
    assert "受け付けていません。受け付けの途中で" in shown(app.run())
    button(app).click().run()
    assert "受け付けました。" in shown(app)
    assert Registry(database.url).version() == 2


def test_acceptance_whose_answer_was_lost_is_found_accepted(
    database: Away, run: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = hand_in(run("data_submission"))

    def accept_and_lose(*given: object, **named: object) -> None:
        accept(*given, **named)
        database.go()
        Registry.version(given[0])

    monkeypatch.setattr(ui.acceptance, "accept", accept_and_lose)
    button(app).click().run()
    assert "受け付けました" not in shown(app)
    assert "受け付けていません" not in shown(app), "it is not known yet"
    database.come_back()
    assert "受け付けました。" in shown(app.run())
    assert Registry(database.url).version() == 2


def test_command_says_in_words_that_the_database_is_away(database: Away, tmp_path: object) -> None:
    open_registry(database.url)
    database.go()
    said = refused("totals")
    assert "開けません" in said
    assert "Traceback" not in said
