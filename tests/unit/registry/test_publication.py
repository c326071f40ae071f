"""Reports before and after the day of publication of their half: who sees them, and what is told of them."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.reporting_period import last_published, reporting_periods
from domain.viewer import Viewer
from registry import publication, snapshot_cache
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from registry.snapshot_cache import cached_records
from tests.builders import good_plan, kpi_value, plan, progress_report, review, submitted_tables

PLAN, DRAFT = "B-430005-01", "B-430005-02"
HALF, BEFORE = "2026H1", "2025H2"
PUBLISH = reporting_periods()[HALF].publish
EVE = PUBLISH - dt.timedelta(days=1)
REPORTS = ("progress_reports", "measure_reviews", "kpi_values")
FACTS = SubmissionFacts("熊本県", HALF, "2026-10")


def rows_of_two_halves() -> dict:
    """A plan with a report on each half."""
    rows = good_plan("b", PLAN)
    measure, kpi = rows["measures"][0]["measure_id"], rows["kpis"][0]["kpi_id"]
    return rows | {
        "progress_reports": [progress_report(PLAN, half) for half in (BEFORE, HALF)],
        "measure_reviews": [review(measure, half) for half in (BEFORE, HALF)],
        "kpi_values": [kpi_value(kpi, half) for half in (BEFORE, HALF)],
    }


def registry_of(rows: dict, url: str = "sqlite://") -> Registry:
    registry = Registry(url)
    registry.accept(submitted_tables(rows), {"計画.xlsx": b""}, FACTS)
    return registry


def halves_seen(records) -> dict[str, list[str]]:
    return {name: sorted(records[name]["period"]) for name in REPORTS}


@pytest.fixture(autouse=True)
def by_the_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is public is told by the reporting periods, as it is outside tests; the day asked about has come."""
    monkeypatch.setattr(publication, "last_published", last_published)
    monkeypatch.setattr(publication, "today", lambda: dt.date(2099, 1, 1))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return registry_of(rows_of_two_halves())


@pytest.mark.parametrize(
    ("audience", "day", "halves"),
    [
        ("public", EVE, [BEFORE]),
        ("public", PUBLISH, [BEFORE, HALF]),
        ("government", EVE, [BEFORE, HALF]),
        (Viewer("government", ("430005",)), EVE, [BEFORE, HALF]),
    ],
    ids=["public on the eve", "public on the day", "government", "government of a prefecture"],
)
@pytest.mark.parametrize("period", [None, HALF])
def test_reports_are_public_from_the_day_of_publication(registry, audience, day, halves, period) -> None:
    records = read_records(registry, audience=audience, period=period, day=day)
    assert halves_seen(records) == dict.fromkeys(REPORTS, halves)
    assert records.unpublished == ({} if HALF in halves else {HALF: (PLAN,)})


def test_what_has_come_is_told_of_the_half_looked_at_alone(registry) -> None:
    assert read_records(registry, period=BEFORE, day=EVE).unpublished == {}


def test_contents_of_the_plan_are_public_meanwhile(registry) -> None:
    eve, day = (read_records(registry, day=each) for each in (EVE, PUBLISH))
    for name in set(eve.tables) - set(REPORTS):
        assert eve[name].equals(day[name]), name


@pytest.mark.parametrize("name", REPORTS)
def test_any_part_of_a_report_tells_that_it_has_come(name) -> None:
    rows = rows_of_two_halves()
    for other in set(REPORTS) - {name}:
        rows[other] = rows[other][:1]
    assert read_records(registry_of(rows), day=EVE).unpublished == {HALF: (PLAN,)}


def test_nothing_is_told_of_a_report_on_a_draft() -> None:
    rows = rows_of_two_halves()
    rows["plans"].append(plan(DRAFT, stage_code="bc_draft"))
    rows["progress_reports"].append(progress_report(DRAFT, HALF))
    assert read_records(registry_of(rows), day=EVE).unpublished == {HALF: (PLAN,)}


def test_a_half_beyond_all_reporting_periods_is_not_public() -> None:
    last = list(reporting_periods())[-1]
    beyond = f"{int(last[:4]) + 1}H2"
    rows = rows_of_two_halves()
    rows["progress_reports"].append(progress_report(PLAN, beyond))
    records = read_records(registry_of(rows), day=PUBLISH)
    assert beyond not in set(records["progress_reports"]["period"])
    assert records.unpublished == {beyond: (PLAN,)}


def test_a_correction_of_a_published_half_is_public_at_once(registry) -> None:
    rows = rows_of_two_halves()
    rows["progress_reports"][0]["comment"] = "訂正した説明"
    corrected = registry_of(rows_of_two_halves())
    corrected.accept(submitted_tables(rows), {}, FACTS)
    assert read_records(corrected, day=EVE)["progress_reports"]["comment"].to_list() == ["訂正した説明"]


def test_a_day_ahead_is_not_believed(registry, monkeypatch) -> None:
    monkeypatch.setattr(publication, "today", lambda: EVE)
    for day in (None, PUBLISH, dt.date.max):
        assert HALF not in halves_seen(read_records(registry, day=day))["progress_reports"], day
        assert HALF not in halves_seen(cached_records(registry, day=day))["progress_reports"], day


def test_a_half_is_published_on_its_day() -> None:
    assert last_published(PUBLISH) == HALF
    assert last_published(EVE) == BEFORE
    assert last_published(dt.date(2000, 1, 1)) == ""


def test_a_kept_snapshot_ends_with_the_day_of_publication(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(snapshot_cache, "WORTH_KEEPING", 1)
    registry = registry_of(rows_of_two_halves(), f"sqlite:///{tmp_path}/registry.sqlite")
    for _ in range(2):  # read from the database, then from the file
        eve, day = (cached_records(registry, day=each) for each in (EVE, PUBLISH))
        assert (eve.unpublished, day.unpublished) == ({HALF: (PLAN,)}, {})
        assert halves_seen(eve)["kpi_values"] == [BEFORE]
        assert halves_seen(day)["kpi_values"] == [BEFORE, HALF]
    assert eve.identity != day.identity
    assert len(list(snapshot_cache.snapshots_folder().iterdir())) == 2
