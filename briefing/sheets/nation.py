"""全国概況: what is invested in the nation, where, and in which fields."""

from __future__ import annotations

from analysis.totals import Breakdown
from briefing.contents import ROWS, Placed, Sheet, Words
from briefing.sheets import conclusions, frame
from briefing.sheets.area_parts import COUNTED_ONCE_NOTE, area_map, area_messages, headline
from briefing.sheets.breakdowns import breakdown_table, field_chart
from briefing.sheets.grid import KEY_ROWS, rest, rows_for
from briefing.sheets.naming import subject_words
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.area import Level
from domain.codelist import codelist

_MOST_BLOCKS, _MOST_FIELDS = 12, 14


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map by prefecture, table of blocks, bars of fields."""
    allocation, selection = source.allocation, request.selection
    if selection.level is not Level.NATION:
        raise SheetNotPossible("全国概況は、全国の資料です。区域の選択を外してください。")
    body = ROWS - KEY_ROWS
    parts = breakdown_table(allocation, selection, Breakdown.BLOCK, _MOST_BLOCKS)
    upper = rows_for(len(codelist("block")) + 2)
    blocks = (
        Placed(headline(source, request), 0, 0, 12, KEY_ROWS),
        Placed(area_map(source, request), 0, KEY_ROWS, 5, body),
        Placed(parts, 5, KEY_ROWS, 4, upper),
        Placed(
            Words("", (COUNTED_ONCE_NOTE,), is_tinted=True), 5, KEY_ROWS + upper, 4, rest(KEY_ROWS, upper)
        ),
        Placed(field_chart(allocation, selection, _MOST_FIELDS), 9, KEY_ROWS, 3, body),
    )
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=conclusions.title(allocation, selection),
        messages=area_messages(source, request, Breakdown.BLOCK, also=Breakdown.FIELD),
        blocks=blocks,
    )
    return (page,)
