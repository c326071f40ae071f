"""What a sheet lets people enter: drop-downs, hints at the cell, and what it points out while they type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from domain.codelist import Entry, codelist
from domain.record import Column, Kind, Table
from domain.reporting_period import reporting_periods
from loaders.plan_layout import (
    EXAMPLE_HEADING,
    EXAMPLE_MARK,
    NO,
    YES,
    demand,
    referred_table,
    sheet_name,
)
from loaders.report_layout import Given, Reference
from loaders.word_sheets import OfferedWords
from loaders.workbook_style import EMPTY_BUT_REQUIRED, Style

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_NUMBERS: dict[Kind, dict[str, Any]] = {
    Kind.YEN: {"validate": "decimal", "criteria": "between", "minimum": -(10**11), "maximum": 10**11},
    Kind.NUMBER: {"validate": "decimal", "criteria": "between", "minimum": -(10**15), "maximum": 10**15},
    Kind.SHARE: {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100},
    Kind.FISCAL_YEAR: {"validate": "integer", "criteria": "between", "minimum": 1989, "maximum": 2099},
}
_NUMBER_ASKED = {
    Kind.YEN: "億円の単位の数字だけを入れます（25億6千万円は 25.6）。",
    Kind.NUMBER: "数字だけを入れます。",
    Kind.SHARE: "0から100までの数字を入れます（60％は 60）。",
    Kind.FISCAL_YEAR: "西暦4桁の年度を入れます（例: 2027）。",
}


def add_entry_rules(
    sheet: Worksheet,
    table: Table,
    columns: Sequence[Column],
    plan_type: str,
    offered: dict[str, OfferedWords],
    last_row: int,
    listed: range,
) -> None:
    """Hints and drop-downs down to ``last_row``, headings included; rows are numbered from 0.

    ``columns`` are those of ``table`` and references, as they stand in the sheet. ``listed`` are rows
    that name the words of the key's list one by one: each gets its word's meaning.
    """
    for at, column in enumerate(columns):
        if isinstance(column, Reference):
            sheet.data_validation(0, at, last_row, at, _reference_rule(column))
            continue
        hint = _hint(plan_type, table, column)
        sheet.data_validation(0, at, 0, at, {"validate": "any", **hint})
        options = _allowed(column, table, offered) | hint
        if not listed or column.kind is not Kind.CODE or column.name not in table.key:
            sheet.data_validation(1, at, last_row, at, options)
            continue
        # Two rules must not share a cell, so the column's rule goes around the listed rows.
        sheet.data_validation(1, at, listed.start - 1, at, options)
        sheet.data_validation(listed.stop, at, last_row, at, options)
        for row, entry in zip(listed, offered[column.vocabulary].words, strict=True):
            sheet.data_validation(row, at, row, at, options | _meaning(entry))
    at = len(columns)
    sheet.data_validation(0, at, last_row, at, _example_rule())


def mark_empty_required(
    sheet: Worksheet,
    table: Table,
    columns: Sequence[Column],
    plan_type: str,
    rows: tuple[int, int],
    style: Style,
) -> None:
    """Tint required cells that are still empty in rows that somebody has begun to fill.

    In a report, whose rows have their key and references already, every row that is due has begun.
    """
    first, last = rows
    start, end = _letter(0), _letter(len(columns) - 1)
    for at, column in enumerate(columns):
        if demand(plan_type, table, column).level != "must":
            continue
        row = first + 1
        empty = f"=AND(COUNTA(${start}{row}:${end}{row})>0,LEN({_letter(at)}{row})=0)"
        options = {"type": "formula", "criteria": empty, "format": style(**EMPTY_BUT_REQUIRED)}
        sheet.conditional_format(first, at, last, at, options)


def list_name(table: Table) -> str:
    """Name of the range of a sheet's keys, which other sheets offer in their drop-downs."""
    return f"list_{table.key[0]}"


def _allowed(column: Column, table: Table, offered: dict[str, OfferedWords]) -> dict[str, Any]:
    if isinstance(column, Given):
        return {"validate": "any"}
    if column.kind is Kind.CODE:
        words = offered[column.vocabulary]
        told = f"「{words.name}」の選択肢から選んでください。意味は「選択肢」のシートにあります。"
        return {"validate": "list", "source": words.formula, **_refusal("stop", told)}
    if column.kind is Kind.FLAG:
        return {"validate": "list", "source": [YES, NO], **_refusal("stop", f"{YES}か{NO}を選んでください。")}
    if column.kind is Kind.HALF:
        told = "2026H1（上期）、2026H2（下期）の形で入れます。"
        return {"validate": "list", "source": list(reporting_periods()), **_refusal("warning", told)}
    if column.kind in _NUMBERS:
        return _NUMBERS[column.kind] | _refusal("warning", _NUMBER_ASKED[column.kind])
    referred = referred_table(table, column)
    if referred is not None:
        told = (
            f"「{sheet_name(referred)}」のシートにない{column.label_ja}です。先にそのシートに書いてください。"
        )
        return {"validate": "list", "source": f"={list_name(referred)}", **_refusal("warning", told)}
    return {"validate": "any"}


def _refusal(kind: str, sentence: str) -> dict[str, Any]:
    return {"error_type": kind, "error_title": "入力の確認", "error_message": sentence}


def _hint(plan_type: str, table: Table, column: Column) -> dict[str, Any]:
    asked = demand(plan_type, table, column)
    grounds = f"（{asked.grounds_ja}）" if asked.level == "conditional" else ""
    message = f"【{asked.label_ja}】{grounds}\n{column.hint_ja}".strip()
    return {
        "input_title": _cut(column.label_ja, _LONGEST_TITLE),
        "input_message": _cut(message, _LONGEST_MESSAGE),
    }


def _reference_rule(column: Reference) -> dict[str, Any]:
    """A hint, and no typing: what is pasted over all the same, the reader tells of."""
    message = f"【参考・記入不要】\n{column.hint_ja}"
    told = "「参考：」の列は見るためのもので、記入しません。書き換えても取り込みません。"
    return {
        "validate": "custom",
        "value": "=FALSE",
        "input_title": _cut(column.label_ja, _LONGEST_TITLE),
        "input_message": _cut(message, _LONGEST_MESSAGE),
        **_refusal("stop", told),
    }


def _meaning(entry: Entry) -> dict[str, Any]:
    level = codelist("requirement_level").label(entry.more.get("level", ""))
    message = f"【{level}】\n{entry.more['definition_ja']}" if level else entry.more["definition_ja"]
    return {
        "input_title": _cut(entry.label_ja, _LONGEST_TITLE),
        "input_message": _cut(message, _LONGEST_MESSAGE),
    }


def _example_rule() -> dict[str, Any]:
    message = f"「{EXAMPLE_MARK}」とある行は取り込みません。写して使うときは、この列を空にしてください。"
    return {
        "validate": "list",
        "source": [EXAMPLE_MARK],
        "input_title": EXAMPLE_HEADING,
        "input_message": message,
        **_refusal("stop", message),
    }


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _letter(at: int) -> str:
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
