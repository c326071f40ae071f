"""Requests to files: pages and codes in them, names that every system takes, the same bytes twice."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing.documents import (
    OWN_TITLE_NOTE,
    Document,
    coded_sheets,
    documents,
    file_stem,
    laid_pages,
    safe_name,
    zipped,
)
from briefing.sheet_code import read_code
from briefing.sheets.fit import reason_against
from briefing.sheets.kinds import MAKERS
from briefing.sheets.request import SheetRequest, SheetSource
from domain.codelist import codelist
from geo.boundaries import shipped_boundaries
from tests.plan_snapshots import plan_allocation, three_plans

NATION = SheetRequest("nation", Selection())
LIST = SheetRequest("projects", Selection("430005"))


@pytest.fixture(scope="module")
def source(public: Allocation) -> SheetSource:
    return SheetSource(public, None, shipped_boundaries())


@pytest.fixture(scope="module")
def plans() -> SheetSource:
    return SheetSource(plan_allocation(*three_plans()), None, shipped_boundaries())


def test_one_pdf_holds_the_pages_of_all_requests_and_is_the_same_twice(source):
    (made,) = documents(source, [NATION, LIST], "pdf")
    assert made.name == "資料2種_全国.pdf"
    assert made.content.startswith(b"%PDF-")
    assert documents(source, [NATION, LIST], "pdf") == [made]


def test_a_presentation_has_a_slide_a_page(source):
    (made,) = documents(source, [NATION, LIST], "pptx", "16x9")
    pages = laid_pages(source, [NATION, LIST], "pptx", "16x9")
    assert len(Presentation(io.BytesIO(made.content)).slides) == len(pages) >= 2


@pytest.mark.parametrize(("form", "head"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_pictures_are_a_file_a_page(source, form, head):
    made = documents(source, [NATION], form)
    assert [document.name for document in made] == [f"全国概況_全国_01.{form}"]
    assert made[0].content.startswith(head)


def test_a_zip_holds_the_files_and_no_time_of_day():
    found = [Document("甲.png", b"1"), Document("乙.png", b"2")]
    with zipfile.ZipFile(io.BytesIO(zipped(found))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"甲.png": b"1", "乙.png": b"2"}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_page_bears_the_code_of_its_request_and_the_title_given(source):
    for sheet in coded_sheets(source, SheetRequest("nation", Selection(), title="自分の題")):
        assert sheet.title == "自分の題"
        assert read_code(sheet.foot.code).request == NATION
        assert sheet.foot.code_note == OWN_TITLE_NOTE
    assert coded_sheets(source, NATION)[0].foot.code_note == ""
    assert coded_sheets(source, NATION)[0].title != "自分の題"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("九州の\n半導体\x0b ", "九州の 半導体"),
        ("<b>&amp;", "<b>&amp;"),
        ("熊本県\u3000題\ud800", "熊本県\u3000題"),
    ],
)
def test_a_title_of_any_characters_makes_whole_documents(source, given, title):
    request = SheetRequest("nation", Selection(), title=given)
    assert coded_sheets(source, request)[0].title == title
    for form in ("pdf", "pptx"):
        assert documents(source, [request], form)[0].content


def test_a_code_that_nobody_would_type_is_left_out(source):
    request = SheetRequest(
        "projects", Selection(text="半導体の製造装置と材料と部品を作るための工場の新しい設備")
    )
    assert {sheet.foot.code for sheet in coded_sheets(source, request)} == {""}


def test_every_kind_of_the_vocabulary_has_its_maker():
    assert set(MAKERS) == set(codelist("sheet_kind").codes)


def test_what_is_worked_on_is_told(source):
    told: list[str] = []
    documents(source, [NATION], "png", tell=told.append)
    assert told == ["全国概況", "書き出し"]


@pytest.mark.parametrize(
    ("request_", "stem"),
    [
        (SheetRequest("prefecture", Selection("430005")), "都道府県_熊本県"),
        (SheetRequest("field", Selection(fields=("ai_semiconductor",))), "戦略分野_全国_AI・半導体"),
        (SheetRequest("fields", Selection("kyushu")), "17分野一覧_九州"),
        (SheetRequest("plan", Selection(), plan='C:1/"x"'), "計画カルテ_C＿1＿＿x＿"),
    ],
)
def test_files_are_named_by_what_they_are_about(source, request_, stem):
    assert file_stem(source, [request_]) == stem


def test_fictional_files_say_so_in_their_name(plans):
    assert file_stem(plans, [NATION]) == "【架空】全国概況_全国"


@given(st.text())
def test_any_text_makes_a_name_that_windows_takes(text):
    name = safe_name(text)
    assert 0 < len(name) <= 70
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name)
    assert not name.endswith((" ", "."))


@pytest.mark.parametrize(
    ("kind", "selection", "plan", "reason"),
    [
        ("nation", Selection(), "", ""),
        ("nation", Selection("kyushu"), "", "全国を選ぶと作れます"),
        ("block", Selection("kyushu"), "", ""),
        ("block", Selection(), "", "ブロックを選ぶと作れます"),
        ("prefecture", Selection("430005"), "", ""),
        ("prefecture", Selection("434043"), "", "都道府県を選ぶと作れます"),
        ("field", Selection(fields=("ocean",)), "", ""),
        ("field", Selection(fields=("ocean", "quantum")), "", "分野を一つ選ぶと作れます"),
        ("plan", Selection(), "", "計画を選ぶと作れます"),
        ("plan", Selection(), "B-430005-01", ""),
        ("plan", Selection(), "Z", "この計画は登録されていないか、この取扱区分では見られません"),
        ("progress", Selection(), "", ""),
        ("changes", Selection(), "", "比べられる前の半期がありません"),
    ],
)
def test_a_kind_that_does_not_fit_says_what_to_choose(plans, kind, selection, plan, reason):
    assert reason_against(plans, SheetRequest(kind, selection, plan=plan)) == reason


def test_sheets_about_plans_are_not_offered_where_there_are_none(source):
    needing = [entry.code for entry in codelist("sheet_kind") if entry.more["needs_plans"] == "yes"]
    assert needing
    for kind in needing:
        assert reason_against(source, SheetRequest(kind, Selection())) == "計画が登録されていません"
