"""What the page KPI進捗 is asked to show: a selection, a half, one of its lists, and an opened KPI."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.selection import Selection
from ui import link, plan_table

LISTS = {
    "matrix": "計画×KPI",
    "attention": "要対応",
    "overdue": "未報告・遅延",
    "promises": "約束の履行",
    "reached": "目標到達",
    "kpis": "KPI一覧表",
}


@dataclass(frozen=True)
class ProgressView:
    """The selection, the half that is judged ("" if nothing was ever reported), the list (a key of
    ``LISTS``) and the KPI whose card is open; with the addresses that its links begin with.
    """

    selection: Selection
    half: str
    shown: str
    kpi: str
    here: str
    plan_address: str

    def address_of_kpi(self, kpi_id: str) -> str:
        """Address of the same list with the card of this KPI open, or of none."""
        return f"{self.here}{'&' if '?' in self.here else '?'}kpi={quote(kpi_id)}" if kpi_id else self.here


def asked_view(allocation: Allocation) -> ProgressView:
    """The view that this session's link asks for."""
    record = link.relative_address(link.PLAN, view={"plan": ""})
    return ProgressView(
        link.selection(),
        half_of(allocation.records),
        link.view("list"),
        link.view("kpi"),
        link.address_here({"kpi": ""}),
        f"{record}{'&' if '?' in record else '?'}plan=",
    )


def nothing_to_show(allocation: Allocation) -> str:
    """Why there is no progress to show and what to do about it; "" if there is some."""
    if not len(allocation.records["plans"]):
        return plan_table.nothing_words(allocation)
    if not len(allocation.records["kpis"]):
        return "登録された計画にKPIがありません。「データ登録」で、計画の様式のシート「KPI」に記入して提出すると、ここに並びます。"
    if not half_of(allocation.records) and not allocation.records.unpublished:
        return (
            "KPIの実績、施策の点検、進捗報告は、まだどの半期についても提出されていません。"
            "「データ登録」で様式に記入して提出すると、評価がここに並びます。"
        )
    return ""
