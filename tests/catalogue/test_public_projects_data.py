"""The shipped 公表案件: no finding at all, every project sourced, quotes short, places and fields real."""

import csv
import re

import pytest

from domain.folders import DATA
from intake.first_start import PUBLIC_FILES
from intake.submission import CheckedSubmission, check_files

FOLDER = DATA / "public"


@pytest.fixture(scope="module")
def checked() -> CheckedSubmission:
    return check_files({name: (FOLDER / name).read_bytes() for name in PUBLIC_FILES})


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shipped_files_give_no_finding(checked):
    assert [str(finding) for finding in checked.findings] == []


def test_every_row_of_the_files_is_in_the_tables(checked):
    projects, sites = (rows(name) for name in PUBLIC_FILES)
    assert len(checked.submitted["projects"].frame) == len(projects) == 136
    assert len(checked.submitted["project_sites"].frame) == len(projects) + len(sites)


def test_the_folder_holds_these_files_and_their_description_only():
    assert {path.name for path in FOLDER.iterdir()} == {*PUBLIC_FILES, "README.md"}
    assert "136件" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_files_are_utf_8_with_one_kind_of_line_end():
    for name in PUBLIC_FILES:
        content = (FOLDER / name).read_bytes()
        assert content.decode("utf-8").endswith("\n")
        assert b"\r" not in content


def test_ids_are_numbered_in_order_without_repetition():
    ids = [row["project_id"] for row in rows(PUBLIC_FILES[0])]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"PUB-\d{3}", project_id) for project_id in ids)


def test_every_project_has_name_company_source_and_a_quote_of_at_most_eighty_characters():
    for row in rows(PUBLIC_FILES[0]):
        assert row["name_ja"], row["project_id"]
        assert row["company_ja"], row["project_id"]
        assert re.match(r"https?://", row["source_url"])
        assert 0 < len(row["source_quote"]) <= 80, row["project_id"]


def test_no_cell_is_a_formula_or_markup():
    for name in PUBLIC_FILES:
        for row in rows(name):
            for cell in row.values():
                assert not cell.startswith(("=", "+", "@", "-"))
                assert not re.search(r"<[a-zA-Z/!]", cell)


def test_every_field_has_a_project(checked):
    frame = checked.submitted["projects"].frame
    assert frame["field_code"].nunique() == 17


def test_undisclosed_amounts_are_empty_and_all_others_positive(checked):
    frame = checked.submitted["projects"].frame
    undisclosed = frame["amount_scope"] == "not_disclosed"
    assert frame.loc[undisclosed, "amount_yen"].isna().all()
    assert (frame.loc[~undisclosed, "amount_yen"] > 0).all()


def test_further_sites_belong_to_multi_site_totals(checked):
    frame = checked.submitted["projects"].frame
    multi = set(frame.loc[frame["amount_scope"] == "multi_site_total", "project_id"])
    assert {row["project_id"] for row in rows(PUBLIC_FILES[1])} <= multi


def test_facts_are_not_newer_than_the_date_that_is_shown_for_them(checked):
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        as_of = next(row["as_of"] for row in csv.DictReader(file) if row["source"] == "public_projects")
    announced = checked.submitted["projects"].frame["announced_date"]
    assert (announced.str[:7] <= as_of).all()
