"""全国概況: what is invested in the nation, where, and in which fields."""

from __future__ import annotations

from analysis.totals import Breakdown, lines_by, total
from briefing.contents import Column, KeyNumber, KeyNumbers, Placed, Sheet, Table
from briefing.sheets import frame
from briefing.sheets.request import SheetRequest, SheetSource
from domain.money import format_yen


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page."""
    allocation, selection = source.allocation, request.selection
    found = total(allocation, selection)
    lines = lines_by(allocation, selection, Breakdown.BLOCK)
    rows = tuple((line.label, format_yen(line.amount_yen), f"{line.projects:,}") for line in lines)
    blocks = (
        Placed(KeyNumbers((KeyNumber("投資額", format_yen(found.amount_yen), "", ""),)), 0, 0, 12, 5),
        Placed(
            Table(
                "ブロック別",
                (Column("ブロック"), Column("投資額", "right"), Column("案件数（件）", "right")),
                rows,
            ),
            0,
            5,
            6,
            19,
        ),
    )
    title = f"全国の投資額は{format_yen(found.amount_yen)}、{found.projects:,}件"
    return (frame.sheet(source, request, subject="全国", title=title, messages=(title,), blocks=blocks),)
