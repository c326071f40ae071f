"""ブロック: a block's investments by prefecture and field, on a map, and its main projects."""

from __future__ import annotations

from dataclasses import replace

from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing.contents import Row, Sheet, Stack
from briefing.sheets import conclusions, frame
from briefing.sheets.area_parts import COUNTED_ONCE_NOTE, area_map, area_messages, headline
from briefing.sheets.breakdowns import breakdown_table, field_chart
from briefing.sheets.naming import subject_words
from briefing.sheets.project_tables import main_projects
from briefing.sheets.request import SheetRequest, SheetSource
from domain.area import prefectures_of

_MOST_PARTS, _MOST_FIELDS = 7, 9


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of prefectures (or of the municipalities of the only one), bars of fields, main projects."""
    allocation, selection = source.allocation, request.selection
    by = _parts(selection)
    shown = area_map(source, replace(request, mode=request.mode or by.value))
    parts = breakdown_table(allocation, selection, by, _MOST_PARTS)
    fields = field_chart(allocation, selection, _MOST_FIELDS)
    upper = Row((parts, fields), (4, 3))
    blocks = (
        headline(source, request),
        Row((shown, Stack((upper, main_projects(allocation, selection)))), (5, 7)),
    )
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=conclusions.title(allocation, selection),
        messages=area_messages(source, request, by, also=Breakdown.FIELD),
        blocks=blocks,
        notes=(COUNTED_ONCE_NOTE,),
    )
    return (page,)


def _parts(selection: Selection) -> Breakdown:
    """Prefectures; the municipalities of a block that is a single prefecture."""
    return Breakdown.PREFECTURE if len(prefectures_of(selection.area)) > 1 else Breakdown.MUNICIPALITY
