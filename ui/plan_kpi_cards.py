"""The KPIs of a plan as of a half: each with its grade, its course as a chart, its outlook, its freshness."""

from __future__ import annotations

import math
from html import escape
from typing import Any

from analysis.allocation import Allocation
from analysis.kept_answers import kept, kept_with_each
from analysis.kpi_course import kpi_courses
from analysis.kpi_progress import progress_table
from briefing import kpi_words
from domain import fiscal_half
from domain.codelist import codelist
from domain.partial_date import format_ja
from domain.reporting_period import reporting_periods
from ui import markup
from ui.grade_mark import grade_mark
from ui.kpi_chart import chart

_REGULAR = codelist("progress_case").codes[0]
LEGEND = (
    "破線: 期待値（□ 中間目標、◎ 目標値） ／ ● 確報、○ 速報 ／ 点線と◇: いまの歩みが続いたときの見通し（評価ではない）／ 帯: 保つ水準から、順調とみる幅。"
    "縦軸は0から始まるとは限りません。"
)


@kept(256)
def html(allocation: Allocation, plan_id: str, half: str) -> str:
    """A card for each KPI of the plan, in the order of the records; "" for a plan without any."""
    rows, unsaid = progress_table(allocation, half), _without_value(allocation, half)
    courses = kpi_courses(allocation, plan_id, half)
    end = reporting_periods()[half].end
    cards = []
    for kpi in rows[rows["plan_id"] == plan_id].itertuples():
        drawn = chart(courses[kpi.kpi_id], end)
        shown = markup.picture(drawn, _words(kpi)) if drawn else ""
        cards.append(
            f'<section class="kpi">{_head(kpi)}{_grades(kpi)}{shown}{_values(kpi, unsaid.get(kpi.kpi_id, ""))}{_remarks(kpi)}</section>'
        )
    return f'<div class="kpi-charts">{"".join(cards)}</div><p class="remark">{LEGEND}</p>' if cards else ""


def _words(kpi: Any) -> str:
    """What the chart shows, for those who hear it."""
    return (
        f"{kpi.name}の推移。基準値 {kpi_words.value(kpi.baseline, kpi.unit)}、"
        f"目標値 {kpi_words.value(kpi.target, kpi.unit)}。{kpi_words.sentence(kpi)}"
    )


def _head(kpi: Any) -> str:
    direction = codelist("kpi_direction")[kpi.direction]
    of = "・".join((codelist("kpi_level").label(kpi.level), f"{direction.more['mark']} {direction.label_ja}"))
    return f"<h3>{escape(kpi.name)}<small>（{escape(kpi.unit)}）</small></h3><p>{escape(of)}</p>"


def _grades(kpi: Any) -> str:
    """The grade of the half, and smaller that of the half before."""
    return (
        f'<p class="grades">{grade_mark(kpi.grade)}'
        f"<small>前の半期 {grade_mark(kpi.previous_grade)}</small></p>"
    )


@kept_with_each(4)
def _without_value(allocation: Allocation, half: str) -> dict[str, str]:
    """By kpi_id what the half's report says where it has no value."""
    rows, words = allocation.records["kpi_values"], codelist("value_status")
    rows = rows[(rows["period"] == half) & rows["value"].isna()]
    return {row.kpi_id: f"{words.label(row.value_status)} {row.note}".strip() for row in rows.itertuples()}


def _values(kpi: Any, unsaid: str) -> str:
    rows = (
        ("実績", _actual(kpi)),
        ("この半期の実績", escape(unsaid)),
        ("期待値", _expected(kpi)),
        ("見通し（評価ではない）", _outlook(kpi)),
        ("実績の新しさ", _freshness(kpi)),
        ("計算のしかた", escape(codelist("progress_case").label(kpi.case))),
    )
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in rows if words) + "</dl>"


def _actual(kpi: Any) -> str:
    if not kpi.actual_period:
        return "実績値は公開していません" if "withheld_value" in kpi.marks else "まだ報告がありません"
    when = "、".join(
        filter(None, (format_ja(kpi.actual_date), codelist("value_status").label(kpi.value_status)))
    )
    return f"<b>{escape(kpi_words.value(kpi.actual, kpi.unit))}</b>（{escape(when)}）"


def _expected(kpi: Any) -> str:
    told = (("進捗率", kpi.progress), ("達成率", kpi.rate))
    parts = [f"{name} {kpi_words.part(part)}" for name, part in told if not math.isnan(part)]
    beside = f"（{'、'.join(parts)}）" if parts else ""
    return escape(kpi_words.reckoned(kpi.expected, kpi, kpi.unit) + beside)


def _outlook(kpi: Any) -> str:
    if math.isnan(kpi.outlook):
        return ""
    words = kpi_words.reckoned(kpi.outlook, kpi, kpi.unit)
    return f"{escape(words)}（目標時点の{escape(format_ja(kpi.target_date))}）"


def _freshness(kpi: Any) -> str:
    overdue = kpi_words.overdue_words(kpi)
    state = f"<b>{escape(overdue)}</b>" if overdue else escape(codelist("freshness").label(kpi.freshness))
    return state + (f"。次のデータ {escape(format_ja(kpi.next_date))}" if kpi.next_date else "")


def _remarks(kpi: Any) -> str:
    """How it was judged, where not in the regular way, and what else is to be known of the value."""
    cases, alerts = codelist("progress_case"), codelist("alert")
    codes = [code for code in (kpi.case, *kpi.marks) if code != _REGULAR]
    said = [
        f"<li>{escape(cases.label(code))}<small>{escape(cases[code].more['definition_ja'])}</small></li>"
        for code in codes
    ]
    said += [
        f'<li class="alert">注意点: {escape(alerts.label(code))}<small>{escape(alerts[code].more["definition_ja"])}</small></li>'
        for code in kpi.alerts
    ]
    return f"<ul>{''.join(said)}</ul>" if said else ""


def caption(half: str) -> str:
    """Which half is judged, and how."""
    return (
        f"{fiscal_half.format_ja(half)}の末（{format_ja(reporting_periods()[half].end.isoformat())}）の時点。"
        "評価は実績と期待値からの計算です。前の半期の評価も、いまの目標値で計算しています。"
    )
