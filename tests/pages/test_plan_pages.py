"""計画一覧, 計画カルテ, the map of clusters and the registry switch: for both audiences, empty, and on bad links."""

from __future__ import annotations

import json

import pytest

from tests.pages.conftest import html_of
from tests.pages.plan_registries import demo, plans_in_use, plans_url

__all__ = ["demo", "plans_in_use", "plans_url"]

A, B, C = "A-kyushu-01", "B-430005-01", "C-434043-01"
MAP = "investment_map"
EVERY_PAGE = (
    "",
    MAP,
    "strategic_fields",
    "investment_size",
    "project_list",
    "plan_list",
    "plan_record",
    "sources",
)


def record(run, plan_id: str = B, **parameters: list[str]):
    return run("plan_record", {"plan": [plan_id], **parameters})


# --- the list


@pytest.mark.usefixtures("plans_in_use")
def test_list_shows_every_plan_with_its_numbers(run):
    app = run("plan_list")
    table = app.dataframe[0].value.set_index("計画ID")
    assert list(table.index) == [A, B, C]
    assert table.loc[B, "投資額（億円）"] == 300
    assert table.loc[B, ["案件（件）", "金額公表（件）", "施策（件）", "KPI（件）"]].to_list() == [2, 2, 2, 2]
    assert table.loc[C, "分野"] == "食品"
    words = html_of(app)
    for name in ("A 戦略クラスター", "B 地域クラスター", "C 地場産業"):
        assert name in words
    assert app.caption[0].value.startswith(
        "計画の案件の合計 900億円、6件（金額公表 6件）。ほかに計画に属さない案件が136件"
    )


@pytest.mark.usefixtures("plans_in_use")
def test_list_follows_the_filters_and_agrees_with_the_headline(run):
    app = run("plan_list")
    app.multiselect(key="filter_plan_type").set_value(["c"]).run()
    assert list(app.dataframe[0].value["計画ID"]) == [C]
    assert "いまの条件では除いています" in html_of(app)
    app.switch_page("pages/investment_map.py").run()
    assert '<div class="value">300億<small>円' in html_of(app)
    app.multiselect(key="filter_plan_type").set_value([]).run()
    app.multiselect(key="filter_stage").set_value(["a_formulated"]).run()
    app.switch_page("pages/plan_list.py").run()
    assert list(app.dataframe[0].value["計画ID"]) == [A]


@pytest.mark.usefixtures("plans_in_use")
def test_counts_by_area_are_those_of_the_plans(run):
    counts = run("plan_list").dataframe[1].value.set_index("都道府県")
    assert counts.loc["熊本県"].to_list() == [3, 1, 1, 1]
    assert counts["計画（件）"].sum() == 3


def test_registry_without_plans_says_so_and_has_no_filters_of_plans(run):
    app = run("plan_list")
    assert "計画はまだ登録されていません" in app.info[0].value
    assert not app.dataframe
    assert "filter_plan_type" not in [widget.key for widget in app.multiselect]
    assert "計画区域" not in run(MAP).button_group(key="map_mode").options


@pytest.mark.usefixtures("plans_in_use")
def test_map_of_clusters_is_offered_where_there_are_plans(run):
    assert "計画区域" in run(MAP).button_group(key="map_mode").options


@pytest.mark.usefixtures("plans_in_use")
def test_area_without_plans_says_so(run):
    app = run("plan_list", {"prefecture": ["010006"]})
    assert "この条件に当てはまる計画はありません" in app.info[0].value


# --- the record


@pytest.mark.usefixtures("plans_in_use")
def test_record_says_everything_of_a_plan(run):
    words = html_of(record(run))
    for said in (
        "（架空）B-430005-01 の計画", "地域産業クラスター計画", "首長による公表", "都道府県・市町村", "第1版",
        "2026年5月15日公表", "2026〜2030年度", "実現を目指す年度: 2035年度", "熊本県 菊陽町・大津町",
        "現状を認識し", "勝ち筋の特定", "用地の整備と人材の育成", "投資額の目標", "目標の100.0％", "400人", "年3％以上",
        "架空工場の増設", "核", "遅くとも令和9年度上期（2027年9月30日）", "架空クラスター推進会議", "▲ 増やす",
        "100（2025年3月31日）", "200（2031年3月31日）", "<b>110億円</b>（2026年9月30日、確報）",
        "B16 投資計画", "満たす", "計画の本文", "条件付き必須",
    ):  # fmt: skip
        assert said in words, said
    assert "data:image/svg+xml;base64," in words


@pytest.mark.usefixtures("plans_in_use")
def test_public_sees_no_withheld_name_no_contact_and_no_sender(run):
    words = html_of(record(run))
    assert "架空精機株式会社" in words
    assert "名前を示さない企業がほかに2社あります" in words
    for hidden in ("架空素材株式会社", "架空行政株式会社", "000-0000-0000", "試験の提出者"):
        assert hidden not in words, hidden


@pytest.mark.usefixtures("plans_in_use")
def test_government_sees_what_is_for_it_and_the_submissions(run, monkeypatch):
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    words = html_of(record(run))
    assert "架空行政株式会社" in words
    assert "000-0000-0000" in words
    assert "名前を示さない企業がほかに1社あります" in words
    assert "架空素材株式会社" not in words, "nobody sees a withheld name"
    assert "試験の提出者" in words


@pytest.mark.usefixtures("plans_in_use")
def test_record_that_does_not_exist_is_said_and_the_plans_are_offered(run):
    app = record(run, "B-999999-99")
    assert "リンクの計画「B-999999-99」は登録されていない" in html_of(app)
    assert list(app.dataframe[0].value["計画ID"]) == [A, B, C]


def test_record_page_of_an_empty_registry_says_so(run):
    assert "計画はまだ登録されていません" in run("plan_record").info[0].value


@pytest.mark.usefixtures("plans_in_use")
def test_project_leads_to_its_plan(run):
    assert f"plan_record?plan={B}" in html_of(run("project_list", {"project": [f"{B}-P1"]}))
    assert "計画未策定" in html_of(run("project_list", {"project": ["PUB-004"]}))


# --- the map


@pytest.mark.usefixtures("plans_in_use")
def test_map_of_clusters_lists_the_plans_beside_and_below(run):
    app = run(MAP, {"map": ["plan"], "prefecture": ["430005"]})
    words = html_of(app)
    assert "計画 3（A 1、B 1、C 1）" in words
    assert "地図に示した 3／3計画" in words
    assert f"plan_record?prefecture=430005&amp;plan={A}" in words
    assert list(app.dataframe[0].value["計画ID"]) == [A, B, C]
    spec = json.loads(app.get("deck_gl_json_chart")[0].proto.json)
    assert {layer["id"].partition("_")[0] for layer in spec["layers"]} >= {"plan", "areas"}


@pytest.mark.usefixtures("plans_in_use")
def test_picked_plan_is_named_with_the_way_back_to_all(run):
    words = html_of(run(MAP, {"map": ["plan"], "prefecture": ["430005"], "cluster": [B]}))
    assert "選んだ計画の区域" in words
    assert "この計画の強調をやめる" in words
    assert 'href="investment_map?prefecture=430005&amp;map=plan"' in words


# --- the switch


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_page_of_the_fictional_registry_says_so(run, page):
    words = html_of(run(page, {"registry": ["demo"]}))
    assert 'class="fiction"' in words
    assert "架空のデータです" in words
    assert "デモ（架空）" in words


@pytest.mark.usefixtures("demo")
def test_real_registry_says_nothing_of_fiction(run):
    assert "架空のデータ" not in html_of(run())


@pytest.mark.usefixtures("demo")
def test_links_of_the_fictional_registry_stay_in_it(run):
    words = html_of(run(MAP, {"registry": ["demo"], "map": ["plan"]}))
    links = [part.split('"')[0] for part in words.split('data-go href="')[1:]]
    assert links
    assert [link for link in links if "registry=demo" not in link] == ["investment_map"], (
        "the way to the other one"
    )


@pytest.mark.usefixtures("demo")
def test_going_over_to_the_other_registry_selects_nothing(run):
    app = run(MAP, {"prefecture": ["430005"], "field": ["ocean"], "map": ["municipality"]})
    assert 'href="investment_map?map=municipality&amp;registry=demo">デモ（架空）' in html_of(app)
    app = run("project_list", {"registry": ["demo"], "text": ["架空"]})
    assert 'href="project_list">公表案件' in html_of(app)
    assert "aria-current=true>デモ（架空）" in html_of(app)


def test_demo_that_cannot_be_opened_is_said_and_shows_no_fiction(run, monkeypatch):
    from registry.unreadable import RegistryUnreadable
    from ui import shared_records

    def missing() -> None:
        raise RegistryUnreadable("デモの登録簿がありません。")

    for name in ("_registries", "_versions"):
        monkeypatch.setattr(shared_records, name, {})
    monkeypatch.setattr(shared_records, "open_demo", missing)
    words = html_of(run("", {"registry": ["demo"]}))
    assert "デモの登録簿がありません" in words
    assert 'class="fiction"' not in words
    assert "136<small>件" in words


# --- any area, any link


@pytest.mark.usefixtures("plans_in_use")
@pytest.mark.parametrize(
    "area",
    [
        {},
        {"block": ["kyushu"]},
        {"prefecture": ["430005"]},
        {"municipality": ["434043"]},
        {"block": ["okinawa"]},
    ],
)
@pytest.mark.parametrize("page", ["", "plan_list", "plan_record"])
def test_page_of_plans_stands_in_every_kind_of_area(run, page, area):
    words = html_of(run(page, area | {"map": ["plan"], "cluster": [A]}))
    assert "nan" not in words
    assert "公表案件" in words


@pytest.mark.parametrize("page", ["", "plan_list", "plan_record"])
def test_page_of_plans_survives_a_faulty_link(run, page):
    faulty = {
        "plan_type": ["d"],
        "stage": ["すでに"],
        "registry": ["secret"],
        "cluster": ["<b>"],
        "plan": ["<b>x"],
    }
    words = html_of(run(page, faulty))
    assert "<b>x" not in words
    if not page:
        for word in ("「d」", "すでに", "secret"):
            assert word in words


@pytest.mark.usefixtures("plans_in_use")
@pytest.mark.parametrize(
    "filters", [{"status": ["operating"]}, {"text": ["どこにもない語句"]}, {"announced_from": ["2030"]}]
)
def test_pages_of_plans_without_any_plan_say_so(run, filters):
    assert "この条件に当てはまる計画はありません" in run("plan_list", filters).info[0].value
    words = html_of(run(MAP, filters | {"map": ["plan"]}))
    assert "この条件に当てはまる計画はありません" in words
    assert "計画なし" in words
