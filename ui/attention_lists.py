"""The lists of what needs attention in a half: poor KPIs and measures, what has not come, promises, targets."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import quote

import pandas as pd

from analysis.allocation import Allocation
from analysis.attention import attention
from analysis.kept_answers import kept
from analysis.plan_list import plans_in_words
from ui import kpi_card
from ui.attention_layouts import Layout, layouts
from ui.plan_legend import letter_chip
from ui.progress_view import ProgressView

LINES_A_SHEET = 40


def most_lines(allocation: Allocation, view: ProgressView) -> int:
    """How many lines the longest table of the list has."""
    return max(len(rows) for rows in _parts(allocation, view))


def _parts(allocation: Allocation, view: ProgressView) -> tuple[pd.DataFrame, ...]:
    found = attention(allocation, view.selection, view.half)
    return {
        "attention": (found.poor_kpis, found.poor_measures),
        "overdue": (found.overdue_kpis, found.overdue_reports),
        "promises": (found.promises,),
        "reached": (found.reached,),
    }[view.shown]


@kept(256)
def html(allocation: Allocation, view: ProgressView, sheet: int) -> str:
    """One sheet of each of the list's tables; an empty table says what that means."""
    return "".join(
        _table(allocation, view, rows, layout, sheet)
        for rows, layout in zip(_parts(allocation, view), layouts(view)[view.shown], strict=True)
    )


def _table(allocation: Allocation, view: ProgressView, rows: pd.DataFrame, layout: Layout, sheet: int) -> str:
    if rows.empty:
        return f'<h2>{layout.title}</h2><p class="remark">{layout.nothing}</p>'
    shown = rows.iloc[(sheet - 1) * LINES_A_SHEET : sheet * LINES_A_SHEET]
    if shown.empty:
        return ""
    plans = _plan_cells(allocation, view)
    lines = []
    for row in shown.itertuples():
        said = "".join(f'<td class="text">{cell}</td>' for cell in layout.cells(row))
        lines.append(f'<tr><th scope="row">{plans(row.plan_id)}</th>{said}</tr>')
        if "grade" in rows.columns and row.kpi_id == view.kpi:
            lines.append(kpi_card.table_row(allocation, view, columns=len(layout.headings) + 1))
    head = "".join(f'<th scope="col">{name}</th>' for name in ("計画", *layout.headings))
    return (
        f'<h2>{layout.title} {len(rows):,}件</h2><div class="scroll"><table class="plain words lists"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _plan_cells(allocation: Allocation, view: ProgressView) -> Callable[[str], str]:
    plans = plans_in_words(allocation).set_index("plan_id")

    def cell(plan_id: str) -> str:
        if plan_id not in plans.index:
            return escape(plan_id)
        plan = plans.loc[plan_id]
        address = escape(view.plan_address + quote(plan_id), quote=True)
        return (
            f'<a data-go href="{address}">{letter_chip(str(plan["plan_type"]))}{escape(str(plan["title"]))}</a>'
            f'<span class="remark">{escape(str(plan["author_words"]))}</span>'
        )

    return cell
