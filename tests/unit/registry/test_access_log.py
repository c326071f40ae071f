"""Who did what when: entries are appended on each kind of database, and read back in order."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.codelist import codelist
from registry.access_log import ACTIONS, COLUMNS, entries, note, record
from registry.database import Registry


def test_entry_says_who_what_when(registry: Registry) -> None:
    record(
        registry,
        actor="tanaka@example.jp",
        audience="government",
        action="download",
        subject="計画カルテ B-1",
        detail="plan.xlsx",
    )
    (entry,) = entries(registry).to_dict("records")
    at = dt.datetime.fromisoformat(entry.pop("at"))
    assert at.utcoffset() is not None
    assert entry == {
        "actor": "tanaka@example.jp",
        "audience": "government",
        "action": "download",
        "subject": "計画カルテ B-1",
        "detail": "plan.xlsx",
    }


def test_new_registry_has_no_entries_and_all_columns(registry: Registry) -> None:
    assert list(entries(registry).columns) == list(COLUMNS)
    assert entries(registry).empty


def test_entries_stay_in_their_order_and_can_be_asked_for(registry: Registry) -> None:
    for actor, action in (("a", "sign_in"), ("b", "sign_in"), ("a", "download")):
        record(registry, actor=actor, audience="public", action=action)
    assert entries(registry)["actor"].to_list() == ["a", "b", "a"]
    assert entries(registry, actor="a")["action"].to_list() == ["sign_in", "download"]
    assert entries(registry, action="sign_in")["actor"].to_list() == ["a", "b"]
    assert entries(registry, since="9999").empty
    assert len(entries(registry, since="2000-01-01")) == 3


def test_text_of_an_entry_is_data(registry: Registry) -> None:
    hostile = "'; DROP TABLE access_log; -- <script>\n\u202e"
    record(registry, actor=hostile, audience="public", action="refusal", subject=hostile, detail=hostile)
    assert entries(registry)[["actor", "subject", "detail"]].iloc[0].to_list() == [hostile] * 3


def test_unknown_action_is_refused(registry: Registry) -> None:
    with pytest.raises(ValueError, match="unknown action"):
        record(registry, actor="a", audience="public", action="something")
    assert entries(registry).empty


@pytest.mark.parametrize("action", codelist(ACTIONS).codes)
def test_every_action_of_the_list_can_be_recorded(action: str) -> None:
    registry = Registry("sqlite://")
    record(registry, actor="a", audience="public", action=action)
    assert entries(registry)["action"].to_list() == [action]


def test_entries_are_no_submissions(registry: Registry) -> None:
    record(registry, actor="a", audience="public", action="sign_in")
    assert registry.version() == 0


@pytest.mark.parametrize(("is_fictional", "is_lasting", "noted"), [(0, 1, 1), (1, 1, 0), (0, 0, 0)])
def test_only_what_is_real_and_lasts_is_noted(tmp_path, is_fictional, is_lasting, noted):
    url = f"sqlite:///{tmp_path}/registry.sqlite" if is_lasting else "sqlite://"
    registry = Registry(url, is_fictional=bool(is_fictional))
    note(registry, actor="a", audience="government", action="download")
    assert len(entries(registry)) == noted
