"""Files made by several viewers at once in one process say what each says when it is made alone."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pyogrio

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing.answer_book import answer_book
from briefing.documents import FORMS, documents
from briefing.map_data import geopackage_bytes
from briefing.sheets.request import SheetRequest, SheetSource
from geo.boundaries import shipped_boundaries

SELECTIONS = (Selection(), Selection("kyushu"), Selection(fields=("ai_semiconductor",)))


def said(content: bytes) -> object:
    """All that a file says but for when it was made."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {name: packed.read(name) for name in packed.namelist() if name != "docProps/core.xml"}
    if content.startswith(b"SQLite"):
        with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
            file.write(content)
            file.flush()
            layers = [name for name, _ in pyogrio.list_layers(file.name)]
            return {name: pyogrio.read_dataframe(file.name, layer=name).to_wkt().to_csv() for name in layers}
    return content


def makers(allocation: Allocation) -> list[Callable[[], object]]:
    boundaries = shipped_boundaries()
    source = SheetSource(allocation, None, boundaries)

    def sheet(selection: Selection, form: str) -> object:
        made = documents(source, [SheetRequest("projects", selection)], form)
        return [said(each.content) for each in made]

    return [
        make
        for selection in SELECTIONS
        for make in (
            *(lambda s=selection, form=form: sheet(s, form) for form in FORMS),
            lambda s=selection: said(answer_book(allocation, s)),
            lambda s=selection: said(geopackage_bytes(allocation, s, boundaries)),
        )
    ]


def test_threads_do_not_disturb_each_other(public: Allocation) -> None:
    alone = [make() for make in makers(public)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda make: make(), makers(public))) == alone
    assert len({str(each) for each in alone}) == len(alone)
