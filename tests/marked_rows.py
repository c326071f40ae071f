"""Rows in which everything that not all may see bears a mark that stands nowhere else.

A published plan has every restricted field filled, with a disclosure that the test names, and a report that
is not public yet; a draft has marked texts in every column. What is found where nobody may see it is a leak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.record import Kind
from domain.tables import TABLES
from registry.disclosure import EMPTY, NO_ROW, WORD, WORD_FOR_TEXT, RestrictedField, restricted_fields
from tests.builders import company, good_plan, plan, project, site
from tests.places import KIKUYO, OZU

Rows = dict[str, list[dict[str, Any]]]

PUBLISHED, DRAFT = "B-430005-01", "B-430005-02"
PROJECT = f"{PUBLISHED}-P9"
AHEAD = "2027H2"
"""A half on which a report has come and is not public yet (``tests/conftest.py``)."""

_REPORTS = ("progress_reports", "measure_reviews", "kpi_values")
MARKED_WORD = "ZQX7"
_FIRST_NUMBER = 7_919


@dataclass(frozen=True)
class Mark:
    """Where a mark stands, and the forms in which it may be found."""

    table: str
    column: str
    forms: tuple[str, ...]
    part: str = "published"
    """``draft`` and ``ahead`` for what stands in the draft and in the report that is not public yet."""


def marked_rows(disclosure: str, first: int = 0) -> tuple[Rows, list[Mark]]:
    """Rows of both plans and their marks, numbered from ``first``; the published one's are disclosed as the
    word says.
    """
    rows = good_plan("b", PUBLISHED)
    rows["projects"].append(
        project(PROJECT, plan_id=PUBLISHED, name="架空の増設", amount_disclosure=disclosure,
                place_disclosure=disclosure, company_disclosure=disclosure, public_support_yen=1)
    )  # fmt: skip
    rows["project_sites"].append(site(PROJECT, KIKUYO, share=0.5, location_precision="exact", lon=1, lat=1))
    rows["project_years"].append({"project_id": PROJECT, "fiscal_year": "2027", "amount_yen": 1, "note": ""})
    rows["plan_companies"].append(company(PUBLISHED, "", disclosure=disclosure))
    rows["measures"][0]["budget_disclosure"] = disclosure
    for name in _REPORTS:
        rows[name][0]["disclosure"] = disclosure
    marks: list[Mark] = []
    told: set[tuple[str, str]] = set()
    for field in restricted_fields():
        row = _row_of(rows, field)
        for column in [field.column] if field.column else _free_columns(field.table):
            if (field.table, column) not in told and field.shown in (EMPTY, NO_ROW, WORD, WORD_FOR_TEXT):
                told.add((field.table, column))
                marks.append(_mark(row, field.table, column, first + len(marks)))
    _add_report_ahead(rows, marks, first)
    return _with_draft(rows, marks, first), marks


def _add_report_ahead(rows: Rows, marks: list[Mark], first: int) -> None:
    """A report that may be shown once it is published: every free column of its rows is marked."""
    for name in _REPORTS:
        row = rows[name][0] | {"period": AHEAD, "disclosure": ""}
        for column in _free_columns(name):
            if column not in _POINTERS:
                marks.append(replace(_mark(row, name, column, first + len(marks)), part="ahead"))
        rows[name].append(row)


def _row_of(rows: Rows, field: RestrictedField) -> dict[str, Any]:
    """The row in which a field is marked: of the marked project, or the first or last that has its disclosure."""
    found = rows[field.table]
    if field.table in ("projects", "project_sites", "project_years"):
        return next(row for row in reversed(found) if row["project_id"] == PROJECT)
    return found[-1] if field.table == "plan_companies" else found[0]


def _free_columns(table: str) -> list[str]:
    """Columns of a row that may hold anything."""
    definition = TABLES[table]
    named = [name for name in definition.column_names if name not in definition.key or name == "company_name"]
    return [name for name in named if definition[name].kind in (Kind.TEXT, Kind.YEN, Kind.NUMBER)]


def _mark(row: dict[str, Any], table: str, column: str, number: int) -> Mark:
    kind = TABLES[table][column].kind
    if kind is Kind.TEXT:
        mark = f"{MARKED_WORD}{number:03}"
        if column == "corporate_number":
            mark = f"98765{number:03}43210"
        row[column] = f"https://example.jp/{mark}" if column == "source_url" else mark
        return Mark(table, column, (mark, mark.lower()))
    odd = _FIRST_NUMBER + 2 * number
    if kind is Kind.YEN:  # 9兆7,919.3億円
        row[column] = (900_000 + odd * 10 + 3) * 10_000_000
        units = (f"9兆{odd:,}億", f"9{odd}.3", f"9{odd:,}.3", f"9{odd}億", f"9.{odd}3", f"9{odd}3000")
        return Mark(table, column, units)
    if kind is Kind.SHARE:
        row[column] = odd / 10_000 + 0.000043
        return Mark(table, column, (f"{odd / 100:.2f}43", f"0.{odd}43"))
    whole = {"lon": 130, "lat": 32}.get(column)
    many = odd * 10_000 + 4_321
    row[column] = many if whole is None else whole + odd / 10_000
    forms = (f"{many}", f"{many:,}") if whole is None else (f"{whole}.{odd}",)
    return Mark(table, column, forms)


def _with_draft(rows: Rows, marks: list[Mark], first: int) -> Rows:
    """``rows`` and those of a draft of which every text that is no key is marked."""
    draft = good_plan("b", DRAFT)
    draft["plans"] = [plan(DRAFT, stage_code="bc_draft")]
    for name, found in draft.items():
        for column in _free_columns(name):
            if column not in _POINTERS:
                mark = _mark(found[0], name, column, first + len(marks))
                marks.append(replace(mark, part="draft"))
        rows[name] = rows[name] + found
    return rows


_POINTERS = frozenset(
    [*(f"{name}_id" for name in ("plan", "project", "measure", "kpi")), "author", "co_blocks", "criterion"]
)
"""Columns that name something else, whose words are the product's own."""


def texts_of(tables: Mapping[str, Any]) -> str:
    """Every value of the tables as text."""
    return "\n".join(frame.to_csv(float_format="%.10g") for frame in tables.values())


def found_in(text: str, marks: list[Mark]) -> list[str]:
    """The marks that stand in ``text``, as table.column."""
    return [f"{mark.table}.{mark.column}" for mark in marks if any(form in text for form in mark.forms)]


__all__ = ["DRAFT", "KIKUYO", "OZU", "PROJECT", "PUBLISHED", "Mark", "found_in", "marked_rows", "texts_of"]
