"""One plan's record as tables: its areas, its measures with 5W1H and check, and its requirements."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.plan_checks import checks_of
from analysis.plan_measures import item_columns
from analysis.reviews import measures_of_plan
from briefing.plan_facts import check_answer
from briefing.tables import AnswerTable, answer_table
from domain.area import label_of
from domain.codelist import codelist
from domain.fiscal_half import format_ja
from domain.plan_tables import PLANS


def plan_items_table(allocation: Allocation, plan_id: str) -> AnswerTable:
    """One line an item of the plan itself, as it was handed in: aims, targets, contacts."""
    plans = allocation.records["plans"]
    (row,) = plans[plans["plan_id"] == plan_id].to_dict("records")
    columns = [column for column in PLANS.columns if column.name in row]
    values = [row[column.name] for column in columns]
    is_number = [isinstance(value, int | float) and not pd.isna(value) for value in values]
    frame = pd.DataFrame(
        {
            "項目": [column.label_ja for column in columns],
            "内容": pd.Series(
                [
                    "" if pd.isna(value) or told else str(value)
                    for value, told in zip(values, is_number, strict=True)
                ],
                dtype="str",
            ),
            "数値（人、円など項目の単位）": [
                float(value) if told else None for value, told in zip(values, is_number, strict=True)
            ],
        }
    )
    return answer_table("計画の項目", frame, allocation.records)


def plan_areas_table(allocation: Allocation, plan_id: str) -> AnswerTable:
    """One line a municipality or prefecture of the plan, with its role."""
    rows = allocation.records["plan_areas"]
    rows = rows[rows["plan_id"] == plan_id]
    frame = pd.DataFrame(
        {
            "計画ID": rows["plan_id"],
            "コード": rows["lg_code"],
            "区域": [label_of(code, full=True) for code in rows["lg_code"]],
            "役割": rows["role"].map(codelist("area_role").label),
        }
    )
    return answer_table("計画の区域", frame.reset_index(drop=True), allocation.records)


def plan_measures_table(allocation: Allocation, plan_id: str) -> AnswerTable:
    """One line a measure with 5W1H, what was promised before and the check of the half, by due date."""
    half = half_of(allocation.records)
    rows = measures_of_plan(allocation, plan_id, half)
    frame = pd.DataFrame(
        {
            "半期": pd.Series(format_ja(half) if half else "", index=rows.index, dtype="str"),
            "計画ID": rows["plan_id"],
            "施策ID": rows["measure_id"],
            "施策": rows["name"],
            **{column.label_ja: rows[column.name] for column in item_columns()},
            "期限の日付": rows["due_date"],
            "主導する機関": rows["lead_organisation"],
            "支援策": rows["programme"],
            "予算（円）": rows["budget_yen"],
            "5W1Hの欠け（項目）": rows["missing_items"],
            "前の約束": rows["promised_action"].map(codelist("review_action").label),
            "前の約束の内容": rows["promised_text"],
            "前の約束の期限": rows["promised_due"],
            "約束の履行": rows["promise"].map(codelist("promise_state").label),
            "実行状況": rows["execution"].map(codelist("execution_status").label),
            "点検結果": rows["result"].map(codelist("review_result").label),
            "原因の種類": rows["cause_kind"].map(codelist("cause_kind").label),
            "原因": rows["cause"],
            "対応": rows["action"].map(codelist("review_action").label),
            "対応の内容": rows["action_text"],
            "対応の期限": rows["action_due"],
        }
    )
    return answer_table("施策", frame.reset_index(drop=True), allocation.records)


def plan_checks_table(allocation: Allocation, plan_id: str, plan_type: str) -> AnswerTable:
    """One line a requirement of the plan's type with its answer and grounds."""
    lines = checks_of(allocation.records, plan_id, plan_type)
    frame = pd.DataFrame(
        {
            "計画ID": [plan_id for _ in lines],
            "要件の区分": [line.criterion.more["group_ja"] for line in lines],
            "要件": [line.criterion.label_ja for line in lines],
            "確認の結果": [check_answer(line.answer) for line in lines],
            "根拠": [line.grounds for line in lines],
            "資料": [line.evidence_url for line in lines],
        },
        dtype="str",
    )
    return answer_table("要件の確認", frame, allocation.records)
