"""The three signals of a plan, side by side and never mixed, and how they stood in earlier halves."""

from __future__ import annotations

from html import escape

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.plan_signals import HalfOfPlan, PlanSignals, Report, plan_signals
from analysis.report_status import UNPUBLISHED
from briefing.grade_words import grade_words
from domain.codelist import codelist
from domain.fiscal_half import format_ja as half_ja
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja
from domain.reporting_period import reporting_periods
from ui.grade_mark import grade_mark, no_grade

NO_REPORT = "報告なし"


@kept(256)
def html(allocation: Allocation, plan_id: str, half: str) -> str:
    """計算した進捗, 報告者の判断 and データの鮮度 of the half looked at, each for itself."""
    signals = plan_signals(allocation, plan_id, half)
    parts = (
        ("計算した進捗", "KPIの実績と期待値からの計算", _computed(signals)),
        ("報告者の判断", "計画全体についての人の判断", _judged(signals)),
        ("データの鮮度", "出ているはずの実績と報告", _fresh(signals)),
    )
    drawn = "".join(
        f'<section><h3>{name}</h3><p class="remark">{words}</p>{said}</section>'
        for name, words, said in parts
    )
    return f'<div class="signals" aria-label="{escape(half_ja(half), quote=True)}の三つの信号">{drawn}</div>'


@kept(256)
def history_html(allocation: Allocation, plan_id: str, half: str) -> str:
    """A line for each half: what was computed, beside it what was judged and why."""
    signals = plan_signals(allocation, plan_id, half)
    rows = "".join([*(_ahead_line(*each) for each in reversed(signals.ahead)), *map(_line, signals.halves)])
    names = ("半期", "計算した進捗", "報告者の判断", "状況の説明", "報告者・報告日")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<div class="scroll"><table class="plain words reports"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _computed(signals: PlanSignals) -> str:
    now = signals.now
    if not sum(now.by_grade):
        return f"<p>{no_grade('KPIなし')}</p>"
    before = signals.halves[1] if len(signals.halves) > 1 else None
    then = f'<p class="remark">前の半期: {escape(_counts(before))}</p>' if before else ""
    return f"<p>最も悪い評価 {grade_mark(now.worst)}</p><p>{escape(_counts(now))}</p>{then}"


def _counts(half: HalfOfPlan) -> str:
    """``S◎ 達成 1、A○ 順調 2``: counts, never an average."""
    words = [
        f"{grade_words(code)} {count:,}"
        for code, count in zip(codelist("kpi_grade").codes, half.by_grade, strict=True)
        if count
    ]
    return "、".join(words) or "KPIなし"


def _judged(signals: PlanSignals) -> str:
    if signals.now.report is None:
        state = escape(codelist("report_state").label(signals.report_state))
        earlier = next((each for each in signals.halves if each.report), None)
        last = (
            f'<p class="remark">最後の報告（{escape(short_ja(earlier.half))}）: {_status(earlier.report)}</p>'
            if earlier and earlier.report
            else ""
        )
        # Where a later half is told of below, it has to be said which one this is.
        half = f"{short_ja(signals.now.half)}、" if signals.ahead else ""
        return f'<p><b class="missing">{NO_REPORT}</b>（{half}{state}）</p>{last}{_ahead(signals)}'
    report = signals.now.report
    return f"<p>{_status(report)}</p><p>{escape(report.comment)}</p>{_ahead(signals)}"


def _ahead(signals: PlanSignals) -> str:
    """How the plan's reports stand that are not public yet: ``令和8年度上期の報告: 公表前（公表日 …）``."""
    return "".join(
        f'<p class="remark">{escape(short_ja(half))}の報告: {escape(_state_words(half, state))}</p>'
        for half, state in signals.ahead
    )


def _state_words(half: str, state: str) -> str:
    label = codelist("report_state").label(state)
    day = format_ja(reporting_periods()[half].publish.isoformat())
    return f"{label}（公表日 {day}）" if state == UNPUBLISHED else label


def _status(report: Report) -> str:
    entry = codelist("judged_status")[report.status]
    return (
        f'<b class="judged{" poor" if entry.more["is_poor"] == "yes" else ""}">{escape(entry.label_ja)}</b>'
    )


def _fresh(signals: PlanSignals) -> str:
    words = [
        f"{codelist('freshness').label(code)} {signals.by_freshness[code]:,}"
        for code in codelist("freshness").codes
        if signals.by_freshness.get(code)
    ]
    missed = f'<p><b class="missing">遅れている実績 {signals.missed:,}回分</b></p>' if signals.missed else ""
    period = reporting_periods()[signals.now.half]
    state = codelist("report_state").label(signals.report_state)
    due = f"進捗報告: {state}（期限 {format_ja(period.due.isoformat())}）"
    return f"<p>KPIの実績: {escape('、'.join(words)) or 'KPIなし'}</p>{missed}<p>{escape(due)}</p>"


def _ahead_line(half: str, state: str) -> str:
    """A half whose reports are not public yet: nothing of it is told but how the report stands."""
    words = escape(_state_words(half, state))
    return (
        f'<tr><th scope="row">{escape(short_ja(half))}</th><td class="text">—</td>'
        f'<td class="text">{words}</td><td class="text">—</td><td class="text">—</td></tr>'
    )


def _line(each: HalfOfPlan) -> str:
    badge = grade_mark(each.worst) if each.worst else no_grade("KPIなし")
    cells = [f'<td class="text">{badge}<span class="remark">{escape(_counts(each))}</span></td>']
    if each.report is None:
        cells.append(
            f'<td class="text missing">{NO_REPORT}</td><td class="text">—</td><td class="text">—</td>'
        )
    else:
        report = each.report
        when = escape(format_ja(report.reported_date))
        cells += [
            f'<td class="text">{_status(report)}</td><td class="text">{escape(report.comment)}</td>',
            f'<td class="text">{escape(report.reporter)}<span class="remark">{when}</span></td>',
        ]
    return f'<tr><th scope="row">{escape(short_ja(each.half))}</th>{"".join(cells)}</tr>'
