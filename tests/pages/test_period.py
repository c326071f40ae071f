"""The half looked at: every page as of it, by link, switch and command, with the same numbers."""

import re
from pathlib import Path

import pytest

from registry.database import Registry, SubmissionFacts
from tests.builders import KIKUYO, project, site, submitted
from tests.pages.conftest import html_of
from tests.unit.command_line import done, refused

PAGES = [
    "",
    "investment_map",
    "kpi_progress",
    "changes",
    "plan_record",
    "strategic_fields",
    "investment_size",
    "project_list",
    "plan_list",
    "submission_status",
    "sources",
]


@pytest.fixture
def two_halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """One project of 100億円 in 2025H2, raised and joined by another in 2026H1; a late correction of 2025H2."""
    registry = Registry(f"sqlite:///{tmp_path}/halves.sqlite", label="試験", is_fictional=True)

    def take_in(half: str, received_at: str, **amounts: int) -> None:
        rows = [project(f"P-{name}", amount_yen=amount * 10**8) for name, amount in amounts.items()]
        sites = [site(f"P-{name}", lg_code=KIKUYO) for name in amounts]
        facts = SubmissionFacts("熊本県", half, half[:4] + "-09", received_at=received_at)
        registry.accept(submitted(rows, sites), {}, facts)

    take_in("2025H2", "2026-05-01T09:00:00+09:00", a=100)
    take_in("2025H2", "2026-08-01T09:00:00+09:00", a=120)  # after the half was published
    take_in("2026H1", "2026-10-01T09:00:00+09:00", a=150, b=50)
    monkeypatch.setenv("INVESTMAP_REGISTRY", registry.url)
    return registry


AS_OF = {"": "200億", "period=2025H2": "120億", "period=2025H2&known=then": "100億", "period=2026H1": "200億"}


@pytest.mark.parametrize(("asked", "total"), AS_OF.items())
def test_card_and_command_answer_as_of_the_half(run, two_halves, asked, total):
    parameters = dict(pair.split("=") for pair in asked.split("&") if pair)
    shown = html_of(run("", {name: [value] for name, value in parameters.items()}))
    assert re.search(r'<div class="value">([^<]+)<', shown)[1] == total
    options = [word for name, value in parameters.items() for word in (f"--{name}", value)]
    lines = done("totals", "--by", "prefecture", *options).splitlines()
    kumamoto = next(line for line in lines if "熊本県" in line)
    assert kumamoto.split(",")[4] == f"{int(total[:-1]) * 10**8}"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_which_half_it_shows_and_keeps_it_in_its_links(run, two_halves, page):
    app = run(page, {"period": ["2025H2"], "known": ["then"]})
    words = html_of(app)
    assert "令和7年度下期（2025年度下期）の時点を表示しています（公表日までに届いたものだけ）" in words
    assert app.query_params["period"] == "2025H2"
    assert app.query_params["known"] == "then"
    assert "period=2025H2&amp;known=then" in words


def test_the_switch_offers_the_halves_that_were_handed_in_and_the_newest(run, two_halves):
    switch = re.search(r'<nav class="period".*?</nav>', html_of(run("project_list")), re.S)[0]
    assert re.findall(r">([^<>]+)</a>", switch) == [
        "最新（令和8年度上期まで）",
        "令和8年度上期",
        "令和7年度下期",
    ]
    assert "当時の公表" not in switch, "nothing to choose where no half is looked back at"
    switch = re.search(r'<nav class="period".*?</nav>', html_of(run("", {"period": ["2025H2"]})), re.S)[0]
    assert 'href="./" >' not in switch
    assert (
        'data-keep="period=2025H2&amp;known=then" href="?period=2025H2&amp;known=then">当時の公表' in switch
    )


@pytest.mark.parametrize("half", ["2031H1", "いつか", "2025H2x"])
def test_half_without_submissions_is_told_and_the_newest_shown(run, two_halves, half):
    words = html_of(run("", {"period": [half]}))
    assert f"リンクの時点「{half}」には提出がありません。最新の内容を表示しています。" in words
    assert "200億" in words


def test_command_refuses_a_half_without_submissions_and_then_without_a_half(two_halves):
    assert "提出のある半期: 2026H1、2025H2" in refused("totals", "--period", "2024H1")
    assert "--period" in refused("totals", "--known", "then")
