"""Every kind of sheet and the function that says what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing.contents import Sheet
from briefing.sheets import block, changes, field, fields, nation, plan, prefecture, progress, projects
from briefing.sheets.request import SheetRequest, SheetSource

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
"""By code of ``sheet_kind``; a list that is longer than a page is one sheet, which the layout divides."""


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """The pages of a request, with the user's own title where there is one."""
    made = MAKERS[request.kind](source, request)
    return tuple(replace(sheet, title=request.title) for sheet in made) if request.title else made
