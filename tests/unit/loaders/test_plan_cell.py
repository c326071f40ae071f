"""One cell of a plan's table to one value: read rightly, or a finding and nothing."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codelist import codelist
from domain.finding import Cell
from domain.money import LARGEST_YEN
from domain.municipality import municipalities
from domain.partial_date import is_partial_date
from domain.record import Column, Kind
from domain.spelling import label_key
from domain.tables import TABLES
from loaders.plan_cell import read_column

COLUMNS = {
    "text": Column("title", "計画名"),
    "word": Column("field_code", "分野", Kind.CODE, "plan_field"),
    "type": Column("plan_type", "計画の種類", Kind.CODE, "plan_type"),
    "place": Column("lg_code", "団体コード", Kind.PLACE),
    "date": Column("start_date", "着工", Kind.DATE),
    "yen": Column("budget_yen", "予算額", Kind.YEN),
    "number": Column("target", "目標値", Kind.NUMBER),
    "share": Column("share", "配分", Kind.SHARE),
    "year": Column("fiscal_year", "年度", Kind.FISCAL_YEAR),
    "half": Column("period", "半期", Kind.HALF),
    "flag": Column("is_core", "核となる案件", Kind.FLAG),
    "author": TABLES["plans"]["author"],
}


def read(
    kind: str, *cells: object, scopes: list[str] | None = None
) -> tuple[list, list[tuple[str, int]], set]:
    """Values of cells in rows 0, 1, …; rules and rows of the findings; rows that are unread."""
    column = COLUMNS[kind]
    found = read_column(column, cells, lambda index: Cell("a.xlsx", "表", index, column.label_ja), scopes)
    return found.values, [(made.rule, made.cell.row) for made in found.findings], found.unread


def one(kind: str, cell: object) -> object:
    """The value of a cell of which nothing is said."""
    values, findings, unread = read(kind, cell)
    assert (findings, unread) == ([], set())
    return values[0]


def rule(kind: str, cell: object) -> str:
    """The one rule that an unread cell breaks."""
    values, findings, unread = read(kind, cell)
    ((made, _),) = findings
    assert unread == {0}
    assert values[0] in (None, "")
    return made


@pytest.mark.parametrize("kind", COLUMNS)
def test_an_empty_cell_is_empty_and_nothing_is_said(kind):
    assert one(kind, "") == ("" if COLUMNS[kind].dtype == "str" else None)


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize(
    ("cell", "made"), [("#REF!", "error_value"), ("〃", "same_as_above"), ("同上", "same_as_above")]
)
def test_errors_and_ditto_marks_are_values_of_no_column(kind, cell, made):
    assert rule(kind, cell) == made


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
        ("㎡ ① ㈱ 髙", "㎡ ① ㈱ 髙"),
        (1001.0, "1001"),
        (0.1, "0.1"),
        (7000012050002.0, "7000012050002"),
    ],
)
def test_text_is_kept_as_it_is(cell, text):
    assert one("text", cell) == text


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        ("垂直\x0bタブ", "control_character"),
        ("右から\u202e左", "control_character"),
        (1e15, "digits_lost"),
        (1.2e19, "digits_lost"),
    ],
)
def test_text_that_cannot_be_kept_is_found(cell, made):
    assert rule("text", cell) == made


@pytest.mark.parametrize(
    ("kind", "cell", "value", "made"),
    [
        ("text", dt.date(2027, 4, 1), "2027-04-01", "text_became_date"),
        ("text", "\ue000", "\ue000", "private_character"),
        ("date", "平成32年", "2020", "date_outside_era"),
        ("date", "令和9年度", "2027", "date_is_fiscal_year"),
        ("date", "2027年4月頃", "2027-04", "date_vague"),
        ("date", "未定", None, "mark_read_as_empty"),
        ("year", "昭和65年度", "1990", "date_outside_era"),
        ("half", "調整中", None, "mark_read_as_empty"),
        ("yen", "200億円", 20_000_000_000, "amount_with_unit"),
        ("yen", "約200億円", 20_000_000_000, "amount_about"),
        ("yen", "200超", 20_000_000_000, "amount_at_least"),
        ("yen", "最大200", 20_000_000_000, "amount_at_most"),
        ("yen", 1 / 3, 33_333_333, "amount_rounded"),
        ("yen", "…", None, "mark_read_as_empty"),
        ("number", "60％", 60.0, "number_with_percent"),
        ("number", "－", None, "mark_read_as_empty"),
        ("place", "神奈川県横浜市鶴見区", "141003", "ward_given"),
        ("place", 141011.0, "141003", "ward_given"),
        ("place", "未定", None, "mark_read_as_empty"),
    ],
)
def test_what_is_read_with_a_doubt_is_told(kind, cell, value, made):
    assert read(kind, cell) == ([value], [(made, 0)], set())


@pytest.mark.parametrize("text", ["AI・半導体", "ＡＩ･半導体", "AI ・ 半導体", "ai_semiconductor"])
def test_words_are_known_in_any_width_and_by_their_code(text):
    assert one("word", text) == "ai_semiconductor"


@pytest.mark.parametrize("text", ["B", "Ｂ", "b", "地域産業クラスター計画"])
def test_a_type_of_plan_is_known_by_its_letter(text):
    assert one("type", text) == "b"


@pytest.mark.parametrize("text", ["半導体", "AI半導体", "－", 3.0, dt.date(2027, 4, 1)])
def test_words_that_only_resemble_are_found(text):
    assert rule("word", text) == "not_in_vocabulary"


def test_no_two_words_of_a_vocabulary_meet_when_folded():
    for table in TABLES.values():
        for column in table.columns:
            if column.kind is Kind.CODE:
                labels = [label_key(entry.label_ja) for entry in codelist(column.vocabulary)]
                assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("434043", "434043"),
        (434043.0, "434043"),
        (43404.0, "434043"),
        (12246.0, "012246"),
        (10006.0, "010006"),
        ("43", "430005"),
        ("熊本県", "430005"),
        ("熊本県菊陽町", "434043"),
        ("熊本県 菊池郡菊陽町", "434043"),
        ("菊陽町", "434043"),
        ("434043 菊陽町", "434043"),
        ("434043（熊本県菊陽町）", "434043"),
        ("12203 市川市", "122033"),
        ("430005 熊本県", "430005"),
        ("茨城県龍ヶ崎市", "082082"),
        ("高知県檮原町", "394050"),
        ("999999", "999999"),
        ("221317", "221317"),
    ],
)
def test_places_are_read_by_code_or_name(cell, code):
    # A whole code of no place is for the rules on places to explain.
    assert one("place", cell) == code


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        (12203.0, "municipality_ambiguous"),
        ("府中市", "municipality_ambiguous"),
        ("北海道泊村", "municipality_ambiguous"),
        ("熊本県菊用町", "place_unknown"),
        ("菊用町", "place_unknown"),
        ("99", "place_unknown"),
        ("12345678", "place_unknown"),
        ("海外", "place_unknown"),
        ("434043 大津町", "code_and_name_disagree"),
        ("999999 大津町", "place_unknown"),
    ],
)
def test_places_that_cannot_be_told_are_found(cell, made):
    assert rule("place", cell) == made


@pytest.mark.parametrize(
    ("cell", "author"),
    [
        ("国", "国"),
        ("熊本県", "430005"),
        (430005.0, "430005"),
        ("経済産業省", "経済産業省"),
        ("府中市", "府中市"),
    ],
)
def test_an_author_is_the_state_or_a_body_and_else_as_written(cell, author):
    assert one("author", cell) == author


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        (dt.date(2027, 4, 1), "2027-04-01"),
        (dt.datetime(2027, 4, 1, 9, 30), "2027-04-01"),
        (2027.0, "2027"),
        (20270401.0, "2027-04-01"),
        ("R9.4.1", "2027-04-01"),
        ("2027/4", "2027-04"),
    ],
)
def test_dates_of_any_kind_are_iso(cell, date):
    assert one("date", cell) == date


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        (46478.0, "date_is_day_number"),
        ("46478", "date_is_day_number"),
        (202704.0, "not_a_date"),
        (2027.1, "not_a_date"),
        (-1.0, "not_a_date"),
        (dt.date(2499, 1, 1), "not_a_date"),
        ("2027年春", "not_a_date"),
    ],
)
def test_dates_that_are_none_are_found(cell, made):
    assert rule("date", cell) == made


@pytest.mark.parametrize("cell", [2027.0, "2027", "令和9年度", "R9", "２０２７年度", "FY2027"])
def test_fiscal_years_are_four_digits(cell):
    assert one("year", cell) == "2027"


@pytest.mark.parametrize("cell", ["2027-04", "令和9年度上期", 27.0, dt.date(2027, 4, 1), "27"])
def test_other_times_are_no_fiscal_year(cell):
    assert rule("year", cell) == "not_a_fiscal_year"


@pytest.mark.parametrize("cell", ["2026H1", "２０２６Ｈ１", "令和8年度上期", "R8上期", "2026年度上半期"])
def test_halves_are_of_one_form(cell):
    assert one("half", cell) == "2026H1"


@pytest.mark.parametrize("cell", ["2026", "令和8年度", "2026-04", dt.date(2026, 4, 1), "上期"])
def test_other_times_are_no_half(cell):
    assert rule("half", cell) == "not_a_half"


@pytest.mark.parametrize(
    ("cell", "yen"),
    [
        (25.6, 2_560_000_000),
        (0.0, 0),
        (0.1 + 0.2, 30_000_000),
        ("１,０４０", 104 * 10**9),
        ("▲5", -500_000_000),
    ],
)
def test_amounts_are_yen(cell, yen):
    assert one("yen", cell) == yen


@pytest.mark.parametrize(
    "cell", ["数百億円", "300-500", "100億円(税込)", math.inf, math.nan, 1e12, dt.date(2027, 4, 1)]
)
def test_amounts_that_cannot_be_told_are_found(cell):
    assert rule("yen", cell) == "amount_unreadable"


def test_a_mark_for_no_amount_is_judged_by_the_scope_beside_it():
    cells, scopes = (
        ["調整中", "調整中", "100超", "100超"],
        ["single_site", "not_disclosed", "lower_bound", "single_site"],
    )
    values, findings, unread = read("yen", *cells, scopes=scopes)
    assert values == [None, None, 10_000_000_000, 10_000_000_000]
    assert findings == [("amount_mark", 0), ("amount_mark_undisclosed", 1), ("amount_at_least", 3)]
    assert unread == {0}


@pytest.mark.parametrize(
    ("cell", "number"),
    [(1.5, 1.5), ("１，２３４．５", 1234.5), ("▲3", -3.0), ("0.30000000000000004", 0.1 + 0.2)],
)
def test_numbers_are_numbers(cell, number):
    assert one("number", cell) == number


@pytest.mark.parametrize("cell", ["400人", "約4", "1,00", "1e3", math.inf, "9" * 400, dt.date(2027, 4, 1)])
def test_numbers_in_words_are_found(cell):
    assert rule("number", cell) == "not_a_number"


@pytest.mark.parametrize(
    ("cell", "share"), [(60.0, 0.6), ("60", 0.6), ("60%", 0.6), ("６０％", 0.6), (7.000000000000001, 0.07)]
)
def test_percentages_are_shares(cell, share):
    assert one("share", cell) == share


@pytest.mark.parametrize("cell", ["6割", "3/5", dt.date(2027, 4, 1)])
def test_other_forms_of_a_share_are_found(cell):
    assert rule("share", cell) == "not_a_number"


@pytest.mark.parametrize(
    ("cell", "flag"),
    [("はい", True), ("○", True), ("TRUE", True), ("いいえ", False), ("×", False), ("ＦＡＬＳＥ", False)],
)
def test_flags_are_yes_or_no(cell, flag):
    assert one("flag", cell) is flag


@pytest.mark.parametrize("cell", ["△", "1", 1.0, "－"])
def test_other_marks_are_no_flag(cell):
    assert rule("flag", cell) == "not_a_flag"


def test_each_row_with_the_same_fault_is_told():
    values, findings, unread = read("date", "2027年春", "2027", "2027年春")
    assert values == [None, "2027", None]
    assert findings == [("not_a_date", 0), ("not_a_date", 2)]
    assert unread == {0, 2}


def test_numbers_kept_as_text_are_noted_unless_something_else_is_said():
    found = read_column(COLUMNS["yen"], ["１２", 5.0, "", "約3", "0.12345678901234567"], lambda index: Cell())
    assert found.numbers_as_text == [0]
    assert read_column(COLUMNS["share"], ["60%", "60"], lambda index: Cell()).numbers_as_text == [1]


CELLS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="0123456789億兆円約▲.,年月日令和R度上期H%-県市町", max_size=10),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["非公表", "…", "#N/A", "TRUE", "熊本県", "国", "〃"]),
)
KNOWN_PLACES = {*municipalities().codes, *codelist("prefecture").codes}


@pytest.mark.parametrize("kind", COLUMNS)
@given(cells=st.lists(CELLS, max_size=4))
def test_any_cell_is_a_value_or_is_told(kind, cells):
    values, findings, unread = read(kind, *cells)
    told = {row for _, row in findings}
    assert unread <= told
    for row, (cell, value) in enumerate(zip(cells, values, strict=True)):
        is_empty = value is None or value == ""
        assert not is_empty or not str(cell).strip() or row in told
        assert row not in unread or is_empty
        if is_empty:
            continue
        assert kind != "date" or is_partial_date(value)
        assert kind != "yen" or abs(value) <= LARGEST_YEN
        assert kind not in ("number", "share") or math.isfinite(value)
        assert kind != "place" or value in KNOWN_PLACES or (len(value) == 6 and value.isdigit())
