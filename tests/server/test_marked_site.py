"""Marked values looked for in all that the running product tells: an official, the bureau of another block, a
town and the public at once, on one server, so that what is kept for one would be found with the other.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from domain.folders import STATIC
from tests.apart import run_apart
from tests.marked_registry import marked_registry
from tests.marked_search import Looked, Search
from tests.marked_site import BUREAU, OFFICIAL, TOWN, Site, Visit, site
from tests.marked_surfaces import PAGES, other_workbook

SHOWN_NOWHERE = {"plan_companies.note"}
"""Columns that no page or file shows to anybody; they are looked for all the same."""

WITHOUT = {
    "messages strategic_fields?", "messages investment_size?", "messages sources?", "messages access_records?",
}  # fmt: skip
"""Messages of pages on which there need not be a mark for anybody: sums, sources, and who saved what."""


class Told(NamedTuple):
    """What each visitor was told, what the process said, and the files that it left in its folder."""

    official: Visit
    bureau: Visit
    town: Visit
    public: Visit
    log: str
    left: list[Path]


async def _visit(official: Visit, bureau: Visit, town: Visit, public: Visit) -> None:
    for page, parameters, deep in PAGES:
        query = urlencode(parameters)
        await asyncio.gather(
            official.page(page, query, deep=deep),
            public.page(page, query, deep=deep),
            bureau.page(page, query, deep=False),
        )
    for visit in (official, bureau, town):
        await visit.upload("様式.xlsx", other_workbook())
    for path in ("app/static/style.css", "app/static/icon.png", "_stcore/health", "_stcore/host-config"):
        public.fetch(path)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("marked_site")
    url = f"sqlite:///{folder}/registry.sqlite"
    marks = marked_registry(url)[1]
    of_others = [mark for mark in marks if mark.part == "draft" or mark.table == "submissions"]

    def visitor(found: Site, mail: str) -> Visit:
        return Visit(found, mail, Looked(Search(of_others if mail == BUREAU else marks)))

    with site(url, folder) as found:
        visits = [visitor(found, mail) for mail in (OFFICIAL, BUREAU, TOWN, "")]
        run_apart(_visit(*visits))
        left = [path for path in found.home.rglob("*") if path.is_file()]
        return Told(*visits, found.log.read_text(encoding="utf-8"), left)


def test_public_is_told_no_mark(told: Told) -> None:
    assert told.public.looked.leaks == {}
    assert told.public.looked.found.keys() >= {
        f"messages {page}?{urlencode(query)}" for page, query, _ in PAGES
    }


def test_town_that_may_hand_in_is_told_no_mark(told: Told) -> None:
    assert told.town.looked.leaks == {}
    assert "（公開の範囲では示しません）" in told.town.looked.words


def test_bureau_of_another_block_is_told_nothing_of_the_draft(told: Told) -> None:
    assert told.bureau.looked.leaks == {}


def test_official_is_told_every_mark(told: Told) -> None:
    seen = told.official.looked
    assert set(seen.search.names.values()) - seen.marks == SHOWN_NOWHERE
    assert {name for name in seen.empty if name.startswith("messages")} <= WITHOUT


def test_files_that_are_offered_are_made(told: Told) -> None:
    assert [*told.official.failed, *told.town.failed, *told.public.failed] == []
    assert any(name.startswith("file ") for name in told.public.looked.found)


def test_no_file_of_the_official_is_named_to_the_public(told: Told) -> None:
    """But empty forms, which are the same for everybody."""
    assert told.official.own_files
    assert not told.official.own_files & told.public.files


def test_process_says_no_mark_and_leaves_none(told: Told) -> None:
    search = told.public.looked.search
    assert not search.found_in([told.log])
    assert not told.left, "a small registry is not worth a snapshot"


def test_what_everybody_may_fetch_is_what_ships(told: Told) -> None:
    assert not [path for path in STATIC.rglob("*") if path.is_file() and b"ZQX7" in path.read_bytes()]
