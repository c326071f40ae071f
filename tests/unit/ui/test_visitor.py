"""Who an ID token names and what they may do: nothing doubtful counts, and the table counts as it is now."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.role import NOBODY
from domain.viewer import GOVERNMENT, Viewer
from ui import login_settings, visitor
from ui.visitor import LONGEST_LOGIN_S, person_of, visitor_of

HEADINGS = "メール,グループ,取扱区分,ブロック,都道府県,提出,管理,備考"


@pytest.fixture
def roles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "roles.csv"
    write(path, "a@example.jp,,行政限り,九州,,はい,,", ",県,公開,,熊本県,はい,,")
    monkeypatch.setenv(login_settings.ROLES, str(path))
    monkeypatch.setattr(visitor, "_ended", {})
    return path


def write(path: Path, *rows: str) -> None:
    path.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    # The file system's clock may be too coarse to tell two writings apart.
    os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns + 10**9))


def claims(**values: Any) -> dict[str, Any]:
    return {
        "is_logged_in": True,
        "iss": "https://id.example.go.jp",
        "sub": "1",
        "nonce": "n",
        "iat": time.time(),
        "email": "a@example.jp",
        "name": "県  太郎",
    } | values


def test_person_of_the_table_has_their_role(roles):
    found = visitor_of(person_of(claims()))
    assert found.is_known
    assert found.viewer == Viewer(GOVERNMENT, ("kyushu",))
    assert found.role.submits_for == ("kyushu",)
    assert found.person.shown == "県 太郎（a@example.jp）"
    assert found.actor == "a@example.jp"


def test_groups_of_the_claim_count(roles, monkeypatch):
    person = person_of(claims(email="b@example.jp", groups=["県", 7, None]))
    assert visitor_of(person).role.submits_for == ("430005",)
    monkeypatch.setenv(login_settings.GROUP_CLAIM, "roles")
    assert visitor_of(person_of(claims(email="b@example.jp", groups=["県"]))).role == NOBODY
    assert visitor_of(person_of(claims(email="b@example.jp", roles="県"))).is_known


@pytest.mark.parametrize(
    "changed",
    [
        {"email": None},
        {"email": ""},
        {"email": ["a@example.jp"]},
        {"email_verified": False},
        {"email_verified": "true"},
        {"iat": None},
        {"iat": "now"},
    ],
)
def test_token_without_a_sure_address_and_time_names_nobody(roles, changed):
    found = visitor_of(person_of(claims(**changed)))
    assert (found.role, found.person) == (NOBODY, None)
    assert found.trouble


@pytest.mark.parametrize("age", [LONGEST_LOGIN_S + 1, 10**9, -3600])
def test_login_of_yesterday_or_of_the_future_does_not_count(roles, age):
    found = visitor_of(person_of(claims(iat=time.time() - age)))
    assert (found.role, found.person) == (NOBODY, None)
    assert "もう一度ログイン" in found.trouble


def test_login_that_was_ended_does_not_count_but_a_new_one_does(roles):
    person = person_of(claims())
    visitor.end_login(person.login_id)
    assert visitor_of(person).role == NOBODY
    assert visitor_of(person_of(claims(nonce="another"))).is_known


def test_who_is_in_no_row_is_told_and_sees_what_is_public(roles):
    found = visitor_of(person_of(claims(email="x@example.jp")))
    assert (found.role, found.is_known) == (NOBODY, False)
    assert found.trouble.startswith("x@example.jp は役割の表にない")
    assert found.actor == "x@example.jp"


def test_table_is_read_again_when_it_changes(roles):
    before = visitor_of(person_of(claims()))
    assert visitor.still(before).role == before.role
    write(roles, "b@example.jp,,公開,,,,,")
    assert visitor.still(before).role == NOBODY
    write(roles, "a@example.jp,,行政限り,全国,,,はい,")
    assert visitor.still(before).role.may_administer


def test_row_that_becomes_faulty_gives_nothing_and_administrators_are_told(roles):
    write(roles, "a@example.jp,,行政限り,全国,,,はい,", "b@example.jp,,行政,,,,,")
    assert "誤りが1件" in visitor_of(person_of(claims())).trouble
    assert visitor_of(person_of(claims(email="b@example.jp"))).role == NOBODY


def test_without_the_table_nobody_has_a_role(roles):
    roles.unlink()
    assert visitor_of(person_of(claims())).role == NOBODY


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["email", "email_verified", "iat", "name", "groups", "iss", "sub", "nonce"])


@given(st.dictionaries(NAMES, JSON, max_size=8))
def test_whatever_a_token_says_nobody_without_a_row_gets_a_role(told):
    found = visitor_of(person_of(told))
    assert found.role == NOBODY


def test_without_a_login_the_settings_say_what_this_machine_shows(monkeypatch):
    assert visitor.current().viewer == Viewer()
    assert visitor.current().role.submits_for_all
    assert not visitor.current().role.may_administer
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    assert visitor.current().viewer.sees_all_drafts
    assert visitor.current().role.may_administer
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "everything")
    assert visitor.current().viewer == Viewer()
    assert "INVESTMAP_AUDIENCE" in visitor.current().trouble


def test_where_a_login_is_configured_nobody_is_somebody_before_a_session(roles, monkeypatch):
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    assert visitor.current().role == NOBODY
