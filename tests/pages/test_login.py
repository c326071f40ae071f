"""Pages for a faked person of a login: who sees what, hands in what, and what is recorded of it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from intake.first_start import open_registry
from registry.access_log import entries, record
from registry.database import Registry
from tests.drafted_plans import HOKKAIDO_DRAFT, HOKKAIDO_PLAN, KUMAMOTO_DRAFT, KUMAMOTO_PLAN, drafted_registry
from tests.pages.conftest import html_of, opened
from tests.plan_files import plan_workbook
from ui import login, login_settings, shared_records, visitor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = "メール,グループ,取扱区分,ブロック,都道府県,提出,管理,備考"
ROLES = (
    "kumamoto@example.jp,,行政限り,,熊本県,はい,,",
    ",北海道局,行政限り,北海道,,はい,,",
    "town@example.jp,,公開,,熊本県,はい,,",
    "admin@example.jp,,行政限り,全国,,,はい,",
)


@pytest.fixture(scope="module")
def registry_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with the drafts and the shipped projects, made once and copied for each test."""
    path = tmp_path_factory.mktemp("drafted") / "registry.sqlite"
    drafted_registry(f"sqlite:///{path}").engine.dispose()
    open_registry(f"sqlite:///{path}").engine.dispose()
    return path


@pytest.fixture
def registry(home: Path, registry_file: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    home.mkdir()
    shutil.copy(registry_file, home / "registry.sqlite")
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{home}/registry.sqlite")
    return Registry(f"sqlite:///{home}/registry.sqlite")


@pytest.fixture
def roles(home: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = home / "roles.csv"
    path.write_text("\n".join([HEADINGS, *ROLES]), encoding="utf-8")
    monkeypatch.setenv(login_settings.ROLES, str(path))
    monkeypatch.setattr(visitor, "_ended", {})
    monkeypatch.setattr(login, "_asked", {})
    monkeypatch.setattr(login, "_left", deque())
    monkeypatch.setattr(shared_records, "_away", {})
    return path


@pytest.fixture
def visit(roles: Path) -> Callable[..., AppTest]:
    """Open a page as the person of an ID token; with no address as somebody who has not logged in."""

    def begin(
        mail: str, page: str = "", parameters: dict[str, list[str]] | None = None, **claims: Any
    ) -> AppTest:
        told = {"email": mail, "iat": time.time(), "name": "試験", "sub": mail, "nonce": "n"}
        user = {"is_logged_in": True, **told, **claims} if mail else {"is_logged_in": False}
        return opened(page, parameters, user)

    return begin


def plans_listed(app: AppTest) -> str:
    return "\n".join(str(table.value.to_dict()) for table in app.dataframe)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


@pytest.mark.parametrize(
    ("mail", "claims", "drafts"),
    [
        ("", {}, set()),
        ("town@example.jp", {}, set()),
        ("x@example.jp", {"groups": ["北海道局"]}, {HOKKAIDO_DRAFT}),
        ("kumamoto@example.jp", {"groups": ["北海道局"]}, {KUMAMOTO_DRAFT}),
        ("kumamoto@example.jp", {"is_logged_in": "true"}, set()),
        ("admin@example.jp", {}, {KUMAMOTO_DRAFT, HOKKAIDO_DRAFT}),
    ],
)
def test_everybody_sees_the_drafts_of_their_areas_and_no_others(visit, mail, claims, drafts):
    listed = plans_listed(visit(mail, "plan_list", **claims))
    assert {one for one in (KUMAMOTO_DRAFT, HOKKAIDO_DRAFT) if one in listed} == drafts
    assert KUMAMOTO_PLAN in listed
    assert HOKKAIDO_PLAN in listed


def test_mark_and_foot_say_who_looks_and_what_they_see(visit):
    app = visit("kumamoto@example.jp", "sources")
    body = html_of(app)
    assert '<div class="handling government"' in body
    assert "検討中の計画: 熊本県" in body
    assert "利用者: 試験（kumamoto@example.jp）" in body
    assert "ログアウト" in labels(app)
    app = visit("", "sources")
    assert '<div class="handling public"' in html_of(app)
    assert "ログイン" in labels(app)


def test_name_of_a_person_is_text_and_never_markup(visit):
    body = html_of(visit("kumamoto@example.jp", "sources", name="<img src=x onerror=alert(1)>"))
    assert "&lt;img src=x" in body
    assert "<img src=x" not in body


def hand_in(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, XLSX) for name, content in files])
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def accept_button(app: AppTest):
    return next(button for button in app.button if button.label == "受け付ける")


@pytest.mark.parametrize("mail", ["", "admin@example.jp"])
def test_nobody_hands_in_without_the_right(visit, mail):
    app = visit(mail, "data_submission")
    assert not app.file_uploader
    assert is_told_why(app)


def is_told_why(app: AppTest) -> bool:
    return any(words in html_of(app) for words in ("でログインしてください", "提出の権限がありません"))


@pytest.mark.parametrize("mail", ["kumamoto@example.jp", "town@example.jp"])
def test_sender_is_the_person_and_the_submission_is_recorded(visit, registry, mail):
    app = hand_in(visit(mail, "data_submission"), ("plan.xlsx", plan_workbook("c", "C-434043-09")))
    accept_button(app).click().run()
    assert not app.exception
    last = registry.submissions().iloc[-1]
    assert last["submitted_by"] == f"試験（{mail}）"
    found = entries(registry, action="submission")
    assert found["actor"].to_list() == [mail]
    assert found["subject"].to_list() == [last["submission_id"]]


def test_plans_of_another_area_are_refused_and_nothing_of_them_is_told(visit, registry):
    app = visit("x@example.jp", "data_submission", groups=["北海道局"])
    app = hand_in(app, ("plan.xlsx", plan_workbook("b", KUMAMOTO_DRAFT, version=2)))
    body = html_of(app)
    assert "あなたが提出できる区域（北海道）にないものを含みます" in body
    assert "変更点" not in str([header.value for header in app.header])
    assert accept_button(app).disabled
    assert registry.version() == 4 + 1, "the shipped projects"


def test_right_that_is_taken_away_before_the_press_stops_it(visit, registry, roles):
    app = hand_in(
        visit("kumamoto@example.jp", "data_submission"), ("plan.xlsx", plan_workbook("c", "C-434043-09"))
    )
    pressed = accept_button(app)
    roles.write_text("\n".join([HEADINGS, *ROLES[1:]]), encoding="utf-8")
    os.utime(roles, ns=(0, 10**18))
    before = registry.version()
    pressed.click().run()
    assert registry.version() == before
    assert "役割の表にない" in html_of(app)


def test_logging_in_is_recorded_once_and_so_is_who_has_no_role(visit, registry):
    visit("kumamoto@example.jp").run()
    visit("kumamoto@example.jp", iat=1.0)
    visit("stranger@example.jp").run()
    found = entries(registry)
    assert list(zip(found["actor"], found["action"], strict=True)) == [
        ("kumamoto@example.jp", "sign_in"),
        ("stranger@example.jp", "refusal"),
    ]


def test_login_that_another_process_has_ended_ends_here_too(visit, registry, monkeypatch):
    app = visit("kumamoto@example.jp", "plan_list")
    entry = entries(registry, action="sign_in").iloc[0]
    record(registry, actor=entry["actor"], audience="government", action="sign_out", subject=entry["subject"])
    monkeypatch.setattr(login, "_asked", {})
    app.run()
    app.run()
    assert KUMAMOTO_DRAFT not in plans_listed(app)
    assert "もう一度ログイン" in html_of(app)


def gone(*_: object, **__: object) -> None:
    raise OperationalError("select", {}, Exception("no server"))


def asked_anew() -> None:
    """As if some seconds had gone by."""
    shared_records.look_again()


def test_login_while_the_registry_is_away_shows_what_was_read_and_is_recorded_later(
    visit, registry, monkeypatch
):
    visit("")
    with monkeypatch.context() as patched:
        patched.setattr(login, "entries", gone)
        # The registry itself answers; within a second it is not asked again.
        patched.setattr(shared_records, "time", SimpleNamespace(monotonic=lambda: 100.0))
        asked_anew()
        app = visit("kumamoto@example.jp", "plan_list")
        assert KUMAMOTO_DRAFT in plans_listed(app)
        assert "登録簿のデータベースにつながりません" in html_of(app)
    assert entries(registry).empty
    asked_anew()
    app.run()
    assert list(entries(registry)["action"]) == ["sign_in"]
    assert "登録簿のデータベースにつながりません" not in html_of(app)


def test_who_logs_out_while_the_registry_is_away_is_let_go_and_recorded_later(visit, registry, monkeypatch):
    left = []
    monkeypatch.setattr(st, "logout", lambda: left.append(True))
    app = visit("kumamoto@example.jp")
    with monkeypatch.context() as patched:
        patched.setattr(login, "record", gone)
        app.button(key="logout").click().run()
    assert left
    assert list(entries(registry)["action"]) == ["sign_in"]
    pressed = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    asked_anew()
    visit("")
    found = entries(registry)
    assert list(found["action"]) == ["sign_in", "sign_out"]
    assert found["at"].iloc[1] <= pressed, "the moment that it happened"
    visit("")
    assert len(entries(registry)) == 2


@pytest.mark.parametrize(
    ("mail", "is_open"), [("admin@example.jp", True), ("kumamoto@example.jp", False), ("", False)]
)
def test_record_of_accesses_is_for_administrators(visit, mail, is_open):
    visit("kumamoto@example.jp")
    app = visit(mail, "access_records")
    shown = plans_listed(app)
    assert ("kumamoto@example.jp" in shown) is is_open
    assert ("ログイン番号 " in shown) is is_open, "what the number stands for"
    assert ("管理の権限のある利用者が見られます" in html_of(app)) is not is_open
    assert ("利用の記録</a>" in html_of(app)) is is_open


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("unreachable", "つながりません"),
        ("<b>", "ログインできません"),
    ],
)
def test_failed_login_is_told_once_and_leaves_the_address(visit, code, words):
    app = visit("", parameters={"login": [code]})
    assert words in html_of(app)
    assert "login" not in app.query_params
    assert words not in html_of(visit("kumamoto@example.jp", parameters={"login": [code]}))


def test_without_a_login_nothing_is_asked(registry, run):
    app = run("data_submission")
    assert app.file_uploader
    assert not {"ログイン", "ログアウト"} & set(labels(app))
    assert '<div class="handling public"' in html_of(app)
