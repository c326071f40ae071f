"""What changed in the targets of a plan's KPIs, with the reasons that its sender gave."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.change_reason import NO_REASON
from analysis.plan_difference import TargetChange
from briefing.change_tables import CHANGE_KINDS
from ui.marked_words import change_html


def html(targets: Sequence[TargetChange]) -> str:
    """One line a KPI: what became of it, each item then and now, and why."""
    if not targets:
        return '<p class="remark">KPIの目標の変更はありません。</p>'
    heads = ("変更", "指標", "単位", "目標のどこが、どう変わったか", "理由")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    lines = "".join(map(_line, targets))
    return (
        f'<div class="scroll"><table class="plain words versions"><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _line(change: TargetChange) -> str:
    items = "".join(
        f"<p><b>{escape(name)}</b> {change_html(before, after)}</p>" for name, before, after in change.items
    )
    return (
        f'<tr class="{change.kind}"><td class="text">{CHANGE_KINDS[change.kind]}</td>'
        f'<th scope="row">{escape(change.name)}</th><td class="text">{escape(change.unit)}</td>'
        f'<td class="text">{items}</td><td class="text">{_reason(change)}</td></tr>'
    )


def _reason(change: TargetChange) -> str:
    """The reason and the column that gives it; that there is none is said."""
    if not change.reason:
        return f'<span class="hidden">{NO_REASON}</span>'
    return f'{escape(change.reason)}<span class="remark">（{escape(change.reason_from)}の欄）</span>'
