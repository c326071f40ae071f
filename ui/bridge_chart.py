"""The bridge as a chart that is a table: a line a step, a bar for the amount and one for the number of projects.

Bars of changes begin where the step before ended. A line's name leads to the list of its projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.allocation import Allocation
from analysis.investment_bridge import AFTER, BEFORE, Bridge, Step, bridge
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing.bridge_scale import Scale, behind_words, exact_start, levels, scale_of
from briefing.change_words import signed_count, signed_yen
from domain.codelist import codelist
from domain.money import format_yen
from ui import link
from ui.two_halves import TwoHalves


def show(halves: TwoHalves, selection: Selection, chosen: str) -> None:
    """The chart of the selection; ``chosen`` is the step whose list is open."""
    found = bridge(halves.before, halves.after, selection)
    if not found.before.projects and not found.after.projects:
        st.info("この条件に当てはまる案件は、どちらの半期にもありません。")
        return
    addresses = tuple((code, link.address_here({"step": code})) for code in ("all", *_codes(found)))
    st.html(
        _html(
            halves.before, halves.after, selection, chosen, addresses, (halves.start_words, halves.end_words)
        )
    )


def _codes(found: Bridge) -> list[str]:
    return [step.code for step in found.changes]


@kept(1024)
def _html(
    before: Allocation,
    after: Allocation,
    selection: Selection,
    chosen: str,
    addresses: tuple[tuple[str, str], ...],
    ends: tuple[str, str],
) -> str:
    found, ways = bridge(before, after, selection), dict(addresses)
    amounts = [step.amount_yen for step in found]
    counts = [step.projects for step in found]
    yen_axis, count_axis = scale_of(amounts), scale_of(counts)
    yen_bars, count_bars = _bars(amounts, yen_axis), _bars(counts, count_axis)
    lines = "".join(
        _line(step, yen_bar, count_bar, chosen, ways, ends)
        for step, yen_bar, count_bar in zip(found, yen_bars, count_bars, strict=True)
    )
    return (
        '<div class="scroll"><table class="plain bridge"><caption>投資額と案件数の増減'
        "（名前を選ぶと、下に案件の一覧が出ます）</caption><thead><tr>"
        '<th scope="col" class="text">増減</th><th scope="col">投資額</th><th scope="col" class="text">投資額の図</th>'
        '<th scope="col">案件数</th><th scope="col" class="text">案件数の図</th>'
        f'<th scope="col" class="text">案件の一覧</th></tr></thead><tbody>{lines}</tbody></table></div>'
        f"{_notes(yen_axis, count_axis)}"
    )


def _bars(values: Sequence[int], axis: Scale) -> list[str]:
    """A bar for each value: the ends from the start of the axis, changes from one level to the next."""
    at_levels, drawn = levels(values), []
    for at, value in enumerate(values):
        is_end = at in (0, len(values) - 1)
        first = axis.start if is_end else at_levels[at - 1]
        kind = "end" if is_end else "up" if value > 0 else "down" if value < 0 else "none"
        left, right = sorted((axis.part(first), axis.part(at_levels[at])))
        broken = " broken" if is_end and axis.start else ""
        drawn.append(
            f'<div class="track">{_ties(at, at_levels, axis)}'
            f'<i class="{kind}{broken}" style="left:{left:.2f}%;width:{right - left:.2f}%"></i></div>'
        )
    return drawn


def _ties(at: int, levels: Sequence[int], axis: Scale) -> str:
    """Thin lines from the bar before to this one, and from this one to the next."""
    above = f'<u class="above" style="left:{axis.part(levels[at - 1]):.2f}%"></u>' if at else ""
    below = f'<u style="left:{axis.part(levels[at]):.2f}%"></u>' if at < len(levels) - 1 else ""
    return above + below


def _line(
    step: Step, yen_bar: str, count_bar: str, chosen: str, ways: dict[str, str], ends: tuple[str, str]
) -> str:
    if step.code in (BEFORE, AFTER):
        when = ends[step.code == AFTER]
        name, behind = (
            f"<b>{escape(when)}時点</b>",
            f'<a data-go href="{escape(ways["all"], quote=True)}">すべての変更</a>',
        )
        yen, count, kind = format_yen(step.amount_yen), f"{step.projects:,}件", "end"
        behind = behind if step.code == AFTER else ""
    else:
        label = escape(step.label_ja)
        name = (
            f'<a data-go href="{escape(ways[step.code], quote=True)}">{label}</a>' if step.entries else label
        )
        yen, count, kind = signed_yen(step.amount_yen), signed_count(step.projects), ""
        behind = escape(behind_words(step))
    kind += " chosen" if step.code == chosen else "" if step.entries else " empty"
    title = escape(codelist("bridge_step")[step.code].more["definition_ja"], quote=True)
    current = ' aria-current="true"' if step.code == chosen else ""
    return (
        f'<tr class="{kind.strip()}"{current}><th scope="row" title="{title}">{name}</th><td>{escape(yen)}</td>'
        f'<td class="drawn">{yen_bar}</td><td>{escape(count)}</td><td class="drawn">{count_bar}</td>'
        f'<td class="text">{behind}</td></tr>'
    )


def _notes(yen_axis: Scale, count_axis: Scale) -> str:
    """What a reader must know of bars that do not begin at zero; "" where they all do."""
    starts = [f"投資額は{exact_start(yen_axis.start)}"] if yen_axis.start > 0 else []
    starts += [f"案件数は{int(count_axis.start):,}件"] if count_axis.start > 0 else []
    if not starts:
        return ""
    return f'<p class="remark">増減が見えるように、図の左端を{"、".join(starts)}としています（棒の左端の切れ目）。</p>'
