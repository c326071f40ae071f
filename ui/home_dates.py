"""The days ahead: when reports are due, when data of KPIs come, when measures and promises fall due."""

from __future__ import annotations

import datetime as dt
from html import escape

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.next_dates import KPI_DATA, MEASURE, PROMISE, ReportsDue, next_dates, reports_due, today_of
from analysis.selection import Selection
from analysis.unpublished import publication_ahead
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja, last_day
from ui.home_ways import Ways

_MOST = 5
_WORDS = {
    KPI_DATA: "KPIのデータ公表 {:,}指標",
    MEASURE: "施策の期限 {:,}件",
    PROMISE: "約束した対応の期限 {:,}件",
}


@kept(512)
def html(allocation: Allocation, selection: Selection, half: str, ways: Ways) -> str:
    """The days on which something falls due, the soonest first; each leads to where it is told."""
    due, leads_to = reports_due(allocation, selection, half), {
        KPI_DATA: ways.kpis, MEASURE: ways.plans, PROMISE: ways.promises,
    }  # fmt: skip
    items = [
        (
            last_day(each.date),
            _item(each.date, _WORDS[each.kind].format(each.number), "", leads_to[each.kind]),
        )
        for each in next_dates(allocation, selection, half)[:_MOST]
    ]
    if due is not None:
        left = (due.period.due - today_of(allocation, half)).days
        items.append((due.period.due, _reports(due, left, ways)))
    if ahead := publication_ahead(allocation.records):
        items.append((ahead[0], _publication(*ahead, ways)))
    drawn = "".join(words for _, words in sorted(items, key=lambda item: item[0])[:_MOST])
    nothing = '<p class="none">これからの期限はありません。</p>'
    return (
        f'<section class="box dates"><h3>次の期限</h3>{f"<ul>{drawn}</ul>" if drawn else nothing}</section>'
    )


def _reports(due: ReportsDue, left: int, ways: Ways) -> str:
    below = f"あと{left:,}日" if left else "今日が期限です"
    if due.asked:
        below += f"、未提出 {due.open:,}／{due.asked:,}計画"
    words = f"{short_ja(due.period.period)}の進捗報告"
    return _item(due.period.due.isoformat(), words, below, ways.next_status)


def _publication(day: dt.date, half: str, plans: int, ways: Ways) -> str:
    words = f"{short_ja(half)}の進捗報告の公表"
    return _item(day.isoformat(), words, f"届いている報告 {plans:,}計画（公表前）", ways.kpis)


def _item(date: str, words: str, below: str, address: str) -> str:
    return (
        f'<li><b>{escape(format_ja(date))}</b> <a data-go href="{escape(address, quote=True)}">{escape(words)}</a>'
        f"{f'<span>{escape(below)}</span>' if below else ''}</li>"
    )
