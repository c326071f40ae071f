"""データ登録 and 提出状況 without a browser: check, difference, acceptance, history, and who sees what."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

import ui.acceptance
from intake.first_start import open_registry
from intake.submission import accept, check_files
from registry.database import ChangedMeanwhile, Registry, SubmissionFacts
from registry.history import submission_file
from registry.plan_changes import PlanChange
from tests.pages.conftest import html_of
from tests.plan_files import plan_workbook, with_cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAN, CORE = "B-430005-01", "B-430005-01-P1"
WITHHELD = "架空素材株式会社"


@pytest.fixture
def registry(home: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{home}/registry.sqlite")
    return open_registry()


@pytest.fixture
def officials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")


def hand_in(app: AppTest, *files: tuple[str, bytes], by: str = "熊本県") -> AppTest:
    app.file_uploader[0].set_value([(name, content, XLSX) for name, content in files])
    app.text_input(key="upload_by").set_value(by)
    return settled(app.run())


def settled(app: AppTest) -> AppTest:
    assert not app.exception, [error.value for error in app.exception]
    return app


def button(app: AppTest):
    return next(each for each in app.button if each.label == "受け付ける")


def confirm(app: AppTest) -> AppTest:
    box = next(each for each in app.checkbox if each.label.startswith("変更点を確かめた"))
    return settled(box.check().run())


def accepted(registry: Registry, content: bytes, *, by: str = "熊本県", period: str = "2026H1") -> str:
    checked = check_files({"plan.xlsx": content}, registry)
    return accept(registry, checked, SubmissionFacts(by, period, "2026-06-30"))


def verdict(app: AppTest) -> str:
    return re.search(r'class="verdict[^>]*>([^<]*)', html_of(app)).group(1)


def changed(rows: dict) -> None:
    rows["projects"][0]["amount_yen"] = 21_000_000_000
    rows["plan_companies"] = [row for row in rows["plan_companies"] if row["company_name"] != WITHHELD]


def test_nothing_is_asked_before_a_file_is_chosen(run, registry):
    app = run("data_submission")
    assert "確認の結果" not in html_of(app) + str([header.value for header in app.header])
    assert registry.version() == 1, "the shipped projects"


def test_faulty_file_is_told_by_rule_and_cannot_be_accepted(run, registry):
    content = with_cell(plan_workbook(), "投資案件", 2, "投資額（億円）", "約<b>百億</b>")
    app = hand_in(run("data_submission"), ("計画<img>.xlsx", content))
    assert verdict(app).startswith("受け付けられません。誤りが")
    body = html_of(app)
    assert "約&lt;b&gt;百億&lt;/b&gt;" in body
    assert "計画&lt;img&gt;.xlsx 投資案件 2行目 「投資額（億円）」" in body
    assert "<b>百億" not in body
    assert "計画<img>" not in body
    assert button(app).disabled
    assert registry.version() == 1


def test_good_file_is_accepted_and_its_plan_and_history_are_there(run, registry, officials):
    content = plan_workbook()
    app = hand_in(run("data_submission"), ("熊本県の計画.xlsx", content))
    assert verdict(app) == "受け付けられます。誤りはありません。"
    assert registry.version() == 1, "nothing is stored before the button"
    settled(button(app).click().run())
    assert verdict(app) == "受け付けました。"
    assert 'href="plan_record?plan=B-430005-01"' in html_of(app)
    [(_, submitted)] = list(registry.submissions().iloc[1:].iterrows())
    assert (submitted["submitted_by"], submitted["file_names"]) == ("熊本県", "熊本県の計画.xlsx")
    assert submitted["as_of"] == dt.date.today().isoformat()
    assert submission_file(registry, submitted["submission_id"], "熊本県の計画.xlsx") == content
    app.switch_page("pages/plan_list.py").run()
    assert "（架空）B-430005-01 の計画" in str(app.dataframe[0].value)


def test_same_press_twice_accepts_once(run, registry, monkeypatch):
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook()))
    pressed = button(app)
    real = ui.acceptance.receipt.give

    def broken_off(*given: object) -> None:
        monkeypatch.setattr(ui.acceptance.receipt, "give", real)
        ui.acceptance.st.stop()

    monkeypatch.setattr(ui.acceptance.receipt, "give", broken_off)
    settled(pressed.click().run())
    assert registry.version() == 2
    settled(app.run())
    assert verdict(app) == "受け付けました。"
    assert registry.version() == 2


def test_withdrawn_and_changed_rows_are_shown_and_must_be_confirmed(run, registry, officials):
    accepted(registry, plan_workbook())
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook(version=2, change=changed)))
    body = html_of(app)
    assert WITHHELD in body
    assert "200億円</td>" in body
    assert "210億円</td>" in body
    assert button(app).disabled
    confirm(app)
    settled(button(app).click().run())
    assert "変更 1行、取下げ 1行" in html_of(app)
    assert registry.version() == 3


def test_public_screen_does_not_tell_what_the_registry_withholds(run, registry):
    accepted(registry, plan_workbook())
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook(version=2, change=changed)))
    body = html_of(app)
    assert "取下げ（行）" in body
    assert "公開の範囲では示しません" in body
    assert f"{PLAN}・{WITHHELD}" not in body
    assert "200億円</td>" in body, "an amount that everybody may see"


def test_file_without_any_change_says_so(run, registry):
    accepted(registry, plan_workbook())
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook(version=2)))
    assert "変更はありません" in "".join(info.value for info in app.info)
    settled(button(app).click().run())
    assert registry.version() == 3


def test_without_a_sender_nothing_can_be_accepted(run, registry):
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook()), by="　")
    assert "提出者を入れてください" in html_of(app)
    assert button(app).disabled


def test_files_of_one_name_are_not_taken_for_one(run, registry):
    files = ("plan.xlsx", plan_workbook()), ("plan.xlsx", plan_workbook("c"))
    app = hand_in(run("data_submission"), *files)
    assert "同じ名前のファイルが二つ以上あります（plan.xlsx）" in html_of(app)
    assert all(each.label != "受け付ける" for each in app.button)


def test_plan_changed_by_another_after_the_check_is_said_and_checked_again(run, registry):
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook(version=1)))
    accepted(registry, plan_workbook(change=changed), by="ほかの人")
    settled(button(app).click().run())
    assert verdict(app).startswith("受け付けられません")
    assert "ほかの人の提出で変わっています" in html_of(app)
    assert registry.version() == 2


def test_change_in_the_moment_of_acceptance_is_said(run, registry, monkeypatch):
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook()))

    def overtaken(*_: object, **__: object) -> str:
        monkeypatch.setattr(ui.acceptance, "accept", accept)
        raise ChangedMeanwhile([PlanChange(PLAN, "S-9", "2026-06-01T10:00:00+09:00", "ほかの人")])

    monkeypatch.setattr(ui.acceptance, "accept", overtaken)
    settled(button(app).click().run())
    assert "受け付けていません。もとにした版のあとで" in html_of(app)
    assert registry.version() == 1
    assert verdict(app) == "受け付けられます。誤りはありません。"
    settled(button(app).click().run())
    assert registry.version() == 2


def test_registry_that_cannot_be_written_is_said(run, registry, monkeypatch):
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook()))

    def refused(*_: object, **__: object) -> str:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("attempt to write a readonly database"))

    monkeypatch.setattr(ui.acceptance, "accept", refused)
    settled(button(app).click().run())
    assert re.search("受け付けていません。登録簿 .*は書き込めない場所にあります", html_of(app))


def test_nothing_is_accepted_into_a_registry_that_could_not_be_opened(run, monkeypatch, tmp_path):
    strange = tmp_path / "strange.sqlite"
    strange.write_bytes(b"no database at all" * 500)
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{strange}")
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook()))
    assert "登録簿を開けていないため" in html_of(app)
    assert button(app).disabled


def test_files_are_read_again_only_when_their_plan_changed(run, registry, monkeypatch):
    accepted(registry, plan_workbook())
    read = []
    monkeypatch.setattr("ui.checked_upload.check_files", lambda *given: read.append(1) or check_files(*given))
    app = hand_in(run("data_submission"), ("plan.xlsx", plan_workbook(version=2, change=changed)))
    settled(app.text_input(key="upload_note").set_value("よろしく").run())
    confirm(app)
    assert len(read) == 1
    accepted(registry, plan_workbook("c"))
    settled(app.run())
    assert len(read) == 1
    assert not button(app).disabled, "what was confirmed stays so while others hand in"
    accepted(
        registry,
        plan_workbook(version=3, change=lambda rows: rows["plans"][0].update(title="（架空）別の題")),
    )
    settled(app.run())
    assert len(read) == 2
    assert button(app).disabled


@pytest.mark.parametrize(("by_audience", "hands_out"), [("government", True), ("public", False)])
def test_workbook_of_a_registered_plan_is_for_officials(run, registry, monkeypatch, by_audience, hands_out):
    accepted(registry, plan_workbook())
    monkeypatch.setenv("INVESTMAP_AUDIENCE", by_audience)
    app = run("data_submission")
    boxes = [box for box in app.selectbox if box.key == "plan_to_export"]
    assert bool(boxes) is hands_out
    if hands_out:
        settled(boxes[0].set_value(PLAN).run())
        assert "この計画の様式（いまの内容入り）" in [each.proto.label for each in app.get("download_button")]


def test_status_without_plans_says_what_to_do(run, registry):
    app = run("submission_status")
    assert "計画はまだ登録されていません。「データ登録」で" in html_of(app)


def table_with(app: AppTest, heading: str) -> pd.DataFrame:
    return next(each.value for each in app.dataframe if heading in each.value.columns)


def test_status_tells_who_has_reported_and_who_has_not(run, registry, officials):
    accepted(registry, plan_workbook())
    accepted(registry, plan_workbook("c"), by="菊陽町")
    app = run("submission_status", {"half": ["2026H1"]})
    found = table_with(app, "策定主体").set_index("策定主体")
    assert list(found.index) == ["熊本県", "熊本県 菊陽町"]
    reports = found["進捗報告"].to_list()
    assert reports == ["提出済み", "提出済み"], "good plans report for 2026H1"
    assert found["提出者"].to_list() == ["熊本県", "菊陽町"]
    assert "計画のない都道府県（46）" in html_of(app)
    assert '<div class="value">1<small>／47都道府県' in html_of(app)


def test_status_begins_with_the_newest_half_that_somebody_handed_in_for(run, registry):
    accepted(registry, plan_workbook(), period="2025H2")
    assert run("submission_status").selectbox(key="status_half").value == "2025H2"


def test_status_of_a_half_is_chosen_by_box_and_link(run, registry):
    accepted(registry, plan_workbook())
    app = run("submission_status", {"half": ["2026H1"]})
    assert app.selectbox(key="status_half").value == "2026H1"
    settled(app.selectbox(key="status_half").set_value("2025H2").run())
    assert app.query_params["half"] == "2025H2"
    assert "対象外 1件" in html_of(app), "published later"


def test_status_with_an_unknown_half_and_submission_says_so(run, registry, officials):
    body = html_of(run("submission_status", {"half": ["2062H1"], "submission": ["S-0"]}))
    assert "リンクの半期「2062H1」は" in body
    assert "リンクの提出「S-0」はありません" in body


def test_history_lists_submissions_and_opens_one(run, registry, officials):
    accepted(registry, plan_workbook())
    key = accepted(registry, plan_workbook(version=2, change=changed), by="熊本県庁")
    app = run("submission_status", {"submission": [key]})
    listed = table_with(app, "受付番号")
    assert listed["受付番号"].iloc[0] == key
    assert listed.iloc[0][["提出者", "追加（行）", "変更（行）", "取下げ（行）"]].to_list() == [
        "熊本県庁",
        0,
        1,
        1,
    ]
    assert dialog_titles(app) == ["提出の記録"]
    body = html_of(app)
    assert "210億円" in body
    assert WITHHELD in body


def dialog_titles(app: AppTest) -> list[str]:
    """Titles of what lies over the page."""
    blocks, found = [app._tree], []
    while blocks:
        block = blocks.pop()
        blocks += list(getattr(block, "children", {}).values())
        if getattr(block, "type", "") == "dialog":
            found.append(block.proto.dialog.title)
    return found


def test_history_is_narrowed_by_the_selection(run, registry, officials):
    accepted(registry, plan_workbook())
    app = run("submission_status", {"block": ["hokkaido"]})
    assert "この条件に当てはまる提出はありません" in "".join(info.value for info in app.info)
    app = run("submission_status", {"prefecture": ["430005"]})
    assert len(table_with(app, "受付番号")) == 1


def test_public_screen_tells_no_senders_and_no_files(run, registry):
    key = accepted(registry, plan_workbook(change=drafted), by="素案の係")
    body = html_of(run("submission_status", {"submission": [key]}))
    assert "取扱区分「行政限り」の画面にあります" in body
    assert "素案の係" not in body
    assert "plan.xlsx" not in body


def drafted(rows: dict) -> None:
    rows["plans"][0].update(stage_code="bc_draft", published_date="")
