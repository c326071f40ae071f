"""Rules on places: their sentences, and sites in the northern territories."""

import pytest

from domain.codelist import codelist
from domain.finding import Actor, Severity, stops
from domain.municipality import NORTHERN_KIND, municipalities
from rules import place, run_checks
from tests.builders import project, site, submitted
from tests.unit.rules.found import found

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
