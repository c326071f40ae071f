"""Strategies for rows of every table: whatever a reader can have taken from a cell, pretty or not."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from domain.finding import Cell
from domain.money import LARGEST_YEN
from domain.municipality import municipalities
from domain.record import Column, Kind, Table
from domain.reporting_period import reporting_periods
from loaders.plan_cell import read_column
from loaders.plan_layout import choices

Row = dict[str, object]

_IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,11}", fullmatch=True)
_NASTY = [
    *("=1+1", "+81", "-1", "@SUM(A1)", "＝１", "'引用", "001", "1E5", "0x1F", "_x0041_", "TRUE", "2027-04", "-"),
    *("非公表", "髙﨑𠮷㈱①", "<b>&amp;]]>", "改行\nあり", "は\u3099", "🗾", "葛\U000e0100", "nan", "1,000", "50%"),
    *("令和8年", "記入例", "合計", "はい", '"', ",", ";", "x" * 300, "あ\tい"),
]  # fmt: skip


def rows_of(table: Table, plan_type: str) -> st.SearchStrategy[list[Row]]:
    """Up to three rows with different keys."""
    row = row_of(table, plan_type)
    return st.lists(row, max_size=3, unique_by=lambda values: tuple(values[name] for name in table.key))


def row_of(table: Table, plan_type: str) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries({column.name: _values(table, column, plan_type) for column in table.columns})


def _values(table: Table, column: Column, plan_type: str) -> st.SearchStrategy[object]:
    values = _filled(column, plan_type)
    if column.is_required or column.name in table.key:
        return values
    return values | st.just("" if column.dtype == "str" else None)


def _filled(column: Column, plan_type: str) -> st.SearchStrategy[object]:
    if column.name.endswith("_id"):
        return _IDS
    if column.kind is Kind.CODE:
        offered = choices(column, plan_type)
        assert offered
        return st.sampled_from(offered.codes)
    return _texts(column) if column.kind is Kind.TEXT else _OF_KIND[column.kind]


def _texts(column: Column) -> st.SearchStrategy[str]:
    if column.name == "author":
        return st.sampled_from(["国", "430005", "012203"])
    drawn = st.text(max_size=30) | st.text("=+-@ あ１％〜\n\t'\"_x0", max_size=12)
    # What the reader does not take from a cell as it stands is never in a registry.
    texts = (st.sampled_from(_NASTY) | drawn).map(str.strip)
    return texts.filter(lambda text: text != "" and _is_taken_as_it_is(column, text))


def _is_taken_as_it_is(column: Column, text: str) -> bool:
    read = read_column(column, [text], lambda _: Cell())
    return read.values == [text] and not read.findings


def _partial(day: dt.date) -> st.SearchStrategy[str]:
    return st.sampled_from([day.isoformat()[:length] for length in (4, 7, 10)])


_OF_KIND: dict[Kind, st.SearchStrategy[object]] = {
    Kind.PLACE: st.sampled_from(municipalities().codes),
    Kind.DATE: st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)).flatmap(_partial),
    Kind.YEN: st.integers(-LARGEST_YEN, LARGEST_YEN) | st.integers(0, 10**14),
    Kind.NUMBER: st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**6), 10**6).map(float),
    Kind.SHARE: st.integers(0, 10**6).map(lambda millionths: millionths / 10**6) | st.floats(0.01, 1),
    Kind.FISCAL_YEAR: st.integers(1990, 2099).map(str),
    Kind.HALF: st.sampled_from(list(reporting_periods())),
    Kind.FLAG: st.booleans(),
}
