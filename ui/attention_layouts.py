"""What the lists of KPI進捗 say in each column: titles, headings, and the cells of a line."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from html import escape
from typing import Any, NamedTuple

from briefing import kpi_words
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja as date_ja
from domain.reporting_period import reporting_periods
from ui import review_words
from ui.grade_mark import grade_mark
from ui.kpi_matrix import compared
from ui.progress_view import ProgressView


class Layout(NamedTuple):
    """One table: its title, the headings after the plan, the cells of a row as HTML, words for no row."""

    title: str
    headings: tuple[str, ...]
    cells: Callable[[Any], Iterable[str]]
    nothing: str


def layouts(view: ProgressView) -> dict[str, tuple[Layout, ...]]:
    """For each list its tables, in the order of ``attention_lists``."""
    half, due = short_ja(view.half), reporting_periods().get(view.half)
    last_day = date_ja(due.due.isoformat()) if due else "—"
    return {
        "attention": (
            Layout(
                "評価がやや遅れ・遅れのKPI",
                ("KPI", "評価", "実績と期待値", "原因", "対応"),
                lambda kpi: _poor_kpi(view, kpi),
                "やや遅れ・遅れのKPIはありません。",
            ),
            Layout(
                "点検が芳しくない施策",
                ("施策", "実行状況・結果", "原因", "対応"),
                _poor_measure,
                "点検が芳しくない施策はありません。",
            ),
        ),
        "overdue": (
            Layout(
                "実績が未報告・遅延のKPI",
                ("KPI", "更新", "最後の実績", "届いていない値", "評価"),
                lambda kpi: _overdue_kpi(view, kpi),
                "期限を過ぎた実績値はありません。",
            ),
            Layout(
                f"{half}の進捗報告が期限を過ぎた計画",
                ("段階", "提出期限"),
                lambda plan: (
                    escape(codelist("plan_stage").label(plan.stage_code).partition("（")[0]),
                    last_day,
                ),
                "期限を過ぎた進捗報告はありません。",
            ),
        ),
        "promises": (
            Layout(
                "前の点検で約束したこと",
                ("前の点検の約束", "履行", "施策", f"{half}の点検", "次の対応"),
                _promise,
                "前の点検で約束したことはありません。",
            ),
        ),
        "reached": (
            Layout(
                "目標値に達したKPI",
                ("KPI", "評価", "目標値", "実績", "新たに"),
                lambda kpi: _reached(view, kpi),
                "目標値に達したKPIはありません。",
            ),
        ),
    }


def _kpi_name(view: ProgressView, kpi: Any) -> str:
    chosen = kpi.kpi_id == view.kpi
    address = escape(view.address_of_kpi("" if chosen else kpi.kpi_id), quote=True)
    return f'<a data-go href="{address}" aria-expanded="{str(chosen).lower()}">{escape(kpi.name)}</a>'


def _compared(kpi: Any) -> str:
    progress = f"進捗率 {kpi_words.part(kpi.progress)}" if not math.isnan(kpi.progress) else "進捗率なし"
    return f'{compared(kpi)}<span class="remark">{progress}・{escape(kpi_words.known_as_of(kpi))}</span>'


def _poor_kpi(view: ProgressView, kpi: Any) -> Iterable[str]:
    new = '<span class="remark">新たに要対応</span>' if kpi.is_newly_poor else ""
    yield _kpi_name(view, kpi)
    yield grade_mark(kpi.grade) + new
    yield _compared(kpi)
    linked = "" if kpi.measures else '<span class="remark">結び付いた施策なし</span>'
    yield review_words.cause(kpi) + linked
    yield review_words.action(kpi)


def _poor_measure(row: Any) -> Iterable[str]:
    again = '<span class="missing">2回続けて芳しくない</span> ' if row.is_escalated else ""
    yield escape(row.name)
    yield again + review_words.state(row)
    yield review_words.cause(row)
    yield review_words.action(row)


def _overdue_kpi(view: ProgressView, kpi: Any) -> Iterable[str]:
    yield _kpi_name(view, kpi)
    yield escape(codelist("periodicity").label(kpi.periodicity) or "記載なし")
    last = f"{kpi_words.value(kpi.actual, kpi.unit)}（{short_ja(kpi.actual_period)}）"
    yield escape(last) if kpi.actual_date else "一度も報告なし"
    yield f'<span class="missing">{kpi.missed}回分</span>'
    yield grade_mark(kpi.grade)


def _promise(row: Any) -> Iterable[str]:
    state = codelist("promise_state").label(row.promise)
    is_broken = row.promise in ("not_kept", "not_reported")
    when = f'<span class="remark">{escape(short_ja(row.previous_period))}の点検</span>'
    yield f"{review_words.promise(row)}{when}"
    yield f'<span class="missing">{escape(state)}</span>' if is_broken else escape(state)
    yield escape(row.name)
    said = review_words.state(row)
    yield said + (f'<span class="remark">原因 {review_words.cause(row)}</span>' if row.is_poor else "")
    yield review_words.action(row, is_asked=row.is_poor) or kpi_words.NONE


def _reached(view: ProgressView, kpi: Any) -> Iterable[str]:
    yield _kpi_name(view, kpi)
    yield grade_mark(kpi.grade)
    yield escape(kpi_words.dated(kpi.target, kpi.unit, kpi.target_date))
    yield _compared(kpi)
    yield "この半期に到達" if kpi.is_new else "前の半期までに到達"
