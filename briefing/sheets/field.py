"""戦略分野: one strategic field in the selected area: where it is, how far it has come, its main projects."""

from __future__ import annotations

from briefing.contents import Row, Sheet, Stack
from briefing.sheets import conclusions, frame
from briefing.sheets.area_parts import COUNTED_ONCE_NOTE, area_map, area_messages, headline
from briefing.sheets.breakdowns import breakdown_table, status_chart
from briefing.sheets.naming import subject_words
from briefing.sheets.project_tables import main_projects
from briefing.sheets.request import SheetRequest, SheetSource
from briefing.tables import parts_of

_MOST_PARTS = 6


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of the area's parts, bars of states, main projects."""
    allocation, selection = source.allocation, request.selection
    by = parts_of(selection.level)
    parts = breakdown_table(allocation, selection, by, _MOST_PARTS)
    upper = Row((parts, status_chart(allocation, selection)), (4, 3))
    right = Stack((upper, main_projects(allocation, selection)))
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=conclusions.title(allocation, selection),
        messages=area_messages(source, request, by),
        blocks=(headline(source, request), Row((area_map(source, request), right), (5, 7))),
        notes=(COUNTED_ONCE_NOTE,),
    )
    return (page,)
