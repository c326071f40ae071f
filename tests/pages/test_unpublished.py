"""Pages for the public before the publication of a half: that reports have come, and not a word of them."""

from __future__ import annotations

import pytest

from registry import publication
from registry.database import Registry, SubmissionFacts
from tests.builders import submitted_tables
from tests.pages.conftest import html_of
from tests.pages.plan_registries import registry_with
from tests.progress_rows import BEFORE, HALF, TROUBLED, progress_rows

SENTENCE = "令和8年度上期の進捗報告（3計画）は公表前です（公表日 2026年12月25日）。"
SECRET = "用地の契約が延びた"


@pytest.fixture
def eve(home, monkeypatch) -> None:
    """The registry in use has reports on a half that is not published yet."""
    url = f"sqlite:///{home}/eve.sqlite"
    registry_with(url, progress_rows())
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    monkeypatch.setattr(publication, "last_published", lambda day: BEFORE)


@pytest.mark.usefixtures("eve")
@pytest.mark.parametrize(("page", "period"), [("home", ""), ("kpi_progress", ""), ("kpi_progress", HALF)])
def test_page_tells_that_reports_have_come(run, page, period) -> None:
    words = html_of(run(page, {"period": [period]} if period else {}))
    assert SENTENCE in words
    assert SECRET not in words


@pytest.mark.usefixtures("eve")
def test_plan_record_and_status_have_a_word_of_their_own(run) -> None:
    record = html_of(run("plan_record", {"plan": [TROUBLED]}))
    assert record.count("公表前（公表日 2026年12月25日）") == 2
    status = run("submission_status", {"half": [HALF]})
    assert "うち公表前 3件" in html_of(status)
    (lines,) = (table.value for table in status.dataframe if "進捗報告" in table.value)
    assert sorted(lines["進捗報告"]) == ["公表前", "公表前", "公表前", "期限超過"]
    assert any("「公表前」は、報告が届いていて、" in each.value for each in status.caption)


@pytest.mark.usefixtures("eve")
def test_changes_say_that_the_movement_is_not_public(run, home) -> None:
    Registry(f"sqlite:///{home}/eve.sqlite").accept(
        submitted_tables(progress_rows()), {}, SubmissionFacts("試験の提出者", BEFORE, "2026-04")
    )
    app = run("changes")
    words = html_of(app)
    assert (
        "令和8年度上期の進捗報告は公表前のため、どちらの半期にもあるKPI 5件の評価の動きは示しません。"
        in words
    )
    assert 'class="plain moves"' not in words
    assert not any("評価の動いたKPI" in each.value for each in app.caption), "whether any has is not public"
    assert SECRET not in words


@pytest.mark.usefixtures("eve")
def test_who_sees_everything_sees_no_such_word(run, monkeypatch) -> None:
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    words = html_of(run("plan_record", {"plan": [TROUBLED]}))
    assert "公表前" not in words
    assert SECRET in words
