"""Findings as a list for the sender: the gravest first, every place named."""

import io

from openpyxl import load_workbook

from briefing.finding_table import findings_table, gravest_first
from briefing.spreadsheet import workbook_bytes
from domain.finding import Actor, Cell, Finding, Severity

NOWHERE = Cell()


def finding(rule="r", severity=Severity.ERROR, cell=NOWHERE, value="", sentence="直してください。"):
    return Finding(rule, severity, Actor.SENDER, cell, value, sentence)


NOTICE = finding("a", Severity.NOTICE)
WARNING = finding("a", Severity.WARNING)
ERROR = finding("b", cell=Cell("計画.xlsx", "投資案件", 12, "投資額（億円）"), value="=1+1")


def test_errors_come_before_warnings_and_notices():
    assert gravest_first([NOTICE, WARNING, ERROR]) == [ERROR, WARNING, NOTICE]


def test_findings_of_a_rule_stand_together_in_the_order_of_their_places():
    first, second = (finding("b", cell=Cell("計画.xlsx", "区域", row)) for row in (3, 10))
    assert gravest_first([second, finding("c"), first]) == [first, second, finding("c")]


def test_every_part_of_a_finding_has_its_column():
    frame = findings_table([ERROR, NOTICE]).frame
    assert frame.iloc[0].to_dict() == {
        "重さ": "誤り",
        "指摘と直し方": "直してください。",
        "ファイル": "計画.xlsx",
        "シート": "投資案件",
        "行": 12,
        "見出し": "投資額（億円）",
        "書かれていた値": "=1+1",
        "直す人": "提出者",
        "規則": "b",
    }
    assert frame["行"].isna().to_list() == [False, True]


def test_value_that_looks_like_a_formula_stays_text_in_the_list():
    sheet = load_workbook(io.BytesIO(workbook_bytes([findings_table([ERROR])])))["指摘一覧"]
    headings = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, headings.index("書かれていた値") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_no_findings_are_a_table_with_headings_alone():
    assert findings_table([]).frame.empty
