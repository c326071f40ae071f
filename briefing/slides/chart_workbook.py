"""The workbook in a chart: categories and series as plain values, so that no text becomes a formula or a link."""

from __future__ import annotations

import io

from xlsxwriter import Workbook

from briefing.contents import Chart
from briefing.notes import PROCESSED_BY
from briefing.slides.package import NO_DATE

_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_SHEET = "Sheet1"
"""What the chart's own references say."""


def workbook(chart: Chart) -> bytes:
    """Categories in column A from row 2, a series a column from B on, its name in row 1."""
    packed = io.BytesIO()
    book = Workbook(packed, _AS_TEXT)
    book.set_properties({"author": PROCESSED_BY, "created": NO_DATE})
    sheet = book.add_worksheet(_SHEET)
    for row, category in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return packed.getvalue()
