"""What sheets are made from: the version, half, audience and day that are asked for, and the half before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from analysis.half import asked_half
from analysis.selection import Selection
from briefing.sheet_code import (
    SheetCodeUnreadable,
    asked_by,
    check_origin,
    plan_of,
    read_code,
    sheet_code,
)
from briefing.sheet_source import Asked, registry_mark, sheet_source
from briefing.sheets.request import SheetRequest
from domain.reporting_period import SINCE
from geo.boundaries import shipped_boundaries
from registry.database import Registry, SubmissionFacts
from tests.builders import good_plan, submitted_tables
from tests.plan_snapshots import joined

DAY = dt.date(2026, 11, 22)
B, C = "B-430005-01", "C-434043-01"


def asked(version: int | None = None, period: str = "", audience: str = "public") -> Asked:
    return Asked("public", version, audience, period, SINCE, DAY)


@pytest.fixture
def registry() -> Registry:
    made = Registry("sqlite://")
    for half, types in (("2025H2", "b"), ("2026H1", "bc")):
        rows = joined(*(good_plan(plan_type) for plan_type in types))
        made.accept(submitted_tables(rows), {}, SubmissionFacts("試験", half, "2026-09"), submission_id=half)
    return made


def test_the_newest_records_are_compared_with_the_half_before(registry):
    source = sheet_source(registry, asked(), shipped_boundaries())
    assert source.allocation.today == DAY
    assert len(source.allocation.records["plans"]) == 2
    assert source.before is not None
    assert len(source.before.records["plans"]) == 1


def test_an_earlier_version_has_what_it_had(registry):
    source = sheet_source(registry, asked(version=1), shipped_boundaries())
    assert len(source.allocation.records["plans"]) == 1
    assert source.before is None, "the half that came later is not known to it"
    assert source.origin.mark == registry_mark(registry, 1) != registry_mark(registry, 2)


def test_the_first_half_has_none_before(registry):
    assert sheet_source(registry, asked(period="2025H2"), shipped_boundaries()).before is None


def test_any_earlier_half_can_be_compared_with_and_its_code_says_so(registry):
    rows = submitted_tables(good_plan("a"))
    registry.accept(rows, {}, SubmissionFacts("試験", "2025H1", "2025-09"), submission_id="2025H1")
    usual = sheet_source(registry, asked(), shipped_boundaries())
    other = sheet_source(registry, replace(asked(), compared="2025H1"), shipped_boundaries())
    assert [asked_half(source.before.records) for source in (usual, other)] == ["2025H2", "2025H1"]
    request = SheetRequest("changes", Selection())
    codes = [sheet_code(source, request) for source in (usual, other)]
    assert codes[0] != codes[1]
    again = sheet_source(registry, asked_by(read_code(codes[1]), "public"), shipped_boundaries())
    assert asked_half(again.before.records) == "2025H1"
    assert sheet_code(again, request) == codes[1]


@pytest.mark.parametrize("half", ["2026H1", "2027H1", "1999H1"])
def test_a_half_that_cannot_be_compared_with_gives_way_to_the_one_before(registry, half):
    source = sheet_source(registry, replace(asked(), compared=half), shipped_boundaries())
    assert asked_half(source.before.records) == "2025H2"
    assert source.compared == ""


def test_a_code_leads_back_to_the_same_records_when_more_has_come(registry):
    request = SheetRequest("plan", Selection(), plan=C)
    source = sheet_source(registry, asked(), shipped_boundaries())
    coded = read_code(sheet_code(source, request))
    rows = submitted_tables(good_plan("a"))
    registry.accept(rows, {}, SubmissionFacts("試験", "2026H2", "2027-03"))
    check_origin(coded, registry)
    again = sheet_source(registry, asked_by(coded, "public"), shipped_boundaries())
    assert len(again.allocation.records["plans"]) == 2
    assert plan_of(coded, again.allocation.records) == C
    assert sheet_code(again, request) == sheet_code(source, request)


def test_a_code_of_another_registry_is_refused(registry):
    source = sheet_source(registry, asked(), shipped_boundaries())
    coded = read_code(sheet_code(source, SheetRequest("nation", Selection())))
    other = Registry("sqlite://")
    with pytest.raises(SheetCodeUnreadable, match=r"第2版.*第0版まで"):
        check_origin(coded, other)
    for half in ("2025H2", "2026H1"):
        other.accept(submitted_tables(good_plan("b")), {}, SubmissionFacts("試験", half, "2026-09"))
    with pytest.raises(SheetCodeUnreadable, match="別の登録簿"):
        check_origin(coded, other)


def test_a_code_shows_no_plan_that_its_opener_may_not_see(registry):
    draft = joined(good_plan("a", "A-kyushu-09"))
    draft["plans"][0]["stage_code"] = "a_draft"
    registry.accept(submitted_tables(draft), {}, SubmissionFacts("試験", "2026H1", "2026-09"))
    inside = sheet_source(registry, asked(audience="government"), shipped_boundaries())
    coded = read_code(sheet_code(inside, SheetRequest("plan", Selection(), plan="A-kyushu-09")))
    assert plan_of(coded, inside.allocation.records) == "A-kyushu-09"
    outside = sheet_source(registry, asked(), shipped_boundaries())
    with pytest.raises(SheetCodeUnreadable, match="取扱区分では見られません"):
        plan_of(coded, outside.allocation.records)
