"""What changed between two halves as tables for people: the bridge, the lists behind it, KPIs, plans."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.bridge_list import bridge_list
from analysis.changed_plans import changed_plans
from analysis.grade_movement import ENTERED, NEW, grade_movement, moved_kpis
from analysis.half import asked_half
from analysis.investment_bridge import bridge
from analysis.plan_difference import plan_difference
from analysis.selection import Selection
from briefing.tables import AnswerTable, answer_table
from domain.codelist import codelist
from domain.difference import RowChange
from domain.fiscal_half import format_ja
from domain.money import OKU
from domain.partial_date import format_ja as date_ja
from domain.record import Records

CHANGE_KINDS = {"added": "追加", "changed": "変更", "withdrawn": "取下げ"}
CAME = (NEW, ENTERED)
"""Codes of ``kpi_movement`` of KPIs that are there now and were not then."""

GROUPS_JA = {
    "areas": "区域",
    "measures": "施策",
    "kpis": "KPI",
    "projects": "投資案件",
    "others": "分野・企業・要件",
}
"""What the groups of rows of :data:`analysis.changed_plans.GROUPS` are called."""


def halves_in_words(before: Records, after: Records) -> str:
    """``令和7年度下期（2025年度下期）から令和8年度上期（2026年度上期）まで``."""
    return (
        "から".join(
            format_ja(half) if (half := asked_half(each)) else f"{date_ja(each.as_of)}時点"
            for each in (before, after)
        )
        + "まで"
    )


def bridge_table(before: Allocation, after: Allocation, selection: Selection) -> AnswerTable:
    """One line a step from the total then to the total now; the changes between them add up exactly."""
    words, steps = codelist("bridge_step"), list(bridge(before, after, selection))
    yen = np.array([step.amount_yen for step in steps], dtype=np.int64)
    frame = pd.DataFrame(
        {
            "増減": [step.label_ja for step in steps],
            "案件数（件）": [step.projects for step in steps],
            "投資額（億円）": yen / OKU,
            "うち増えた額（億円）": [step.raised_yen / OKU for step in steps],
            "うち減った額（億円）": [step.lowered_yen / OKU for step in steps],
            "一覧の案件（件）": [step.entries for step in steps],
            "金額非公表（件）": [step.undisclosed for step in steps],
            "投資額（円）": yen,
            "説明": [words[step.code].more["definition_ja"] for step in steps],
        }
    )
    return answer_table("増減の内訳", frame, after.records)


def bridge_list_table(before: Allocation, after: Allocation, selection: Selection) -> AnswerTable:
    """One line a project and step; amounts are empty where none is known or counts, and a word says why."""
    listed = bridge_list(before, after, selection)
    steps, states = codelist("bridge_step"), codelist("counted_state")
    frame = pd.DataFrame(
        {
            "増減": listed["step"].map(steps.label),
            "案件ID": listed["project_id"],
            "案件名": listed["name"],
            "計画": listed["plan"],
            "分野": listed["field"],
            "所在地": listed["places"],
            "状況": listed["status"],
            "案件数の増減（件）": listed["projects"],
            "投資額の増減（億円）": listed["amount_yen"] / OKU,
            "はじめの額（億円）": listed["before_yen"] / OKU,
            "はじめの扱い": listed["before_state"].map(states.label),
            "おわりの額（億円）": listed["after_yen"] / OKU,
            "おわりの扱い": listed["after_state"].map(states.label),
            "理由": listed["reason"],
            "投資額の増減（円）": listed["amount_yen"],
            "計画ID": listed["plan_id"],
        }
    )
    return answer_table("増減の案件", frame, after.records)


def grade_movement_table(before: Allocation, after: Allocation, selection: Selection) -> AnswerTable:
    """Numbers of the KPIs of both halves by grade then (lines) and now (columns)."""
    found = grade_movement(before, after, selection)
    lines = [
        {"はじめの評価": graded(code)} | _numbers(found.moved[at], "おわり ")
        for at, code in enumerate(codelist("kpi_grade").codes)
    ]
    return answer_table("KPIの評価の動き", pd.DataFrame(lines), after.records)


def grade_totals_table(before: Allocation, after: Allocation, selection: Selection) -> AnswerTable:
    """The KPIs of both halves by grade then and by grade now: the sums of :func:`grade_movement_table`."""
    moved = grade_movement(before, after, selection).moved
    then, now = moved.sum(axis=1).tolist(), moved.sum(axis=0).tolist()
    lines = [
        {"評価": graded(code), "はじめ（件）": then[at], "おわり（件）": now[at]}
        for at, code in enumerate(codelist("kpi_grade").codes)
    ]
    return answer_table("KPIの評価別の件数", pd.DataFrame(lines), after.records)


def composition_table(before: Allocation, after: Allocation, selection: Selection) -> AnswerTable:
    """Numbers of the KPIs that came or went by grade: as of now for those that came, of then for the others."""
    found, words = grade_movement(before, after, selection), codelist("kpi_movement")
    lines = [
        {"構成の変化": words.label(code), "評価の時点": "おわり" if code in CAME else "はじめ"}
        | _numbers(numbers)
        for code, numbers in found.composition.items()
    ]
    return answer_table("KPIの構成の変化", pd.DataFrame(lines), after.records)


def graded(code: str) -> str:
    """``B 概ね順調``; "" for no grade."""
    return f"{codelist('kpi_grade')[code].more['letter']} {codelist('kpi_grade').label(code)}" if code else ""


def _numbers(numbers: np.ndarray, prefix: str = "") -> dict[str, int]:
    heads = [f"{prefix}{graded(code)}（件）" for code in codelist("kpi_grade").codes]
    return dict(zip([*heads, "計（件）"], [*numbers.tolist(), int(numbers.sum())], strict=True))


def moved_kpis_table(before: Allocation, after: Allocation, selection: Selection) -> AnswerTable:
    """One line a KPI with its grades, values and targets then and now."""
    listed, words = moved_kpis(before, after, selection), codelist("kpi_movement")
    frame = pd.DataFrame(
        {
            "動き": listed["movement"].map(words.label),
            "KPI ID": listed["kpi_id"],
            "指標": listed["name"],
            "単位": listed["unit"],
            "計画": listed["plan"],
            "はじめの評価": listed["before_grade"].map(graded),
            "おわりの評価": listed["after_grade"].map(graded),
            "はじめの実績": listed["before_actual"],
            "おわりの実績": listed["after_actual"],
            "はじめの目標値": listed["before_target"],
            "おわりの目標値": listed["after_target"],
            "基準値・目標の変更": listed["has_new_target"].map({True: "あり", False: ""}),
            "計画ID": listed["plan_id"],
        }
    )
    return answer_table("KPI", frame, after.records)


def changed_plans_table(before: Allocation, after: Allocation, selection: Selection) -> AnswerTable:
    """One line a plan that changed: its versions, the items that changed, and numbers of rows."""
    listed = changed_plans(before, after, selection)
    frame = pd.DataFrame(
        {
            "変更": listed["kind"].map(codelist("plan_change").label),
            "計画ID": listed["plan_id"],
            "計画の種類": listed["plan_type"].map(codelist("plan_type").label),
            "計画名": listed["title"],
            "策定主体": listed["author_words"],
            "段階": listed["stage"],
            "はじめの版": listed["before_revision"],
            "おわりの版": listed["after_revision"],
            "変わった項目": listed["items"],
            **{f"{label}（行）": listed[name] for name, label in GROUPS_JA.items()},
        }
    )
    return answer_table("変わった計画", frame, after.records)


def plan_changes_table(before: Allocation, after: Allocation, plan_id: str) -> AnswerTable:
    """One line a field of a plan that changed, with its words then and now; one a row added or withdrawn."""
    lines = [
        (each.table.label_ja, CHANGE_KINDS[row.kind], row.name, "・".join(row.key), *words)
        for each in plan_difference(before.records, after.records, plan_id).tables.values()
        for row in each.row_changes()
        for words in _fields(row)
    ]
    heads = ["表", "変更", "名前", "ID", "項目", "はじめ", "おわり"]
    return answer_table("計画の変更", pd.DataFrame(lines, columns=heads, dtype="str"), after.records)


def _fields(row: RowChange) -> list[tuple[str, str, str]]:
    return [(field.label_ja, field.before, field.after) for field in row.fields] or [("", "", "")]
