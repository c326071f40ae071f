"""Hostile text in every free field of the records on its way into every file that leaves the product."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pdfplumber
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from analysis.allocation import Allocation, allocate
from analysis.selection import Selection
from briefing.answer_book import answer_book, plan_book
from briefing.documents import Document, documents
from briefing.map_data import geojson_bytes, geopackage_bytes
from briefing.plan_tables import plans_table
from briefing.progress_book import progress_book
from briefing.progress_tables import kpi_progress_table
from briefing.sheets.request import SheetRequest, SheetSource
from briefing.spreadsheet import csv_bytes
from briefing.tables import projects_table
from domain.file_name import safe_name
from domain.formula_text import looks_like_formula
from geo.boundaries import shipped_boundaries
from loaders.marked_copy import copy_name
from loaders.plan_workbook import filled_bytes
from registry.database import Registry
from registry.snapshot import read_records
from tests.hostile.records import hostile_rows
from tests.hostile.texts import FORMULAS, KNOWN, MARK, ODD, PATHS, SCRIPTS, TYPST
from tests.pages.plan_registries import registry_with

NATION = Selection()
SHOWABLE = [text for text in (*FORMULAS, *SCRIPTS, *TYPST, *ODD) if text.isprintable() and len(text) < 200]
"""What a check lets through; control characters are refused (tests/hostile/test_files.py)."""


def _texts() -> Iterator[str]:
    """A formula or a script first, so that it stands at the beginning of a cell."""
    while True:
        yield from (f"{text}{MARK}" for text in SHOWABLE)


@pytest.fixture(scope="module")
def registry() -> Registry:
    found = _texts()
    return registry_with(
        "sqlite://",
        hostile_rows(lambda _, column: "javascript:alert(1)" if column == "source_url" else next(found)),
    )


@pytest.fixture(scope="module")
def allocation(registry: Registry) -> Allocation:
    return allocate(read_records(registry, audience="government"))


@pytest.mark.parametrize("table", [projects_table, plans_table, kpi_progress_table])
def test_csv_holds_no_formula(allocation: Allocation, table: object) -> None:
    content = csv_bytes(table(allocation, NATION)).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
    assert MARK in content
    assert not [cell for cell in cells if looks_like_formula(cell)]


@pytest.mark.parametrize("book", [answer_book, plan_book, progress_book, "workbook of a plan"])
def test_excel_holds_no_formula_link_or_macro(allocation: Allocation, book: object) -> None:
    if callable(book):
        content = book(allocation, NATION, "http://localhost/?text=" + SCRIPTS[0])
    else:
        content = filled_bytes(allocation.records.tables, "b", version=1, is_fictional=False)
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in parts if "externalLink" in name or "vba" in name or ".." in name]
    cells = [
        cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row
    ]
    assert any(MARK in str(cell.value) for cell in cells)
    own = [cell for cell in cells if cell.data_type == "f" and MARK in str(cell.value)]
    assert own == [], "formulas of ours, at most"
    assert not [
        cell.hyperlink for cell in cells if cell.hyperlink and "javascript" in str(cell.hyperlink.target)
    ]


def test_geojson_and_geopackage_hold_the_text_as_it_is(allocation: Allocation) -> None:
    told = json.loads(geojson_bytes(allocation, NATION, shipped_boundaries()))
    assert MARK in json.dumps(told, ensure_ascii=False)
    assert geopackage_bytes(allocation, NATION, shipped_boundaries()).startswith(b"SQLite format 3")


def made(allocation: Allocation, form: str) -> Document:
    source = SheetSource(allocation, None, shipped_boundaries())
    request = SheetRequest("plan", NATION, plan="B-430005-01", title=TYPST[0] + SCRIPTS[0])
    return documents(source, [request], form)[0]


def test_pdf_shows_what_typst_would_run(allocation: Allocation) -> None:
    with pdfplumber.open(io.BytesIO(made(allocation, "pdf").content)) as book:
        words = "".join(page.extract_text() or "" for page in book.pages).replace("\n", "")
        assert '#read("/etc/passwd")' in words
        assert "root:" not in words
        assert not [
            link for page in book.pages for link in page.hyperlinks if "http" not in str(link.get("uri"))
        ]
        assert not {"/JavaScript", "/OpenAction", "/Launch"} & set(map(str, book.doc.catalog))


def test_svg_holds_no_script(allocation: Allocation) -> None:
    root = ElementTree.fromstring(made(allocation, "svg").content)
    names = {str(element.tag).rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "foreignObject", "iframe", "animate", "set"}
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.rpartition("}")[2].startswith("on")
            if name.endswith("href"):
                assert value.startswith(("#", "data:image/")), value


def test_slides_hold_text_alone(allocation: Allocation) -> None:
    content = made(allocation, "pptx").content
    archive = zipfile.ZipFile(io.BytesIO(content))
    relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert b'TargetMode="External"' not in relations
    texts = [
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any("<script>" in text for text in texts), "as it was written"


@pytest.mark.parametrize("text", [*KNOWN, "名前.", "CON", "NUL.txt"])
def test_names_of_files_lie_in_no_folder(text: str) -> None:
    for name in (safe_name(text), copy_name(text)):
        assert name
        assert not set(name) & set("/\\:\x00\r\n"), name
        assert name not in (".", "..")
        assert len(name.encode("utf-8", "replace")) < 256


@pytest.mark.parametrize("text", PATHS[:2])
def test_title_of_a_sheet_is_in_no_file_name(allocation: Allocation, text: str) -> None:
    source = SheetSource(allocation, None, shipped_boundaries())
    [document] = documents(source, [SheetRequest("plan", NATION, plan="B-430005-01", title=text)], "xlsx")
    assert text not in document.name
    assert set(document.name) & set("/\\\r\n") == set()
