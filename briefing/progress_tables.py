"""Progress of KPIs as tables for people: plans, KPIs, and what needs attention in a half."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.area_grades import area_grades
from analysis.attention import attention
from analysis.half import half_of
from analysis.kpi_progress import selected_progress
from analysis.plan_list import plans_in_words
from analysis.plan_progress import kpis_by_need, plan_progress
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing.tables import BREAKDOWN_LABEL, AnswerTable, answer_table
from domain.area import Level
from domain.codelist import codelist
from domain.fiscal_half import format_ja


def plan_progress_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """One line a selected plan, those first that need a talk most: KPIs by grade, and the judgement."""
    half = half_of(allocation.records)
    rows = plan_progress(allocation, selection, half)
    columns = _of_plan(allocation, rows) | {
        "最も悪い評価": _labels("kpi_grade", rows["worst"]),
        "KPI（指標）": rows["kpis"],
        **{f"{entry.label_ja}（指標）": rows[entry.code] for entry in codelist("kpi_grade")},
        "未報告・遅延（指標）": rows["overdue"],
        "報告の判断": _labels("judged_status", rows["judged"]),
        "判断の説明": rows["comment"],
        "進捗報告": _labels("report_state", rows["report"]),
    }
    return _table("計画の進捗", columns, allocation)


def kpi_progress_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """One line a selected KPI, the worst grade first. Progress and rate are in per cent."""
    rows = kpis_by_need(selected_progress(allocation, selection, half_of(allocation.records)))
    columns = _of_plan(allocation, rows) | _of_kpi(rows) | {
        "定義": rows["definition"],
        "種類": _labels("kpi_category", rows["category"]),
        "方向": _labels("kpi_direction", rows["direction"]),
        "段階": _labels("kpi_level", rows["level"]),
        "達成率（参考）（％）": (rows["rate"] * 100).round(4),
        "見通し（目標時点の値。評価ではない）": rows["outlook"].round(6),
        "前の半期の評価": _labels("kpi_grade", rows["previous_grade"]),
        "計算の場合": _labels("progress_case", rows["case"]),
        "添え書き": _lists("progress_case", rows["marks"]),
        "注意点": _lists("alert", rows["alerts"]),
        "更新": _labels("periodicity", rows["periodicity"]),
        "出典の統計": rows["statistic"],
        "次のデータ公表": rows["next_date"],
    }  # fmt: skip
    return _table("KPI進捗", columns, allocation)


def poor_kpis_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """要対応: KPIs graded やや遅れ or 遅れ with cause and action of a measure that is linked to them."""
    rows = attention(allocation, selection, half_of(allocation.records)).poor_kpis
    columns = _of_plan(allocation, rows) | _of_kpi(rows) | {
        "新たに要対応": rows["is_newly_poor"].map({True: "はい", False: "いいえ"}),
        "結び付いた施策（件）": rows["measures"],
    }  # fmt: skip
    return _table("要対応のKPI", columns | _explained(rows), allocation)


def poor_measures_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """要対応: measures whose check of the half is poor, those poor twice running first."""
    rows = attention(allocation, selection, half_of(allocation.records)).poor_measures
    columns = _of_plan(allocation, rows) | {
        "施策ID": rows["measure_id"],
        "施策": rows["name"],
        "実行状況": _labels("execution_status", rows["execution"]),
        "点検結果": _labels("review_result", rows["result"]),
        "2回続けて芳しくない": rows["is_escalated"].map({True: "はい", False: "いいえ"}),
    }
    return _table("芳しくない施策", columns | _explained(rows), allocation)


def overdue_kpis_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """未報告・遅延: KPIs whose due values have not come."""
    rows = attention(allocation, selection, half_of(allocation.records)).overdue_kpis
    columns = _of_plan(allocation, rows) | _of_kpi(rows) | {
        "届いていない値（回分）": rows["missed"],
        "更新": _labels("periodicity", rows["periodicity"]),
        "次のデータ公表": rows["next_date"],
    }  # fmt: skip
    return _table("未報告・遅延のKPI", columns, allocation)


def overdue_reports_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """未報告・遅延: plans whose report of the half has not come."""
    rows = attention(allocation, selection, half_of(allocation.records)).overdue_reports
    return _table("期限を過ぎた進捗報告", _of_plan(allocation, rows), allocation)


def promises_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """約束の履行: what the check before promised, first, and what this half's check says of it."""
    rows = attention(allocation, selection, half_of(allocation.records)).promises
    columns = {
        "約束した半期": rows["previous_period"].map(_half_words),
        "約束": _labels("review_action", rows["promised_action"]),
        "約束の内容": rows["promised_text"],
        "約束の期限": rows["promised_due"],
        "履行": _labels("promise_state", rows["promise"]),
        **_of_plan(allocation, rows),
        "施策ID": rows["measure_id"],
        "施策": rows["name"],
        "実行状況": _labels("execution_status", rows["execution"]),
        "点検結果": _labels("review_result", rows["result"]),
    }
    return _table("約束の履行", columns | _explained(rows), allocation)


def reached_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """目標到達: KPIs whose value is at or beyond the target."""
    rows = attention(allocation, selection, half_of(allocation.records)).reached
    new = {"この半期に到達": rows["is_new"].map({True: "はい", False: "いいえ"})}
    return _table("目標到達", _of_plan(allocation, rows) | _of_kpi(rows) | new, allocation)


def area_grades_table(allocation: Allocation, selection: Selection, by: Breakdown) -> AnswerTable:
    """KPIs by grade in the parts of the selected area; a KPI counts once in every part its plan lies in."""
    half = half_of(allocation.records)
    lines = area_grades(allocation, selection, half, Level(by.value))
    columns = {
        "コード": pd.Series(lines.codes, dtype="str"),
        BREAKDOWN_LABEL[by]: pd.Series(lines.labels, dtype="str"),
        "最も悪い評価": [codelist("kpi_grade").label(code) for code in lines.worst],
        "計画（件）": lines.plans,
        "KPI（指標）": lines.by_grade.sum(axis=1),
        **{
            f"{entry.label_ja}（指標）": lines.by_grade[:, at]
            for at, entry in enumerate(codelist("kpi_grade"))
        },
    }
    return _table(f"{BREAKDOWN_LABEL[by]}別のKPI", columns, allocation)


def _table(name: str, columns: Mapping[str, Any], allocation: Allocation) -> AnswerTable:
    half = _half_words(half_of(allocation.records))
    frame = pd.DataFrame(dict(columns)).reset_index(drop=True)
    frame.insert(0, "半期", pd.Series(half, index=frame.index, dtype="str"))
    return answer_table(name, frame, allocation.records)


def _half_words(half: str) -> str:
    return format_ja(half) if half else ""


def _of_plan(allocation: Allocation, rows: pd.DataFrame) -> dict[str, pd.Series]:
    plans = plans_in_words(allocation).set_index("plan_id")
    plans = plans[["type", "title", "author_words"]].reindex(rows["plan_id"]).fillna("")
    names = {"計画の種類": "type", "計画名": "title", "策定主体": "author_words"}
    words = {heading: plans[name].set_axis(rows.index) for heading, name in names.items()}
    return {"計画ID": rows["plan_id"], **words}


def _of_kpi(rows: pd.DataFrame) -> dict[str, pd.Series]:
    return {
        "KPI ID": rows["kpi_id"],
        "KPI": rows["name"],
        "単位": rows["unit"],
        "評価": _labels("kpi_grade", rows["grade"]),
        "基準値": rows["baseline"],
        "基準時点": rows["baseline_date"],
        "目標値": rows["target"],
        "目標時点": rows["target_date"],
        "期待値": rows["expected"].round(6),
        "実績値": rows["actual"],
        "実績の時点": rows["actual_date"],
        "実績の半期": rows["actual_period"].map(_half_words),
        "速報・確報": _labels("value_status", rows["value_status"]),
        "進捗率（％）": (rows["progress"] * 100).round(4),
        "実績の新しさ": _labels("freshness", rows["freshness"]),
    }


def _explained(rows: pd.DataFrame) -> dict[str, pd.Series]:
    return {
        "原因の種類": _labels("cause_kind", rows["cause_kind"]),
        "原因": rows["cause"],
        "対応": _labels("review_action", rows["action"]),
        "対応の内容": rows["action_text"],
        "対応の期限": rows["action_due"],
    }


def _labels(vocabulary: str, codes: pd.Series) -> pd.Series:
    return codes.map(codelist(vocabulary).label).astype("str")


def _lists(vocabulary: str, rows: pd.Series) -> pd.Series:
    words = codelist(vocabulary)
    return rows.map(lambda codes: "、".join(map(words.label, codes))).astype("str")
