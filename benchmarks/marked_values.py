"""Marked restricted values looked for in everything that leaves the product, at full size.

Sheets: every scope × every kind that fits × every form and paper, against a twin whose marks are others. Pages: every
page × every filter, told to an official and to the public at once by one server; and all that can be opened, clicked,
saved and handed in. Commands and files as in the tests. ``python -m benchmarks.marked_values``
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from analysis.selection import WORD_PARAMETERS, Selection
from briefing.documents import FORMS, Document, Form, documents
from briefing.layout.papers import PRINTED
from briefing.maps.view import MODES
from briefing.sheets.fit import reason_against
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.area import NATION
from domain.codelist import codelist
from registry.database import Registry
from tests.marked_registry import marked_registry
from tests.marked_rows import KIKUYO, PUBLISHED, Mark
from tests.marked_search import Looked, Search
from tests.marked_site import BUREAU, OFFICIAL, TOWN, Visit, site
from tests.marked_surfaces import PAGES, commands, files, other_workbook, source
from tests.marked_text import texts_in

PUBLIC, GOVERNMENT = "public", "government"
MARKED_SCOPES = (NATION, "kyushu", "430005")
"""The scopes in which the marked rows lie; of them sheets are made in every form, mode and paper."""

_WITH_MODES = ("nation", "block", "prefecture", "field", "progress")
_MOST_PLACES = 40
LISTED = ("", "investment_map", "strategic_fields", "investment_size", "project_list", "plan_list", "kpi_progress",
          "changes", "briefing_sheets", "submission_status")  # fmt: skip
"""Pages that the filters are for."""


def scopes() -> Iterator[Selection]:
    """The nation, every block, prefecture and field, and a municipality."""
    yield Selection()
    for name in ("block", "prefecture"):
        yield from (Selection(entry.code) for entry in codelist(name))
    yield Selection(KIKUYO)
    yield from (Selection(fields=(entry.code,)) for entry in codelist("strategic_field"))


def requests(made_from: SheetSource) -> Iterator[tuple[SheetRequest, tuple[Form, ...], tuple[str, ...]]]:
    """Every sheet that can be made, with the forms and papers that it is made in."""
    for selection in scopes():
        is_marked = selection.area in MARKED_SCOPES and not selection.fields
        for kind in codelist("sheet_kind").codes:
            for mode in ("", *MODES) if is_marked and kind in _WITH_MODES else ("",):
                request = SheetRequest(kind, selection, plan=PUBLISHED if kind == "plan" else "", mode=mode)
                if not reason_against(made_from, request):
                    yield request, FORMS if is_marked else ("pdf",), tuple(PRINTED) if is_marked else ("a4",)


def sheets(registry: Registry, twin: Registry, search: Search) -> tuple[Looked, Looked, list[str]]:
    """What sheets tell the public and the government, and where the public's differ from those of the twin."""
    public, government, other = source(registry, PUBLIC), source(registry, GOVERNMENT), source(twin, PUBLIC)
    told, seen, different = Looked(search, True), Looked(search), list[str]()

    def made(each: SheetSource, request: SheetRequest, form: Form, paper: str) -> list[Document]:
        try:
            return documents(each, [request], form, paper)
        except SheetNotPossible as refusal:
            return [Document("", str(refusal).encode())]

    for request, forms, papers in requests(public):
        for form in forms:
            for paper in papers:
                name = f"{request.kind} {request.selection.describe()} {request.mode} {form} {paper}"
                found = made(public, request, form, paper)
                _look(told, name, found)
                if found != made(other, request, form, paper):
                    different.append(name)
                if len(forms) > 1:
                    _look(seen, name, made(government, request, form, paper))
    return told, seen, different


def _look(looked: Looked, surface: str, found: list[Document]) -> None:
    for document in found:
        looked.look(surface, [document.name, *texts_in(document.content)])


def queries() -> Iterator[dict[str, str]]:
    """Links with one filter each, and those that look back."""
    yield {}
    for name, parameter in WORD_PARAMETERS.items():
        yield from ({name: code} for code in codelist(parameter.vocabulary).codes)
    yield from ({"block": entry.code} for entry in codelist("block"))
    yield from ({"prefecture": code} for code in ("430005", "010006", "470007"))
    yield from ({"municipality": KIKUYO}, {"text": "ZQX7"}, {"text": "7919"}, {"announced_from": "2024"})
    yield from (
        {"period": half, "known": known} for half in ("2025H2", "2026H1") for known in ("since", "then")
    )


async def visits(official: Visit, bureau: Visit, town: Visit, public: Visit) -> None:
    """All pages for both at once: what is kept for one would be found with the other."""
    for page, parameters, _ in PAGES:
        everybody = (official, bureau, public)
        await asyncio.gather(*(each.page(page, urlencode(parameters)) for each in everybody))
    for page in LISTED:
        print(f"  {page or 'home'}", file=sys.stderr, flush=True)
        for query in map(urlencode, queries()):
            await asyncio.gather(*(each.page(page, query, deep=False) for each in (official, public)))
    for each in (official, bureau, town):
        await each.upload("様式.xlsx", other_workbook())


def site_told(url: str, folder: Path, marks: list[Mark]) -> tuple[list[Visit], str]:
    """What an official, the bureau of another block, a town and the public are told, and the process's log."""
    of_others = [mark for mark in marks if mark.part == "draft" or mark.table == "submissions"]
    with site(url, folder) as found:
        told = [
            Visit(found, mail, Looked(Search(of_others if mail == BUREAU else marks), mail != OFFICIAL))
            for mail in (OFFICIAL, BUREAU, TOWN, "")
        ]
        asyncio.run(visits(*told))
        return told, found.log.read_text(encoding="utf-8")


def made_without_a_server(registry: Registry, audience: str, folder: Path, search: Search) -> Looked:
    """Files and commands as an audience."""
    told = Looked(search)
    folder.mkdir()
    for name, content in (*files(source(registry, audience)), *commands(audience, folder)):
        told.look(name, texts_in(content))
    return told


def withheld(url: str) -> Looked:
    """Files of a registry in which all is 非公表, as government: of the published plan nothing is told."""
    registry, marks = marked_registry(url, disclosure="withheld")
    told = Looked(
        Search(
            mark for mark in marks if mark.part == "published" and mark.table not in ("plans", "submissions")
        )
    )
    for name, content in files(source(registry, GOVERNMENT)):
        told.look(name, texts_in(content))
    return told


def line(what: str, told: Looked) -> int:
    """Print what was looked through; how often a mark was found."""
    found = sum(sum(marks.values()) for marks in told.found.values())
    print(f"{what:<28} {len(told.found):6,} surfaces {told.bytes / 1e6:9,.1f} MB {found:9,} marks of "
          f"{len(told.marks):3} columns", flush=True)  # fmt: skip
    return found


def leak(what: str, told: Looked) -> int:
    """The same of what ought to tell none, and where there is one nevertheless."""
    found = line(what, told)
    for place, words in list(told.places.items())[:_MOST_PLACES]:
        print(f"  {place}: {words!r}")
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        url = f"sqlite:///{folder}/registry.sqlite"
        registry, marks = marked_registry(url)
        twin, _ = marked_registry(f"sqlite:///{folder}/twin.sqlite", twin=True)
        leaked = _report(registry, twin, url, folder, marks)
    if leaked:
        raise SystemExit(1)


def _report(registry: Registry, twin: Registry, url: str, folder: Path, marks: list[Mark]) -> int:
    search = Search(marks)
    os.environ |= {"INVESTMAP_REGISTRY": url, "INVESTMAP_HOME": str(folder / "own")}
    line("files, commands: official", made_without_a_server(registry, GOVERNMENT, folder / "g", search))
    leaked = leak("files, commands: public", made_without_a_server(registry, PUBLIC, folder / "p", search))
    leaked += leak("files of 非公表: official", withheld(f"sqlite:///{folder}/withheld.sqlite"))
    (official, bureau, town, public), log = site_told(url, folder, marks)
    line("server: official", official.looked)
    leaked += leak("server: bureau, drafts alone", bureau.looked)
    leaked += leak("server: town that hands in", town.looked)
    leaked += leak("server: public", public.looked)
    leaked += len(official.own_files & public.files)
    leaked += (in_log := sum(search.found_in([log]).values()))
    print(
        f"log {len(log):,} characters, {in_log} marks; files that could not be made: {official.failed + public.failed}"
    )
    told, seen, different = sheets(registry, twin, search)
    line("sheets: official", seen)
    leaked += leak("sheets: public", told) + len(different)
    print(f"sheets of the public that differ from the twin's: {len(different)} {different[:5]}")
    return leaked


if __name__ == "__main__":
    main()
