"""One cell to one value: each reader returns the value, or the empty value and one finding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codelist import codelist
from domain.municipality import municipalities
from domain.partial_date import is_partial_date
from loaders.cell_reader import CellReader
from tests.unit.rules.found import in_short

HEADINGS = {
    "amount": "投資額",
    "share": "配分",
    "date": "公表",
    "field": "分野",
    "prefecture": "都道府県",
    "municipality": "市区町村",
}


def read(kind: str, *given: object) -> tuple[object, list[tuple[str, int, str, str]]]:
    """What a reader makes of a cell in row 2, and its findings."""
    reader = CellReader("a.csv", HEADINGS)
    return getattr(reader, kind)(2, *given), in_short(reader.findings)


@pytest.mark.parametrize(
    ("text", "yen"), [("25.6", 2_560_000_000), ("０", 0), ("1,040", 104 * 10**9), ("", None)]
)
def test_numbers_are_yen_and_the_empty_cell_is_not_zero(text, yen):
    assert read("yen", "amount", text) == (yen, [])


@pytest.mark.parametrize("text", ["約100", "100億円", "▲5", "1,04", "未定", "-"])
def test_amounts_in_words_are_found(text):
    assert read("yen", "amount", text) == (None, [("not_a_number", 2, "投資額", text)])


@pytest.mark.parametrize(
    ("text", "share"), [("60", 0.6), ("33.3", 0.333), ("１００", 1.0), ("-5", -0.05), ("", None)]
)
def test_percentages_are_shares(text, share):
    assert read("share", "share", text) == (pytest.approx(share) if share is not None else None, [])


@pytest.mark.parametrize("text", ["60%", "6割", "3/5", ".6", "1e1"])
def test_other_forms_of_a_share_are_found(text):
    assert read("share", "share", text) == (None, [("not_a_number", 2, "配分", text)])


@pytest.mark.parametrize(
    ("text", "date"),
    [("2027", "2027"), ("２０２７－０４", "2027-04"), ("2027−04−01", "2027-04-01"), ("", "")],
)
def test_dates_are_read_as_far_as_they_are_known(text, date):
    assert read("date", "date", text) == (date, [])


@pytest.mark.parametrize("text", ["2027年春", "2027/04", "令和8年", "2027-13", "2027-02-29", "FY2027"])
def test_half_known_dates_are_found(text):
    assert read("date", "date", text) == ("", [("not_a_date", 2, "公表", text)])


def test_words_of_a_vocabulary_are_codes():
    assert read("word", "field", "海洋", "strategic_field") == ("ocean", [])
    assert read("word", "field", "", "strategic_field") == ("", [])


@pytest.mark.parametrize("text", ["半導体", "AI半導体", "ＡＩ・半導体", "ai_semiconductor", "AI･半導体"])
def test_words_that_only_resemble_are_found_with_every_choice(text):
    reader = CellReader("a.csv", HEADINGS)
    assert reader.word(2, "field", text, "strategic_field") == ""
    assert in_short(reader.findings) == [("not_in_vocabulary", 2, "分野", text)]
    assert all(entry.label_ja in reader.findings[0].sentence for entry in codelist("strategic_field"))


def test_a_sources_own_words_replace_the_labels():
    values = {"confirmed": "single_site"}
    assert read("word", "field", "confirmed", "amount_scope", values) == ("single_site", [])
    made = [("not_in_vocabulary", 2, "分野", "一拠点")]
    assert read("word", "field", "一拠点", "amount_scope", values) == ("", made)


@pytest.mark.parametrize(
    ("prefecture", "municipality", "place"),
    [
        ("熊本県", "菊陽町", ("434043", "municipality")),
        ("43", "434043", ("434043", "municipality")),
        ("430005", "43404", ("434043", "municipality")),
        ("熊本", "４３４０４３", ("434043", "municipality")),
        ("熊本県", "", ("430005", "prefecture")),
        ("", "", ("", "unknown")),
        ("北海道", "014036", ("014036", "municipality")),
    ],
)
def test_places_are_read_by_name_or_code(prefecture, municipality, place):
    assert read("place", prefecture, municipality) == (place, [])


@pytest.mark.parametrize(
    ("prefecture", "municipality", "rule", "heading", "value"),
    [
        ("熊元県", "菊陽町", "prefecture_unknown", "都道府県", "熊元県"),
        ("", "菊陽町", "prefecture_unknown", "都道府県", ""),
        ("熊本県", "菊用町", "municipality_unknown", "市区町村", "菊用町"),
        ("熊本県", "434044", "municipality_unknown", "市区町村", "434044"),
        ("北海道", "泊村", "municipality_ambiguous", "市区町村", "泊村"),
    ],
)
def test_places_that_cannot_be_told_are_found_and_left_unknown(
    prefecture, municipality, rule, heading, value
):
    made = [(rule, 2, heading, value)]
    assert read("place", prefecture, municipality) == (("", "unknown"), made)


def test_the_hint_names_what_the_sender_may_have_meant():
    reader = CellReader("a.csv", HEADINGS)
    reader.place(2, "熊本県", "菊用町")
    assert "近い名前: 434043 菊陽町" in reader.findings[0].sentence


@pytest.mark.parametrize("ward", ["横浜市鶴見区", "141011"])
def test_a_ward_counts_as_its_city_and_is_told(ward):
    place = read("place", "神奈川県", ward)
    assert place == (("141003", "municipality"), [("ward_given", 2, "市区町村", ward)])


def test_a_code_of_another_prefecture_is_not_accepted():
    place, findings = read("place", "熊本県", "012246")  # 千歳市
    assert place == ("", "unknown")
    assert [rule for rule, *_ in findings] == ["code_and_name_disagree"]


def test_a_code_that_could_be_two_is_decided_by_the_prefecture_beside_it():
    assert read("place", "千葉県", "12203") == (("122033", "municipality"), [])


def test_a_code_that_a_spreadsheet_made_a_decimal_is_still_a_code():
    assert read("place", "熊本県", "434043.0") == (("434043", "municipality"), [])


def test_a_code_of_elsewhere_says_whose_it_is_and_what_it_contradicts():
    reader = CellReader("a.csv", HEADINGS)
    reader.place(2, "熊本", "012246")
    assert "012246 千歳市" in reader.findings[0].sentence
    assert "熊本県" in reader.findings[0].sentence


def test_cells_that_could_not_be_read_are_remembered_by_row_and_column():
    reader = CellReader("a.csv", HEADINGS)
    reader.yen(2, "amount", "約100")
    reader.date(2, "date", "未定")
    reader.word(3, "field", "半導体", "strategic_field")
    reader.share(3, "share", "6割")
    reader.place(4, "熊元県", "")
    reader.place(5, "熊本県", "菊用町")
    reader.yen(6, "amount", "")
    reader.place(6, "神奈川県", "横浜市鶴見区")
    assert dict(reader.unread) == {
        2: {"amount", "date"},
        3: {"field", "share"},
        4: {"lg_code"},
        5: {"lg_code"},
    }


def test_an_amount_in_the_wrong_unit_says_which_unit_is_wanted():
    reader = CellReader("a.csv", HEADINGS)
    reader.yen(2, "amount", "100000000000")
    reader.share(2, "share", "6割")
    assert ["億円の単位" in made.sentence for made in reader.findings] == [True, False]
    assert ["金額として" in made.sentence for made in reader.findings] == [True, False]


@given(st.text(max_size=10), st.text(max_size=10))
def test_any_two_cells_are_a_place_or_a_finding(prefecture, municipality):
    (code, precision), findings = read("place", prefecture, municipality)
    assert code == "" or code in municipalities() or code in codelist("prefecture")
    assert (precision == "unknown") == (code == "")
    assert bool(findings) or code or not (prefecture or municipality)


@given(st.text(max_size=12))
def test_any_cell_is_a_value_or_one_finding_and_empty(text):
    for kind, column in (("yen", "amount"), ("share", "share"), ("date", "date")):
        value, findings = read(kind, column, text)
        assert len(findings) <= 1
        assert not findings or value in (None, "")
        assert kind != "date" or value == "" or is_partial_date(value)
