"""ブロック: a block's investments by prefecture and field, on a map, and its main projects."""

from __future__ import annotations

from dataclasses import replace

from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing.contents import Sheet
from briefing.sheets.area_sheet import area_sheet
from briefing.sheets.breakdowns import field_chart
from briefing.sheets.request import SheetRequest, SheetSource
from domain.area import prefectures_of

_MOST_PARTS, _MOST_FIELDS = 7, 9


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of prefectures (or of the municipalities of the only one), bars of fields, main projects."""
    by = _parts(request.selection)
    fields = field_chart(source.allocation, request.selection, _MOST_FIELDS)
    return (area_sheet(source, replace(request, mode=request.mode or by.value), by, _MOST_PARTS, fields),)


def _parts(selection: Selection) -> Breakdown:
    """Prefectures; the municipalities of a block that is a single prefecture."""
    return Breakdown.PREFECTURE if len(prefectures_of(selection.area)) > 1 else Breakdown.MUNICIPALITY
