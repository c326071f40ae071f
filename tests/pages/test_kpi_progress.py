"""KPI進捗 and the map mode of the same name: for both audiences, empty, filtered, as of a half, on bad links."""

from __future__ import annotations

import re

import pytest

from intake.first_start import open_registry
from registry.database import Registry, SubmissionFacts
from tests.builders import submitted_tables
from tests.pages.conftest import html_of
from tests.pages.plan_registries import registry_with
from tests.plan_snapshots import joined
from tests.progress_rows import BEHIND, HOSTILE, LATE, SLOW, SMALL, TROUBLED, progress_rows
from tests.unit.command_line import done
from ui import shared_records

PLANS = re.compile(r'plan_record\?(?:[^"]*&amp;)?plan=([^"&]+)"')


@pytest.fixture(scope="module")
def checked_url(tmp_path_factory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('progress')}/progress.sqlite"
    registry_with(url, progress_rows())
    open_registry(url)
    return url


@pytest.fixture
def checked(checked_url, monkeypatch) -> None:
    """The registry in use holds plans in the middle of a half's check."""
    monkeypatch.setenv("INVESTMAP_REGISTRY", checked_url)


def page(run, **parameters: str):
    """The page with the parameters of a link."""
    return run("kpi_progress", {name: [value] for name, value in parameters.items()})


def test_registry_without_plans_says_so_and_what_to_do(run):
    app = page(run)
    assert "計画はまだ登録されていません。「データ登録」で" in app.info[0].value
    assert 'class="cards"' not in html_of(app)
    assert "KPI進捗" not in run("investment_map").button_group(key="map_mode").options
    assert {"filter_grade", "filter_freshness", "filter_alert"}.isdisjoint(w.key for w in app.multiselect)


def test_plans_without_any_report_say_so(run, home, monkeypatch):
    rows = progress_rows() | {name: [] for name in ("kpi_values", "measure_reviews", "progress_reports")}
    registry_with(f"sqlite:///{home}/silent.sqlite", rows)
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{home}/silent.sqlite")
    app = page(run)
    assert "まだどの半期についても提出されていません" in app.info[0].value
    assert "KPI進捗" not in run("investment_map").button_group(key="map_mode").options


@pytest.mark.usefixtures("checked")
def test_page_shows_cards_chips_and_the_matrix(run):
    words = html_of(page(run))
    assert words.count("令和8年度上期") >= 4
    assert "5<small>指標／3計画" in words
    assert list(dict.fromkeys(PLANS.findall(words)))[:2] == [TROUBLED, LATE]
    assert HOSTILE not in words
    assert "data:image/svg+xml," in words


@pytest.mark.usefixtures("checked")
@pytest.mark.parametrize("audience", ["public", "government"])
@pytest.mark.parametrize("shown", ["matrix", "attention", "overdue", "promises", "reached", "kpis"])
def test_every_list_is_there_for_both_audiences(run, monkeypatch, audience, shown):
    monkeypatch.setenv("INVESTMAP_AUDIENCE", audience)
    app = page(run, list=shown)
    words = html_of(app)
    (current,) = re.findall(r"aria-current=page>([^<]+)<span>([\d,]+)<", words)
    if shown == "kpis":
        assert len(app.dataframe[0].value) == int(current[1]) == 5
    else:
        assert "<table" in words.split('class="lists"')[1]


@pytest.mark.usefixtures("checked")
def test_card_of_a_kpi_opens_by_link_in_every_list(run):
    for shown in ("matrix", "attention", "kpis", "promises"):
        words = html_of(page(run, list=shown, kpi=BEHIND))
        assert words.count('<section class="kpi-card"') == 1, shown
        assert "計画カルテを開く" in words


@pytest.mark.usefixtures("checked")
def test_unknown_kpi_list_and_sheet_of_a_link_are_told_or_mended(run):
    assert "リンクのKPI「K-unknown」は登録されていない" in html_of(page(run, kpi="K-unknown"))
    assert "全4計画" in html_of(page(run, sheet="99"))
    app = run("kpi_progress", {"list": ["どれか"]})
    assert "どれか" in html_of(app)


@pytest.mark.usefixtures("checked")
def test_filters_of_grade_freshness_and_alert_travel_in_the_link(run):
    app = page(run)
    app.multiselect(key="filter_grade").set_value(["slightly_behind"]).run()
    assert app.query_params["grade"] == "slightly_behind"
    assert set(PLANS.findall(html_of(app))) == {LATE}
    app.multiselect(key="filter_grade").set_value([]).run()
    app.multiselect(key="filter_freshness").set_value(["overdue"]).run()
    assert set(PLANS.findall(html_of(app))) == {SMALL}
    app.multiselect(key="filter_alert").set_value(["no_value_twice"]).run()
    assert (app.query_params["freshness"], app.query_params["alert"]) == ("overdue", "no_value_twice")
    app.switch_page("pages/plan_list.py").run()
    assert list(app.dataframe[0].value["計画ID"]) == [SMALL], "the filters hold on other pages"


@pytest.mark.usefixtures("checked")
def test_chips_lead_to_the_filtered_page_and_back(run):
    words = html_of(page(run, grade="behind"))
    chips = re.findall(
        r'<a data-go href="([^"]+)" title="[^"]+"( aria-current="true")?><i class="grade"', words
    )
    assert [address for address, chosen in chips if chosen] == ["kpi_progress"]
    assert "kpi_progress?grade=slightly_behind&amp;grade=behind" in [address for address, _ in chips]


@pytest.mark.usefixtures("checked")
def test_selection_without_plans_says_so(run):
    app = page(run, prefecture="130001")
    assert "この条件に当てはまる計画はありません" in app.info[0].value


@pytest.mark.usefixtures("checked")
def test_matrix_cards_and_command_print_the_same_kpis(run):
    for parameters in ({}, {"prefecture": "430005"}, {"grade": "behind"}, {"freshness": "overdue"}):
        words = html_of(page(run, **parameters))
        options = [word for name, value in parameters.items() for word in (f"--{name}", value)]
        printed = done("progress", *options).splitlines()[1:]
        grades = {line.split(",")[1]: line.split(",")[7] for line in printed}
        assert f'<div class="value">{len(printed)}<small>指標' in words
        assert set(re.findall(r"[?;]kpi=([^\"&]+)\"", words)) == set(grades)


@pytest.mark.usefixtures("checked")
def test_map_of_grades_says_the_same_on_map_panel_and_table(run):
    app = run("investment_map", {"map": ["kpi"]})
    words = html_of(app)
    assert "計画のKPIの最も悪い評価（市区町村数）" in words
    assert "KPI 5指標（3計画）。最も悪い評価 D× 遅れ" in words
    assert "地図に示した 5／5指標" in words
    table = app.dataframe[0].value.set_index("都道府県")
    assert table.loc["熊本県", ["最も悪い評価", "計画（件）", "KPI（指標）", "D 遅れ"]].to_list() == [
        "D× 遅れ",
        2,
        4,
        1,
    ]
    assert app.caption[0].value.startswith("令和8年度上期の評価")
    words = html_of(run("investment_map", {"map": ["kpi"], "prefecture": ["430005"]}))
    assert "KPI 4指標（2計画）" in words
    assert f"plan_record?prefecture=430005&amp;plan={TROUBLED}" in words
    assert "kpi_progress?prefecture=430005" in words


@pytest.fixture
def two_halves(home, monkeypatch) -> None:
    """The values of 2025H2 were handed in with that half, those of 2026H1 with theirs."""
    url = f"sqlite:///{home}/halves.sqlite"
    registry = Registry(url)
    rows = progress_rows()
    first = {
        name: [row for row in table if row.get("period", "2025H2") == "2025H2"]
        for name, table in rows.items()
    }
    for half, day, tables in (("2025H2", "2026-05-01", first), ("2026H1", "2026-10-20", joined(rows))):
        facts = SubmissionFacts("試験", half, "2026-03", received_at=f"{day}T09:00:00+09:00")
        registry.accept(submitted_tables(tables), {}, facts)
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)


@pytest.mark.usefixtures("two_halves")
def test_page_is_as_of_the_half_of_the_link(run):
    words = html_of(page(run, period="2025H2"))
    assert "令和7年度下期" in words
    assert "実績 118億円" in words
    assert "実績 101億円" not in words
    assert "period=2025H2" in words
    assert f"kpi={SLOW}" in words


def test_fictional_progress_says_so(run, monkeypatch):
    registry = registry_with("sqlite://", progress_rows(), label="デモ（架空）", is_fictional=True)
    for name in ("_registries", "_versions"):
        monkeypatch.setattr(shared_records, name, {})
    monkeypatch.setattr(shared_records, "open_demo", lambda: registry)
    words = html_of(page(run, registry="demo"))
    assert 'class="fiction"' in words
    assert "kpi_progress?registry=demo&amp;kpi=" in words
