"""都道府県: a prefecture's investments by municipality, on a map, its main projects, and its plans."""

from __future__ import annotations

from analysis.totals import Breakdown
from briefing.contents import Sheet, Stack
from briefing.sheets.area_sheet import area_sheet
from briefing.sheets.breakdowns import field_chart
from briefing.sheets.plan_parts import has_kpis, has_plans, kpis_by_grade, plans_by_type
from briefing.sheets.request import SheetRequest, SheetSource

_MOST_MUNICIPALITIES, _MOST_FIELDS = 7, 9


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of municipalities, main projects; bars of fields or, where there are any, plans."""
    beside = _plans(source, request) or field_chart(source.allocation, request.selection, _MOST_FIELDS)
    return (area_sheet(source, request, Breakdown.MUNICIPALITY, _MOST_MUNICIPALITIES, beside),)


def _plans(source: SheetSource, request: SheetRequest) -> Stack | None:
    """Plans by type and KPIs by grade one below the other; None in a registry without plans."""
    allocation, selection = source.allocation, request.selection
    if not has_plans(allocation):
        return None
    types = plans_by_type(allocation, selection)
    return Stack((types, kpis_by_grade(allocation, selection)) if has_kpis(allocation) else (types,))
