"""The page that sheets about an area have in common: numbers, a map, and beside it tables and a chart."""

from __future__ import annotations

from analysis.totals import Breakdown
from briefing import answers
from briefing.contents import Block, KeyNumbers, MapFigure, Row, Sheet, Stack
from briefing.key_numbers import key_numbers
from briefing.maps.figures import map_figure
from briefing.maps.view import possible_view
from briefing.sheets import frame
from briefing.sheets.breakdowns import breakdown_table
from briefing.sheets.conclusions import title
from briefing.sheets.messages import (
    change,
    elsewhere,
    largest_parts,
    largest_project,
    left_out,
    most_projects,
    only_project,
    states,
    told,
)
from briefing.sheets.naming import subject_words
from briefing.sheets.project_tables import main_projects
from briefing.sheets.request import SheetRequest, SheetSource

_COUNTED_ONCE_NOTE = "二つ以上の区域に拠点がある案件は、それぞれの区域で1件と数えます（合計では1件）。"


def area_sheet(
    source: SheetSource,
    request: SheetRequest,
    by: Breakdown,
    most_parts: int,
    beside: Block,
    *,
    also: Breakdown | None = Breakdown.FIELD,
) -> Sheet:
    """The map, and on its right a table of at most ``most_parts`` parts ``by``, what stands ``beside`` it, and
    the main projects below. ``also`` is what the messages may speak of besides.
    """
    allocation, selection = source.allocation, request.selection
    parts = breakdown_table(allocation, selection, by, most_parts)
    right = Stack((Row((parts, beside), (4, 3)), main_projects(allocation, selection)))
    return frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=title(allocation, selection),
        messages=_messages(source, request, by, also),
        blocks=(KeyNumbers(key_numbers(allocation, selection)), Row((_map(source, request), right), (5, 7))),
        notes=(_COUNTED_ONCE_NOTE,),
    )


def _map(source: SheetSource, request: SheetRequest) -> MapFigure:
    """The map of the selection in the mode and by the measure that the screen has."""
    view = possible_view(request.selection, request.mode, request.measure)
    return map_figure(source.allocation, source.boundaries, view)


def _messages(
    source: SheetSource, request: SheetRequest, by: Breakdown, also: Breakdown | None
) -> tuple[str, ...]:
    """The largest part; what changed since the earlier half, or the largest part of another breakdown or the
    largest project; and what is not in the numbers. Without amounts where the projects are and how far they
    have come; without projects what there is elsewhere.
    """
    allocation, selection = source.allocation, request.selection
    found = answers.total(allocation, selection)
    if not found.projects:
        return told(elsewhere(allocation, selection))
    if found.projects > 1 and not found.projects_with_amount:
        counted = most_projects(allocation, selection, by), states(allocation, selection)
        return told(*counted, change(allocation, source.before, selection))
    if found.projects == 1:
        return told(*only_project(allocation, selection), left_out(allocation, selection, by))
    second = change(allocation, source.before, selection)
    if not second and also is not None:
        second = largest_parts(allocation, selection, also)
    elif not second:
        second = largest_project(allocation, selection)
    return told(largest_parts(allocation, selection, by), second, left_out(allocation, selection, by))
