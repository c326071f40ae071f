"""The sheets 入力要領 and 項目一覧: how to fill a workbook of one plan type, and what each column asks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from domain.codelist import Entry, codelist
from domain.fiscal_half import format_ja as half_ja
from domain.folders import DATA
from domain.partial_date import format_ja as date_ja
from domain.record import Column, Kind, Table
from domain.report_tables import REPORT_TABLES
from domain.reporting_period import reporting_periods
from loaders.plan_layout import (
    CHOICES_SHEET,
    NO,
    PLACES_SHEET,
    YES,
    demand,
    plan_tables,
    referred_table,
    sheet_name,
)
from loaders.report_layout import REFERENCE_MARK, Given, Reference, report_columns
from loaders.word_sheets import OfferedWords, write_headings, write_table_to_read
from loaders.workbook_style import FICTIONAL_NOTE, LEVEL_COLOURS, TO_READ, Style, row_height

GUIDE_HEADINGS = {"項目": 30, "内容": 120}
COLUMNS_HEADINGS = {"シート": 18, "見出し": 36, "扱い": 16, "書くこと": 56, "書ける値": 56, "扱いの根拠": 48}
REFERENCE_LEVEL = "記入不要"
_LEVEL_AT = list(COLUMNS_HEADINGS).index("扱い")
_TITLE_HEIGHT = 30
_MANY_WORDS = 8
_LINK = {"font_color": "#00118F", "underline": True, "bold": True}


def write_guide(sheet: Worksheet, plan_type: str, style: Style) -> None:
    """One point a row; the name of a sheet leads to it, the name of a level has its colour."""
    plan = codelist("plan_type")[plan_type]
    _write_points(sheet, f"{plan.label_ja}（{plan.more['letter']}）", _points(plan), style)


def write_report_guide(sheet: Worksheet, half: str, style: Style) -> None:
    """The same for the report on a half."""
    period = reporting_periods()[half]
    names = {
        "half": half_ja(half),
        "end": date_ja(period.end.isoformat()),
        "due": date_ja(period.due.isoformat()),
        "publish": date_ja(period.publish.isoformat()),
    }
    points = ((point["topic_ja"], point["text_ja"].format(**names)) for point in _rows("report_guide.csv"))
    _write_points(sheet, f"進捗報告　{names['half']}", points, style)


def _write_points(sheet: Worksheet, form: str, points: Iterable[tuple[str, str]], style: Style) -> None:
    write_headings(sheet, GUIDE_HEADINGS, style)
    sheet.write_row(1, 0, ["様式", form], style(**TO_READ, bold=True, font_size=14))
    sheet.set_row(1, _TITLE_HEIGHT)
    earlier = ""
    fiction = [("架空", FICTIONAL_NOTE)] if style.is_fictional else []
    for row, (topic, text) in enumerate([*fiction, *points], start=2):
        _write_topic(sheet, row, topic, style, is_repeated=topic == earlier)
        sheet.write_string(row, 1, text, style(**TO_READ, text_wrap=True))
        sheet.set_row(row, row_height([(text, GUIDE_HEADINGS["内容"])]))
        earlier = topic


def write_columns(sheet: Worksheet, plan_type: str, offered: dict[str, OfferedWords], style: Style) -> None:
    """Every column of every sheet: what the type asks of it, what to write, and which values it takes."""
    places = [(table, column) for table in plan_tables() for column in table.columns]
    _write_columns(sheet, plan_type, places, offered, style)


def write_report_columns(
    sheet: Worksheet, plan_type: str, offered: dict[str, OfferedWords], style: Style
) -> None:
    """The same for the sheets of a report; references are among them, to be left alone."""
    places = [(table, column) for table in REPORT_TABLES for column in report_columns(table)]
    _write_columns(sheet, plan_type, places, offered, style)


def _write_columns(
    sheet: Worksheet,
    plan_type: str,
    places: Sequence[tuple[Table, Column]],
    offered: dict[str, OfferedWords],
    style: Style,
) -> None:
    asked = [demand(plan_type, table, column) for table, column in places]
    rows = [
        (
            sheet_name(table),
            column.heading_ja,
            REFERENCE_LEVEL if isinstance(column, Reference) else demanded.label_ja,
            column.hint_ja,
            _values(table, column, offered),
            demanded.grounds_ja,
        )
        for (table, column), demanded in zip(places, asked, strict=True)
    ]
    write_table_to_read(sheet, COLUMNS_HEADINGS, rows, style)
    for row, ((_, column), demanded) in enumerate(zip(places, asked, strict=True), start=1):
        is_reference = isinstance(column, Reference)
        look = style.reference_heading() if is_reference else style.heading(demanded.level)
        sheet.write_string(row, _LEVEL_AT, rows[row - 1][_LEVEL_AT], look)


def _points(plan: Entry) -> Iterator[tuple[str, str]]:
    """Topic and text of the points of the guide that hold for this type."""
    stages = [entry for entry in codelist("plan_stage") if plan.code in entry.more["plan_types"]]
    names = {
        "label": plan.label_ja,
        "letter": plan.more["letter"],
        "stages": " → ".join(f"{entry.label_ja}［{entry.more['actor_ja']}］" for entry in stages),
    }
    for point in _rows("guide.csv"):
        if plan.code in point["plan_types"]:
            level = _level_of_sheet(plan.code, point["topic_ja"])
            yield point["topic_ja"], level + point["text_ja"].format(**names)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / "workbook" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write_topic(sheet: Worksheet, row: int, topic: str, style: Style, *, is_repeated: bool) -> None:
    if topic.startswith(REFERENCE_MARK):
        sheet.write_string(row, 0, topic, style.reference_heading())
        return
    levels = {codelist("requirement_level").label(level): level for level in LEVEL_COLOURS}
    if topic in levels:
        sheet.write_string(row, 0, topic, style.heading(levels[topic]))
    elif _table_called(topic) is not None:
        sheet.write_url(row, 0, f"internal:'{topic}'!A1", style(**TO_READ | _LINK), string=topic)
    else:
        look = {"font_color": "#666666"} if is_repeated else {"bold": True}
        sheet.write_string(row, 0, topic, style(**TO_READ | look))


def _level_of_sheet(plan_type: str, topic: str) -> str:
    """How much the type asks for the sheet of that name, in brackets; nothing if it may be left empty."""
    table = _table_called(topic)
    if table is None:
        return ""
    asked = demand(plan_type, table)
    return "" if asked.level == "optional" else f"【{asked.label_ja}】"


def _table_called(name: str) -> Table | None:
    return next((table for table in plan_tables() if sheet_name(table) == name), None)


def _values(table: Table, column: Column, offered: dict[str, OfferedWords]) -> str:
    """Which values a column takes, in words."""
    if isinstance(column, (Given, Reference)):
        return "書き出したまま"
    if column.kind is Kind.CODE:
        words = offered[column.vocabulary]
        if len(words.words) > _MANY_WORDS:
            return f"「{CHOICES_SHEET}」のシートの「{words.name}」から一つ"
        return "、".join(entry.label_ja for entry in words.words)
    referred = referred_table(table, column)
    if referred is not None:
        return f"「{sheet_name(referred)}」のシートの{referred[column.name].label_ja}"
    return _FORMS[column.kind]


_FORMS = {
    Kind.TEXT: "文",
    Kind.PLACE: f"6桁の団体コード（「{PLACES_SHEET}」のシート）",
    Kind.DATE: "年月日（2027-04-01、2027-04、2027）",
    Kind.YEN: "数字（億円）",
    Kind.NUMBER: "数字",
    Kind.SHARE: "0から100の数字（％）",
    Kind.FISCAL_YEAR: "年度（2027）",
    Kind.HALF: "半期（2026H1、2026H2）",
    Kind.FLAG: f"{YES}、{NO}",
}
