"""The sheet 指摘一覧: one finding a row, the gravest first, each leading to the cell that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from domain.finding import Finding, Severity
from domain.formula_text import looks_like_formula
from loaders.cell_writer import LONGEST_TEXT
from loaders.workbook_style import FONT, LEVEL_COLOURS, row_height

COLUMNS = {
    "重さ": 10,
    "シート": 18,
    "セル": 10,
    "見出し": 26,
    "書かれていた値": 30,
    "指摘と直し方": 80,
    "直す人": 10,
    "規則": 28,
}
SEVERITY_FILLS = {Severity.ERROR: "FFDADA", Severity.WARNING: "FFF0B3", Severity.NOTICE: "D9E6FF"}
"""Tints of デジタル庁デザインシステム: red, yellow and blue 100."""

_LINK_AT = list(COLUMNS).index("セル")
_LINE = Border(bottom=Side("thin", color="CCCCCC"))


def write_finding_list(sheet: Worksheet, findings: Sequence[tuple[Finding, str]]) -> None:
    """Findings, each with the address of its cell (``B5``; "" for none), onto an empty sheet."""
    _write_headings(sheet)
    in_order = sorted(findings, key=lambda pair: (pair[0].severity.rank, pair[0].cell))
    for row, (finding, address) in enumerate(in_order, start=2):
        at = finding.cell
        texts = (
            str(finding.severity),
            at.sheet,
            address or (f"{at.row}行目" if at.row else ""),
            at.column,
            finding.value,
            finding.sentence,
            str(finding.actor),
            finding.rule,
        )
        cells = [_text_cell(sheet, text) for text in texts]
        cells[0].fill = PatternFill("solid", start_color=SEVERITY_FILLS[finding.severity])
        sheet.append(cells)
        sheet.row_dimensions[row].height = row_height(zip(texts, COLUMNS.values(), strict=True))
        if address:
            _link(cells[_LINK_AT], at.sheet, address)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(findings) + 1}"


def as_cell_text(text: str) -> str:
    """``text`` without what no cell can hold, each such character as ``�``, and not too long."""
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)[: LONGEST_TEXT // 2]


def _write_headings(sheet: Worksheet) -> None:
    fill, ink = (colour.removeprefix("#") for colour in LEVEL_COLOURS["must"])
    cells = [WriteOnlyCell(sheet, heading) for heading in COLUMNS]
    for cell in cells:
        cell.font = Font(FONT, 10.5, bold=True, color=ink)
        cell.fill = PatternFill("solid", start_color=fill)
        cell.alignment = Alignment("center", "center")
    sheet.append(cells)
    for at, width in enumerate(COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"


def _text_cell(sheet: Worksheet, text: str) -> Cell:
    """Text as text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, as_cell_text(text))
    cell.data_type = "s"
    cell.quotePrefix = looks_like_formula(text)
    cell.font = Font(FONT, 10.5)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = _LINE
    return cell


def _link(cell: Cell, sheet: str, address: str) -> None:
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{address}")
    cell.font = Font(FONT, 10.5, color="00118F", underline="single")
