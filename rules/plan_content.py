"""Rules on what a plan of its type must hold, as the code list ``required_item`` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from domain.codelist import Entry, codelist
from domain.finding import Actor, Finding, Severity
from domain.record import Kind, Submitted, SubmittedTable
from domain.tables import TABLES
from rules.membership import is_among
from rules.plan_conditions import conditions
from rules.plan_of_row import plan_ids, plan_of_row
from rules.rule import check, rows_where, rule

FAMILY = "計画に書く項目"

REQUIRED_ITEM_MISSING = rule(
    "required_item_missing",
    Severity.ERROR,
    Actor.SENDER,
    "{fault}。段階が「{stage}」の計画には必ず要る項目です（根拠: {grounds}）。記入してから提出してください。",
    "公表した地域産業クラスター計画の「道筋」が空",
)
REQUIRED_ITEM_OPEN = rule(
    "required_item_open",
    Severity.WARNING,
    Actor.SENDER,
    "{fault}。いまの段階（{stage}）では受け付けますが、策定・公表までに要る項目です（根拠: {grounds}）。それまでに記入してください。",
    "事前確認の段階の計画に KPI が一つもない",
)
CONDITIONAL_ITEM_MISSING = rule(
    "conditional_item_missing",
    Severity.WARNING,
    Actor.SENDER,
    "{fault}。この計画には要ると見られます（{grounds}）。記入するか、当てはまらないことを確かめてください。",
    "域外から誘致する企業があるのに「現地化のロードマップ」が空",
)

_SAYS_THE_SAME = {"measures.deadline": "due_date"}
"""A date says when as well as words do."""


@dataclass(frozen=True)
class _Gap:
    """Where an item is missing: rows of a table by mask, the column to point at, and what is said."""

    table: SubmittedTable
    column: str
    is_missing: pd.Series
    fault: str


@check
def check_required_items(submitted: Submitted) -> Iterable[Finding]:
    if "plans" not in submitted:
        return
    plans_by_table: dict[str, pd.DataFrame] = {}
    for entry in codelist("required_item"):
        gap = _gap(submitted, entry) if entry.more["table_name"] in submitted else None
        if gap is None or not gap.is_missing.any():
            continue
        name = gap.table.table.name
        if name not in plans_by_table:
            plans_by_table[name] = plan_of_row(submitted, name)
        yield from _findings(submitted, entry, gap, plans_by_table[name])


def _findings(submitted: Submitted, entry: Entry, gap: _Gap, plans: pd.DataFrame) -> Iterator[Finding]:
    grounds = entry.more["grounds_ja"]
    level = plans["plan_type"].map(lambda code: entry.more[f"level_{code}"] if code else "")
    is_must, is_asked = gap.is_missing & (level == "must"), gap.is_missing & (level == "conditional")
    if condition := conditions().get(entry.code):
        is_asked &= condition.applies(submitted)
        is_bound = plans["plan_type"].isin(list(condition.must_for))
        is_must, is_asked = is_must | (is_asked & is_bound), is_asked & ~is_bound
    stages = plans["stage_code"].map(codelist("plan_stage").label).replace("", "未記入")
    for made, mask in (
        (REQUIRED_ITEM_MISSING, is_must & plans["is_settled"]),
        (REQUIRED_ITEM_OPEN, is_must & ~plans["is_settled"]),
    ):
        for index, row in rows_where(gap.table.frame, mask):
            cell = gap.table.cell(row, gap.column)
            yield made.at(cell, fault=gap.fault, grounds=grounds, stage=stages[index])
    for _, row in rows_where(gap.table.frame, is_asked):
        cell = gap.table.cell(row, gap.column)
        yield CONDITIONAL_ITEM_MISSING.at(cell, fault=gap.fault, grounds=grounds)


def _gap(submitted: Submitted, entry: Entry) -> _Gap:
    name, column = entry.more["table_name"], entry.more["column_name"]
    if not column or TABLES[name][column].kind is Kind.FLAG:
        return _gap_of_rows(submitted, name, column)
    table, condition = submitted[name], conditions().get(entry.code)
    instead = condition.instead if condition else _SAYS_THE_SAME.get(entry.code, "")
    is_missing, fault = table.is_empty(column), f"「{table.table[column].label_ja}」が空です"
    if instead:
        is_missing &= table.is_empty(instead)
        both = f"「{table.table[column].label_ja}」と「{table.table[instead].label_ja}」"
        fault = f"{both}のどちらも空です"
    return _Gap(table, column, is_missing, fault)


def _gap_of_rows(submitted: Submitted, name: str, flag: str) -> _Gap:
    """Plans without any row in a table, or without any row in which ``flag`` is set."""
    plans, table = submitted["plans"], submitted[name]
    owners = plan_ids(submitted, name)
    fault = f"「{table.table.label_ja}」の表に、この計画の行がありません"
    if flag:
        owners = owners[table.frame[flag].fillna(False).astype(bool) | table.is_unread(flag)]
        fault = f"「{table.table.label_ja}」の表に、「{table.table[flag].label_ja}」とした行がありません"
    ids = plans.frame["plan_id"]
    return _Gap(plans, "plan_id", (ids != "") & ~is_among(ids, owners), fault)
