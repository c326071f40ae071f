"""Rules on links: a site belongs to a project, and a project has a site."""

from tests.builders import OZU, project, site
from tests.unit.rules.found import found


def test_projects_with_their_sites_are_sound():
    assert found([project("P-1"), project("P-2")], [site("P-2"), site("P-1"), site("P-1", OZU)]) == []


def test_a_site_of_a_project_that_is_not_there_is_found():
    assert found([project("P-1")], [site("P-1"), site("P-9")]) == [
        ("site_without_project", 3, "案件ID", "P-9")
    ]


def test_a_site_without_an_id_is_told_to_lack_it_and_nothing_else():
    made = found([project("P-1")], [site("P-1"), site("")])
    assert [(rule, row) for rule, row, *_ in made] == [("required_value_empty", 3)]


def test_an_id_that_differs_by_case_is_another_project():
    assert found([project("P-1")], [site("P-1"), site("p-1")]) == [
        ("site_without_project", 3, "案件ID", "p-1")
    ]


def test_a_project_without_any_site_is_found():
    assert found([project("P-1"), project("P-2")], [site("P-1")]) == [
        ("project_without_site", 3, "案件ID", "P-2")
    ]


def test_a_site_at_an_unknown_place_is_still_a_site():
    assert found([project()], [site(lg_code="")]) == []
