"""The Excel book of KPI進捗: the matrix, its lists and grades by area for one selection."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing.answer_book import explanation_table
from briefing.progress_tables import (
    area_grades_table,
    kpi_progress_table,
    overdue_kpis_table,
    overdue_reports_table,
    plan_progress_table,
    poor_kpis_table,
    poor_measures_table,
    promises_table,
    reached_table,
)
from briefing.spreadsheet import workbook_bytes
from briefing.tables import AnswerTable

_TABLES = (
    plan_progress_table,
    kpi_progress_table,
    poor_kpis_table,
    poor_measures_table,
    overdue_kpis_table,
    overdue_reports_table,
    promises_table,
    reached_table,
)
_AREAS = (Breakdown.BLOCK, Breakdown.PREFECTURE, Breakdown.MUNICIPALITY)


def progress_book(allocation: Allocation, selection: Selection, link: str = "") -> bytes:
    """Excel bytes: 説明, plans, KPIs, every list of what needs attention, and grades by area."""
    return workbook_bytes(
        [explanation_table(allocation, selection, link), *progress_tables(allocation, selection)]
    )


def progress_tables(allocation: Allocation, selection: Selection) -> list[AnswerTable]:
    """Plans, KPIs, every list of what needs attention, and grades by area where there are any."""
    areas = [area_grades_table(allocation, selection, by) for by in _AREAS]
    return [
        *(make(allocation, selection) for make in _TABLES),
        *(table for table in areas if len(table.frame)),
    ]
