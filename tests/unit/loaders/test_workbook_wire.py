"""What a workbook is on its way between two processes: the same at both ends, and nothing but values."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.workbook_cells import Sheet, SheetForm, Workbook, no_form
from loaders.workbook_wire import packed, unpacked

cells = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=20),
    st.integers(),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes().map(lambda at: at.replace(fold=0)),
)
places = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=3)
numbers = st.lists(st.integers(0, 99), max_size=3)
forms = st.builds(
    SheetForm,
    st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=2),
    numbers,
    numbers,
    places,
    places,
    places,
    st.booleans(),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5))
    return Sheet.of_rows(
        draw(st.text(max_size=9)), draw(st.booleans()), list(enumerate(rows, 1)), draw(forms)
    )


@given(st.builds(Workbook, st.sampled_from(("xlsx", "ods")), st.booleans(), st.lists(sheets(), max_size=3)))
def test_workbook_arrives_as_it_was(workbook: Workbook) -> None:
    arrived, reason = unpacked(packed(workbook))
    assert (arrived, reason) == (workbook, "")
    assert repr(arrived) == repr(workbook), "kinds of values too"


def test_infinity_and_no_number_arrive() -> None:
    sheet = Sheet.of_rows("a", False, [(1, [math.inf, math.nan])], no_form())
    arrived, _ = unpacked(packed(Workbook("xls", False, [sheet])))
    assert [str(cell) for cell in arrived.sheets[0].row(0)] == ["inf", "nan"]


def test_refusal_arrives() -> None:
    assert unpacked(packed(None, "bomb")) == (None, "bomb")


def test_cells_of_one_value_are_one_object() -> None:
    text = "長い文" * 100
    rows = [(number, [text, dt.date(2026, 4, 1)]) for number in range(1, 5)]
    arrived, _ = unpacked(packed(Workbook("xlsx", False, [Sheet.of_rows("a", False, rows, no_form())])))
    assert len({id(cell) for cell in arrived.sheets[0].columns[0]}) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}",
        b"[1]",
        b"[[1,2],3]",
        b'[["xlsx",false,[["a",false,[1],[[[{}],[0]]],[[],[],[],[],[],[],false]]]],""]',
        b"\x80\x04N.",
    ],
)
def test_anything_else_is_refused(answer: bytes) -> None:
    with pytest.raises((ValueError, TypeError, IndexError, KeyError)):
        unpacked(answer)
