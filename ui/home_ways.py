"""Where the lines of ホーム lead: the addresses of the pages on which one acts."""

from __future__ import annotations

from typing import NamedTuple

from analysis.allocation import Allocation
from analysis.next_dates import reports_due
from ui import link
from ui.half_choice import half_looked_at
from ui.two_halves import TwoHalves


class Ways(NamedTuple):
    """Addresses, each with the present selection: records of plans and projects (their ids are still to be
    added), the lists of plans, of KPI進捗, 提出状況 of the half looked at and of the one that is due next, 変更点, the map.
    """

    record: str
    project: str
    plans: str
    kpis: str
    attention: str
    overdue: str
    promises: str
    status: str
    next_status: str
    changes: str
    map: str


def ways(allocation: Allocation, halves: TwoHalves | None) -> Ways:
    """The ways from here; 変更点 compares ``halves``."""
    half = half_looked_at(allocation.records)
    due = reports_due(allocation, link.selection(), half)
    kpis, attention, overdue, promises = (
        link.relative_address(link.PROGRESS, view={"list": name, "kpi": "", "sheet": ""})
        for name in ("kpis", "attention", "overdue", "promises")
    )
    status, next_status = (
        link.relative_address(link.STATUS, view={"half": name, "submission": ""})
        for name in (half, due.period.period if due else half)
    )
    ends = {"from": halves.start, "to": halves.end} if halves else {"from": "", "to": ""}
    return Ways(
        record=link.relative_address(link.PLAN, view={"plan": ""}),
        project=link.relative_address(link.LIST, view={"project": ""}),
        plans=link.relative_address(link.PLANS),
        kpis=kpis,
        attention=attention,
        overdue=overdue,
        promises=promises,
        status=status,
        next_status=next_status,
        changes=link.relative_address(link.CHANGES, view={"plan": "", "step": "all", **ends}),
        map=link.relative_address(link.MAP, view={"map": "", "measure": "", "cluster": ""}),
    )
