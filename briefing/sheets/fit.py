"""Whether a kind of sheet fits what is looked at, and if not, what would have to be chosen."""

from __future__ import annotations

from briefing.sheets.kinds import MAKERS
from briefing.sheets.request import SheetRequest, SheetSource
from domain.area import Level
from domain.codelist import codelist

_NO_PLANS = "計画が登録されていません"
_LACKING = {
    "nation": "全国を選ぶと作れます",
    "block": "ブロックを選ぶと作れます",
    "prefecture": "都道府県を選ぶと作れます",
    "plan": "計画を選ぶと作れます",
}
_LEVELS = {"nation": (Level.NATION,), "block": (Level.BLOCK,), "prefecture": (Level.PREFECTURE,)}


def reason_against(source: SheetSource, request: SheetRequest) -> str:
    """Why this sheet cannot be made, in a short Japanese sentence without a full stop; "" if it can."""
    kind = codelist("sheet_kind")[request.kind]
    scope = kind.more["scope"]
    records = source.allocation.records
    if kind.code not in MAKERS:
        return "この版では作れません"
    if kind.more["needs_plans"] == "yes" and records["plans"].empty:
        return _NO_PLANS
    if scope in _LEVELS and request.selection.level not in _LEVELS[scope]:
        return _LACKING[scope]
    if scope == "plan" and request.plan not in set(records["plans"]["plan_id"]):
        return _LACKING["plan"]
    if kind.code == "field" and len(request.selection.fields) != 1:
        return "分野を一つ選ぶと作れます"
    if kind.code == "changes" and source.before is None:
        return "前の半期がありません"
    if kind.code == "progress" and records["kpis"].empty:
        return "KPIが登録されていません"
    return ""
