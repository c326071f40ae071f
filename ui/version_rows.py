"""Rows of a plan's tables that came, changed and went: what each is called, and its fields with marked words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analysis.kept_answers import kept
from analysis.plan_difference import TARGET_COLUMNS, plan_difference, rows_of_plan
from briefing.change_tables import CHANGE_KINDS
from domain.belonging import PARENTS
from domain.difference import RowChange, TableDifference
from domain.record import Kind, Records, Table
from domain.value_words import EMPTY, value_words
from ui.marked_words import change_html

_TOLD_ELSEWHERE = ("plans", "plan_areas", "kpi_targets")
"""Tables whose changes stand in a section of their own."""

_TOLD_OF_NEW_ROWS = (Kind.YEN, Kind.CODE, Kind.DATE, Kind.NUMBER, Kind.SHARE, Kind.FISCAL_YEAR)
_MOST_FACTS = 5
_MOST_ROWS = 60

Names = Mapping[str, Mapping[str, str]]
"""By column of an id, what the things of these ids are called."""


@dataclass(frozen=True)
class Section:
    """The rows of one table that differ, as a table in HTML; ``left_out`` of them are not shown."""

    label_ja: str
    rows: int
    html: str
    left_out: int


@kept(128)
def sections(before: Records, after: Records, plan_id: str) -> tuple[Section, ...]:
    """A section for every table with rows that no other part of the page tells of."""
    names = _names(before, after, plan_id)
    found = []
    for name, each in plan_difference(before, after, plan_id).tables.items():
        lines = [] if name in _TOLD_ELSEWHERE else list(_lines(each, names))
        if lines:
            shown = _table(each.table.label_ja, lines[:_MOST_ROWS])
            found.append(Section(each.table.label_ja, len(lines), shown, max(0, len(lines) - _MOST_ROWS)))
    return tuple(found)


def _names(before: Records, after: Records, plan_id: str) -> Names:
    sides = [rows_of_plan(records, plan_id) for records in (before, after)]
    return {
        column: {
            str(key): str(name)
            for side in sides
            for key, name in zip(side[table][column], side[table]["name"], strict=True)
        }
        for column, table in PARENTS.items()
    }


def _lines(each: TableDifference, names: Names) -> Iterator[str]:
    rows = [row for frame in (each.added, each.changed, each.withdrawn) for row in frame.to_dict("records")]
    for change, row in zip(each.row_changes(), rows, strict=True):
        said = _fields(each.table, change) if change.kind == "changed" else _facts(each.table, row)
        if said or change.kind != "changed":
            yield _line(change.kind, _name(each.table, change, names), said)


def _line(kind: str, name: str, said: str) -> str:
    return (
        f'<tr class="{kind}"><td class="text">{CHANGE_KINDS[kind]}</td>'
        f'<th scope="row">{escape(name)}</th><td class="text">{said}</td></tr>'
    )


def _name(table: Table, change: RowChange, names: Names) -> str:
    """The row's title, or its key in words, without the plan that all rows here belong to."""
    if change.is_titled:
        return change.name
    words = [
        names.get(column, {}).get(value) or value_words(table[column], value)
        for column, value in zip(table.key, change.key, strict=True)
        if column != "plan_id"
    ]
    return "・".join(words)


def _fields(table: Table, change: RowChange) -> str:
    """The fields of a changed row; where a KPI is to go has a section of its own."""
    left_out = TARGET_COLUMNS if table.name == "kpis" else ()
    return "".join(
        f"<p><b>{escape(field.label_ja.partition('（')[0])}</b> {change_html(field.before, field.after)}</p>"
        for field in change.fields
        if field.column not in left_out
    )


def _facts(table: Table, row: Mapping[str, object]) -> str:
    """``投資額 40億円、状況 構想``: what a row that came or went says in short."""
    facts = [
        f"{column.label_ja.partition('（')[0]} {words}"
        for column in table.columns
        if column.kind in _TOLD_OF_NEW_ROWS
        and column.name not in table.key
        and (words := value_words(column, row[column.name])) != EMPTY
    ]
    return escape("、".join(facts[:_MOST_FACTS]))


def _table(label: str, lines: Sequence[str]) -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("変更", escape(label), "内容"))
    return (
        f'<div class="scroll"><table class="plain words versions"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )
