"""Rules on amounts of money in any table: never negative, never beyond belief, never in another unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from domain.finding import Actor, Finding, Severity
from domain.money import CHO, format_yen
from domain.record import Column, Kind, Submitted, SubmittedTable
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule
from rules.unit_slip import slipped

FAMILY = "金額"

AMOUNT_NEGATIVE = rule(
    "amount_negative",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」が負の額（{value}）です。正しい額を入れてください。",
    "-120",
)
AMOUNT_IMPOSSIBLE = rule(
    "amount_impossible",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」が{value}で、日本の国内総生産を上回ります。円や百万円の額を億円の列に入れていないか確かめ、正しい額を入れてください。",
    "300億円を 30000000000 と円で入れた",
)
AMOUNT_SLIPPED = rule(
    "amount_slipped",
    Severity.WARNING,
    Actor.SENDER,
    "「{label}」が、前に受け付けた{before}から{value}に変わり、およそ{factor}です。単位（億円）を取り違えていないか確かめてください。",
    "300億円の案件が、次の提出で3億円",
)

IMPOSSIBLE_YEN = 1_000 * CHO
"""No amount is as large; below it, thousands of amounts add up to less than 64 bits hold."""


@check
def check_ranges(submitted: Submitted) -> Iterable[Finding]:
    for table, column in _amounts(submitted):
        amount = table.frame[column.name]
        for made, mask in (
            (AMOUNT_NEGATIVE, (amount < 0).fillna(False)),
            (AMOUNT_IMPOSSIBLE, (amount > IMPOSSIBLE_YEN).fillna(False)),
        ):
            for _, row in rows_where(table.frame, mask):
                value, cell = format_yen(int(row[column.name])), table.cell(row, column.name)
                yield made.at(cell, value, label=column.label_ja)


@check_against_earlier
def check_slips(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    for table, column in _amounts(submitted):
        if table.table.name not in earlier:
            continue
        before = in_force(table, earlier[table.table.name], column.name)
        factors = slipped(table.frame[column.name], before)
        for index, row in rows_where(table.frame, factors != 0):
            yield AMOUNT_SLIPPED.at(
                table.cell(row, column.name),
                format_yen(int(row[column.name])),
                label=column.label_ja,
                before=format_yen(int(before[index])),
                factor=times_ja(factors[index]),
            )


def in_force(table: SubmittedTable, earlier: pd.DataFrame, column: str) -> pd.Series:
    """For each submitted row the value of ``column`` in the row in force with its key; missing if none."""
    key = list(table.table.key)
    known = earlier.set_index(key)[column]
    found = known.reindex(pd.MultiIndex.from_frame(table.frame[key]) if len(key) > 1 else table.frame[key[0]])
    return pd.Series(found.array, index=table.frame.index)


def times_ja(factor: int) -> str:
    """``100倍`` or ``100分の1``."""
    return f"{factor:,}倍" if factor > 0 else f"{-factor:,}分の1"


def _amounts(submitted: Submitted) -> Iterator[tuple[SubmittedTable, Column]]:
    for table in submitted.values():
        for column in table.table.columns:
            if column.kind is Kind.YEN:
                yield table, column
