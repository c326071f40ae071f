"""The short code: every request comes back whole, nothing else is taken for one, and it is short."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measure import Measure
from analysis.selection import WORD_PARAMETERS, Selection
from briefing import sheet_code_parts
from briefing.sheet_code import Coded, SheetCodeUnreadable, plan_mark, read_code, written
from briefing.sheet_code_parts import NUMBERS
from briefing.sheets.request import Origin, SheetRequest
from briefing.short_code import ALPHABET, check_character, grouped
from domain.codelist import codelist
from domain.reporting_period import SINCE, THEN, reporting_periods
from tests.unit.analysis.strategies import selections
from ui.link import VIEW_PARAMETERS

LISTS = ("sheet_kind", "block", *(word.vocabulary for word in WORD_PARAMETERS.values()))
KUMAMOTO_CHIPS = Selection("430005", fields=("ai_semiconductor",))


def coded(selection: Selection = KUMAMOTO_CHIPS, kind: str = "prefecture", **more) -> Coded:
    request = SheetRequest(
        kind, selection, mode=more.pop("mode", ""), measure=more.pop("measure", Measure.AMOUNT)
    )
    asked = Coded(request, 0, Origin("public", 777), 12, "", SINCE, dt.date(2026, 11, 22))
    return replace(asked, **more)


@st.composite
def anything_asked(draw: st.DrawFn) -> Coded:
    period = draw(st.sampled_from(["", *reporting_periods()]))
    return coded(
        draw(selections()),
        draw(st.sampled_from(codelist("sheet_kind").codes)),
        mode=draw(st.sampled_from(["", *VIEW_PARAMETERS["map"].allowed])),
        measure=draw(st.sampled_from(Measure)),
        plan_mark=draw(
            st.just(0)
            | st.text(min_size=1).map(lambda text: plan_mark(text.encode("utf-8", "replace").decode()))
        ),
        origin=Origin(draw(st.sampled_from(["public", "demo"])), draw(st.integers(0, 1023))),
        version=draw(st.integers(0, 10**7)),
        period=period,
        known=draw(st.sampled_from([SINCE, THEN])) if period else SINCE,
        today=draw(st.dates()),
        compared=draw(st.sampled_from(["", *reporting_periods()])),
    )


@given(anything_asked())
def test_whatever_is_asked_for_comes_back(asked):
    assert read_code(written(asked)) == asked


@given(anything_asked(), st.data())
def test_as_people_type_it(asked, data):
    code = grouped(written(asked))
    typed = data.draw(st.sampled_from([code.lower(), f" {code} ", code.replace("0", "O").replace("1", "l"),
                                       code.replace("-", "ー"), code.translate({n: n + 0xFEE0 for n in range(33, 127)})]))  # fmt: skip
    assert read_code(typed) == asked


def refusal(text: str) -> str:
    """The sentence that refuses a text; "" if it asks for something, which its code then says again."""
    try:
        found = read_code(text)
    except SheetCodeUnreadable as error:
        return str(error)
    assert read_code(written(found)) == found
    return ""


@given(st.text())
def test_any_text_is_refused_in_japanese_or_asks_for_something(text):
    assert re.fullmatch("(資料番号「.*」は.*読めません。.*)?", refusal(text))


@given(st.text(ALPHABET, min_size=1, max_size=40))
def test_well_formed_nonsense_is_refused_or_asks_for_something(text):
    assert re.fullmatch("(資料番号「.*」は.*読めません。.*)?", refusal(text + check_character(text)))


@given(anything_asked(), st.data())
def test_one_wrong_character_or_two_exchanged_are_found(asked, data):
    code = written(asked)
    at = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(ALPHABET))
    mistyped = [code[:at] + other + code[at + 1 :], code[:at] + code[at : at + 2][::-1] + code[at + 2 :]]
    for text in set(mistyped) - {code}:
        with pytest.raises(SheetCodeUnreadable):
            read_code(text)


@pytest.mark.parametrize(
    ("selection", "kind", "most"),
    [
        (Selection(), "nation", 14),
        (KUMAMOTO_CHIPS, "prefecture", 16),
        (Selection("kyushu", fields=("ai_semiconductor",)), "field", 16),
        (Selection("434043"), "projects", 16),
        (Selection(fields=codelist("strategic_field").codes), "fields", 26),
    ],
)
@pytest.mark.parametrize("version", [1, 3000])
def test_ordinary_codes_are_short(selection, kind, most, version):
    assert len(written(coded(selection, kind, version=version))) <= most


def test_a_code_printed_once_reads_the_same_for_ever():
    """Printed on paper: these may never change, whatever becomes of the lists."""
    assert read_code("4JNR-0CC4-MDYK") == coded()
    assert grouped(written(coded())) == "4JNR-0CC4-MDYK"


def test_a_code_that_names_the_half_compared_with_reads_the_same_for_ever():
    asked = coded(kind="changes", compared="2025H1")
    assert read_code(written(asked)) == asked
    assert grouped(written(asked)) == "9Z97-AQ01-HGJH-QRN"


def test_words_keep_their_numbers_when_a_list_is_put_in_another_order(monkeypatch):
    asked = coded(Selection(fields=("ai_semiconductor", "ocean"), statuses=("operating",)), "field")
    code = written(asked)
    numbers, words = sheet_code_parts._numbers()
    monkeypatch.setattr(
        sheet_code_parts,
        "_numbers",
        lambda: ({("strategic_field", "new"): 17, **numbers}, {("strategic_field", 17): "new", **words}),
    )
    assert read_code(code) == asked


def test_a_word_of_a_later_edition_is_told_as_such(monkeypatch):
    code = written(coded(Selection(fields=("ocean",)), "field"))
    numbers, words = sheet_code_parts._numbers()
    known = {key: word for key, word in words.items() if word != "ocean"}
    monkeypatch.setattr(sheet_code_parts, "_numbers", lambda: (numbers, known))
    with pytest.raises(SheetCodeUnreadable, match="新しい版"):
        read_code(code)


def test_every_word_has_a_number_of_its_own():
    with NUMBERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = [(row["list"], int(row["number"])) for row in rows]
    assert len(set(places)) == len(places)
    given = {name: [row["code"] for row in rows if row["list"] == name] for name, _ in places}
    for name in LISTS:
        assert set(codelist(name).codes) <= set(given[name]), f"{NUMBERS.name} lacks words of {name}"
    assert given["map_mode"] == list(VIEW_PARAMETERS["map"].allowed)
    assert given["measure"] == [measure.value for measure in Measure]


def test_no_letter_that_is_confused_stands_in_a_code():
    assert not set(ALPHABET) & set("ILOU")
    assert len(set(ALPHABET)) == 32
