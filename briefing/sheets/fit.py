"""Whether a kind of sheet fits what is looked at, and if not, what would have to be chosen: the one place for it.

Only what can be told before anything is counted; that there is nothing to count, a kind says itself.
"""

from __future__ import annotations

from analysis.half import half_of
from briefing.sheets.request import SheetRequest, SheetSource
from domain.area import Level
from domain.codelist import codelist

_LEVELS = {
    "nation": (Level.NATION, "全国を選ぶと作れます"),
    "block": (Level.BLOCK, "ブロックを選ぶと作れます"),
    "prefecture": (Level.PREFECTURE, "都道府県を選ぶと作れます"),
}
"""By scope of ``sheet_kind`` the level that a selection must have, and what is said of any other."""


def reason_against(source: SheetSource, request: SheetRequest) -> str:
    """Why this sheet cannot be made, in a short Japanese sentence without a full stop; "" if it can."""
    kind = codelist("sheet_kind")[request.kind]
    scope = kind.more["scope"]
    if kind.more["needs_plans"] == "yes" and source.allocation.records["plans"].empty:
        return "計画が登録されていません"
    if scope in _LEVELS:
        level, otherwise = _LEVELS[scope]
        return "" if request.selection.level is level else otherwise
    match request.kind:
        case "plan":
            return _against_plan(source, request.plan)
        case "field":
            return "" if len(request.selection.fields) == 1 else "分野を一つ選ぶと作れます"
        case "changes":
            return "" if source.before else "比べられる前の半期がありません"
        case "progress":
            return _against_progress(source)
    return ""


def _against_plan(source: SheetSource, plan: str) -> str:
    if not plan:
        return "計画を選ぶと作れます"
    known = plan in set(source.allocation.records["plans"]["plan_id"])
    return "" if known else "この計画は登録されていないか、この取扱区分では見られません"


def _against_progress(source: SheetSource) -> str:
    records = source.allocation.records
    if records["kpis"].empty:
        return "KPIが登録されていません"
    return "" if half_of(records) else "KPIの実績も点検の報告も、まだどの半期にもありません"
