"""Everything that leaves the product, as text in which marks can be looked for.

A new file, sheet or page is covered by a line in ``FILES``, ``COMMANDS`` or ``PAGES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from streamlit.testing.v1 import AppTest

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing import progress_tables
from briefing.answer_book import answer_book, plan_book
from briefing.change_book import change_book
from briefing.change_tables import bridge_list_table, plan_changes_table
from briefing.map_data import geojson_bytes, geopackage_bytes
from briefing.progress_book import progress_book
from briefing.spreadsheet import csv_bytes
from briefing.tables import projects_table
from domain.folders import PRODUCT
from geo.boundaries import shipped_boundaries
from tests.marked_rows import DRAFT, PROJECT, PUBLISHED

EVERYTHING = Selection()

FILES: Mapping[str, Callable[[Allocation, Allocation], bytes]] = {
    "answer book": lambda _, now: answer_book(now, EVERYTHING),
    "answer book of a prefecture": lambda _, now: answer_book(now, Selection("430005")),
    "plan book": lambda _, now: plan_book(now, EVERYTHING),
    "progress book": lambda _, now: progress_book(now, EVERYTHING),
    "change book": lambda before, now: change_book(before, now, EVERYTHING, ""),
    "change book of a plan": lambda before, now: change_book(before, now, EVERYTHING, "", PUBLISHED),
    "projects": lambda _, now: csv_bytes(projects_table(now, EVERYTHING)),
    "changed projects": lambda before, now: csv_bytes(bridge_list_table(before, now, EVERYTHING)),
    "changes of a plan": lambda before, now: csv_bytes(plan_changes_table(before, now, PUBLISHED)),
    "GeoJSON": lambda _, now: geojson_bytes(now, EVERYTHING, shipped_boundaries()),
    "GeoPackage": lambda _, now: geopackage_bytes(now, EVERYTHING, shipped_boundaries()),
    **{
        name: lambda _, now, name=name: csv_bytes(getattr(progress_tables, name)(now, EVERYTHING))
        for name in (
            *("plan_progress_table", "kpi_progress_table", "poor_kpis_table", "poor_measures_table"),
            *("overdue_kpis_table", "promises_table", "reached_table"),
        )
    },
}

_OUTPUT = "OUTPUT"
COMMANDS: tuple[tuple[str, ...], ...] = (
    *(("totals", "--by", by) for by in ("nation", "prefecture", "municipality", "field", "size_band")),
    ("totals", "--by", "status", "--format", "json"),
    *(("export", "--format", form, "-o", _OUTPUT) for form in ("csv", "xlsx", "geojson")),
    ("progress",),
    ("progress", "--format", "json"),
    ("changes", "--from", "2025H2", "--to", "2026H1"),
    ("changes", "--from", "2025H2", "--to", "2026H1", "--format", "json"),
    ("totals", "--period", "2025H2", "--known", "then"),
)

PAGES: tuple[tuple[str, Mapping[str, list[str]]], ...] = (
    ("home", {}),
    ("investment_map", {}),
    ("investment_map", {"map": ["bubble"]}),
    ("investment_map", {"map": ["plan"], "prefecture": ["430005"]}),
    ("investment_map", {"map": ["kpi"], "municipality": ["434043"]}),
    ("strategic_fields", {}),
    ("investment_size", {}),
    ("project_list", {"project": [PROJECT]}),
    ("project_list", {"text": ["ZQX7"]}),
    ("plan_list", {}),
    ("plan_record", {"plan": [PUBLISHED]}),
    ("plan_record", {"plan": [DRAFT]}),
    ("plan_record", {"plan": [PUBLISHED], "period": ["2025H2"]}),
    *(("kpi_progress", {"list": [name]}) for name in ("matrix", "attention", "promises", "kpis")),
    ("kpi_progress", {"kpi": [f"{PUBLISHED}-K1"]}),
    ("changes", {"from": ["2025H2"], "to": ["2026H1"]}),
    ("changes", {"from": ["2025H2"], "to": ["2026H1"], "plan": [PUBLISHED]}),
    ("changes", {"from": ["2025H2"], "to": ["2026H1"], "step": ["all"]}),
    ("data_submission", {}),
    ("submission_status", {}),
    ("sources", {}),
)


def command_words(words: tuple[str, ...], output: Path) -> list[str]:
    return [str(output) if word == _OUTPUT else word for word in words]


def page_text(page: str, parameters: Mapping[str, list[str]]) -> str:
    """All that a page sends: every element with its data, the map's layers and tooltips among it."""
    app = AppTest.from_file(str(PRODUCT / "app.py"), default_timeout=120)
    for name, values in parameters.items():
        app.query_params[name] = values
    app.run()
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, [error.value for error in app.exception]
    return "\n".join(_sent(app._tree))


def _sent(block: Any) -> Iterator[str]:
    proto = getattr(block, "proto", None)
    if proto is not None:
        yield str(proto)
        for field, value in _bytes_in(proto):
            yield _arrow_text(value) if value[:6] != b"" else field
    for child in getattr(block, "children", {}).values():
        yield from _sent(child)


def _bytes_in(proto: Any) -> Iterator[tuple[str, bytes]]:
    if not hasattr(proto, "ListFields"):
        return
    for field, value in proto.ListFields():
        if isinstance(value, bytes):
            yield field.name, value
        elif hasattr(value, "ListFields"):
            yield from _bytes_in(value)


def _arrow_text(value: bytes) -> str:
    """A table on its way to the browser; other bytes as they are."""
    try:
        return pa.ipc.open_stream(value).read_all().to_pandas().to_csv()
    except pa.ArrowInvalid:
        return value.decode("utf-8", "replace")
