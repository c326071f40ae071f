"""Cells of dates, fiscal years and fiscal halves."""

from __future__ import annotations

import datetime as dt
import re

from domain.amount_text import empty_mark
from domain.fiscal_half import is_fiscal_half
from domain.japanese_date import DateReading, read_date, serial_day
from domain.partial_date import format_ja, is_partial_date
from domain.record import Column
from domain.spelling import plain
from loaders.number_cell import read_as_empty
from loaders.read_cell import Read, Said, cell_text, unread
from loaders.workbook_cells import CellValue
from rules import cell_value, date_text
from rules.rule import Rule

_DIGITS = re.compile(r"[0-9]{5,7}")


def read_date_cell(column: Column, cell: CellValue) -> Read:
    """Partial ISO date of a date cell, of a year as a number, or of a text in 和暦 or 西暦."""
    if isinstance(cell, dt.date):
        day = cell.isoformat()[:10]
        return Read(day) if is_partial_date(day) else unread(cell_value.NOT_A_DATE, day)
    text = cell_text(cell)
    if _DIGITS.fullmatch(text):
        if day_meant := serial_day(float(text)):
            return unread(date_text.DATE_IS_DAY_NUMBER, text, day=day_meant.isoformat())
        return unread(cell_value.NOT_A_DATE, text)
    if not isinstance(cell, str) and "." in text:
        # 2027.1 may have been 2027.10: a number does not keep the zero.
        return unread(cell_value.NOT_A_DATE, text)
    found = read_date(text)
    if found is None:
        return _no_date(column, cell, cell_value.NOT_A_DATE)
    return Read(found.iso or found.fiscal_year, _said(found, text, date_text.DATE_IS_FISCAL_YEAR))


def read_fiscal_year(column: Column, cell: CellValue) -> Read:
    """The year that a fiscal year starts in, as four digits: 2027, 令和9年度, R9."""
    text = cell_text(cell)
    found = None if isinstance(cell, dt.date) else read_date(text)
    if found is None or found.half or len(found.iso) > len("2027"):
        return _no_date(column, cell, date_text.NOT_A_FISCAL_YEAR)
    return Read(found.fiscal_year or found.iso, _said(found, text))


def read_half(column: Column, cell: CellValue) -> Read:
    """A fiscal half, ``2026H1``: also of 令和8年度上期 and 2026年度下半期."""
    text = plain(cell_text(cell))
    if is_fiscal_half(text):
        return Read(text)
    found = None if isinstance(cell, dt.date) else read_date(text)
    if found is None or not found.half:
        return _no_date(column, cell, date_text.NOT_A_HALF)
    return Read(f"{found.fiscal_year}H{found.half}", _said(found, text))


def _said(found: DateReading, text: str, of_fiscal_year: Rule | None = None) -> tuple[Said, ...]:
    year = found.fiscal_year
    read = {
        "read": format_ja(found.iso)
        if found.iso
        else f"{year}年度"
        if of_fiscal_year is None
        else f"{year}年"
    }
    rules = (
        (date_text.DATE_OUTSIDE_ERA, found.is_outside_era),
        (date_text.DATE_VAGUE, found.is_vague and not (year and of_fiscal_year)),
        (of_fiscal_year, bool(year)),
    )
    return tuple(Said(rule, text, read) for rule, is_so in rules if rule is not None and is_so)


def _no_date(column: Column, cell: CellValue, rule: Rule) -> Read:
    if isinstance(cell, str) and empty_mark(cell):
        return read_as_empty(column, cell)
    return unread(rule, cell_text(cell))
