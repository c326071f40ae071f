"""Rules on identifiers: one row a key, and ids that can stand in a link."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import run_checks
from tests.builders import KIKUYO, OZU, project, site, submitted
from tests.unit.rules.found import found


def test_a_project_given_twice_is_found_at_its_second_row():
    assert found([project("P-1"), project("P-1", name="別")], [site("P-1")]) == [
        ("key_repeated", 3, "案件ID", "P-1")
    ]


def test_each_further_row_of_one_project_is_found():
    rows = [project("P-1"), project("P-2"), project("P-1"), project("P-1")]
    assert found(rows, [site("P-1"), site("P-2")]) == [
        ("key_repeated", 4, "案件ID", "P-1"),
        ("key_repeated", 5, "案件ID", "P-1"),
    ]


def test_the_sentence_names_the_first_of_the_rows():
    (made,) = run_checks(submitted([project("P-0"), project(), project()], [site("P-0"), site()]))
    assert "先の行: 3行目" in made.sentence


def test_the_sentence_names_the_file_of_a_first_row_elsewhere():
    tables = submitted([project()], [site(), site()])
    frame = tables["project_sites"].frame
    frame.loc[0, "source_file"] = "projects.csv"
    (made,) = run_checks(tables)
    assert "先の行: projects.csv 2行目" in made.sentence
    assert "「案件ID・団体コード」を直して" in made.sentence


def test_a_row_that_repeats_a_project_and_its_site_is_told_once():
    tables = submitted([project(), project()], [site(), site()])
    tables["project_sites"].frame["source_file"] = "projects.csv"
    assert [(made.rule, made.value) for made in run_checks(tables)] == [("key_repeated", "P-1")]


def test_places_that_could_not_be_read_are_not_one_place():
    tables = dict(submitted([project()], [site(lg_code=""), site(lg_code="")]))
    assert [made.rule for made in run_checks(tables)] == ["key_repeated"]
    tables["project_sites"] = replace(tables["project_sites"], unread={"lg_code": {0, 1}})
    assert run_checks(tables) == []


def test_rows_without_an_id_are_not_one_project():
    made = found([project(""), project("")], [])
    assert {rule for rule, *_ in made} == {"required_value_empty", "project_without_site"}


def test_a_site_given_twice_is_found_with_its_code():
    assert found([project()], [site(), site(place_note="第2工場")]) == [
        ("key_repeated", 3, "案件ID", f"P-1 {KIKUYO}")
    ]


def test_two_sites_of_one_project_and_two_projects_at_one_site_are_sound():
    sites = [site("P-1", KIKUYO), site("P-1", OZU), site("P-2", KIKUYO)]
    assert found([project("P-1"), project("P-2")], sites) == []


@pytest.mark.parametrize("project_id", ["P-1", "PUB-001", "p_1", "1", "A" * 40])
def test_ids_of_letters_digits_hyphen_and_underscore_are_sound(project_id):
    assert found([project(project_id)]) == []


@pytest.mark.parametrize(
    "project_id",
    ["ＰＵＢ／００１", "PUB 001", "-P", "_P", "A" * 41, "PUB/1", "案件1", "P\n1", "P-1\n", "P<b>", "P'1"],
)
def test_ids_that_cannot_stand_in_a_link_are_found(project_id):
    assert found([project(project_id)]) == [("project_id_malformed", 2, "案件ID", project_id)]


@given(st.lists(st.sampled_from(["P-1", "P-2", "P-3", "P-4"]), max_size=8))
def test_there_are_as_many_findings_as_rows_beyond_the_first_of_each_id(ids):
    sites = [site(project_id) for project_id in dict.fromkeys(ids)]
    made = found([project(project_id) for project_id in ids], sites)
    assert [rule for rule, *_ in made] == ["key_repeated"] * (len(ids) - len(set(ids)))
