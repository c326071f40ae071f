"""The Excel book of sheets: machine-readable, the same bytes for the same sheets, every figure's numbers in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis.selection import Selection
from briefing.contents import ChartFigure, KeyNumbers, MapFigure, Sheet, Table
from briefing.oku import oku_cells
from briefing.sheet_book import named_tables, sheet_book
from briefing.sheets.kinds import MAKERS, sheets
from briefing.sheets.request import SheetRequest
from domain.codelist import codelist
from domain.money import OKU, format_yen
from tests.demo_halves import demo_halves

REQUESTS = {
    "nation": SheetRequest("nation", Selection()),
    "block": SheetRequest("block", Selection("kyushu")),
    "prefecture": SheetRequest("prefecture", Selection("430005")),
    "field": SheetRequest("field", Selection("kyushu", fields=("ai_semiconductor",))),
    "fields": SheetRequest("fields", Selection("kyushu")),
    "plan": SheetRequest("plan", Selection(), plan="DEMO-A-kinki-01"),
    "progress": SheetRequest("progress", Selection("kyushu")),
    "changes": SheetRequest("changes", Selection("kyushu")),
    "projects": SheetRequest("projects", Selection("430005")),
}
_NUMBER = re.compile(r"(?:[0-9][0-9,]*(?:\.[0-9]+)?[兆億万]?)+")
_DERIVED = ("構成比", "番号", "No.")
"""Columns of sheets that are reckoned from others, or number the lines."""


def made(kind: str) -> tuple[Sheet, ...]:
    return sheets(demo_halves().source, REQUESTS[kind])


def numbers_in(text: str) -> set[str]:
    """The numbers of a text as they are written, without leading zeros."""
    return {re.sub(r"^0+(?=[0-9])", "", found) for found in _NUMBER.findall(text)}


def written(heading: str, values: pd.Series) -> Iterator[str]:
    """Every way in which a sheet may write a number of the book."""
    for value in {abs(float(each)) for each in values.dropna()}:
        for decimals in range(5):
            yield f"{value:,.{decimals}f}"
        yield f"{value:,.10g}"
        yen = round(value * OKU) if "億円" in heading else int(value) if value.is_integer() else 0
        if yen:
            yield format_yen(yen)
            # Cells of a column in 億円 have one decimal where another cell needs it.
            yield from oku_cells([yen, OKU // 10], ["", ""])[:1]
            yield from oku_cells([yen], [""])


def pool(kind: str) -> set[str]:
    """The numbers of all tables behind a kind, in every way a sheet may write them."""
    found: set[str] = set()
    for each in named_tables(demo_halves().source, [REQUESTS[kind]]):
        found.add(f"{len(each.table.frame):,}")
        for name in each.table.frame.columns:
            column = each.table.frame[name]
            if pd.api.types.is_numeric_dtype(column):
                texts = list(written(str(name), column))
                # KPIs have units of their own, which stand after the number on a sheet.
                texts += [f"{text}{unit}" for text in texts for unit in ("億", "万")]
                found |= {number for text in texts for number in numbers_in(text)}
            else:
                found |= {number for text in set(column.dropna().astype(str)) for number in numbers_in(text)}
    return found


def figures(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What the sheet's numbers and tables say, each with its place."""
    for block in sheet.leaves():
        match block:
            case KeyNumbers() as numbers:
                yield from ((item.label, item.value + item.unit) for item in numbers.items)
            case Table() as table:
                for row in table.rows:
                    if row[0].startswith("ほか"):
                        continue  # the smaller parts of a breakdown together
                    for column, cell in zip(table.columns, row, strict=True):
                        if not column.heading.startswith(_DERIVED):
                            yield f"{table.title} {column.heading}", cell


@pytest.mark.parametrize("kind", list(MAKERS))
def test_every_number_of_a_figure_is_in_the_book(kind: str) -> None:
    known = pool(kind)
    assert known
    for sheet in made(kind):
        for place, text in figures(sheet):
            shown = re.sub(r"（目標の[0-9.]+％）", "", text)
            assert numbers_in(shown) <= known, (place, text)


@pytest.mark.parametrize("kind", list(MAKERS))
def test_every_bar_and_every_area_of_a_map_is_in_the_book(kind: str) -> None:
    frames = [each.table.frame for each in named_tables(demo_halves().source, [REQUESTS[kind]])]
    numbers = np.concatenate(
        [
            frame[name].dropna().to_numpy(dtype=float)
            for frame in frames
            for name in frame.columns
            if pd.api.types.is_numeric_dtype(frame[name])
        ]
    )
    codes = {code for frame in frames if "コード" in frame for code in frame["コード"]}
    for sheet in made(kind):
        for block in sheet.leaves():
            match block:
                case ChartFigure() as figure:
                    for series in figure.chart.series:
                        for name, value in zip(figure.chart.categories, series.values, strict=True):
                            if value is not None and series.colour and not name.startswith("ほか"):
                                assert np.isclose(np.abs(numbers), abs(value), rtol=1e-12).any(), name
                case MapFigure() as figure if kind != "plan":
                    # 北方四島 are drawn as areas that no statistics cover.
                    coloured = {fill.code for fill in figure.still.fills if fill.code.isdigit()}
                    assert coloured <= codes
                case MapFigure() as figure:
                    assert set(figure.still.cluster) <= codes


def test_the_book_is_machine_readable() -> None:
    requests = [REQUESTS["prefecture"], REQUESTS["plan"], REQUESTS["changes"]]
    pages = [sheet for request in requests for sheet in sheets(demo_halves().source, request)]
    content = sheet_book(demo_halves().source, requests, pages)
    assert content == sheet_book(demo_halves().source, requests, pages)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == "説明"
    assert len(set(book.sheetnames)) == len(book.sheetnames)
    for sheet in book:
        heads = [cell.value for cell in sheet[1]]
        assert all(heads)
        assert len(set(heads)) == len(heads)
        assert len(sheet.title) <= 31
        assert not sheet.merged_cells.ranges
        for name, column in zip(heads, sheet.iter_cols(min_row=2, values_only=True), strict=True):
            kinds = {type(value) for value in column if value is not None}
            assert kinds <= {str} or kinds <= {int, float}, (sheet.title, name)
            if name == "コード":
                assert kinds <= {str}
            if "円）" in name or "件）" in name:
                assert kinds <= {int, float}


def test_explanation_tells_sheets_rules_and_registry() -> None:
    requests = [REQUESTS["progress"], REQUESTS["changes"]]
    pages = [sheet for request in requests for sheet in sheets(demo_halves().source, request)]
    book = load_workbook(io.BytesIO(sheet_book(demo_halves().source, requests, pages)))
    lines = list(book["説明"].iter_rows(min_row=2, values_only=True))
    told = dict(lines)
    assert told["登録簿"] == "デモ（架空）"
    assert re.fullmatch(r"第\d+版（.*受付）", told["登録簿の版"])
    assert told["時点"] == "2026年9月30日時点"
    assert told["資料 1頁"] == f"KPI進捗と要対応　九州　令和8年度上期（2026年度上期）: {pages[0].title}"
    assert sum(name == "評価" for name, _ in lines) == len(codelist("kpi_grade"))
    assert sum(name == "増減の数え方" for name, _ in lines) == 4
    assert {name for name, _ in lines} >= {f"シート「{name}」" for name in book.sheetnames[1:]}


def test_tables_that_requests_share_stand_in_the_book_once() -> None:
    twice = [REQUESTS["prefecture"], REQUESTS["projects"]]
    names = [each.table.name for each in named_tables(demo_halves().source, twice)]
    assert names.count("案件") == 1
    assert "案件_2" not in names
    other = [REQUESTS["prefecture"], SheetRequest("projects", Selection("kyushu"))]
    assert "案件_2" in [each.table.name for each in named_tables(demo_halves().source, other)]
