"""Every page starts: on full data, on an empty selection, on a faulty link, and without its files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analysis.selection import Selection
from analysis.totals import Breakdown, total, totals
from domain.codelist import codelist
from domain.money import format_yen
from tests.builders import KIKUYO, KUMAMOTO
from tests.pages.conftest import html_of

MAP = "investment_map"
PAGES = ("", MAP, "strategic_fields", "investment_size", "project_list", "sources")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_starts_on_full_data(run, page):
    app = run(page)
    assert "公表案件、2026年3月時点" in html_of(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_any_project_says_so(run, page):
    app = run(page, {"text": ["どこにもない語句"]})
    words = html_of(app) + "".join(element.value for element in app.info)
    if page != "sources":
        assert "案件なし" in words
    assert "nan" not in words


@pytest.mark.parametrize("page", PAGES)
def test_a_page_survives_a_faulty_link(run, page):
    app = run(
        page,
        {
            "block": ["kyushuu"],
            "feild": ["x"],
            "announced_from": ["きのう"],
            "measure": ["weight"],
            "map": ["3d"],
        },
    )
    if not page:
        notices = html_of(app)
        for word in ("kyushuu", "feild", "きのう", "weight", "3d"):
            assert word in notices


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "area", [{"block": ["shikoku"]}, {"prefecture": [KUMAMOTO]}, {"municipality": [KIKUYO]}], ids=str
)
def test_every_page_opens_on_every_kind_of_area(run, page, area):
    assert "公表案件、2026年3月時点" in html_of(run(page, area))


@pytest.mark.parametrize("code", [entry.code for entry in codelist("prefecture")])
def test_the_headline_of_every_prefecture_is_its_total(run, public, code):
    body = html_of(run(MAP, {"prefecture": [code]}))
    found = total(public, Selection(area=code))
    no_amount = "広域に計上" if found.counted_wider else "非公表"
    words = format_yen(found.amount_yen) if found.projects_with_amount else no_amount
    number = words.removesuffix("円")
    assert f'<div class="value">{number}<small>' in body
    assert f'<div class="value">{found.projects:,}<small>件' in body
    assert f"金額公表 {found.projects_with_amount:,}／{found.projects:,}件" in body


@pytest.mark.parametrize("code", [entry.code for entry in codelist("strategic_field")])
def test_the_table_of_every_field_says_what_the_totals_say(run, public, code):
    app = run(MAP, {"field": [code]})
    shown = app.dataframe[-1].value
    lines = totals(public, Selection(fields=(code,)), Breakdown.PREFECTURE)
    expected = {
        line.label: (
            line.projects,
            round(line.amount_yen / 1e8, 1) if line.projects_with_amount or not line.projects else None,
        )
        for line in lines.itertuples()
    }
    found = {
        row["都道府県"]: (
            row["案件数（件）"],
            None if row["投資額（億円）"] != row["投資額（億円）"] else row["投資額（億円）"],
        )
        for _, row in shown.iterrows()
    }
    assert found == expected


def test_the_map_shows_the_classes_of_the_selection(run):
    app = run(MAP, {"map": ["municipality"], "field": ["ocean"]})
    spec = json.loads(app.get("deck_gl_json_chart")[0].proto.json)
    assert "mapStyle" not in spec or spec["mapStyle"] == "__MAP_STYLE__"
    fill = next(layer for layer in spec["layers"] if layer["id"].startswith("areas_municipalities_low"))
    assert fill["data"].startswith("/app/static/boundaries/municipalities_low.")
    digits = fill["getFillColor"].split("[('")[1].split("'")[0]
    assert len(digits) == 1742
    assert sum(digit not in "08" for digit in digits) == 3, "three municipalities have an ocean project"


def test_a_chosen_filter_is_taken_over_and_kept_on_other_pages(run):
    app = run(MAP)
    app.multiselect(key="filter_field").set_value(["ocean"]).run()
    assert "339億" in html_of(app)
    app.selectbox(key="filter_block").set_value("kanto").run()
    assert "神奈川県" in [str(option) for option in app.selectbox(key="filter_prefecture").options]
    app.switch_page("pages/project_list.py").run()
    assert not app.exception
    assert len(app.dataframe[-1].value) == 3
    app.button(key="clear_filters").click().run()
    assert len(app.dataframe[-1].value) == 136


def test_emptying_the_prefecture_goes_back_to_its_block(run):
    app = run(MAP, {"prefecture": ["430005"]})
    assert app.selectbox(key="filter_block").value == "kyushu"
    app.selectbox(key="filter_prefecture").set_value("").run()
    assert "九州ブロック" in html_of(app)
    assert app.selectbox(key="filter_block").value == "kyushu"


def test_a_measure_that_a_view_cannot_show_becomes_the_amount(run):
    app = run(MAP, {"map": ["municipality"], "measure": ["per_capita"]})
    assert "市区町村別 投資額" in html_of(app)


def test_a_line_of_the_list_opens_the_record_with_source_quote_and_caution(run):
    app = run("project_list", {"project": ["PUB-004"]})
    body = html_of(app)
    assert "キオクシア北上工場第2製造棟ほか" in body
    assert 'href="https://kahoku.news/articles/20240206khn000063.html"' in body
    assert "北上工場と四日市工場で新たに進める" in body
    assert "複数の拠点" in body
    assert "岩手県 北上市" in body
    assert "三重県 四日市市（四日市工場）" in body


def test_a_record_that_does_not_exist_is_said(run):
    app = run("project_list", {"project": ["PUB-999"]})
    assert "リンクの案件「PUB-999」は登録されていません" in html_of(app)


def test_a_registry_that_is_none_is_said_and_the_page_still_works(run, monkeypatch, tmp_path: Path):
    strange = tmp_path / "strange.sqlite"
    strange.write_bytes(b"no database at all" * 500)
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{strange}")
    body = html_of(run())
    assert "データベースのファイルではありません" in body
    assert "136<small>件" in body


def test_a_missing_boundary_file_leaves_everything_else_working(run, monkeypatch, tmp_path: Path):
    import geo.boundaries

    monkeypatch.setattr(geo.boundaries, "DATA", tmp_path)
    geo.boundaries._checked.cache_clear()
    app = run(MAP)
    geo.boundaries._checked.cache_clear()
    body = html_of(app)
    assert "境界データのファイルがありません" in body
    assert not app.get("deck_gl_json_chart")
    assert "136<small>件" in body
    assert len(app.dataframe[-1].value) == 48


def test_an_unknown_audience_is_treated_as_public(run, monkeypatch):
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "minister")
    body = html_of(run())
    assert "minister" in body
    assert "取扱区分: 公開" in body


def test_remote_islands_lie_outside_the_frame_and_a_link_leads_there_and_back(run):
    def looks_at(app):
        return json.loads(app.get("deck_gl_json_chart")[0].proto.json)["initialViewState"]["latitude"]

    at_first = run(MAP, {"block": ["kyushu"]})
    assert "枠の外の離島" in html_of(at_first)
    assert "block=kyushu&amp;islands=amami" in html_of(at_first)
    assert looks_at(at_first) > 32
    there = run(MAP, {"block": ["kyushu"], "islands": ["amami"]})
    assert "もとの範囲に戻る" in html_of(there)
    assert 27 < looks_at(there) < 30
    there.selectbox(key="filter_prefecture").set_value("430005").run()
    assert "islands" not in there.query_params, "another area's map begins with its mainland"
    assert "離島" not in html_of(there), "熊本県 has none"
    assert "離島" not in html_of(run(MAP))


def test_a_prefecture_offers_the_map_of_its_municipalities_once(run):
    modes = run(MAP, {"prefecture": ["430005"]}).button_group(key="map_mode")
    assert "都道府県" not in modes.options
    assert modes.value == "municipality"
    assert "都道府県" in run(MAP, {"block": ["kyushu"]}).button_group(key="map_mode").options


def test_cards_and_matrix_of_a_field_say_the_same_amount(run):
    body = html_of(run("strategic_fields"))
    in_cards = re.findall(r'class="value">([0-9,兆]+)億円<', body)
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', body)[:17]
    in_matrix = [re.findall(r">([0-9,]+)</a></td>", row)[-1] for row in rows]
    assert len(in_cards) == 17
    assert [amount.replace(",", "") for amount in in_matrix] == [
        f"{int(cho or 0)}{int(rest):04}".lstrip("0")
        for cho, _, rest in (amount.replace(",", "").rpartition("兆") for amount in in_cards)
    ]
