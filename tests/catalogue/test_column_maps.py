"""Column maps: every layout leads to columns and codes that exist, and nothing is left unread."""

import csv

import pytest

from domain.codelist import codelist
from domain.folders import DATA
from domain.project_tables import PROJECT_SITES, PROJECTS
from loaders.column_map import FOLDER, column_map, value_map
from loaders.plan_layout import NO, YES

LAYOUTS = ("public_projects", "public_project_sites")
PLACE = {"prefecture", "municipality"}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_of_the_folder_is_a_layout_or_a_map_of_values():
    columns = {path.stem: list(rows(path.stem)[0]) for path in FOLDER.glob("*.csv")}
    assert columns == {
        "public_projects": ["column", "heading", "required"],
        "public_project_sites": ["column", "heading", "required"],
        "public_projects_amount_status": ["value", "code"],
        "flag_words": ["value", "code"],
        "roles": ["column", "heading", "required"],
    }


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_names_each_column_and_each_heading_once(name):
    given = rows(name)
    assert len({row["column"] for row in given}) == len({row["heading"] for row in given}) == len(given)
    assert all(row["heading"] == row["heading"].strip() != "" for row in given)
    assert {row["required"] for row in given} <= {"yes", "no"}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_leads_to_columns_that_the_tables_have(name):
    known = {*PROJECTS.column_names, *PROJECT_SITES.column_names} | PLACE
    assert set(column_map(name).headings) <= known


def test_the_projects_layout_fills_every_required_column_of_a_project():
    required = {column.name for column in PROJECTS.columns if column.is_required}
    # company_disclosure is not in the file: every name in this source stands on a public page.
    assert required - set(column_map("public_projects").headings) == {"company_disclosure"}


@pytest.mark.parametrize(
    ("name", "file"),
    [("public_projects", "public_projects.csv"), ("public_project_sites", "public_project_sites.csv")],
)
def test_a_layout_has_exactly_the_headings_of_the_shipped_file(name, file):
    with (DATA / "public" / file).open(encoding="utf-8", newline="") as stream:
        assert sorted(next(csv.reader(stream))) == sorted(column_map(name).headings.values())


def test_both_layouts_call_a_shared_column_the_same():
    # Sites come from both files, and a finding on one bears the heading of either.
    projects, sites = (column_map(name).headings for name in LAYOUTS)
    assert {column: projects[column] for column in projects if column in sites} == {
        column: sites[column] for column in sites if column in projects
    }


def test_every_amount_status_of_the_source_is_a_scope_and_every_scope_has_one():
    values = value_map("public_projects_amount_status")
    assert sorted(values.values()) == sorted(codelist("amount_scope").codes)
    assert len(rows("public_projects_amount_status")) == len(values)


def test_words_for_yes_and_no_are_one_or_the_other():
    words = value_map("flag_words")
    assert set(words.values()) == {"yes", "no"}
    assert {words[YES], words[NO]} == {"yes", "no"}
