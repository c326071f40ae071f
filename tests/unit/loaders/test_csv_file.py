"""CSV bytes to cells: encodings, row numbers as a spreadsheet counts, and no crash on any bytes."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.csv_file import decode, read_csv

TEXT = "id,名前\nP-1,①㈱髙﨑製作所\n"

cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("cp932"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "cp932", "utf-16", "utf-16 big-endian"],
)
def test_text_is_the_same_from_every_encoding_of_offices(content):
    assert decode(content) == TEXT


def test_minus_and_wave_dash_of_shift_jis_machines_are_read():
    assert decode(b"\x81\x7c\x81\x60") == "－～"


@pytest.mark.parametrize("content", [b"\x81", b"\xff\xfe\x00", b"\xff\xfe\x00\xd8"])
def test_bytes_of_no_encoding_are_no_text(content):
    assert decode(content) is None


@pytest.mark.parametrize("text", ["熊本県,菊陽町", "カタカナ"])
def test_euc_jp_is_read_as_such(text):
    assert decode(text.encode("euc_jp")) == text


@given(st.text(st.characters(codec="euc_jp", min_codepoint=0x3041, max_codepoint=0x9FA5)))
def test_text_beside_an_ordinary_word_is_the_same_from_euc_jp(text):
    assert decode(f"id,状況\n{text},公表".encode("euc_jp")) == f"id,状況\n{text},公表"


# Six characters have two codes in Unicode and come back as the other one.
@given(st.text(st.characters(codec="cp932", exclude_characters="¢£¬‖−〜")))
def test_text_beside_an_ordinary_word_is_the_same_from_cp932(text):
    assert decode(f"id,状況\n{text},公表".encode("cp932")) == f"id,状況\n{text},公表"


@pytest.mark.parametrize("text", ["ﾄﾖﾀ", "実質,失,式", "ｶﾌﾞｼｷｶﾞｲｼｬ 九州"])
def test_cp932_that_could_be_euc_jp_but_for_its_clutter_is_read_as_cp932(text):
    assert decode(text.encode("cp932")) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_none(content):
    assert isinstance(decode(content), str | None)


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_say_why_not(content):
    rows, findings = read_csv("a.csv", content)
    assert rows is not None or len(findings) == 1
    if rows:
        assert all(len(row) == len(rows.headings) for _, row in rows.rows)


@given(st.text(st.characters(codec="utf-8")))
def test_unicode_is_decoded_as_it_was_written(text):
    content = text.encode()
    if content[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        assert decode(content) == text.removeprefix("\ufeff")


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5))
def test_every_row_that_is_not_blank_comes_back_with_its_number_and_text(table):
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["甲", "乙", "丙"], *table])
    rows, findings = read_csv("a.csv", stream.getvalue().encode())
    stripped = [[cell.strip() for cell in row] for row in table]
    expected = [(number, row) for number, row in enumerate(stripped, start=2) if any(row)]
    if expected:
        assert findings == []
        assert rows is not None
        assert rows.rows == expected
    else:
        assert rows is None
        assert [made.rule for made in findings] == ["file_empty"]


@given(st.lists(st.lists(cells.filter(str.strip), min_size=1, max_size=5), min_size=1, max_size=6))
def test_a_row_is_returned_or_found_and_never_lost(table):
    stream = io.StringIO()
    csv.writer(stream).writerows([["甲", "乙", "丙"], *table])
    rows, findings = read_csv("a.csv", stream.getvalue().encode())
    numbers = sorted([number for number, _ in rows.rows] + [made.cell.row for made in findings])
    assert numbers == list(range(2, len(table) + 2))


def test_empty_rows_are_passed_over_but_counted():
    rows, findings = read_csv("a.csv", "甲,乙\n1,2\n\n,\n3,4\n".encode())
    assert rows.rows == [(2, ["1", "2"]), (5, ["3", "4"])]
    assert findings == []


def test_a_line_break_inside_quotes_belongs_to_its_cell_and_row():
    rows, _ = read_csv("a.csv", '甲,乙\r\n"一\n二",2\r\n3,4\r\n'.encode())
    assert rows.rows == [(2, ["一\n二", "2"]), (3, ["3", "4"])]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(line_end):
    rows, _ = read_csv("a.csv", line_end.join(["甲,乙", "1,2", "3,4"]).encode())
    assert rows.rows == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_white_space_at_both_ends_goes_and_inside_stays():
    rows, _ = read_csv("a.csv", " 甲 ,乙\n　一　二　,\t2\n".encode())
    assert rows.headings == ["甲", "乙"]
    assert rows.rows == [(2, ["一　二", "2"])]


def test_formulas_and_markup_are_cells_like_any_other():
    rows, _ = read_csv("a.csv", b'a,b\n=1+1,"<script>alert(""x"")</script>"\n')
    assert rows.rows == [(2, ["=1+1", '<script>alert("x")</script>'])]


def test_a_broken_quote_names_its_reason_in_japanese():
    rows, (made,) = read_csv("a.csv", b'a,b\n"1,2\n3,4\n')
    assert rows is None
    assert '囲みの「"」が合わない' in made.sentence


def test_a_cell_beyond_the_readers_limit_is_told_in_japanese():
    rows, (made,) = read_csv("a.csv", b'a,b\n"' + b"1\n" * 100_000)
    assert rows is None
    assert made.rule == "file_not_readable"
    assert "長すぎる" in made.sentence
    assert "field" not in made.sentence


def test_a_good_row_is_kept_beside_a_ragged_one():
    rows, (made,) = read_csv("a.csv", b"a,b\n1,2,3\n4,5\n")
    assert rows.rows == [(3, ["4", "5"])]
    assert (made.rule, made.cell.row, made.value) == ("row_length_differs", 2, "1,2,3")
    assert "3列" in made.sentence
    assert "2列" in made.sentence


@pytest.mark.parametrize("filling", [b",", b"\n", b'""\n', b"a,"])
def test_megabytes_of_separators_are_refused_before_they_fill_the_memory(filling):
    rows, findings = read_csv("a.csv", b"a,b\n" + filling * 6_000_000)
    assert rows is None
    assert [(made.rule, "多すぎる" in made.sentence) for made in findings] == [("file_not_readable", True)]
