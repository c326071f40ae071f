"""The workbook of a plan: which sheets it has for each plan type, and what each is called."""

from __future__ import annotations

from dataclasses import dataclass

from domain.codelist import Codelist, codelist
from domain.plan_tables import PLANS
from domain.record import Column, Kind, Table
from domain.tables import TABLES

GUIDE_SHEET = "入力要領"
COLUMNS_SHEET = "項目一覧"
CHOICES_SHEET = "選択肢"
PLACES_SHEET = "団体コード"
FINDINGS_SHEET = "指摘一覧"
NOT_TABLES = (FINDINGS_SHEET, GUIDE_SHEET, COLUMNS_SHEET, CHOICES_SHEET, PLACES_SHEET)
"""Sheets for people to read; nothing in them is imported. 指摘一覧 is in marked copies alone."""

FACTS_SHEET = "様式情報"
FACTS_HEADINGS = ("項目", "内容")
"""Sheet of facts about the file itself, one fact a row, and its headings."""

FACT_FORM = "様式の版"
FACT_KIND = "様式の種類"
FACT_TYPE = "計画の種類"
FACT_PERIOD = "対象の半期"
FACT_REGISTRY = "登録簿の種類"
FACT_VERSION = "書き出した登録簿の版"
FACT_WRITTEN = "書き出した日時"
FORM_EDITION = "2026-1"
REAL, FICTIONAL = "実データ", "架空"
PLAN_FORM, REPORT_FORM = "計画", "進捗報告"
"""Kinds of workbooks; one that does not say its kind is of plans."""

YES, NO = "はい", "いいえ"
"""How a flag is written."""

EXAMPLE_HEADING = "記入例"
EXAMPLE_MARK = "記入例"
"""Every table sheet ends with a column 記入例; a row that says 記入例 in it is never imported."""

UNCHECKED = codelist("check_answer").label("unchecked")
"""What the template has for the answer to every criterion."""


def plan_tables() -> tuple[Table, ...]:
    """The tables of a plan's workbook, one a sheet, in order: the same for every type."""
    return tuple(TABLES.values())


def sheet_name(table: Table) -> str:
    return table.label_ja


def headings(table: Table) -> list[str]:
    """Headings of a sheet in order: those of the table's columns, and 記入例 at the end."""
    return [column.heading_ja for column in table.columns] + [EXAMPLE_HEADING]


def choices(column: Column, plan_type: str) -> Codelist | None:
    """The words that a column offers in a workbook of this type; None where anything may stand.

    Lists that say by ``plan_types`` for whom a word is are narrowed to the type.
    """
    if column.kind is not Kind.CODE:
        return None
    words = codelist(column.vocabulary)
    kept = [entry for entry in words if plan_type in entry.more.get("plan_types", plan_type)]
    if column.vocabulary == "plan_type":
        kept = [entry for entry in words if entry.code == plan_type]
    if column.vocabulary == "plan_field" and plan_type == "a":
        kept = list(codelist("strategic_field"))
    return Codelist(column.vocabulary, kept)


@dataclass(frozen=True)
class Demand:
    """How a workbook asks for a sheet or a column: a word of ``requirement_level``, and on what grounds."""

    level: str = "optional"
    grounds_ja: str = ""

    @property
    def label_ja(self) -> str:
        return codelist("requirement_level").label(self.level)


def demand(plan_type: str, table: Table, column: Column | None = None) -> Demand:
    """What a workbook of this type asks of a whole sheet, or of one column of it."""
    if column.is_required if column is not None else table is PLANS:
        return Demand("must")
    place = (table.name, column.name if column else "")
    for entry in codelist("required_item"):
        if (entry.more["table_name"], entry.more["column_name"]) == place:
            return Demand(entry.more[f"level_{plan_type}"], entry.more["grounds_ja"])
    return Demand()


def referred_table(table: Table, column: Column) -> Table | None:
    """The table whose rows a column names by their key, such as the plan of a project; or None."""
    for other in TABLES.values():
        if other is not table and other.key == (column.name,):
            return other
    return None
