"""Municipalities of plans, and numbers of plans by area: a prefecture is all of itself, a plan counts once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.allocation import Allocation
from analysis.plan_areas import (
    LINKED,
    municipalities_by_plan,
    municipalities_of,
    plans_by_area,
    smallest_area,
)
from domain.area import NATION, Level, lineage
from domain.codelist import codelist
from domain.municipality import NORTHERN_KIND, municipalities
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, YOSHINOGARI, plan, plan_area
from tests.plan_snapshots import plan_allocation, plan_records

HOKKAIDO = "010006"
PLACES = (KIKUYO, OZU, KUMAMOTO, IMARI, SAGA, YOSHINOGARI, CHITOSE, HOKKAIDO)
ROLES = ("lead", "member", "linked")


def of(prefecture: str) -> set[str]:
    """The municipalities of a prefecture that statistics know."""
    return {
        entry.code
        for entry in municipalities()
        if entry.code[:2] == prefecture[:2] and entry.more["kind"] != NORTHERN_KIND
    }


def areas_of(place: str) -> set[str]:
    """Every area that a municipality, or some municipality of a prefecture, lies in."""
    inside = of(place) if place in codelist("prefecture") else {place}
    return {area for code in inside for area in lineage(code)}


def everything(allocation: Allocation) -> np.ndarray:
    return np.ones(len(allocation.records["plans"]), dtype=bool)


def test_prefecture_stands_for_its_municipalities_without_those_outside_statistics() -> None:
    records = plan_records({"plans": [plan("P")], "plan_areas": [plan_area("P", HOKKAIDO)]})
    assert set(municipalities_of(records, "P")) == of(HOKKAIDO)
    assert len(of(HOKKAIDO)) == 179


def test_areas_that_only_work_together_are_not_the_plans_own() -> None:
    areas = [plan_area("P", KIKUYO), plan_area("P", OZU, role="member"), plan_area("P", IMARI, role="linked")]
    records = plan_records({"plans": [plan("P")], "plan_areas": areas})
    assert municipalities_of(records, "P") == (OZU, KIKUYO)
    assert municipalities_of(records, "P", LINKED) == (IMARI,)


def test_area_named_as_a_whole_and_in_part_counts_once() -> None:
    areas = [plan_area("P", KUMAMOTO), plan_area("P", KIKUYO, role="member")]
    allocation = plan_allocation({"plans": [plan("P")], "plan_areas": areas})
    assert len(municipalities_by_plan(allocation)[0]) == len(of(KUMAMOTO))
    (line,) = plans_by_area(allocation, everything(allocation), KIKUYO, Level.MUNICIPALITY)
    assert (line.code, line.plans) == (KIKUYO, 1)


def test_plan_without_areas_counts_in_the_nation_alone() -> None:
    allocation = plan_allocation({"plans": [plan("P")]})
    assert [
        line.plans for line in plans_by_area(allocation, everything(allocation), NATION, Level.NATION)
    ] == [1]
    for level in (Level.BLOCK, Level.PREFECTURE, Level.MUNICIPALITY):
        assert not plans_by_area(allocation, everything(allocation), NATION, level).plans.any()


def test_row_of_an_unknown_plan_counts_nowhere() -> None:
    allocation = plan_allocation({"plans": [plan("P")], "plan_areas": [plan_area("Q", KIKUYO)]})
    assert not plans_by_area(allocation, everything(allocation), NATION, Level.PREFECTURE).plans.any()


def test_registry_without_plans_has_a_line_of_zeros_for_every_part() -> None:
    allocation = plan_allocation()
    lines = plans_by_area(allocation, everything(allocation), NATION, Level.PREFECTURE)
    assert len(lines) == 47
    assert [line.plans for line in lines] == [0] * 47


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.dictionaries(st.sampled_from(PLACES), st.sampled_from(ROLES))),
        max_size=5,
    ),
    st.sampled_from(list(Level)),
    st.data(),
)
@settings(deadline=None, max_examples=25)
def test_numbers_are_those_of_plain_counting(
    given_plans: list[tuple[str, dict[str, str]]], level: Level, data: st.DataObject
) -> None:
    plans = [plan(f"P-{at}", plan_type=kind) for at, (kind, _) in enumerate(given_plans)]
    areas = [
        plan_area(f"P-{at}", code, role=role)
        for at, (_, places) in enumerate(given_plans)
        for code, role in places.items()
    ]
    allocation = plan_allocation({"plans": plans, "plan_areas": areas})
    chosen = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(plans), max_size=len(plans))), dtype=bool
    )
    touched = [
        {area for place, role in places.items() if role != "linked" for area in areas_of(place)}
        for _, places in given_plans
    ]
    for line in plans_by_area(allocation, chosen, NATION, level):
        expected = [0, 0, 0]
        for (kind, _), is_chosen, inside in zip(given_plans, chosen, touched, strict=True):
            expected["abc".index(kind)] += int(is_chosen and line.code in inside | {NATION})
        assert list(line.by_type) == expected, line.code
        assert line.plans == sum(expected)


@pytest.mark.parametrize(
    ("codes", "area"),
    [
        ((), NATION),
        ((KIKUYO,), KIKUYO),
        ((KIKUYO, OZU), KUMAMOTO),
        ((KIKUYO, IMARI), "kyushu"),
        ((KIKUYO, CHITOSE), NATION),
    ],
)
def test_smallest_area_holds_all_of_the_municipalities(codes: tuple[str, ...], area: str) -> None:
    assert smallest_area(codes) == area
