"""ブロック: a block's investments by prefecture and field, on a map, and its main projects."""

from __future__ import annotations

from analysis.totals import Breakdown
from briefing.contents import ROWS, Placed, Sheet
from briefing.sheets import conclusions, frame
from briefing.sheets.area_parts import COUNTED_ONCE_NOTE, area_map, area_messages, headline
from briefing.sheets.breakdowns import breakdown_table, field_chart
from briefing.sheets.grid import KEY_ROWS, rest, rows_for
from briefing.sheets.naming import subject_words
from briefing.sheets.project_tables import main_projects
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.area import Level

_MOST_PREFECTURES, _MOST_FIELDS, _MOST_PROJECTS = 7, 9, 12


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of prefectures, bars of fields, main projects."""
    allocation, selection = source.allocation, request.selection
    if selection.level is not Level.BLOCK:
        raise SheetNotPossible("ブロックの資料です。ブロックを一つ選んでください。")
    parts = breakdown_table(allocation, selection, Breakdown.PREFECTURE, _MOST_PREFECTURES)
    upper = rows_for(max(len(parts.rows), 5))
    lower = rest(KEY_ROWS, upper)
    blocks = (
        Placed(headline(source, request), 0, 0, 12, KEY_ROWS),
        Placed(area_map(source, request), 0, KEY_ROWS, 5, ROWS - KEY_ROWS),
        Placed(parts, 5, KEY_ROWS, 4, upper),
        Placed(field_chart(allocation, selection, _MOST_FIELDS), 9, KEY_ROWS, 3, upper),
        Placed(main_projects(allocation, selection, _MOST_PROJECTS), 5, KEY_ROWS + upper, 7, lower),
    )
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=conclusions.title(allocation, selection),
        messages=area_messages(source, request, Breakdown.PREFECTURE, also=Breakdown.FIELD),
        blocks=blocks,
        notes=(COUNTED_ONCE_NOTE,),
    )
    return (page,)
