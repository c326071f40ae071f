"""半年間の変更点: the bridge of the investment total, the largest changes, then plans and KPIs."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.allocation import Allocation
from analysis.bridge_list import bridge_list
from analysis.half import asked_half
from analysis.investment_bridge import DECREASED, INCREASED, NEW, WITHDRAWN, Bridge, Step, bridge
from analysis.selection import Selection
from briefing.bridge_scale import behind_words, exact_start, levels, scale_of
from briefing.change_tables import halves_in_words
from briefing.change_words import moved_count, signed_count, signed_yen, state_words
from briefing.contents import MOST_MESSAGES, Chart, ChartFigure, Column, Row, Series, Sheet, Table
from briefing.sheets import changed_plans, frame
from briefing.sheets.naming import subject_words
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.money import OKU, format_yen
from domain.partial_date import format_ja

_END, _UP, _DOWN = "#666666", "#0017c1", "#fb5b01"
_LEAST_TOLD = 0.05
"""Per cent; what is less than that would be told as 0.0."""

_MOST = 40
"""Lines of the list of the largest changes, more than a page holds."""

BRIDGE_NOTE = "はじめの合計に増減を足すと、件数も金額（円）も、おわりの合計に一致する。非公表だった額の公表は「金額公表の変化」に数え、増額としない。"


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """What of the total changed on one page, and what of plans and KPIs on another where there are any.

    Raises:
        SheetNotPossible: nothing is counted in either half.
    """
    before, after, selection = source.before, source.allocation, request.selection
    assert before is not None
    found = bridge(before, after, selection)
    if not found.before.projects and not found.after.projects:
        raise SheetNotPossible(
            "この条件に当てはまる案件は、どちらの半期にもないため、変更点の資料は作れません。"
        )
    ends = end_words(before), end_words(after)
    first = frame.sheet(
        source,
        request,
        subject=f"{subject_words(selection)}　{halves_in_words(before.records, after.records)}",
        title=_title(found),
        messages=_messages(found, before, after, selection),
        blocks=(
            Row((_chart(found, ends), _steps(found, ends)), (1, 1)),
            _largest(before, after, selection, ends),
        ),
        notes=_notes(found),
    )
    plans = changed_plans.sheets(before, after, selection, first, ends)
    return _together(first, plans[0]) if plans and not _moves(found) else (first, *plans)


def _moves(found: Bridge) -> bool:
    """Whether any project came, went or changed."""
    return any(step.entries for step in found.changes)


def _together(first: Sheet, plans: Sheet) -> tuple[Sheet]:
    """Totals that stand still, without a picture of it, and what changed of plans and KPIs on one page."""
    steps, movement = next(block for block in first.leaves() if isinstance(block, Table)), plans.blocks[0]
    above = (Row((steps, movement), (1, 1)),) if isinstance(movement, Table) else (steps, movement)
    page = replace(
        plans,
        title=f"{first.title}、{plans.title.partition('、')[0]}",
        messages=(*first.messages, *plans.messages)[:MOST_MESSAGES],
        blocks=(*above, *plans.blocks[1:]),
    )
    return (page,)


def end_words(allocation: Allocation) -> str:
    """``令和8年度上期``, or the day of the records where nothing was reported for a half."""
    records = allocation.records
    return short_ja(asked_half(records)) or f"{format_ja(records.as_of)}時点"


def _is_known(found: Bridge) -> bool:
    """Whether any amount is known at either end or moved between."""
    return any(step.amount_yen for step in found)


def _title(found: Bridge) -> str:
    """``投資額は738億円増えて5兆5,298億円、新規の案件は13件``, ``投資額554億円、案件数11件とも増減なし``."""
    yen = found.after.amount_yen - found.before.amount_yen
    count = found.after.projects - found.before.projects
    new = found[NEW].projects
    if not _is_known(found):
        return (
            f"案件数は{found.before.projects:,}件から{found.after.projects:,}件へ、金額はいずれも数えられない"
        )
    total = format_yen(found.after.amount_yen)
    if not yen and not count and not new:
        return f"投資額{total}、案件数{found.after.projects:,}件とも増減なし"
    if not yen:
        amount = f"投資額は{total}で増減なし"
    else:
        amount = f"投資額は{format_yen(abs(yen))}{'増えて' if yen > 0 else '減って'}{total}"
    counted = f"新規の案件は{new:,}件" if new else f"案件数は{moved_count(count)}"
    return f"{amount}、{counted}"


def _messages(found: Bridge, before: Allocation, after: Allocation, selection: Selection) -> tuple[str, ...]:
    yen = found.after.amount_yen - found.before.amount_yen
    if not _moves(found):
        return ("新規、増額、減額、取下げの案件はない。",)
    part = yen / found.before.amount_yen * 100 if found.before.amount_yen else 0.0
    share = f"、{abs(part):.1f}％の{'増' if yen > 0 else '減'}" if abs(part) >= _LEAST_TOLD else ""
    count = found.after.projects - found.before.projects
    ends = f"{format_yen(found.before.amount_yen)}から{format_yen(found.after.amount_yen)}へ"
    counts = f"案件は{found.before.projects:,}件から{found.after.projects:,}件へ（{signed_count(count)}）"
    told = [
        f"{step.label_ja}{step.entries:,}件（{signed_yen(step.amount_yen)}）"
        for code in (NEW, INCREASED, DECREASED, WITHDRAWN)
        if (step := found[code]).entries
    ]
    return (
        f"投資額は{ends}（{signed_yen(yen)}{share}）、{counts}。",
        f"内訳: {'、'.join(told)}。" if told else "新規、増額、減額、取下げの案件はない。",
        *_largest_words(bridge_list(before, after, selection, most=1)),
    )


def _largest_words(listed: pd.DataFrame) -> tuple[str, ...]:
    """The one largest change, if any amount changed."""
    if listed.empty or pd.isna(listed["amount_yen"].iloc[0]) or not int(listed["amount_yen"].iloc[0]):
        return ()
    line = next(listed.itertuples())
    step = codelist("bridge_step").label(line.step)
    return (f"最も大きい増減は「{line.name}」（{step}、{signed_yen(int(line.amount_yen))}）。",)


def _chart(found: Bridge, ends: tuple[str, str]) -> ChartFigure:
    """A waterfall: bars of changes begin where the step before ended."""
    values = [step.amount_yen for step in found]
    axis, at = scale_of(values), levels(values)
    base: list[float | None] = [None]
    for place in range(1, len(values) - 1):
        base.append(min(at[place - 1], at[place]) / OKU)
    base.append(None)
    changes = range(1, len(values) - 1)
    up = [
        values[place] / OKU if place in changes and values[place] > 0 else None
        for place in range(len(values))
    ]
    down = [
        -values[place] / OKU if place in changes and values[place] < 0 else None
        for place in range(len(values))
    ]
    whole = [None if place in changes else value / OKU for place, value in enumerate(values)]
    chart = Chart(
        kind="bar",
        title=f"投資額の増減（{ends[0]}から{ends[1]}まで）",
        unit="億円",
        categories=tuple(_step_name(step, ends) for step in found),
        series=(
            Series("増減の前の合計", tuple(base), ""),
            Series("合計", tuple(whole), _END),
            Series("増", tuple(up), _UP),
            Series("減", tuple(down), _DOWN),
        ),
        is_stacked=True,
        labels=tuple(_step_yen(step, found) for step in found),
        decimals=1,
        start=axis.start / OKU,
    )
    told = "、".join(f"{_step_name(step, ends)} {_step_yen(step, found)}" for step in found)
    return ChartFigure(chart, f"投資額の増減を示す図。{told}。")


def _step_name(step: Step, ends: tuple[str, str]) -> str:
    return {"before": ends[0], "after": ends[1]}.get(step.code, step.label_ja)


def _step_yen(step: Step, found: Bridge) -> str:
    return format_yen(step.amount_yen) if step in (found.before, found.after) else signed_yen(step.amount_yen)


def _steps(found: Bridge, ends: tuple[str, str]) -> Table:
    """The same steps in whole yen, with the projects behind each."""
    rows = tuple(
        (
            _step_name(step, ends) + ("時点" if step in (found.before, found.after) else ""),
            f"{step.amount_yen:,}".replace("-", "▲"),
            f"{step.projects:,}".replace("-", "▲"),
            "" if step in (found.before, found.after) else behind_words(step),
        )
        for step in found
    )
    return Table(
        "増減の内訳（円単位で一致）",
        (
            Column("増減"),
            Column("投資額（円）", "right"),
            Column("案件数（件）", "right"),
            Column("動いた案件"),
        ),
        rows,
        strong=frozenset({0, len(rows) - 1}),
    )


def _largest(before: Allocation, after: Allocation, selection: Selection, ends: tuple[str, str]) -> Table:
    listed = bridge_list(before, after, selection, most=_MOST)
    every = sum(step.entries for step in bridge(before, after, selection).changes)
    steps = codelist("bridge_step")
    rows = tuple(
        (
            steps.label(line.step),
            line.name,
            "—" if pd.isna(line.amount_yen) else signed_yen(int(line.amount_yen)),
            _amount(line.before_state, line.before_yen),
            _amount(line.after_state, line.after_yen),
            line.reason,
            line.plan or "計画未策定",
        )
        for line in listed.itertuples()
    )
    return Table(
        f"増減した案件（全{every:,}件、増減の大きい順）" if every else "増減した案件",
        (
            Column("増減"),
            Column("案件名", weight=1.4),
            Column("増減額", "right"),
            Column(ends[0], "right"),
            Column(ends[1], "right"),
            Column("理由", weight=1.2),
            Column("計画"),
        ),
        rows,
        rest="ほか{count:,}件は Excel の表にあります",
        is_excerpt=True,
        more=every - len(rows),
        empty="二つの半期の間に変わった案件はありません",
    )


def _amount(state: str, yen: object) -> str:
    return state_words(state, None if pd.isna(yen) else int(yen))  # type: ignore[call-overload]


def _notes(found: Bridge) -> tuple[str, ...]:
    """How the bridge is reckoned; that its axis begins above zero, where it does."""
    start = scale_of([step.amount_yen for step in found]).start
    cut = f"増減が見えるように、図の左端を{exact_start(start)}としている。"
    return (BRIDGE_NOTE, *((cut,) if start > 0 else ()))
