"""資料作成: what is offered, what does not fit, previews, codes; 会議表示 of the map."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing.sheet_code import read_code, sheet_code
from briefing.sheet_source import Asked, sheet_source
from briefing.sheets.request import SheetRequest
from domain.codelist import codelist
from geo.boundaries import shipped_boundaries
from intake.first_start import open_registry
from registry.database import Registry, SubmissionFacts
from tests.builders import good_plan, submitted_tables
from tests.pages.conftest import html_of
from tests.pages.plan_registries import demo, plans_in_use, plans_url, use_as_demo
from ui import sheet_preview

__all__ = ["demo", "plans_in_use", "plans_url"]

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture(autouse=True)
def drawn(monkeypatch) -> list[str]:
    """Titles of the pages that were typeset; the browser test sees real ones."""
    titles: list[str] = []

    def pictures(pages, boundaries, form, dpi):
        titles.extend(page.title for page in pages)
        return [PNG for _ in pages]

    monkeypatch.setattr(sheet_preview, "typeset", pictures)
    monkeypatch.setattr(sheet_preview, "_kept", type(sheet_preview._kept)())
    return titles


def sheets(run, **parameters: str):
    return run("briefing_sheets", {name: [value] for name, value in parameters.items()})


def boxes(app) -> dict[str, tuple[bool, bool]]:
    """By kind, whether its box is ticked and whether it can be."""
    return {
        box.key.removeprefix("sheet_kind_"): (box.value, not box.disabled)
        for box in app.checkbox
        if box.key.startswith("sheet_kind_")
    }


def ticked(app) -> list[str]:
    return [kind for kind, (is_ticked, _) in boxes(app).items() if is_ticked]


def captions(app) -> str:
    return "\n".join(caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("parameters", "kind"),
    [
        ({}, "nation"),
        ({"block": ["kyushu"]}, "block"),
        ({"prefecture": ["430005"]}, "prefecture"),
        ({"municipality": ["434043"]}, "projects"),
        ({"field": ["ocean"]}, "field"),
    ],
)
def test_the_kind_that_fits_what_is_looked_at_is_chosen(run, parameters, kind, drawn):
    app = run("briefing_sheets", parameters)
    assert ticked(app) == [kind]
    assert list(boxes(app)) == list(codelist("sheet_kind").codes)
    assert drawn, "its preview is made"


def test_what_does_not_fit_is_grey_and_says_why(run):
    app = run("briefing_sheets")
    assert boxes(app)["block"] == (False, False)
    labels = {box.key: box.label for box in app.checkbox}
    assert "ブロックを選ぶと作れます" in labels["sheet_kind_block"]
    assert "計画が登録されていません" in labels["sheet_kind_progress"]
    assert "作れます" not in labels["sheet_kind_nation"]


def test_a_kind_is_added_by_its_box_and_previews_are_kept(run, drawn):
    app = run("briefing_sheets")
    first = len(drawn)
    app.checkbox(key="sheet_kind_fields").check().run()
    assert ticked(app) == ["nation", "fields"]
    assert len(drawn) > first
    assert "17分野一覧　資料番号" in captions(app)
    before = len(drawn)
    app.run()
    assert len(drawn) == before, "what was drawn once is not drawn again"
    app.checkbox(key="sheet_kind_nation").uncheck().run()
    assert ticked(app) == ["fields"]


def test_ones_own_title_takes_the_place_of_the_proposed_one(run, drawn):
    app = run("briefing_sheets")
    title = app.text_input(key="sheet_title")
    assert "全国の投資額は" in title.placeholder
    title.input("  九州の <b>半導体 ").run()
    assert drawn[-1] == "九州の <b>半導体"


def test_paper_and_plan_come_with_the_link(run, demo, drawn):
    app = sheets(run, registry="demo", kinds="plan", plan="B-430005-01", paper="16x9")
    assert ticked(app) == ["plan"]
    assert app.selectbox(key="sheet_plan").value == "B-430005-01"
    assert app.session_state["sheet_paper"] == "16x9"
    assert "架空のデータです" in html_of(app)


def test_a_plan_picked_out_on_the_map_is_the_one(run, demo):
    assert ticked(sheets(run, registry="demo", kinds="plan", cluster="B-430005-01")) == ["plan"]


def test_choosing_a_plan_chooses_its_sheet(run, demo):
    app = sheets(run, registry="demo")
    app.selectbox(key="sheet_plan").select("B-430005-01").run()
    assert ticked(app) == ["plan"]


def code_of(request: SheetRequest, day: dt.date = dt.date(2026, 11, 1)) -> str:
    asked = Asked("public", None, "public", "", "since", day)
    return sheet_code(sheet_source(open_registry(), asked, shipped_boundaries()), request)


def test_a_code_brings_back_selection_kind_and_day(run):
    code = code_of(SheetRequest("prefecture", Selection("430005", fields=("ocean",)), mode="municipality"))
    app = run("briefing_sheets")
    app.text_input(key="sheet_code_typed").input(code.lower()).run()
    assert ticked(app) == ["prefecture"]
    assert app.session_state["link_selection"] == Selection("430005", fields=("ocean",))
    assert "登録簿の第1版を、2026年11月1日の時点で判定した内容です。" in html_of(app)
    assert code in captions(app), "the sheet made again has the same code"
    app.button(key="sheet_newest").click().run()
    assert "時点で判定した内容" not in html_of(app)
    assert code not in captions(app)


@pytest.mark.parametrize(
    ("later", "told"),
    [({}, ("2025H1", "")), ({"to": "2026H1"}, ("2025H1", "")), ({"to": "2025H2"}, ("", "2025H2"))],
)
def test_the_two_halves_that_were_compared_come_along(run, monkeypatch, later, told):
    registry = Registry("sqlite://", label="デモ（架空）", is_fictional=True)
    for half in ("2025H1", "2025H2", "2026H1"):
        rows = submitted_tables(good_plan("b"))
        registry.accept(rows, {}, SubmissionFacts("試験", half, "2026-10"), submission_id=half)
    use_as_demo(monkeypatch, registry)
    app = sheets(run, registry="demo", kinds="changes", **{"from": "2025H1"}, **later)
    assert ticked(app) == ["changes"]
    coded = read_code(captions(app).rpartition(" ")[2])
    assert (coded.compared, coded.period) == told


@pytest.mark.parametrize("typed", ["ABC", "<b>x</b>", "4JNR-0CC4-MDYK"])
def test_a_code_that_cannot_be_opened_is_told_and_nothing_changes(run, typed):
    app = run("briefing_sheets", {"block": ["kyushu"]})
    app.text_input(key="sheet_code_typed").input(typed).run()
    assert '<div class="trouble" role="status">資料番号' in html_of(app)
    assert "<b>x</b>" not in html_of(app)
    assert ticked(app)


@pytest.mark.parametrize("page", ["", "investment_map", "kpi_progress", "sources"])
def test_every_page_has_the_way_here(run, page):
    assert 'data-page="briefing_sheets"' in html_of(run(page))


def test_the_page_itself_has_no_way_to_itself(run):
    assert 'data-page="briefing_sheets"' not in html_of(run("briefing_sheets"))


# --- 会議表示


def meeting(run, **parameters: str):
    return run("investment_map", {name: [value] for name, value in {"meeting": "yes", **parameters}.items()})


def test_the_meetings_map_has_title_numbers_sources_and_the_way_back(run, public: Allocation):
    app = meeting(run)
    words = html_of(app)
    assert "<h1>全国　都道府県別の投資額</h1>" in words
    assert "2026年3月時点" in words
    assert words.count('<div class="card">') == 4
    assert "我が国の領土を網羅的に記したものではありません" in words
    assert "会議表示を終わる（Esc）" in words
    assert not app.expander
    assert not app.dataframe


@pytest.mark.parametrize(
    ("mode", "title"),
    [
        ("plan", "計画区域"),
        ("kpi", "KPI進捗"),
        ("bubble", "投資案件の所在地と投資額"),
        ("municipality", "市区町村別の投資額"),
    ],
)
def test_the_meetings_map_names_what_it_shows(run, demo, mode, title):
    words = html_of(meeting(run, registry="demo", map=mode))
    assert f"<h1>全国　{title}</h1>" in words
    assert '<p class="fiction">架空のデータです' in words


def test_the_map_without_a_meeting_is_as_it_was(run):
    app = run("investment_map")
    assert "meeting-head" not in html_of(app)
    assert app.dataframe
