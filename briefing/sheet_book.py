"""The Excel book of sheets: 説明, and the numbers behind every figure, one table a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from briefing.answer_book import AUDIENCE_LABEL
from briefing.change_book import BRIDGE_RULE
from briefing.contents import Sheet
from briefing.notes import COUNTING_RULE, as_of_sentence, registry_words
from briefing.sheet_tables import BehindSheet, behind
from briefing.sheets.request import SheetRequest, SheetSource
from briefing.spreadsheet import workbook_bytes
from briefing.tables import AnswerTable
from domain.codelist import codelist
from domain.partial_date import format_ja
from domain.population import AS_OF, NAME_JA

_LONGEST_NAME = 31
"""Characters of a sheet's name in Excel."""

_GRADED = ("plan", "progress", "changes")
_GRADE_RULE = (
    "進捗率 ＝（実績値 － 基準値）÷（期待値 － 基準値）。期待値は、基準値から目標値（中間目標があればそれを通る）までを"
    "日数で按分した値です。割合は平均せず、件数と最も悪い評価で示します。"
)
_EMPTY_RULE = (
    "空欄は、金額が公表されていない、報告がないなど、値がないことを示します。0 とは違います。"
    "金額の列は円の整数と億円の両方があり、億円は丸めていません。"
)


def sheet_book(source: SheetSource, requests: Sequence[SheetRequest], made: Sequence[Sheet]) -> bytes:
    """Excel bytes for the sheets ``made`` of the requests: the same input gives the same bytes.

    Tables that several requests share stand in it once.
    """
    tables = named_tables(source, requests)
    explained = AnswerTable("説明", _explanation(source, requests, made, tables))
    return workbook_bytes([explained, *(each.table for each in tables)])


def named_tables(source: SheetSource, requests: Sequence[SheetRequest]) -> list[BehindSheet]:
    """The tables of all requests with names that no two share, each table once."""
    found: dict[tuple[str, str], BehindSheet] = {}
    for request in requests:
        for each in behind(source, request):
            found.setdefault((each.table.name, each.filters), each)
    taken = {"説明"}
    named = []
    for each in found.values():
        name = _free_name(each.table.name, taken)
        taken.add(name)
        named.append(BehindSheet(AnswerTable(name, each.table.frame), each.filters))
    return named


def _free_name(name: str, taken: set[str]) -> str:
    """The name, with a number after it where it is taken; at most as long as Excel allows."""
    number, free = 1, name[:_LONGEST_NAME]
    while free in taken:
        number += 1
        tail = f"_{number}"
        free = name[: _LONGEST_NAME - len(tail)] + tail
    return free


def _explanation(
    source: SheetSource,
    requests: Sequence[SheetRequest],
    made: Sequence[Sheet],
    tables: Sequence[BehindSheet],
) -> pd.DataFrame:
    records = source.allocation.records
    lines = [
        ("表題", "地域未来投資マップ 資料の数値"),
        *(("架空", sheet.fiction) for sheet in made[:1] if sheet.fiction),
        ("登録簿", registry_words(records)),
        ("登録簿の版", f"第{records.version}版（{records.accepted_at}受付）"),
        ("時点", f"{format_ja(records.as_of)}時点"),
        ("取扱区分", AUDIENCE_LABEL[records.audience]),
        *_pages(made),
        *((f"シート「{each.table.name}」", f"条件: {each.filters}") for each in tables),
        ("空欄と0", _EMPTY_RULE),
        *(("数え方", sentence) for sentence in COUNTING_RULE),
        *_rules(requests),
        *(("注", note) for note in dict.fromkeys(note for sheet in made for note in sheet.foot.notes)),
        ("人口", f"{NAME_JA}（{AS_OF}現在）の都道府県人口"),
        *(("出典", text) for text in dict.fromkeys(text for sheet in made for text in sheet.foot.sources)),
        ("出典の時点", as_of_sentence(records)),
    ]
    return pd.DataFrame(lines, columns=["項目", "内容"], dtype="str")


def _pages(made: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """What stands on each page: subject and title, conditions, n of N, the code by which it is made again."""
    for number, sheet in enumerate(made, start=1):
        name = f"資料 {number}頁"
        yield name, f"{sheet.subject}: {sheet.title}"
        yield f"{name}の条件", "　".join(filter(None, (sheet.foot.filters, sheet.foot.coverage)))
        if sheet.foot.code:
            yield f"{name}の資料番号", sheet.foot.code


def _rules(requests: Sequence[SheetRequest]) -> Iterator[tuple[str, str]]:
    kinds = {request.kind for request in requests}
    if kinds & set(_GRADED):
        yield "進捗率", _GRADE_RULE
        for entry in codelist("kpi_grade"):
            yield "評価", f"{entry.more['letter']} {entry.label_ja}: {entry.more['definition_ja']}"
    if "changes" in kinds:
        for sentence in BRIDGE_RULE:
            yield "増減の数え方", sentence
