"""Rules on places: their sentences, and sites in the northern territories."""

import pytest

from domain.codelist import codelist
from domain.finding import Actor, Severity, stops
from domain.municipality import NORTHERN_KIND, municipalities
from rules import place, run_checks
from tests.builders import project, site, submitted
from tests.unit.rules.found import found, found_in_plan, plan_with

VILLAGES = [entry for entry in municipalities() if entry.more["kind"] == NORTHERN_KIND]


@pytest.mark.parametrize("village", VILLAGES, ids=lambda entry: entry.label_ja)
def test_a_site_in_a_northern_village_is_shown_to_the_receiver(village):
    made = run_checks(submitted([project()], [site(lg_code=village.code)]))
    assert [finding.rule for finding in made] == ["place_in_northern_territories"]
    assert made[0].value == f"{village.code} {village.label_ja}"
    assert made[0].actor is Actor.RECEIVER
    assert made[0].severity is Severity.WARNING
    assert not stops(made)


def test_the_tomari_that_is_not_northern_is_sound():
    assert found([project()], [site(lg_code="014036")]) == []


def test_only_the_northern_site_of_several_is_found():
    sites = [site(), site(lg_code="016969"), site(lg_code="010006")]
    assert found([project()], sites) == [("place_in_northern_territories", 3, "団体コード", "016969 泊村")]


def test_codes_are_named_for_a_sentence_municipalities_and_wards_alike():
    assert place.named(["012203", "122033"]) == "012203 士別市、122033 市川市"
    assert place.named([codelist("ward").codes[0]]) == "011011 札幌市中央区"
    assert place.named([]) == ""


PLACES = [
    ("plan_areas", "区域", "団体コード"),
    ("project_sites", "案件の所在地", "団体コード"),
    ("plan_companies", "主要企業", "所在地"),
]


@pytest.mark.parametrize(("table", "sheet", "heading"), PLACES)
@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("434044", "lg_code_malformed"),
        ("43404", "lg_code_malformed"),
        ("999999", "lg_code_malformed"),
        ("221317", "lg_code_abolished"),  # 浜松市中区 until 2023
        ("434019", "lg_code_abolished"),
        ("141011", "lg_code_of_ward"),
    ],
)
def test_a_code_that_is_no_municipality_of_today_is_found_wherever_it_stands(
    table, sheet, heading, code, rule
):
    assert (rule, sheet, 2, heading) in found_in_plan(plan_with("b", table, lg_code=code))


def test_a_ward_is_told_with_the_code_of_its_city():
    made = run_checks(submitted([project()], [site(lg_code="141011")]))
    assert "「141011 横浜市鶴見区」は政令指定都市の区です" in made[0].sentence
    assert "横浜市（141003）のコード" in made[0].sentence


@pytest.mark.parametrize(("table", "sheet", "heading"), PLACES)
def test_a_northern_village_is_shown_wherever_it_stands(table, sheet, heading):
    found = found_in_plan(plan_with("b", table, lg_code="016969"))
    assert ("place_in_northern_territories", sheet, 2, heading) in found


@pytest.mark.parametrize("code", ["430005", "434043", "016969", "131016"])
def test_codes_of_prefectures_municipalities_and_villages_are_known(code):
    rules = {rule for rule, *_ in found_in_plan(plan_with("b", "plan_companies", lg_code=code))}
    assert not {rule for rule in rules if rule.startswith("lg_code")}
