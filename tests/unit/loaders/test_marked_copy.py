"""The copy that goes back to a sender: cells coloured and explained, and nothing else of it touched."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from domain.finding import Actor, Cell, Finding, Severity
from loaders.marked_copy import MARKED_BY, copy_name, marked_copy
from loaders.plan_workbook import template_bytes
from tests.unit.loaders.workbooks import opened, packed, values

NAME = "計画.xlsx"
ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE
TINTS = {ERROR: "00FFDADA", WARNING: "00FFF0B3", NOTICE: "00D9E6FF"}


def finding(
    row: int = 2,
    column: str = "投資額（億円）",
    severity: Severity = ERROR,
    sentence: str = "数字に直してください。",
    value: str = "約3億",
    sheet: str = "投資案件",
    file: str = NAME,
) -> Finding:
    return Finding("not_a_number", severity, Actor.SENDER, Cell(file, sheet, row, column), value, sentence)


def sent(**cells: object) -> bytes:
    """A sender's workbook: one sheet with two headings, and these cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "投資案件"
    sheet.append(["案件ID", " 投資額 \n(億円)"])
    for address, value in cells.items():
        sheet[address] = value
    return packed(book)


def marked(content: bytes, *findings: Finding) -> Worksheet:
    return opened(marked_copy(NAME, content, findings))["投資案件"]


@pytest.mark.parametrize("severity", list(Severity))
def test_a_cell_is_tinted_by_its_severity_and_bears_the_sentence(severity: Severity) -> None:
    cell = marked(sent(B2="約3億"), finding(severity=severity))["B2"]
    assert cell.value == "約3億"
    assert cell.fill.start_color.rgb == TINTS[severity]
    assert cell.comment.text == f"［{severity}］数字に直してください。"
    assert cell.comment.author == MARKED_BY


def test_the_gravest_finding_of_a_cell_gives_its_tint_and_each_sentence_stands_once() -> None:
    found = [finding(severity=NOTICE, sentence="い。"), finding(sentence="あ。"), finding(sentence="あ。")]
    cell = marked(sent(B2=1), *found)["B2"]
    assert cell.fill.start_color.rgb == TINTS[ERROR]
    assert cell.comment.text == "［お知らせ］い。\n［誤り］あ。"


def test_the_column_is_found_by_the_senders_own_heading_however_it_is_spaced() -> None:
    sheet = marked(sent(A2="P-1", B2="x"), finding(2, "投資額（億円）"), finding(3, "案件ID"))
    assert sheet["B2"].comment
    assert sheet["A3"].comment
    assert not sheet["A2"].comment


def test_a_column_without_a_heading_is_found_by_its_letter() -> None:
    assert marked(sent(D2="余分"), finding(2, "D列"))["D2"].comment


def test_headings_below_a_title_are_found() -> None:
    book = opened(sent(A2="P-1", B2="約3億"))
    book["投資案件"].insert_rows(1, 2)
    book["投資案件"]["A1"] = "令和8年度の投資案件"
    assert marked(packed(book), finding(4))["B4"].comment


def test_what_is_about_a_whole_row_stands_in_its_first_cell() -> None:
    assert marked(sent(A2="P-1"), finding(2, ""))["A2"].comment


def test_what_the_sender_wrote_stays_as_it_is() -> None:
    before = {"A2": "=1+1", "B2": "=A2*2", "A3": 2.5, "B3": "記号 <&>"}
    book = opened(sent(**before))
    book["投資案件"]["A2"].data_type = "s"
    book["投資案件"]["A3"].comment = Comment("提出者の注", "提出者")
    sheet = marked(packed(book), finding(3, "案件ID"))
    assert {address: sheet[address].value for address in before} == before
    assert (sheet["A2"].data_type, sheet["B2"].data_type) == ("s", "f")
    assert sheet["A3"].comment.text == "［誤り］数字に直してください。\n提出者の注"


def test_in_merged_cells_the_one_that_shows_is_marked() -> None:
    book = opened(sent(A2="P-1"))
    book["投資案件"].merge_cells("A2:B4")
    sheet = marked(packed(book), finding(3))
    assert sheet["A2"].comment
    assert sheet["A2"].fill.start_color.rgb == TINTS[ERROR]


def test_the_form_of_a_template_survives() -> None:
    content = template_bytes("b")
    before, after = opened(content), opened(marked_copy(NAME, content, [finding(3)]))
    assert after.sheetnames == ["指摘一覧", *before.sheetnames]
    assert after.active.title == "指摘一覧"
    for sheet in before.worksheets:
        copy = after[sheet.title]
        assert copy.freeze_panes == sheet.freeze_panes
        assert copy.data_validations.count == sheet.data_validations.count
        assert len(copy.conditional_formatting) == len(sheet.conditional_formatting)
    assert set(after.defined_names) == set(before.defined_names)
    assert values(marked_copy(NAME, content, [finding(3)]), "計画") == values(content, "計画")


def test_a_copy_that_is_mended_and_checked_again_bears_only_the_new_marks() -> None:
    first = marked_copy(NAME, sent(A2="P-1", B2="約3億"), [finding(), finding(2, "案件ID")])
    again = opened(marked_copy(NAME, first, [finding(3)]))
    sheet = again["投資案件"]
    assert again.sheetnames.count("指摘一覧") == 1
    assert again["指摘一覧"].max_row == 2
    assert not sheet["B2"].comment
    assert sheet["B2"].fill.start_color.rgb == "00000000"
    assert sheet["B3"].comment


def test_the_list_has_every_finding_the_gravest_first_and_leads_to_the_cell() -> None:
    found = [
        finding(2, severity=NOTICE),
        finding(7, severity=WARNING, value=""),
        finding(0, "", sheet="", value="", sentence="様式の版が古いです。"),
        finding(5, "案件ID"),
    ]
    content = marked_copy(NAME, sent(B2="約3億"), found)
    rows = values(content, "指摘一覧")
    assert rows[0] == ["重さ", "シート", "セル", "見出し", "書かれていた値", "指摘と直し方", "直す人", "規則"]
    assert [row[:3] for row in rows[1:]] == [
        ["誤り", "", ""],
        ["誤り", "投資案件", "A5"],
        ["要確認", "投資案件", "B7"],
        ["お知らせ", "投資案件", "B2"],
    ]
    assert rows[2][3:] == ["案件ID", "約3億", "数字に直してください。", "提出者", "not_a_number"]
    links = [cell.hyperlink and cell.hyperlink.location for cell in opened(content)["指摘一覧"]["C"][1:]]
    assert links == [None, "'投資案件'!A5", "'投資案件'!B7", "'投資案件'!B2"]


@pytest.mark.parametrize("value", ["=cmd|'/c calc'!A0", "+1", "-1", "@x", "\t=1", "＝1"])
def test_values_as_found_are_text_and_never_run(value: str) -> None:
    cell = opened(marked_copy(NAME, sent(), [finding(value=value)]))["指摘一覧"]["E2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (value, "s", True)


def test_what_no_cell_can_hold_is_shown_as_such() -> None:
    sheet = opened(marked_copy(NAME, sent(), [finding(value="a\x00b" + "x" * 40_000)]))["指摘一覧"]
    assert sheet["E2"].value.startswith("a�bxxx")
    assert len(sheet["E2"].value) < 32_767


def test_findings_of_other_files_are_left_out() -> None:
    content = marked_copy(NAME, sent(B2=1), [finding(file="別.xlsx"), finding(sentence="自分。")])
    assert len(values(content, "指摘一覧")) == 2


def _without_a_part(content: bytes, part: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return kept.getvalue()


def _with_wide_merge() -> bytes:
    book = opened(sent())
    book["投資案件"].merged_cells.add("A2:XFD1048576")
    return packed(book)


UNLOADABLE = {
    "csv": "案件ID,投資額\r\nP-1,約3億\r\n".encode("cp932"),
    "nothing": b"",
    "cut off": template_bytes("b")[:5000],
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "another zip": _without_a_part(sent(), "xl/workbook.xml"),
    "a merge of the whole sheet": _with_wide_merge(),
}


@pytest.mark.parametrize("content", UNLOADABLE.values(), ids=UNLOADABLE.keys())
def test_a_file_that_cannot_be_loaded_gives_the_list_alone(content: bytes) -> None:
    book = opened(marked_copy(NAME, content, [finding()]))
    assert book.sheetnames == ["指摘一覧"]
    assert book["指摘一覧"]["C2"].value == "2行目"
    assert book["指摘一覧"]["C2"].hyperlink is None


def test_without_findings_the_list_has_its_headings_alone() -> None:
    assert len(values(marked_copy(NAME, sent(), []), "指摘一覧")) == 1


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("計画.xlsx", "計画（指摘）.xlsx"),
        ("B.2026.xls", "B.2026（指摘）.xlsx"),
        ("計画.csv", "計画（指摘）.xlsx"),
    ],
)
def test_the_copy_is_named_after_the_file(name: str, copy: str) -> None:
    assert copy_name(name) == copy
