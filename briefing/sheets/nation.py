"""全国概況: what is invested in the nation, where, and in which fields."""

from __future__ import annotations

from analysis.totals import Breakdown
from briefing.contents import Sheet
from briefing.sheets.area_sheet import area_sheet
from briefing.sheets.breakdowns import field_chart
from briefing.sheets.request import SheetRequest, SheetSource

_MOST_BLOCKS, _MOST_FIELDS = 12, 14


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map by prefecture, table of blocks, bars of fields, main projects."""
    fields = field_chart(source.allocation, request.selection, _MOST_FIELDS)
    return (area_sheet(source, request, Breakdown.BLOCK, _MOST_BLOCKS, fields),)
