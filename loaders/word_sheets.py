"""The sheets 選択肢 and 団体コード: every word a workbook offers, and every municipality's code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from xlsxwriter.worksheet import Worksheet

from domain.codelist import Codelist, codelist
from domain.municipality import municipalities
from domain.record import Table
from loaders.plan_layout import CHOICES_SHEET, choices, plan_tables, sheet_name
from loaders.workbook_style import TO_READ, Style, row_height

CHOICES_HEADINGS = {"一覧": 22, "選択肢": 48, "意味": 80, "コード": 24, "使う欄": 60}
PLACES_HEADINGS = {"団体コード": 14, "都道府県": 14, "市区町村": 22, "よみ": 30}


@dataclass
class OfferedWords:
    """One vocabulary as a plan type offers it, and in which rows of the sheet 選択肢 it stands."""

    name: str
    words: Codelist
    first_row: int
    used_in: list[str] = field(default_factory=list)

    @property
    def formula(self) -> str:
        """The range of the words, for a drop-down list."""
        last_row = self.first_row + len(self.words) - 1
        return f"='{CHOICES_SHEET}'!$B${self.first_row}:$B${last_row}"


def offered_words(plan_type: str, tables: Sequence[Table] = ()) -> dict[str, OfferedWords]:
    """Every vocabulary that a workbook of this type and of these tables offers, by the vocabulary's name."""
    offered: dict[str, OfferedWords] = {}
    row = 2
    for table in tables or plan_tables():
        for column in table.columns:
            words = choices(column, plan_type)
            if words is None:
                continue
            if column.vocabulary not in offered:
                offered[column.vocabulary] = OfferedWords(column.label_ja, words, row)
                row += len(words)
            offered[column.vocabulary].used_in.append(f"{sheet_name(table)}「{column.heading_ja}」")
    return offered


def write_choices(sheet: Worksheet, offered: dict[str, OfferedWords], style: Style) -> None:
    """One word a row: its list, label, meaning and code, and the columns that take it."""
    rows = [
        (
            item.name,
            entry.label_ja,
            entry.more.get("definition_ja") or entry.more.get("actor_ja", ""),
            entry.code,
            "、".join(item.used_in),
        )
        for item in offered.values()
        for entry in item.words
    ]
    write_table_to_read(sheet, CHOICES_HEADINGS, rows, style)


def write_places(sheet: Worksheet, style: Style) -> None:
    """Prefectures, each followed by its municipalities, with filters to look a code up."""
    write_headings(sheet, PLACES_HEADINGS, style)
    rows = _places()
    look = style(**TO_READ, num_format="@")
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row, look)
    sheet.set_default_row(row_height([]))
    sheet.autofilter(0, 0, len(rows), len(PLACES_HEADINGS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A2:A{len(rows) + 1}"})


@cache
def _places() -> list[tuple[str, str, str, str]]:
    of_prefecture = defaultdict(list)
    for entry in municipalities():
        of_prefecture[entry.more["prefecture"]].append(entry)
    rows = []
    for prefecture in codelist("prefecture"):
        name = prefecture.label_ja
        rows.append((prefecture.code, name, "", prefecture.more["kana"]))
        rows += [(e.code, name, e.label_ja, e.more["kana"]) for e in of_prefecture[prefecture.code]]
    return rows


def write_table_to_read(
    sheet: Worksheet, widths: dict[str, int], rows: Sequence[Sequence[str]], style: Style
) -> None:
    """A sheet that is only read: headings with filters, then texts, each row as high as it needs."""
    write_headings(sheet, widths, style)
    look = style(**TO_READ, num_format="@", text_wrap=True)
    for number, row in enumerate(rows, start=1):
        sheet.set_row(number, row_height(zip(row, widths.values(), strict=True)))
        for at, text in enumerate(row):
            sheet.write_string(number, at, text, look)
    sheet.autofilter(0, 0, len(rows), len(widths) - 1)


def write_headings(sheet: Worksheet, widths: dict[str, int], style: Style) -> None:
    """The headings of a sheet that is only read, in row 1 and frozen, and the widths of its columns."""
    for at, (heading, width) in enumerate(widths.items()):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, heading, style.heading("must"))
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)
    sheet.hide_gridlines(2)
    style.set_up_page(sheet, sum(widths.values()))
