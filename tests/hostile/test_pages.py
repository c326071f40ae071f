"""Hostile text in every free field of the records, and in the link, on its way to every page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analysis.selection import PARAMETERS
from briefing.sheet_code import SheetCodeUnreadable, read_code
from tests.hostile.page_content import PLAIN, shown_words, strange_markup, texts
from tests.hostile.records import hostile_rows
from tests.hostile.texts import MARK, SCRIPTS, hostile_texts
from tests.pages.conftest import run as run
from tests.pages.plan_registries import registry_with
from ui import link, markup

MARKDOWN = "**太** [害](http://evil.example) $x$ :red[赤] <b>"
HOSTILE = f"{MARK}{MARKDOWN}{''.join(SCRIPTS)}"
PAGES: tuple[tuple[str, Mapping[str, list[str]]], ...] = (
    ("", {}),
    ("investment_map", {"map": ["bubble"], "prefecture": ["430005"]}),
    ("investment_map", {"map": ["plan"], "prefecture": ["430005"]}),
    ("project_list", {"project": ["B-430005-01-P1"]}),
    ("plan_record", {"plan": ["B-430005-01"]}),
    ("kpi_progress", {}),
    ("data_submission", {}),
)  # fmt: skip


@pytest.fixture
def hostile(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry in use holds nothing but hostile texts, and everything is shown."""
    url = f"sqlite:///{home}/hostile.sqlite"
    registry_with(
        url, hostile_rows(lambda _, column: "javascript:" + HOSTILE if column == "source_url" else HOSTILE)
    )
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")


@pytest.mark.parametrize(("page", "parameters"), PAGES)
def test_text_of_records_stays_text(
    hostile: None, run: Callable[..., AppTest], page: str, parameters: Mapping[str, list[str]]
) -> None:
    app, arrived = run(page, parameters), False
    for name, text in texts(app):
        if name == "html.body":
            assert strange_markup(text) == [], name
            arrived |= MARK in shown_words(text)
        elif name == "deck_gl_json_chart.json":
            # The browser draws letters of it, and escapes what it fills into the tooltip (tests/browser).
            arrived |= MARK in json.dumps(json.loads(text), ensure_ascii=False)
        elif name == "deck_gl_json_chart.tooltip":
            assert MARK not in text, "the tooltip's pattern is ours alone"
        elif MARK in text:
            assert name in PLAIN, f"{name} is read as Markdown"
            arrived = True
    assert arrived, "the text is on the page"


def test_text_of_a_link_stays_text(run: Callable[..., AppTest]) -> None:
    app = run("", {"text": [MARKDOWN], "plan": [MARKDOWN], "code": [MARKDOWN], "x<b>": [MARKDOWN]})
    found = [(name, text) for name, text in texts(app) if "害" in text]
    assert found
    for name, text in found:
        if name == "html.body":
            assert strange_markup(text) == []
        else:
            assert name in PLAIN or "**" not in text, name


@pytest.mark.parametrize(
    "text", [MARKDOWN, "www.example.jp a@b.jp https://evil.example", "\\*a\\* `b` ~~c~~ - 1. # >"]
)
def test_markdown_characters_are_shown_as_they_are(text: str) -> None:
    plain = markup.plain(text)
    assert plain.replace("\\", "") == text.replace("\\", "")
    marks = [at for at, letter in enumerate(plain) if letter in "*_[]()<>$:`#~.@|-+!{}"]
    assert all(plain[at - 1] == "\\" for at in marks)


parameters = st.dictionaries(
    st.one_of(st.sampled_from([*PARAMETERS, *link.VIEW_PARAMETERS]), hostile_texts),
    st.lists(st.one_of(hostile_texts, st.sampled_from(("kyushu", "430005", "2026", "a", "0"))), max_size=3),
    max_size=6,
)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(parameters=parameters)
def test_any_link_is_understood_or_told(parameters: dict[str, list[str]]) -> None:
    selection, view, findings = link.understood(parameters)
    again, _, more = link.understood(selection.to_parameters())
    assert (again, more) == (selection, [])
    assert all(
        not link.VIEW_PARAMETERS[name].allowed or value in link.VIEW_PARAMETERS[name].allowed
        for name, value in view.items()
    )
    assert all(finding.sentence for finding in findings)
    assert selection.describe()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(code=st.one_of(hostile_texts, st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ-", max_size=60)))
def test_any_sheet_code_is_read_or_refused(code: str) -> None:
    told = ""
    try:
        found = read_code(code)
    except SheetCodeUnreadable as refusal:
        found, told = None, str(refusal)
    assert (found is None) == bool(told)
