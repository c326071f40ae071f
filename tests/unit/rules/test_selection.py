"""Rules on what a link or command asks for, as the reading of selections applies them."""

import pytest

from analysis.selection import Selection, parse_selection, unknown_parameters
from domain.finding import Actor, Severity, stops

KIKUYO, KUMAMOTO = "434043", "430005"


def told(parameters: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(made.rule, made.value) for made in parse_selection(parameters)[1]]


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"block": ["kyushu"], "prefecture": [KUMAMOTO], "municipality": [KIKUYO]},
        {"block": ["九州"], "prefecture": ["43"]},
        {"field": ["ocean", "AI・半導体"], "status": ["稼働"], "size_band": ["over_1t"]},
        {"announced_from": ["2021"], "announced_to": ["2021"]},
        {"text": ["工場"]},
    ],
)
def test_a_sound_link_gives_no_finding(parameters):
    assert told(parameters) == []


def test_names_that_are_no_parameter_are_found():
    made = unknown_parameters(["feild", "field", "view"], ["view"])
    assert [(finding.rule, finding.value) for finding in made] == [("parameter_unknown", "feild")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("block", "kyuushuu"),
        ("prefecture", "熊元県"),
        ("municipality", "999999"),
        ("municipality", "12203"),
        ("field", "半導体"),
        ("status", ""),
        ("size_band", "10億円"),
        ("announced_from", "21"),
        ("announced_to", "二〇二五"),
    ],
)
def test_values_that_are_not_known_are_found_and_left_out(name, value):
    selection, findings = parse_selection({name: [value]})
    assert [(made.rule, made.value) for made in findings] == [("value_unknown", value)]
    assert selection == Selection()


def test_the_rest_of_a_link_with_an_unknown_value_stays_in_force():
    selection, findings = parse_selection({"field": ["半導体", "ocean"], "prefecture": [KUMAMOTO]})
    assert selection == Selection(KUMAMOTO, fields=("ocean",))
    assert len(findings) == 1


def test_areas_that_contradict_are_found_and_the_smaller_one_is_used():
    selection, findings = parse_selection({"block": ["tohoku"], "prefecture": [KUMAMOTO]})
    assert [(made.rule, made.value) for made in findings] == [("area_contradicts", "熊本県")]
    assert "東北" in findings[0].sentence
    assert selection.area == KUMAMOTO


def test_years_the_wrong_way_round_are_found_and_swapped():
    selection, findings = parse_selection({"announced_from": ["2025"], "announced_to": ["2021"]})
    assert [(made.rule, made.value) for made in findings] == [("years_reversed", "2025〜2021")]
    assert (selection.announced_from, selection.announced_to) == (2021, 2025)


def test_what_is_wrong_with_a_link_is_the_users_to_look_at_and_stops_nothing():
    wrong = {"block": ["x", "tohoku"], "prefecture": [KUMAMOTO], "announced_from": ["9", "2025"]}
    _, findings = parse_selection(wrong | {"announced_to": ["2021"]})
    findings += unknown_parameters(["feild"])
    assert not stops(findings)
    assert {(made.actor, made.severity) for made in findings} == {(Actor.USER, Severity.WARNING)}
