"""Marked values that not all may see, looked for in everything that is made without a server.

As government every surface that may show a mark does, which shows that the search can find it; as public none
does. Two registries that differ in the marks alone give the public the same bytes, so that no mark is told in
another form either: as a length, a colour, an order, a picture. What a server tells: tests/server/test_marked_site.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest

from briefing.documents import Form, documents
from briefing.sheets.request import SheetSource
from domain.tables import TABLES
from registry import snapshot_cache
from registry.database import Registry
from tests.marked_registry import marked_registry
from tests.marked_rows import PUBLISHED, Mark
from tests.marked_search import Looked, Search
from tests.marked_surfaces import SHEETS, WITHOUT_MARKS, commands, files, sheets, source
from tests.marked_text import texts_in

PUBLIC, GOVERNMENT = "public", "government"

MOMENT = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
SUMS = ("totals", "changes --from 2025H2 --to 2026H1")
"""Commands that print sums of the marked amounts and others."""

REFUSED = ("export --plan", "template --report")
"""Commands that hand out what is for senders and receivers alone: the public is refused."""


class Pair(NamedTuple):
    """A registry with marks, its twin, and the marks of both."""

    registry: Registry
    twin: Registry
    marks: list[Mark]
    marks_of_twin: list[Mark]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("marked")
    registry, marks = marked_registry(f"sqlite:///{folder}/registry.sqlite")
    twin, others = marked_registry(f"sqlite:///{folder}/twin.sqlite", twin=True)
    return Pair(registry, twin, marks, others)


@pytest.fixture(scope="module")
def sources(pair: Pair) -> dict[str, SheetSource]:
    found = {audience: source(pair.registry, audience) for audience in (PUBLIC, GOVERNMENT)}
    return found | {"twin": source(pair.twin, PUBLIC), "twin as government": source(pair.twin, GOVERNMENT)}


def looked(pair: Pair, surfaces: Iterator[tuple[str, bytes]]) -> Looked:
    found = Looked(Search(pair.marks))
    for name, content in surfaces:
        found.look(name, texts_in(content))
    return found


def timeless(made: dict[str, bytes]) -> dict[str, bytes]:
    """The files without the moments at which a GeoPackage was written and how often SQLite counts that it was, which
    is once more where the clock ticks in between.
    """
    return {name: _uncounted(MOMENT.sub(b"", content)) for name, content in made.items()}


def _uncounted(content: bytes) -> bytes:
    """A database without its change counter and the copy of it (SQLite's file format, 1.3)."""
    if not content.startswith(b"SQLite format 3"):
        return content
    return content[:24] + content[28:92] + content[96:]


def test_no_file_holds_a_mark_for_the_public(pair: Pair, sources: dict[str, SheetSource]) -> None:
    made = dict(files(sources[PUBLIC]))
    assert looked(pair, iter(made.items())).leaks == {}
    found = looked(pair, files(sources[GOVERNMENT]))
    assert found.empty == {"overdue_kpis_table"}, "what is published is shown in it, and drafts owe nothing"
    assert timeless(made) == timeless(dict(files(sources["twin"])))


def test_no_sheet_holds_a_mark_for_the_public(pair: Pair, sources: dict[str, SheetSource]) -> None:
    assert looked(pair, sheets(sources[PUBLIC])).leaks == {}
    assert looked(pair, sheets(sources[GOVERNMENT])).empty == set(WITHOUT_MARKS)


@pytest.mark.parametrize(
    ("kind", "form"), [("prefecture", "png"), ("plan", "svg"), ("progress", "pdf"), ("fields", "pptx")]
)
def test_picture_of_a_sheet_shows_no_mark_to_the_public(
    pair: Pair, sources: dict[str, SheetSource], kind: str, form: Form
) -> None:
    """Words in pictures are shapes: where every shape is the same whatever the marks are, none is told."""
    (request,) = (each for each in SHEETS if each.kind == kind)
    made = {name: documents(each, [request], form) for name, each in sources.items()}
    assert made[PUBLIC] == made["twin"]
    assert made[GOVERNMENT] != made["twin as government"]
    assert looked(pair, ((each.name, each.content) for each in made[PUBLIC])).leaks == {}


def test_no_command_tells_a_mark_to_the_public(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVESTMAP_REGISTRY", pair.registry.url)
    told: dict[str, dict[str, bytes]] = {}
    for audience in (PUBLIC, GOVERNMENT):
        (tmp_path / audience).mkdir()
        made = list(commands(audience, tmp_path / audience))
        found = looked(pair, iter(made))
        told[audience] = dict(reversed(made))
        if audience == PUBLIC:
            assert found.leaks == {}
        else:
            assert {name for name in found.empty if not name.startswith(SUMS)} == set()
    for name, content in told[PUBLIC].items():
        assert content.startswith(b"2") == name.startswith(REFUSED), content.decode()


def test_snapshots_that_a_public_process_keeps_hold_no_mark(
    pair: Pair, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_cache, "WORTH_KEEPING", 0)

    def kept() -> Iterator[tuple[str, bytes]]:
        return ((path.parent.name, path.read_bytes()) for path in home.rglob("*.parquet"))

    for period in (None, "2025H2"):
        snapshot_cache.cached_records(pair.registry, audience=PUBLIC, period=period)
    found = looked(pair, kept())
    assert len(found.found) == 2
    assert found.leaks == {}
    facts = [json.loads(pq.read_schema(path).metadata[b"investmap"]) for path in home.rglob("*.parquet")]
    assert {each["audience"] for each in facts} == {PUBLIC}, "a snapshot says for whom it is"
    snapshot_cache.cached_records(pair.registry, audience=GOVERNMENT)
    assert len(looked(pair, kept()).leaks) == 1


def test_every_table_has_marks(pair: Pair) -> None:
    assert {mark.table for mark in pair.marks} == {*TABLES, "submissions"}


def test_published_plan_is_seen_by_the_public(sources: dict[str, SheetSource]) -> None:
    """Else nothing would be found because nothing is shown."""
    assert PUBLISHED in sources[PUBLIC].allocation.records["plans"]["plan_id"].to_list()
