"""戦略分野: one strategic field in the selected area: where it is, how far it has come, its main projects."""

from __future__ import annotations

from briefing.contents import Sheet
from briefing.sheets.area_sheet import area_sheet
from briefing.sheets.breakdowns import status_chart
from briefing.sheets.request import SheetRequest, SheetSource
from briefing.tables import parts_of

_MOST_PARTS = 6


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page: map, table of the area's parts, bars of states, main projects."""
    selection = request.selection
    states = status_chart(source.allocation, selection)
    return (area_sheet(source, request, parts_of(selection.level), _MOST_PARTS, states, also=None),)
