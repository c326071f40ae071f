"""Every kind of sheet and the function that says what stands on it."""

from __future__ import annotations

from collections.abc import Callable

from briefing.contents import Sheet
from briefing.sheets import block, changes, field, fields, nation, plan, prefecture, progress, projects
from briefing.sheets.fit import reason_against
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.codelist import codelist

MAKERS: dict[str, Callable[[SheetSource, SheetRequest], tuple[Sheet, ...]]] = {
    "nation": nation.sheets,
    "block": block.sheets,
    "prefecture": prefecture.sheets,
    "field": field.sheets,
    "fields": fields.sheets,
    "plan": plan.sheets,
    "progress": progress.sheets,
    "changes": changes.sheets,
    "projects": projects.sheets,
}
"""By code of ``sheet_kind``, for requests that :func:`reason_against` has nothing against; a list that is longer than a page is one sheet, which the layout divides."""


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """The pages of a request, with the titles that are proposed.

    Raises:
        SheetNotPossible: the kind does not fit what is asked for, or there is nothing to tell.
    """
    if reason := reason_against(source, request):
        kind = codelist("sheet_kind").label(request.kind)
        raise SheetNotPossible(f"「{kind}」の資料は作れません: {reason}。")
    return MAKERS[request.kind](source, request)
