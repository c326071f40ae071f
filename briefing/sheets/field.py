"""戦略分野: one strategic field in the selected area: where it is, how far it has come, its main projects."""

from __future__ import annotations

from briefing.contents import ROWS, Placed, Sheet
from briefing.sheets import conclusions, frame
from briefing.sheets.area_parts import COUNTED_ONCE_NOTE, area_map, area_messages, headline
from briefing.sheets.breakdowns import breakdown_table, status_chart
from briefing.sheets.grid import KEY_ROWS, lines_for, rest, rows_for
from briefing.sheets.naming import subject_words
from briefing.sheets.project_tables import main_projects
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from briefing.tables import parts_of

_MOST_PARTS = 6


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of the area's parts, bars of states, main projects."""
    allocation, selection = source.allocation, request.selection
    if len(selection.fields) != 1:
        raise SheetNotPossible("戦略分野の資料です。戦略分野を一つだけ選んでください。")
    by = parts_of(selection.level)
    parts = breakdown_table(allocation, selection, by, _MOST_PARTS)
    upper = rows_for(max(len(parts.rows), 5))
    lower = rest(KEY_ROWS, upper)
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=conclusions.title(allocation, selection),
        messages=area_messages(source, request, by),
        blocks=(
            Placed(headline(source, request), 0, 0, 12, KEY_ROWS),
            Placed(area_map(source, request), 0, KEY_ROWS, 5, ROWS - KEY_ROWS),
            Placed(parts, 5, KEY_ROWS, 4, upper),
            Placed(status_chart(allocation, selection), 9, KEY_ROWS, 3, upper),
            Placed(main_projects(allocation, selection, lines_for(lower)), 5, KEY_ROWS + upper, 7, lower),
        ),
        notes=(COUNTED_ONCE_NOTE,),
    )
    return (page,)
