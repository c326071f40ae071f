"""The Excel book of what changed between two halves: how it is reckoned, the bridge, KPIs, plans, and one plan."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing.answer_book import explanation_table
from briefing.change_tables import (
    bridge_list_table,
    bridge_table,
    changed_plans_table,
    composition_table,
    grade_movement_table,
    grade_totals_table,
    halves_in_words,
    moved_kpis_table,
    plan_changes_table,
)
from briefing.spreadsheet import workbook_bytes
from briefing.tables import AnswerTable

BRIDGE_RULE = (
    "はじめの合計に増減をすべて足すと、件数も金額（円）も、おわりの合計にちょうど一致します。",
    "金額が非公表だった案件の額が公表されたときは、増額ではなく「金額公表の変化」に数えます。非公表は0円ではありません。",
    "額と所在地・配分がともに変わった案件は、もとの配分のままで額だけが変わった分を増額・減額に、残りを"
    "「区域・分野の変更」に分けます。一覧では両方に出ます。",
    "状況が「取下げ」になった案件と、登録がなくなった案件は「取下げ」です。中断した案件は合計に残ります。",
)
"""How the bridge is reckoned, for whoever reads it."""


def change_book(
    before: Allocation, after: Allocation, selection: Selection, link: str = "", plan_id: str = ""
) -> bytes:
    """Excel bytes: 説明, and the tables of the selection, or of the one plan that is given."""
    tables = (
        [plan_changes_table(before, after, plan_id)] if plan_id else change_tables(before, after, selection)
    )
    return workbook_bytes([_explanation(before, after, selection, link), *tables])


def change_tables(before: Allocation, after: Allocation, selection: Selection) -> list[AnswerTable]:
    """The bridge, the projects behind it, how KPIs moved and which plans changed."""
    asked = (before, after, selection)
    return [
        bridge_table(*asked),
        bridge_list_table(*asked),
        grade_movement_table(*asked),
        grade_totals_table(*asked),
        composition_table(*asked),
        moved_kpis_table(*asked),
        changed_plans_table(*asked),
    ]


def _explanation(before: Allocation, after: Allocation, selection: Selection, link: str) -> AnswerTable:
    told = explanation_table(after, selection, link)
    lines = [("比べた半期", halves_in_words(before.records, after.records))]
    lines += [("増減の数え方", sentence) for sentence in BRIDGE_RULE]
    first, rest = told.frame.iloc[:2], told.frame.iloc[2:]
    return AnswerTable(told.name, pd.concat([first, pd.DataFrame(lines, columns=first.columns), rest]))
