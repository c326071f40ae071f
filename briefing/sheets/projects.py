"""案件一覧: all selected projects, the largest first, on as many pages as they need."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing import answers
from briefing.contents import Sheet
from briefing.sheets import frame
from briefing.sheets.conclusions import percent
from briefing.sheets.messages import elsewhere, told
from briefing.sheets.naming import subject_words
from briefing.sheets.project_tables import listed_projects
from briefing.sheets.request import SheetRequest, SheetSource
from domain.money import format_yen

_FIRST = 5


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One sheet, whose table is continued on as many pages as it needs."""
    allocation, selection = source.allocation, request.selection
    table = listed_projects(answers.projects(allocation, selection))
    page = frame.sheet(
        source,
        request,
        subject=subject_words(selection),
        title=_title(allocation, selection),
        messages=told(elsewhere(allocation, selection)) if table.rows == () else (),
        blocks=(table,),
    )
    return (page,)


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
