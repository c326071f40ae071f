"""Files that are no workbook, or are made to harm: a clear finding within bounds of time and memory."""

import io
import resource
import time
import zipfile

import pytest

from loaders import workbook_file, zip_parts
from loaders.plan_files import read_plan_files
from loaders.workbook_file import MOST_BYTES, is_workbook, read_workbook
from tests.plan_books import good_book, opened, saved, spoilt

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SECONDS = 60
"""Longer than any of these takes on a slow machine, and shorter than a person waits."""


def refused(content: bytes, file: str = "a.xlsx") -> str:
    """The rule by which a file is refused."""
    workbook, findings = read_workbook(file, content)
    assert workbook is None
    (finding,) = findings
    return finding.rule


def replaced(content: bytes, parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with some parts replaced or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", method) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return packed.getvalue()


def one_sheet(rows: bytes) -> bytes:
    """An xlsx file of a sheet with this XML of rows."""
    head = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()
    book = opened(good_book())
    for name in book.sheetnames[1:]:
        del book[name]
    return replaced(saved(book), {"xl/worksheets/sheet1.xml": head + rows + b"</sheetData></worksheet>"})


def text_cell(reference: str, text: str) -> bytes:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7", "not_a_workbook"),
        (b"<html><table></table></html>", "not_a_workbook"),
        (b"PK\x03\x04", "workbook_damaged"),
        (b"PK\x05\x06" + bytes(18), "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook_damaged"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(content, rule):
    assert refused(content) == rule


def test_a_document_of_another_program_is_no_workbook():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert refused(packed.getvalue()) == "not_a_workbook"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_workbook_is_damaged(share):
    content = good_book()
    assert refused(content[: int(len(content) * share)]) == "workbook_damaged"


def test_a_workbook_with_a_flipped_byte_is_read_or_damaged():
    content = good_book()
    for at in range(40, len(content), len(content) // 12):
        spoiled = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        workbook, findings = read_workbook("a.xlsx", spoiled)
        assert workbook is not None or findings[0].rule in (
            "workbook_damaged",
            "not_a_workbook",
            "workbook_locked",
        )


def test_xml_that_is_not_well_formed_is_damaged():
    assert refused(replaced(good_book(), {"xl/workbook.xml": b"<workbook><sheets>"})) == "workbook_damaged"


def test_a_zip_bomb_is_not_unpacked():
    bomb = replaced(good_book(), {"xl/media/a.xml": bytes(zip_parts.MOST_BYTES + 1)})
    assert len(bomb) < 1_000_000
    start = time.monotonic()
    assert refused(bomb) == "workbook_unpacks_too_large"
    assert time.monotonic() - start < SECONDS


def test_a_zip_that_lies_about_its_sizes_is_not_believed():
    content = bytearray(replaced(good_book(), {"xl/a.xml": bytes(40_000_000)}))
    true_size = (40_000_000).to_bytes(4, "little")
    assert content.count(true_size) == 2
    lying = bytes(content).replace(true_size, (10).to_bytes(4, "little"))
    assert refused(lying) == "workbook_damaged"


def test_many_parts_share_one_bound(monkeypatch):
    parts = {f"xl/media/{number}.xml": bytes(1_000_000) for number in range(20)}
    monkeypatch.setattr(zip_parts, "MOST_BYTES", 10_000_000)
    with pytest.raises(zip_parts.Refused, match="bomb"):
        zip_parts.inflated_parts(replaced(good_book(), parts))


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "docProps/app.xml"])
def test_a_document_type_declaration_is_refused_in_any_part(encoding, part):
    laughs = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    assert refused(replaced(good_book(), {part: laughs.encode(encoding)})) == "workbook_declares_entities"


def test_a_value_in_the_farthest_corner_takes_no_memory_here():
    corner = text_cell("A1", "計画ID") + text_cell("XFD1048576", "x")
    start = time.monotonic()
    assert refused(one_sheet(b'<row r="1">' + corner + b"</row>")) == "workbook_takes_too_much"
    assert time.monotonic() - start < SECONDS


def test_a_long_text_used_a_million_times_takes_no_memory_here():
    book = good_book()
    cells = b"".join(b'<row><c t="s"><v>0</v></c></row>' for _ in range(600_000))
    strings = f'<sst xmlns="{_MAIN}"><si><t>{"長" * 30_000}</t></si></sst>'.encode()
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode() + cells + b"</sheetData></worksheet>"
    parts = {"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": sheet}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(replaced(book, parts)) == "workbook_takes_too_much"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_a_sheet_of_a_million_empty_rows_is_read_for_what_it_holds():
    filled = b'<row r="1">' + text_cell("A1", "計画ID") + text_cell("B1", "計画の種類") + b"</row>"
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(2, 1_048_576))
    last = b'<row r="1048576">' + text_cell("A1048576", "B-1") + b"</row>"
    start = time.monotonic()
    workbook, findings = read_workbook("a.xlsx", one_sheet(filled + empty + last))
    assert time.monotonic() - start < SECONDS
    assert findings == []
    assert workbook is not None
    assert [number for number, _ in workbook.sheets[0].rows] == [1, 1_048_576]


def test_a_process_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(workbook_file, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(workbook_file, "_MOST_SECONDS", 0.2)
    start = time.monotonic()
    assert refused(good_book()) == "workbook_takes_too_much"
    assert time.monotonic() - start < 10


def test_a_file_beyond_the_limit_is_not_even_looked_at():
    reading = read_plan_files({"a.xlsx": b"PK\x03\x04" + bytes(MOST_BYTES), "b.csv": bytes(MOST_BYTES + 1)})
    assert [(found.rule, found.cell.file) for found in reading.findings] == [
        ("file_too_large", "a.xlsx"),
        ("file_too_large", "b.csv"),
    ]
    assert "51MB" in reading.findings[0].sentence
    assert reading.submitted == {}


@pytest.mark.parametrize("name", ["計画\n.xlsx", "計画\x00.csv", "\u202exslx.計画", "a\x1b[2J.xlsx"])
def test_a_name_with_characters_that_do_not_show_is_refused(name):
    reading = read_plan_files({name: good_book()})
    (finding,) = reading.findings
    assert finding.rule == "file_name_unusable"
    assert finding.cell.file.isprintable()
    assert reading.submitted == {}


def test_macros_are_told_and_not_run():
    workbook, findings = read_workbook("a.xlsm", spoilt(good_book(), [{"do": "add_macros"}]))
    assert workbook is not None
    assert [finding.rule for finding in findings] == ["workbook_macros"]


@pytest.mark.parametrize(
    ("file", "content", "is_one"),
    [
        ("a.csv", b"PK\x03\x04", True),
        ("a.xlsx", b"a,b", True),
        ("A.XLS", b"", True),
        ("a", b"%PDF", True),
        ("a.csv", "計画ID,注意".encode("cp932"), False),
        ("a.txt", b"", False),
    ],
)
def test_a_workbook_is_known_by_its_contents_or_its_name(file, content, is_one):
    assert is_workbook(file, content) is is_one
