"""Rules on the form of a file, as reading it applies them."""

import pytest

from domain.finding import stops
from loaders.column_map import ColumnMap
from loaders.csv_file import read_csv
from loaders.public_projects import read_public_projects
from tests.unit.rules.found import in_short

LAYOUT = ColumnMap("試験", {"project_id": "id", "name": "名前", "note": "備考"})


def form(content: bytes) -> list[tuple[str, int, str, str]]:
    """Findings about the form of a file and, where it has rows, about its headings."""
    cells, findings = read_csv("a.csv", content)
    return in_short(findings + (LAYOUT.check(cells) if cells else []))


def test_a_sound_file_gives_no_finding():
    assert form("id,名前,備考\nP-1,工場,\n".encode()) == []


def test_headings_may_come_in_another_order():
    assert form("備考,id,名前\n,P-1,工場\n".encode()) == []


@pytest.mark.parametrize(
    "content",
    [b"id\n\x00\n", b"\x81", b"\xff\xfe\x00", b'id\n"P-1\n', b'id\n"P"-1\n', b"\x89PNG\r\n\x1a\n\x00"],
)
def test_what_is_no_text_or_has_broken_quotes_cannot_be_read(content):
    assert form(content) == [("file_not_readable", 0, "", "")]


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"\n\n", b"id\n", "id,名前,備考\n,,\n \n".encode()]
)
def test_a_file_without_a_row_of_data_is_empty(content):
    assert form(content) == [("file_empty", 0, "", "")]


def test_each_missing_heading_is_found_in_the_order_of_the_layout():
    assert form("名前\n工場\n".encode()) == [
        ("heading_missing", 1, "", "id"),
        ("heading_missing", 1, "", "備考"),
    ]


def test_a_renamed_heading_is_one_missing_and_one_unknown():
    assert form("id,名称,備考\nP-1,工場,\n".encode()) == [
        ("heading_missing", 1, "", "名前"),
        ("heading_unknown", 1, "", "名称"),
    ]


def test_a_repeated_heading_is_found_once():
    assert form("id,名前,備考,備考,備考\nP-1,工場,,,\n".encode()) == [("heading_repeated", 1, "", "備考")]


def test_rows_longer_or_shorter_than_the_headings_are_found_with_their_text():
    assert form("id,名前,備考\nP-1,1,040,\nP-2,工場\nP-3,工場,\n".encode()) == [
        ("row_length_differs", 2, "", "P-1,1,040,"),
        ("row_length_differs", 3, "", "P-2,工場"),
    ]


def test_a_table_of_other_headings_is_unknown():
    reading = read_public_projects({"他.csv": "甲,乙\n1,2\n".encode()})
    assert in_short(reading.findings) == [("file_unknown", 1, "", "他.csv")]


@pytest.mark.parametrize("content", [b"", b"\x81", b"a,b\n1,2\n", b"a,a\n1\n"])
def test_a_file_of_the_wrong_form_always_stops(content):
    assert stops(read_public_projects({"a.csv": content}).findings)
