"""Everything that leaves the product, as bytes in which marks can be looked for.

A new file, sheet, command or page is covered by a line in ``FILES``, ``SHEETS``, ``COMMANDS`` or ``PAGES``.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest import mock

from analysis.selection import Selection
from briefing import progress_tables
from briefing.answer_book import answer_book, plan_book
from briefing.change_book import change_book
from briefing.change_tables import bridge_list_table, plan_changes_table
from briefing.documents import Form, documents
from briefing.map_data import geojson_bytes, geopackage_bytes
from briefing.progress_book import progress_book
from briefing.sheet_source import Asked, sheet_source
from briefing.sheets.request import SheetRequest, SheetSource
from briefing.spreadsheet import csv_bytes
from briefing.tables import projects_table
from geo.boundaries import shipped_boundaries
from registry.database import Registry
from tests.builders import good_plan, project, site
from tests.marked_registry import SUBMISSIONS
from tests.marked_rows import DRAFT, KIKUYO, PROJECT, PUBLISHED
from tests.plan_files import plan_workbook
from tests.unit.command_line import run

TODAY = dt.date(2026, 11, 22)
EVERYTHING = Selection()

FILES: Mapping[str, Callable[[SheetSource], bytes]] = {
    "answer book": lambda it: answer_book(it.allocation, EVERYTHING),
    "answer book of a prefecture": lambda it: answer_book(it.allocation, Selection("430005")),
    "plan book": lambda it: plan_book(it.allocation, EVERYTHING),
    "progress book": lambda it: progress_book(it.allocation, EVERYTHING),
    "change book": lambda it: change_book(it.before, it.allocation, EVERYTHING, ""),
    "change book of a plan": lambda it: change_book(it.before, it.allocation, EVERYTHING, "", PUBLISHED),
    "projects": lambda it: csv_bytes(projects_table(it.allocation, EVERYTHING)),
    "changed projects": lambda it: csv_bytes(bridge_list_table(it.before, it.allocation, EVERYTHING)),
    "changes of a plan": lambda it: csv_bytes(plan_changes_table(it.before, it.allocation, PUBLISHED)),
    "GeoJSON": lambda it: geojson_bytes(it.allocation, EVERYTHING, shipped_boundaries()),
    "GeoPackage": lambda it: geopackage_bytes(it.allocation, EVERYTHING, shipped_boundaries()),
    **{
        name: lambda it, name=name: csv_bytes(getattr(progress_tables, name)(it.allocation, EVERYTHING))
        for name in (
            *("plan_progress_table", "kpi_progress_table", "poor_kpis_table", "poor_measures_table"),
            *("overdue_kpis_table", "promises_table", "reached_table"),
        )
    },
}

SHEETS: tuple[SheetRequest, ...] = (
    SheetRequest("nation", EVERYTHING),
    SheetRequest("block", Selection("kyushu"), mode="bubble"),
    SheetRequest("prefecture", Selection("430005"), mode="bubble"),
    SheetRequest("field", Selection(fields=("ai_semiconductor",))),
    SheetRequest("fields", EVERYTHING),
    SheetRequest("plan", EVERYTHING, plan=PUBLISHED),
    SheetRequest("progress", EVERYTHING, mode="kpi"),
    SheetRequest("changes", EVERYTHING),
    SheetRequest("projects", EVERYTHING),
)
"""A sheet of every kind."""

WITHOUT_MARKS = ("fields pdf", "fields pptx")
"""Sheets that show sums alone, in which no mark stands for anybody; the twins differ in them all the same."""

_OUTPUT, _FILE, _FOLDER = "OUTPUT", "FILE", "FOLDER"
_HALVES = ("--from", "2025H2", "--to", "2026H1")
_BRIEFING = ("briefing", "-o", _FOLDER, "--sheet", "plan", "--scope", f"plan:{PUBLISHED}")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("totals", "--by", "nation"),
    *(("totals", "--by", by) for by in ("prefecture", "municipality", "field", "size_band")),
    ("totals", "--by", "status", "--format", "json"),
    ("totals", "--period", "2025H2", "--known", "then"),
    *(("export", "--format", form, "-o", _OUTPUT) for form in ("csv", "xlsx", "geojson", "gpkg")),
    ("export", "--plan", PUBLISHED, "-o", _OUTPUT),
    ("template", "--report", "--plan", PUBLISHED, "--period", "2026H2", "-o", _OUTPUT),
    ("progress",),
    ("progress", "--format", "json"),
    ("changes", *_HALVES),
    ("changes", *_HALVES, "--format", "json"),
    (*_BRIEFING, "--format", "pdf"),
    ("check", _FILE, "--json"),
    ("check", _FILE, "--marked", _FOLDER),
    ("submit", _FILE, "--period", "2026H2"),
)

PAGES: tuple[tuple[str, Mapping[str, str], bool], ...] = (
    ("", {}, True),
    ("investment_map", {}, False),
    ("investment_map", {"map": "bubble", "meeting": "yes"}, False),
    ("investment_map", {"map": "bubble", "prefecture": "430005"}, True),
    ("investment_map", {"map": "plan", "prefecture": "430005"}, True),
    ("investment_map", {"map": "kpi", "municipality": "434043"}, False),
    ("strategic_fields", {}, False),
    ("investment_size", {}, False),
    ("project_list", {"project": PROJECT}, False),
    ("project_list", {"text": "ZQX7"}, False),
    ("plan_list", {}, True),
    ("plan_record", {"plan": PUBLISHED}, True),
    ("plan_record", {"plan": DRAFT}, True),
    ("plan_record", {"plan": PUBLISHED, "period": "2025H2"}, False),
    *(
        ("kpi_progress", {"list": name}, name == "matrix")
        for name in ("matrix", "attention", "promises", "kpis")
    ),
    ("kpi_progress", {"kpi": f"{PUBLISHED}-K1"}, False),
    ("changes", {"from": "2025H2", "to": "2026H1"}, True),
    ("changes", {"from": "2025H2", "to": "2026H1", "plan": PUBLISHED}, False),
    ("changes", {"from": "2025H2", "to": "2026H1", "step": "all"}, False),
    ("briefing_sheets", {"kinds": "prefecture,plan", "prefecture": "430005", "plan": PUBLISHED}, True),
    ("briefing_sheets", {"kinds": "plan", "plan": DRAFT}, False),
    ("data_submission", {}, True),
    ("submission_status", {}, True),
    ("submission_status", {"submission": SUBMISSIONS[1]}, True),
    ("sources", {}, True),
    ("access_records", {}, True),
)
"""Pages with the parameters of a link, and whether all that can be opened and saved there is."""


def source(registry: Registry, audience: str) -> SheetSource:
    """What files and sheets are made from: the newest state and that of the half before."""
    asked = Asked("public", None, audience, "", "since", TODAY)
    return sheet_source(registry, asked, shipped_boundaries())


def files(made_from: SheetSource) -> Iterator[tuple[str, bytes]]:
    for name, make in FILES.items():
        yield name, make(made_from)


def sheets(made_from: SheetSource, forms: tuple[Form, ...] = ("pdf", "pptx")) -> Iterator[tuple[str, bytes]]:
    """Every kind of sheet in these forms, and the workbook of all; a file's name is looked through like the file."""
    (book,) = documents(made_from, SHEETS, "xlsx")
    yield "workbook", book.content
    for request in SHEETS:
        for form in forms:
            for found in documents(made_from, [request], form):
                yield f"{request.kind} {form}", found.name.encode() + b"\n"
                yield f"{request.kind} {form}", found.content


def other_workbook() -> bytes:
    """A workbook of the published plan in which everything is otherwise, and nothing is a mark: who hands it
    in is told what is registered.
    """

    def change(rows: dict[str, list[dict[str, object]]]) -> None:
        rows["projects"].append(
            project(PROJECT, plan_id=PUBLISHED, name="架空の増設", company_name="別の会社", note="別",
                    amount_yen=100 * 8_320 * 10**8, public_support_yen=2)
        )  # fmt: skip
        rows["project_sites"].append(site(PROJECT, KIKUYO, share=0.25, place_note="別の所"))
        for name, column in (("plans", "contact"), ("measures", "note"), ("measures", "budget_note")):
            rows[name][0][column] = "別の内容"
        for row in good_plan("b", PUBLISHED)["measure_reviews"]:
            rows["measure_reviews"].remove(row)

    return plan_workbook("b", PUBLISHED, version=2, change=change)


def commands(audience: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """What commands print and write; the audience comes from the environment, as for those without an option."""
    handed_in = folder / "様式.xlsx"
    handed_in.write_bytes(other_workbook())
    for number, words in enumerate(COMMANDS):
        output, written = folder / f"{number}.out", folder / f"{number}"
        places = {_OUTPUT: str(output), _FOLDER: str(written), _FILE: str(handed_in)}
        with mock.patch.dict(os.environ, {"INVESTMAP_AUDIENCE": audience}):
            result = run(*(places.get(word, word) for word in words))
        name = " ".join(words)
        yield name, f"{result.exit_code}\n{result.stdout}\n{result.stderr}".encode()
        for path in (output, *written.glob("*")):
            if path.is_file():
                yield name, path.name.encode()
                yield name, path.read_bytes()
