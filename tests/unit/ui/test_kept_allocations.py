"""Allocations that viewers share: read once for all who see alike, and nobody's rights are another's."""

import datetime as dt

import pytest

from analysis.half import half_of
from domain.area import NATION
from domain.reporting_period import last_published, reporting_periods
from domain.viewer import GOVERNMENT, Viewer
from registry import publication
from registry.database import Registry
from tests.drafted_plans import HOKKAIDO_DRAFT, KUMAMOTO_DRAFT, KUMAMOTO_PLAN, drafted_registry
from ui import kept_allocations
from ui.intake_rights import received_plans, sees_submissions
from ui.kept_allocations import KeptAllocations, Key

TODAY = dt.date(2026, 11, 22)
KUMAMOTO, KYUSHU, OITA, SAGA = (
    Viewer(GOVERNMENT, (area,)) for area in ("430005", "kyushu", "440001", "410004")
)


@pytest.fixture
def registry(tmp_path) -> Registry:
    return drafted_registry(f"sqlite:///{tmp_path}/registry.sqlite")


def key(registry: Registry, viewer: Viewer, today: dt.date = TODAY) -> Key:
    version = registry.version()
    return Key(registry.identity, version, version, viewer, "", "since", today)


def test_viewers_who_see_alike_share_tables_and_arrays_and_keep_their_own_rights(registry):
    kept = KeptAllocations()
    one, two = kept.of(registry, key(registry, OITA)), kept.of(registry, key(registry, SAGA))
    assert one.common is two.common
    assert one.records["plans"] is two.records["plans"]
    assert (one.records.viewer, two.records.viewer) == (OITA, SAGA)
    assert not one.common.records.drafts_of, "what is kept for all is nobody's own"
    local, wider = kept.of(registry, key(registry, KUMAMOTO)), kept.of(registry, key(registry, KYUSHU))
    assert local.common is wider.common is not one.common
    drafts = [
        {KUMAMOTO_DRAFT, HOKKAIDO_DRAFT} & set(each.records["plans"]["plan_id"]) for each in (one, local)
    ]
    assert drafts == [set(), {KUMAMOTO_DRAFT}]
    assert received_plans(local.records) == {KUMAMOTO_PLAN, KUMAMOTO_DRAFT}
    assert received_plans(one.records) == received_plans(two.records) == set()


def test_public_and_government_share_nothing(registry):
    kept = KeptAllocations()
    public, none = kept.of(registry, key(registry, Viewer())), kept.of(registry, key(registry, OITA))
    every = kept.of(registry, key(registry, Viewer(GOVERNMENT, (NATION,))))
    assert len({id(each.common) for each in (public, none, every)}) == 3
    assert [sees_submissions(each.records) for each in (public, none, every)] == [False, True, True]


def test_another_day_reads_nothing_anew(registry, monkeypatch):
    kept = KeptAllocations()
    before = kept.of(registry, key(registry, KUMAMOTO))
    monkeypatch.setattr(kept_allocations, "cached_records", None)
    after = kept.of(registry, key(registry, KUMAMOTO, TODAY + dt.timedelta(days=1)))
    assert after.records["plans"] is before.records["plans"]
    assert after.today == TODAY + dt.timedelta(days=1)


def test_what_was_used_longest_ago_goes_when_memory_is_full(registry, monkeypatch):
    monkeypatch.setattr(kept_allocations, "FEWEST", 3)
    kept = KeptAllocations()
    keys = [key(registry, viewer) for viewer in (Viewer(), OITA, KUMAMOTO)]
    for each in keys:
        kept.of(registry, each)
    assert all(each in kept for each in keys)
    kept.of(registry, keys[0])
    monkeypatch.setattr(kept_allocations, "MOST_BYTES", 0)
    kept.of(registry, key(registry, KYUSHU))
    assert [each in kept for each in keys] == [True, False, False]


def test_the_public_reads_anew_on_the_day_of_publication_and_the_government_does_not(registry, monkeypatch):
    monkeypatch.setattr(publication, "last_published", last_published)
    monkeypatch.setattr(publication, "today", lambda: dt.date(2099, 1, 1))
    publish = reporting_periods()["2026H1"].publish
    kept, days = KeptAllocations(), (publish - dt.timedelta(days=1), publish)
    public = [kept.of(registry, key(registry, Viewer(), day)) for day in days]
    assert [bool(each.records.unpublished) for each in public] == [True, False]
    assert [half_of(each.records) for each in public] == ["2025H2", "2026H1"]
    every = [kept.of(registry, key(registry, Viewer(GOVERNMENT, (NATION,)), day)) for day in days]
    assert every[0].records["kpi_values"] is every[1].records["kpi_values"]
