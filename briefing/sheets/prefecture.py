"""都道府県: a prefecture's investments by municipality, on a map, its main projects, and its plans."""

from __future__ import annotations

from analysis.totals import Breakdown
from briefing.contents import Row, Sheet, Stack
from briefing.sheets import conclusions, frame
from briefing.sheets.area_parts import COUNTED_ONCE_NOTE, area_map, area_messages, headline
from briefing.sheets.breakdowns import breakdown_table, field_chart
from briefing.sheets.naming import subject_words
from briefing.sheets.plan_parts import has_kpis, has_plans, kpis_by_grade, plans_by_type
from briefing.sheets.project_tables import main_projects
from briefing.sheets.request import SheetRequest, SheetSource

_MOST_MUNICIPALITIES, _MOST_FIELDS = 7, 9


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of municipalities, main projects; bars of fields or, where there are any, plans."""
    allocation, selection = source.allocation, request.selection
    parts = breakdown_table(allocation, selection, Breakdown.MUNICIPALITY, _MOST_MUNICIPALITIES)
    beside = _plans(source, request) or field_chart(allocation, selection, _MOST_FIELDS)
    right = Stack((Row((parts, beside), (4, 3)), main_projects(allocation, selection)))
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=conclusions.title(allocation, selection),
        messages=area_messages(source, request, Breakdown.MUNICIPALITY, also=Breakdown.FIELD),
        blocks=(headline(source, request), Row((area_map(source, request), right), (5, 7))),
        notes=(COUNTED_ONCE_NOTE,),
    )
    return (page,)


def _plans(source: SheetSource, request: SheetRequest) -> Stack | None:
    """Plans by type and KPIs by grade one below the other; None in a registry without plans."""
    allocation, selection = source.allocation, request.selection
    if not has_plans(allocation):
        return None
    types = plans_by_type(allocation, selection)
    return Stack((types, kpis_by_grade(allocation, selection)) if has_kpis(allocation) else (types,))
