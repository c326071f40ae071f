"""What stands wherever reports are not public yet: that they have come, how many, and when they are shown."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.unpublished import Unpublished, unpublished
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja


def unpublished_sentences(allocation: Allocation, selection: Selection) -> tuple[str, ...]:
    """``令和8年度上期の進捗報告（12計画）は公表前です（公表日 2026年12月25日）。…``, one a half; none where all is public."""
    return tuple(map(_sentence, unpublished(allocation, selection)))


def unpublished_note(allocation: Allocation, selection: Selection, plan: str = "") -> tuple[str, ...]:
    """The same in the short form of a sheet's foot; on the sheet of a ``plan`` without the number of plans."""
    return tuple(
        f"{short_ja(each.half)}の進捗報告{'' if plan else f'（{each.plans:,}計画）'}は"
        f"公表前のため含まない（{_day(each)}）。"
        for each in unpublished(allocation, selection)
    )


def _sentence(each: Unpublished) -> str:
    judged = (
        f"KPIの評価、施策の点検、報告の判断は、公表済みの{short_ja(each.judged_by)}のものです。"
        if each.judged_by
        else "公表済みの半期の報告はまだありません。"
    )
    return f"{short_ja(each.half)}の進捗報告（{each.plans:,}計画）は公表前です（{_day(each)}）。{judged}"


def _day(each: Unpublished) -> str:
    return f"公表日 {format_ja(each.publish.isoformat())}" if each.publish else "公表日は未定"
