"""Progress workbooks on the pages: who is offered them, for which plans, and handing one in."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from streamlit.testing.v1 import AppTest

from briefing.progress_workbook import progress_workbook
from registry.database import Registry
from tests.pages.conftest import html_of
from tests.report_books import BEFORE, HALF, PLAN, filled_in
from tests.reported_plan import ANSWERS, registry_of_reported_plan, reported_plan
from ui import report_files
from ui.half_choice import half_to_report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def registry(home, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The registry in use holds a plan that has been reported on for 2024H2."""
    url = f"sqlite:///{home}/reported.sqlite"
    made = registry_of_reported_plan(url)
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    return made


@pytest.fixture
def officials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")


def offered(app: AppTest) -> list[str]:
    labels = [each.proto.label for each in app.get("download_button")]
    return [label for label in labels if "進捗報告の様式" in label]


def settled(app: AppTest) -> AppTest:
    assert not app.exception, [error.value for error in app.exception]
    return app


def test_forms_for_chosen_plans_are_on_the_page_of_submission(run, registry, officials):
    app = run("data_submission")
    assert offered(app) == []
    box = app.multiselect(key="report_form_plans")
    assert box.options == [f"B （架空）{PLAN} の計画（{PLAN}）"]
    settled(box.set_value([PLAN]).run())
    assert offered(app) == ["進捗報告の様式（前回の報告と約束を添付）"]


def test_half_before_the_plan_was_in_force_has_no_plans_to_report_on(run, home, monkeypatch, officials):
    rows = reported_plan()
    rows["plans"][0]["published_date"] = "2025-05-15"
    url = f"sqlite:///{home}/later.sqlite"
    registry_of_reported_plan(url, rows)
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    app = run("data_submission")
    assert app.multiselect(key="report_form_plans").options
    settled(app.selectbox(key="report_form_half").set_value(BEFORE).run())
    assert app.multiselect(key="report_form_plans").options == []


@pytest.mark.parametrize(
    ("page", "parameters"),
    [("plan_record", {"plan": [PLAN]}), ("submission_status", {"half": [HALF]})],
)
def test_form_is_offered_with_the_record_and_with_the_status(run, registry, officials, page, parameters):
    (label,) = offered(run(page, parameters))
    if page == "submission_status":
        assert label == "令和7年度上期の進捗報告の様式（条件に当てはまる計画 1件）"
    else:
        assert re.fullmatch("令和[0-9]+年度.期の進捗報告の様式", label)


@pytest.mark.parametrize(
    ("page", "parameters"),
    [("data_submission", {}), ("plan_record", {"plan": [PLAN]}), ("submission_status", {"half": [HALF]})],
)
def test_the_public_is_offered_none(run, registry, page, parameters):
    app = run(page, parameters)
    assert offered(app) == []
    assert not [each for each in app.multiselect if each.key == "report_form_plans"]


def test_too_many_plans_for_one_workbook_are_told(run, registry, officials, monkeypatch):
    monkeypatch.setattr(report_files, "_MOST_PLANS", 0)
    app = run("submission_status", {"half": [HALF]})
    assert offered(app) == []
    assert any("まとめて保存できます（いまは1件）。サイドバーで" in each.value for each in app.caption)


def test_the_status_of_a_half_without_plans_offers_none(run, registry, officials):
    assert offered(run("submission_status", {"half": [HALF], "prefecture": ["010006"]})) == []


def report(registry: Registry) -> bytes:
    content = progress_workbook(registry, [PLAN], HALF, dt.date(2025, 10, 10)).content
    return filled_in(content, ANSWERS)


def hand_in(app: AppTest, content: bytes) -> AppTest:
    app.file_uploader[0].set_value([("報告.xlsx", content, XLSX)])
    app.text_input(key="upload_by").set_value("産業課")
    return settled(app.run())


def accept_button(app: AppTest):
    return next(each for each in app.button if each.label == "受け付ける")


def test_a_filled_form_is_handed_in_for_its_own_half_alone(run, registry, officials):
    app = hand_in(run("data_submission"), report(registry))
    version = registry.version()
    assert "令和7年度上期（2025年度上期）の進捗報告です。「対象の半期」をその半期にし" in html_of(app)
    assert accept_button(app).disabled
    settled(app.selectbox(key="upload_period").set_value(HALF).run())
    assert "の進捗報告です。" not in html_of(app)
    assert "追加（行）" in html_of(app)
    settled(accept_button(app).click().run())
    assert registry.version() == version + 1
    assert registry.submissions().iloc[-1]["period"] == HALF
    body = html_of(app)
    assert "受け付けました。" in body
    assert f'href="plan_record?plan={PLAN}"' in body
    assert "取下げ 0行" in body


@pytest.mark.parametrize(
    ("today", "half"),
    [
        (dt.date(2026, 9, 30), "2026H1"),
        (dt.date(2026, 10, 1), "2026H1"),
        (dt.date(2026, 11, 22), "2026H1"),
        (dt.date(2026, 12, 25), "2026H1"),
        (dt.date(2026, 12, 26), "2026H2"),
        (dt.date(2027, 4, 1), "2026H2"),
        (dt.date(2027, 6, 30), "2026H2"),
    ],
)
def test_the_half_that_ended_last_is_reported_on_until_it_is_published(today, half):
    assert half_to_report(today) == half
