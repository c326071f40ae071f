"""How a plan's workbook looks: fonts, colours (デジタル庁デザインシステム), formats, widths and print."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from domain.codelist import Codelist
from domain.record import Column, Kind
from loaders.report_layout import Given, Reference

FONT = "BIZ UDPゴシック"
"""Comes with Windows; other systems put their own Gothic in its place."""

BODY = {"font_name": FONT, "font_scheme": "none", "font_size": 10.5, "valign": "top"}
HEADING = BODY | {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}
HEADING |= {"border_color": "#FFFFFF"}
LEVEL_COLOURS = {
    "must": ("#0017C1", "#FFFFFF"),
    "conditional": ("#3460FB", "#FFFFFF"),
    "optional": ("#666666", "#FFFFFF"),
    "not_applicable": ("#E6E6E6", "#666666"),
}
"""Fill and ink of a heading by how much the plan type asks for its column."""

REFERENCE_HEADING = HEADING | {"bg_color": "#E6F5EC", "font_color": "#115A36", "border_color": "#71C598"}
REFERENCE = {"bg_color": "#F4FAF6", "font_color": "#4D4D4D", "text_wrap": True}
"""Columns of a report that nobody fills in: pale green, the tint of the tabs of reports."""

EXAMPLE = {"italic": True, "font_color": "#767676", "bg_color": "#F2F2F2"}
EMPTY_BUT_REQUIRED = {"bg_color": "#FDEEEE"}
NOT_APPLICABLE = {"bg_color": "#F2F2F2"}
TO_READ = {"bottom": 1, "bottom_color": "#CCCCCC", "valign": "vcenter", "indent": 1}
"""Rows of the sheets that are for reading alone."""

TAB_TO_FILL, TAB_OPTIONAL, TAB_REPORT, TAB_TO_READ = "#0017C1", "#7096F8", "#259D63", "#999999"

FICTIONAL_NOTE = "【架空】実在の計画・案件ではありません"

_A4 = 9
_AS_TEXT = "@"
_NUMBER_FORMATS = {
    Kind.YEN: "#,##0.0#######;▲#,##0.0#######",
    Kind.NUMBER: "General",
    Kind.SHARE: "General",
    Kind.FISCAL_YEAR: "0",
}
_WIDTHS = {Kind.PLACE: 13, Kind.DATE: 14, Kind.HALF: 12, Kind.FLAG: 10}
_WIDTHS |= {Kind.YEN: 16, Kind.NUMBER: 13, Kind.SHARE: 11, Kind.FISCAL_YEAR: 13}
_LINE_HEIGHT, _ROW_PADDING, _TALLEST = 15, 6, 409
_WIDTH_OF_A_PAGE = 230
"""Half-width characters that are still legible side by side on A4 landscape."""

_ID_WIDTH, _NAME_WIDTH, _SENTENCE_WIDTH, _WIDEST_WORD = 18, 26, 56, 36
_GIVEN_WIDTH = 24
"""For the ids of rows that are filled in already: whole in one line."""

_SENTENCES = frozenset(
    {
        *("goal", "path", "means", "challenge", "stakeholder_action", "state_direction", "localisation"),
        *("support_structure", "product", "why", "what", "how", "definition", "part", "grounds", "comment"),
        *("cause", "action_text", "source_quote", "number_note", "note"),
    }
)
"""Columns of running text. They are not formatted as text: some spreadsheets show long texts as ####."""


class Style:
    """The formats of one workbook, each made once, and the form of its pages."""

    def __init__(self, book: Workbook, *, is_fictional: bool = False) -> None:
        self._book = book
        self.is_fictional = is_fictional
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **properties: object) -> Format:
        """The format with these properties on top of the body's."""
        wanted = BODY | properties
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def heading(self, level: str) -> Format:
        fill, ink = LEVEL_COLOURS[level]
        return self(**HEADING | {"bg_color": fill, "font_color": ink})

    def reference_heading(self) -> Format:
        return self(**REFERENCE_HEADING)

    def set_up_page(self, sheet: Worksheet, width: float) -> None:
        """A4 landscape with headings on every page, wide sheets on several pages side by side.

        What is fictional says so on every page.
        """
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(max(1, round(width / _WIDTH_OF_A_PAGE)), 0)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        note = FICTIONAL_NOTE if self.is_fictional else ""
        sheet.set_header(f'&L&"{FONT}"&9&A&R&"{FONT}"&9{note}')
        sheet.set_footer(f'&R&"{FONT}"&9&P / &N')


def column_look(column: Column) -> dict[str, object]:
    """Format of a column's cells: what is no number stays the text that was typed."""
    if isinstance(column, Reference):
        return REFERENCE | ({"shrink": True, "text_wrap": False} if column.is_sign else {})
    if column.kind in _NUMBER_FORMATS:
        return {"num_format": _NUMBER_FORMATS[column.kind], "align": "right"}
    if is_sentence(column):
        return {"text_wrap": True}
    return {"num_format": _AS_TEXT, "text_wrap": column.kind in (Kind.TEXT, Kind.CODE)}


def is_sentence(column: Column) -> bool:
    return column.kind is Kind.TEXT and column.name in _SENTENCES


def column_width(column: Column, words: Codelist | None) -> float:
    """Width in half-width characters: for the longest word offered, and a heading of three lines."""
    if isinstance(column, Reference):
        return column.width
    if words is not None:
        width = min(_WIDEST_WORD, max(display_width(entry.label_ja) for entry in words) + 4)
    elif column.kind is not Kind.TEXT:
        width = _WIDTHS[column.kind]
    elif is_sentence(column):
        width = _SENTENCE_WIDTH
    else:
        is_id = column.name.endswith("_id") or column.name == "corporate_number"
        width = _ID_WIDTH if is_id else _NAME_WIDTH
        if isinstance(column, Given):
            width = _GIVEN_WIDTH
    return max(width, display_width(column.heading_ja) / 3 + 4)


def display_width(text: str) -> int:
    """Half-width characters that a text takes in one line."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Points for the longest of texts in columns of these widths, its lines wrapped."""
    lines = [
        sum(max(1, math.ceil(display_width(line) / (width - 2))) for line in text.split("\n"))
        for text, width in cells
    ]
    return min(_TALLEST, max(lines, default=1) * _LINE_HEIGHT + _ROW_PADDING)
