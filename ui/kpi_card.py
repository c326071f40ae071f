"""The card of one KPI: what it is, its values by half beside what was expected, and how it was judged."""

from __future__ import annotations

import math
from html import escape
from typing import Any
from urllib.parse import quote

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.kpi_record import HalfOfKpi, KpiRecord, kpi_record
from analysis.reviews import measure_table
from briefing import kpi_words
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja as date_ja
from ui import review_words
from ui.grade_mark import grade_mark
from ui.progress_view import ProgressView


def table_row(allocation: Allocation, view: ProgressView, *, columns: int) -> str:
    """The card as a further line of a table; "" if there is no such KPI."""
    card = html(allocation, view)
    return f'<tr class="opened"><td colspan="{columns}">{card}</td></tr>' if card else ""


@kept(512)
def html(allocation: Allocation, view: ProgressView) -> str:
    """The card of the opened KPI; "" if the records have none of this id."""
    record = kpi_record(allocation, view.half, view.kpi)
    if record is None:
        return ""
    kpi = record.row
    plan = escape(view.plan_address + quote(kpi.plan_id), quote=True)
    closed = escape(view.address_of_kpi(""), quote=True)
    return (
        f'<section class="kpi-card" aria-label="{escape(kpi.name, quote=True)}"><div class="record-head">'
        f"<h3>{grade_mark(kpi.grade)} {escape(kpi.name)}</h3>"
        f'<p class="ways"><a data-go href="{plan}">計画カルテを開く</a><a data-go href="{closed}">閉じる</a></p></div>'
        f'<div class="sides"><div class="record"><dl>{_terms(record)}</dl></div>'
        f"<div>{_values(record)}</div></div>"
        f'<div class="record"><dl>{_judgement(allocation, view.half, kpi)}</dl></div></section>'
    )


def _facts(facts: list[tuple[str, str]]) -> str:
    """Pairs of a name and HTML; those without anything to say are left out."""
    return "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in facts if said)


def _terms(record: KpiRecord) -> str:
    kpi = record.row
    direction = codelist("kpi_direction")[kpi.direction]
    between = "、".join(kpi_words.dated(value, kpi.unit, date) for date, value in record.interim)
    periodicity = codelist("periodicity").label(kpi.periodicity)
    return _facts(
        [
            ("定義", escape(kpi.definition) or "記載なし"),
            ("単位", escape(kpi.unit)),
            ("種類・段階", escape(f"{codelist('kpi_category').label(kpi.category)}・{codelist('kpi_level').label(kpi.level)}")),
            ("目指す方向", escape(f"{direction.more['mark']} {direction.label_ja}")),
            ("基準値", escape(kpi_words.dated(kpi.baseline, kpi.unit, kpi.baseline_date))),
            ("中間目標", escape(between) or "なし"),
            ("目標値", escape(kpi_words.dated(kpi.target, kpi.unit, kpi.target_date))),
            ("更新・出典", escape("、".join(filter(None, (periodicity, kpi.statistic)))) or "記載なし"),
            ("次のデータ公表", escape(date_ja(kpi.next_date))),
        ]
    )  # fmt: skip


def _values(record: KpiRecord) -> str:
    """Halves as columns; expected value, actual value and grade as lines (as 茨城県's 調書 has them)."""
    kpi, halves = record.row, record.halves
    heads = "".join(f'<th scope="col">{short_ja(half.half)}</th>' for half in halves)
    lines = (
        ("期待値", [escape(kpi_words.reckoned(half.expected, kpi)) for half in halves]),
        ("実績値", [_reported(half) for half in halves]),
        ("進捗率", [kpi_words.part(half.progress) for half in halves]),
        ("評価", [grade_mark(half.grade) for half in halves]),
    )
    rows = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for name, cells in lines
    )
    return (
        f'<div class="scroll"><table class="plain words"><caption>半期ごとの値（単位: {escape(kpi.unit)}）</caption>'
        f'<thead><tr><th scope="col">半期</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _reported(half: HalfOfKpi) -> str:
    """The value with its kind and day; where there is none, why, and which value was compared instead."""
    if not half.status:
        return '<span class="remark">報告なし</span>'
    label = codelist("value_status").label(half.status)
    when = f"（{date_ja(half.value_date)}）" if half.value_date else ""
    note = f'<span class="remark">{escape(half.note)}</span>' if half.note else ""
    if math.isnan(half.reported):
        return f"{kpi_words.NONE}<span class='remark'>{escape(label)}</span>{note}"
    return f"{kpi_words.value(half.reported)}<span class='remark'>{escape(label + when)}</span>{note}"


def _judgement(allocation: Allocation, half: str, kpi: Any) -> str:
    cases = codelist("progress_case")
    compared = "、".join(
        (
            f"実績値 {kpi_words.value(kpi.actual, kpi.unit)}（{kpi_words.known_as_of(kpi)}）",
            f"期待値 {kpi_words.reckoned(kpi.expected, kpi, kpi.unit)}",
            *((f"進捗率 {kpi_words.part(kpi.progress)}",) if not math.isnan(kpi.progress) else ()),
        )
    )
    marks = "<br>".join(
        escape(f"{cases.label(mark)}: {cases[mark].more['definition_ja']}") for mark in kpi.marks
    )
    alerts = "、".join(codelist("alert").label(alert) for alert in kpi.alerts)
    rate = (
        f"{kpi_words.part(kpi.rate)}（実績値÷期待値。評価には使わない）" if not math.isnan(kpi.rate) else ""
    )
    return _facts(
        [
            ("評価", f"{grade_mark(kpi.grade)} {escape(compared)}"),
            ("計算のしかた", escape(f"{cases.label(kpi.case)}: {cases[kpi.case].more['definition_ja']}")),
            ("添え書き", marks),
            ("達成率（参考）", escape(rate)),
            ("見通し", escape(_outlook(kpi))),
            ("実績の新しさ", escape(_freshness(kpi))),
            ("注意点", escape(alerts)),
            ("施策の点検", _measures(allocation, half, kpi.kpi_id)),
        ]
    )


def _outlook(kpi: Any) -> str:
    if math.isnan(kpi.outlook):
        return ""
    return (
        f"これまでの平均の速さが続くと、{date_ja(kpi.target_date)}に {kpi_words.reckoned(kpi.outlook, kpi, kpi.unit)}"
        f"（目標値 {kpi_words.value(kpi.target, kpi.unit)}）。見通しであり、評価ではない"
    )


def _freshness(kpi: Any) -> str:
    words = codelist("freshness")
    return kpi_words.overdue_words(kpi) or words.label(kpi.freshness)


def _measures(allocation: Allocation, half: str, kpi_id: str) -> str:
    """The reviews of the measures that are linked to the KPI."""
    rows = measure_table(allocation, half)
    linked = rows[rows["kpi_id"] == kpi_id]
    if linked.empty:
        return "このKPIに結び付けた施策はない"
    return "<br>".join(
        f"<b>{escape(row.name)}</b> {review_words.review(row)}" for row in linked.itertuples(name="Measure")
    )
