"""案件一覧: all selected projects, the largest first, on as many pages as they need."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing import answers
from briefing.contents import COLUMNS, ROWS, Placed, Sheet
from briefing.sheets import frame
from briefing.sheets.conclusions import percent
from briefing.sheets.naming import subject_words
from briefing.sheets.project_tables import listed_projects, page_lengths
from briefing.sheets.request import SheetRequest, SheetSource
from domain.money import format_yen

_FIRST = 5


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """Pages of a table, each telling which of how many projects it has."""
    allocation, selection = source.allocation, request.selection
    listed = answers.projects(allocation, selection)
    pages, first = [], 0
    for length in page_lengths(listed):
        part = listed.iloc[first : first + length]
        heading = f"案件（投資額の大きい順）{first + 1:,}〜{first + len(part):,}件目／全{len(listed):,}件"
        table = listed_projects(part, first + 1, heading if len(listed) else "案件")
        pages.append(
            frame.sheet(
                source,
                request,
                subject=subject_words(selection),
                title=_title(allocation, selection),
                messages=(),
                blocks=(Placed(table, 0, 0, COLUMNS, ROWS),),
            )
        )
        first += length
    return tuple(pages)


def _title(allocation: Allocation, selection: Selection) -> str:
    """``全国の案件は136件、投資額の大きい5件で全体の62％を占める``."""
    subject, found = subject_words(selection), answers.total(allocation, selection)
    if not found.projects:
        return f"{subject}の案件は登録されていない"
    head = f"{subject}の案件は{found.projects:,}件"
    if not found.projects_with_amount:
        return f"{head}、金額の公表された案件はない"
    counted = answers.projects(allocation, selection)["counted_yen"].dropna().sort_values(ascending=False)
    if found.projects_with_amount <= _FIRST or not found.amount_yen:
        return f"{head}、投資額は{format_yen(found.amount_yen)}"
    share = percent(int(counted.head(_FIRST).sum()), found.amount_yen)
    return f"{head}、投資額の大きい{_FIRST}件で全体の{share}を占める"
