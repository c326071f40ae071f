"""The vocabularies of the half-yearly check: grades that everyone can tell apart, limits in order, one home each."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from analysis import alerts, freshness, kpi_terms, reviews
from domain.codelist import codelist
from tests.catalogue.test_palette import PLAINLY_DIFFERENT, SIGHT, contrast, difference

GRADES = list(codelist("kpi_grade"))


def test_grades_go_from_best_to_worst_and_end_with_what_cannot_be_assessed():
    assert [entry.label_ja for entry in GRADES] == [
        "達成",
        "順調",
        "概ね順調",
        "やや遅れ",
        "遅れ",
        "評価困難",
    ]
    assert [entry.more["letter"] for entry in GRADES] == list("SABCDN")
    assert [entry.more["is_assessed"] for entry in GRADES] == ["yes"] * 5 + ["no"]
    assert [entry.code for entry in GRADES if entry.more["is_poor"] == "yes"] == ["slightly_behind", "behind"]


def test_grades_have_shapes_of_their_own():
    shapes = [entry.more["shape"] for entry in GRADES]
    assert len(set(shapes)) == len(GRADES)
    assert all(len(shape) == 1 for shape in shapes)


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_of_grades_are_told_apart(sight: str):
    for one, other in combinations(GRADES, 2):
        assert difference(one.more["colour"], other.more["colour"], sight) > PLAINLY_DIFFERENT, (one, other)


@pytest.mark.parametrize("entry", GRADES, ids=lambda entry: entry.code)
def test_letter_is_readable_on_its_colour(entry):
    assert contrast(entry.more["text_colour"], entry.more["colour"]) >= 4.5


@pytest.mark.parametrize("grading", ["progress", "keep", "ibaraki"])
def test_limits_lead_one_grade_down_each_and_leave_nothing_out(grading: str):
    entries = [entry for entry in codelist("grading") if entry.more["grading"] == grading]
    position = codelist("kpi_grade").position
    steps = [position[entry.more["grade"]] for entry in entries]
    assert steps == list(range(position["on_track"], position["behind"] + 1))
    limits = [float(entry.more["limit_pct"]) for entry in entries[:-1]]
    assert entries[-1].more["limit_pct"] == ""
    ordered = limits if grading == "keep" else limits[::-1]
    assert all(low < high for low, high in pairwise(ordered))
    assert len({entry.more["measure"] for entry in entries}) == 1


@pytest.mark.parametrize("entry", codelist("grading"), ids=lambda entry: entry.code)
def test_label_says_the_limit(entry):
    if entry.more["limit_pct"]:
        assert f"{entry.more['limit_pct']}％" in entry.label_ja
        assert f"{entry.more['limit_pct']}%" in entry.label_en


def test_limits_of_ours_are_those_of_ibaraki():
    limits = {
        grading: [
            entry.more["limit_pct"] for entry in codelist("grading") if entry.more["grading"] == grading
        ]
        for grading in ("progress", "ibaraki")
    }
    assert limits["progress"] == limits["ibaraki"] == ["100", "80", "50", ""]


def test_regular_case_is_the_first_and_every_rule_has_its_place_in_the_code():
    cases = codelist("progress_case")
    assert cases.codes[0] == "regular"
    rules = {entry.code for entry in cases if entry.more["kind"] == "rule"}
    named = {name.lower() for name in vars(kpi_terms) if name.isupper() and name.lower() in cases}
    assert named == rules
    assert {entry.more["kind"] for entry in cases} == {"rule", "mark"}


def test_every_alert_is_about_kpis_or_measures_and_says_its_number():
    assert set(alerts.KPI_ALERTS) | set(alerts.MEASURE_ALERTS) == set(codelist("alert").codes)
    assert set(alerts.KPI_ALERTS).isdisjoint(alerts.MEASURE_ALERTS)
    for entry in codelist("alert"):
        assert float(entry.more["threshold"]) > 0
    far = codelist("alert")["far_behind"].more
    assert f"{far['threshold']}ポイント" in far["definition_ja"]
    assert f"{far['least']}指標以上" in far["definition_ja"]


@pytest.mark.parametrize("name", ["kpi_grade", "progress_case", "freshness", "promise_state", "alert"])
def test_every_word_is_defined(name: str):
    definitions = [entry.more["definition_ja"] for entry in codelist(name)]
    assert len(set(definitions)) == len(definitions)
    assert all(len(text) > 5 for text in definitions)


def test_states_of_freshness_and_of_promises_are_those_that_the_code_gives():
    assert set(freshness.FRESHNESS) == {"latest", "not_due", "overdue", "not_asked"}
    assert codelist("promise_state").codes == (
        reviews.KEPT, reviews.NOT_KEPT, reviews.NOT_DUE, reviews.NOT_ASSESSABLE, reviews.NOT_REPORTED, reviews.NO_PROMISE,
    ) == ("kept", "not_kept", "not_due", "not_assessable", "not_reported", "none")  # fmt: skip
