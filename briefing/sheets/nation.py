"""全国概況: what is invested in the nation, where, and in which fields."""

from __future__ import annotations

from analysis.totals import Breakdown
from briefing.contents import Row, Sheet, Stack
from briefing.sheets import conclusions, frame
from briefing.sheets.area_parts import COUNTED_ONCE_NOTE, area_map, area_messages, headline
from briefing.sheets.breakdowns import breakdown_table, field_chart
from briefing.sheets.naming import subject_words
from briefing.sheets.project_tables import main_projects
from briefing.sheets.request import SheetRequest, SheetSource

_MOST_BLOCKS, _MOST_FIELDS = 12, 14


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map by prefecture, table of blocks, bars of fields, main projects."""
    allocation, selection = source.allocation, request.selection
    parts = breakdown_table(allocation, selection, Breakdown.BLOCK, _MOST_BLOCKS)
    fields = field_chart(allocation, selection, _MOST_FIELDS)
    right = Stack((Row((parts, fields), (4, 3)), main_projects(allocation, selection)))
    blocks = (headline(source, request), Row((area_map(source, request), right), (5, 7)))
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=conclusions.title(allocation, selection),
        messages=area_messages(source, request, Breakdown.BLOCK, also=Breakdown.FIELD),
        blocks=blocks,
        notes=(COUNTED_ONCE_NOTE,),
    )
    return (page,)
