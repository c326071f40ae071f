"""No kind of sheet, real or fictional, loses a row, a number or a heading on any paper."""

from __future__ import annotations

import pytest

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing.contents import ChartFigure, KeyNumbers, MapFigure, Sheet, SmallMaps, Table, Words
from briefing.layout.elements import Shortened
from briefing.layout.pages import laid_pages
from briefing.layout.papers import PRINTED, SLIDES, Paper
from briefing.sheets.kinds import MAKERS, sheets
from briefing.sheets.request import SheetRequest, SheetSource
from domain.codelist import codelist
from geo.boundaries import shipped_boundaries
from tests.demo_halves import demo_halves

PAPERS = {
    f"{name}-{paper.width:.0f}": paper for papers in (PRINTED, SLIDES) for name, paper in papers.items()
}
ONE_FIELD = [Selection(fields=(code,)) for code in codelist("strategic_field").codes[::4]]
AREAS = [
    SheetRequest("nation", Selection()),
    SheetRequest("fields", Selection()),
    SheetRequest("fields", Selection("kyushu")),
    *(SheetRequest("block", Selection(code)) for code in codelist("block").codes),
    *(SheetRequest("prefecture", Selection(code)) for code in codelist("prefecture").codes[::4]),
    *(SheetRequest("field", selection) for selection in ONE_FIELD),
    SheetRequest("field", Selection("kyushu", fields=("ai_semiconductor",))),
    SheetRequest("projects", Selection()),
]
SOME = [
    Selection(),
    Selection("kyushu"),
    Selection("hokkaido"),
    Selection("430005"),
    Selection("130001"),
    ONE_FIELD[0],
]
WITH_PLANS = [SheetRequest(kind, selection) for kind in ("progress", "changes") for selection in SOME]


def plans() -> list[SheetRequest]:
    """Every eighth plan of each type, and the one with the most KPIs."""
    records = demo_halves().after.records
    found = records["plans"].groupby("plan_type")["plan_id"].apply(lambda each: list(each)[::8])
    most = records["kpis"]["plan_id"].value_counts().index[0]
    return [SheetRequest("plan", Selection(), plan) for each in (*found, [most]) for plan in each]


def lost(sheet: Sheet, paper: Paper) -> list[Shortened]:
    """What is told as shortened of headings, numbers and rows; a long text in a cell, or in a box that gives way,
    may end in ….
    """
    told = [each for page in laid_pages([sheet], paper) for each in page.shortened]
    cells = {
        cell for block in sheet.leaves() if isinstance(block, Table) for row in block.rows for cell in row
    }
    giving = {
        text
        for block in sheet.leaves()
        if isinstance(block, Words) and block.least
        for text in block.paragraphs
    }
    return [each for each in told if each.is_rows or each.text not in cells | giving]


def assert_nothing_lost(source: SheetSource, requests: list[SheetRequest], paper: Paper) -> set[str]:
    kinds = set()
    for request in requests:
        for sheet in sheets(source, request):
            assert lost(sheet, paper) == [], (request, sheet.title)
            kinds.add(sheet.kind)
    return kinds


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_nothing_is_lost_of_real_sheets(public: Allocation, paper: Paper) -> None:
    assert_nothing_lost(SheetSource(public, None, shipped_boundaries()), AREAS, paper)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_nothing_is_lost_of_fictional_sheets(paper: Paper) -> None:
    requests = [*AREAS, *WITH_PLANS, *plans()]
    assert assert_nothing_lost(demo_halves().source, requests, paper) == set(MAKERS)


def test_every_kind_of_block_is_on_some_sheet() -> None:
    """Or else the tests above would prove nothing of it."""
    made = [
        sheet
        for request in (*AREAS, *WITH_PLANS, *plans())
        for sheet in sheets(demo_halves().source, request)
    ]
    kinds = {type(block) for sheet in made for block in sheet.leaves()}
    assert kinds == {KeyNumbers, Table, ChartFigure, MapFigure, SmallMaps, Words}
