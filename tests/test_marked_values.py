"""Marked values that not all may see, looked for in everything that leaves the product.

As government every mark is found somewhere, which shows that the search can find it; as public none is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.allocation import Allocation, allocate
from domain.tables import TABLES
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from tests.builders import submitted_tables
from tests.marked_rows import Mark, found_in, marked_rows
from tests.marked_surfaces import COMMANDS, FILES, PAGES, command_words, page_text, text_of
from tests.unit.command_line import done

TODAY = dt.date(2026, 11, 22)
_SECOND = 400
"""Marks of the second half have numbers from there on."""

SHOWN_NOWHERE = frozenset({"kpis.note", "plan_areas.note", "plan_companies.note", "plan_fields.note"})
"""Columns that no page, file or command shows to anybody; they are looked for all the same."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Mark]]:
    """A registry of two halves, each with marks of its own; its address and the marks."""
    url = f"sqlite:///{tmp_path_factory.mktemp('marked')}/registry.sqlite"
    registry, marks = Registry(url), []
    for half, first in (("2025H2", 0), ("2026H1", _SECOND)):
        rows, found = marked_rows("government", first)
        marks += found
        registry.accept(
            submitted_tables(rows), {"計画.xlsx": b""}, SubmissionFacts("熊本県", half, "2026-09")
        )
    return url, marks


@pytest.fixture
def in_use(marked: tuple[str, list[Mark]], monkeypatch: pytest.MonkeyPatch) -> list[Mark]:
    monkeypatch.setenv("INVESTMAP_REGISTRY", marked[0])
    return marked[1]


def allocations(url: str, audience: str) -> tuple[Allocation, Allocation]:
    """The state of the half before, and the newest."""
    registry = Registry(url)
    return tuple(
        allocate(read_records(registry, audience=audience, period=period), TODAY)
        for period in ("2025H2", "2026H1")
    )


def files(url: str, audience: str) -> Iterator[tuple[str, str]]:
    before, now = allocations(url, audience)
    for name, make in FILES.items():
        yield name, text_of(make(before, now))


def commands(audience: str, folder: Path) -> Iterator[tuple[str, str]]:
    for number, words in enumerate(COMMANDS):
        output = folder / f"{number}.out"
        told = done(*command_words(words, output), "--audience", audience)
        yield " ".join(words), told + (text_of(output.read_bytes()) if output.exists() else "")


def leaks(surfaces: Iterator[tuple[str, str]], marks: list[Mark]) -> dict[str, list[str]]:
    return {name: found for name, text in surfaces if (found := found_in(text, marks))}


def test_no_file_holds_a_mark_for_the_public(marked: tuple[str, list[Mark]]) -> None:
    assert leaks(files(marked[0], "public"), marked[1]) == {}


def test_no_command_prints_a_mark_for_the_public(in_use: list[Mark], tmp_path: Path) -> None:
    assert leaks(commands("public", tmp_path), in_use) == {}


@pytest.mark.parametrize(("page", "parameters"), PAGES, ids=lambda value: str(value))
def test_no_page_sends_a_mark_to_the_public(in_use: list[Mark], page: str, parameters: dict) -> None:
    assert found_in(page_text(page, parameters), in_use) == []


def test_government_finds_every_mark_somewhere(
    marked: tuple[str, list[Mark]], in_use: list[Mark], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    texts = [text for _, text in files(marked[0], "government")]
    texts += [text for _, text in commands("government", tmp_path)]
    texts += [
        page_text(page, parameters)
        for page, parameters in PAGES
        if page in ("plan_record", "project_list", "kpi_progress", "changes", "investment_map")
    ]
    found = set(found_in("\n".join(texts), in_use))
    assert {f"{mark.table}.{mark.column}" for mark in in_use} - found == SHOWN_NOWHERE


def test_every_table_has_marks(marked: tuple[str, list[Mark]]) -> None:
    assert {mark.table for mark in marked[1]} == set(TABLES)
