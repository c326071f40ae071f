"""都道府県: a prefecture's investments by municipality, on a map, its main projects, and its plans."""

from __future__ import annotations

from analysis.totals import Breakdown
from briefing.contents import ROWS, Placed, Sheet
from briefing.sheets import conclusions, frame
from briefing.sheets.area_parts import COUNTED_ONCE_NOTE, area_map, area_messages, headline
from briefing.sheets.breakdowns import breakdown_table, field_chart
from briefing.sheets.grid import KEY_ROWS, lines_for, rest, rows_for
from briefing.sheets.naming import subject_words
from briefing.sheets.plan_parts import has_kpis, has_plans, kpis_by_grade, plans_by_type
from briefing.sheets.project_tables import main_projects
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.area import Level

_MOST_MUNICIPALITIES, _MOST_FIELDS = 7, 9


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of municipalities, main projects; bars of fields or, where there are any, plans."""
    allocation, selection = source.allocation, request.selection
    if selection.level is not Level.PREFECTURE:
        raise SheetNotPossible("都道府県の資料です。都道府県を一つ選んでください。")
    parts = breakdown_table(allocation, selection, Breakdown.MUNICIPALITY, _MOST_MUNICIPALITIES)
    plans = _plans(source, request)
    upper = max(rows_for(max(len(parts.rows), 5)), sum(placed.rows for placed in plans))
    beside = plans or (Placed(field_chart(allocation, selection, _MOST_FIELDS), 9, KEY_ROWS, 3, upper),)
    lower = rest(KEY_ROWS, upper)
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=conclusions.title(allocation, selection),
        messages=area_messages(source, request, Breakdown.MUNICIPALITY, also=Breakdown.FIELD),
        blocks=(
            Placed(headline(source, request), 0, 0, 12, KEY_ROWS),
            Placed(area_map(source, request), 0, KEY_ROWS, 5, ROWS - KEY_ROWS),
            Placed(parts, 5, KEY_ROWS, 4, upper),
            *beside,
            Placed(main_projects(allocation, selection, lines_for(lower)), 5, KEY_ROWS + upper, 7, lower),
        ),
        notes=(COUNTED_ONCE_NOTE,),
    )
    return (page,)


def _plans(source: SheetSource, request: SheetRequest) -> tuple[Placed, ...]:
    """Plans by type and KPIs by grade one below the other; nothing in a registry without plans."""
    allocation, selection = source.allocation, request.selection
    if not has_plans(allocation):
        return ()
    types = plans_by_type(allocation, selection)
    first = Placed(types, 9, KEY_ROWS, 3, rows_for(len(types.rows), is_low=True))
    if not has_kpis(allocation):
        return (first,)
    grades = kpis_by_grade(allocation, selection)
    return first, Placed(grades, 9, KEY_ROWS + first.rows, 3, rows_for(len(grades.rows), is_low=True))
