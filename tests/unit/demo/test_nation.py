"""The nation: every block and prefecture has its plans, on real municipalities, each in a fitting place."""

from collections import Counter

from demo.chance import Chance
from demo.nation import outlines
from demo.outline import Outline, Scale
from demo.places import COASTAL_FIELDS, bodies_of, distance_km
from domain.area import block_of
from domain.codelist import codelist
from domain.lg_code import is_prefecture, prefecture_of
from domain.municipality import NORTHERN_KIND, municipalities
from tests.unit.demo.nations import SEED, whole_nation

PLANS = whole_nation()


def of_type(plan_type: str) -> list[Outline]:
    return [plan for plan in PLANS if plan.plan_type == plan_type]


def test_every_block_has_one_or_two_plans_of_type_a_in_force() -> None:
    assert set(Counter(plan.block for plan in of_type("a")).values()) <= {1, 2}
    in_force = {plan.block for plan in of_type("a") if plan.opened is not None}
    assert in_force == set(codelist("block").codes)


def test_every_prefecture_has_one_to_three_plans_of_type_b_in_force() -> None:
    assert set(Counter(plan.author for plan in of_type("b")).values()) <= {1, 2, 3}
    in_force = {plan.author for plan in of_type("b") if plan.opened is not None}
    assert in_force == set(codelist("prefecture").codes)


def test_plans_of_type_c_are_those_of_as_many_municipalities() -> None:
    authors = {plan.author for plan in of_type("c")}
    assert len(authors) == len(of_type("c")) == Scale().municipal_plans
    assert len({prefecture_of(author) for author in authors}) == 47


def test_some_plans_are_still_drafts() -> None:
    drafts = [plan for plan in PLANS if plan.opened is None]
    assert {plan.plan_type for plan in drafts} == {"a", "b", "c"}
    assert all(plan.drafted is not None for plan in drafts)


def test_ids_and_titles_are_of_one_plan_each() -> None:
    assert len({plan.plan_id for plan in PLANS}) == len({plan.title for plan in PLANS}) == len(PLANS)


def test_every_title_and_sender_says_that_it_is_fictional() -> None:
    assert all("架空" in plan.title and "架空" in plan.sender for plan in PLANS)


def own_areas(plan: Outline) -> list[str]:
    return [code for code, role in plan.areas if role != "linked"]


def test_areas_are_real_and_near_one_another() -> None:
    for plan in PLANS:
        assert all(municipalities()[code].more["kind"] != NORTHERN_KIND for code in plan.sites)
        lead, *others = own_areas(plan)
        # Remote islands have no neighbours that are near.
        assert is_prefecture(lead) or all(distance_km(lead, code) < 400 for code in others), plan


def test_areas_lie_in_the_blocks_and_the_prefecture_of_the_plan() -> None:
    for plan in PLANS:
        codes = own_areas(plan)
        assert {block_of(code) for code in codes} == {plan.block, *plan.co_blocks}
        if plan.plan_type == "b":
            assert {prefecture_of(code) for code in codes} == {plan.author}
        if plan.plan_type == "c":
            assert codes[0] == plan.author


def test_shipyards_and_ports_are_at_the_sea() -> None:
    at_sea = [plan for plan in PLANS if plan.field_code in COASTAL_FIELDS]
    assert at_sea
    for plan in at_sea:
        coast = bodies_of((prefecture_of(plan.sites[0]),), is_coastal=True)
        assert coast
        assert is_prefecture(plan.areas[0][0]) or plan.sites[0] in coast


def test_type_a_spans_prefectures_where_its_block_has_several() -> None:
    for plan in of_type("a"):
        prefectures = {prefecture_of(code) for code in plan.sites}
        assert len(prefectures) >= (1 if plan.block in ("hokkaido", "okinawa") else 2)


def test_another_seed_is_another_nation_and_the_same_seed_the_same() -> None:
    assert outlines(Chance(SEED).of("outlines"), Scale()) == list(PLANS)
    assert outlines(Chance(SEED + 1).of("outlines"), Scale()) != list(PLANS)
