"""Layouts as data: which headings a file must have, telling layouts apart, and drift."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Cell
from loaders.column_map import ColumnMap, column_map, value_map
from loaders.csv_file import CsvRows

LAYOUT = ColumnMap("試験", {"project_id": "id", "name": "名前", "note": "備考"})


def cells(*headings: str, rows: list[tuple[int, list[str]]] | None = None) -> CsvRows:
    return CsvRows("a.csv", list(headings), rows or [])


@pytest.mark.parametrize(
    ("headings", "matches"),
    [
        (["id", "名前", "備考"], True),
        (["id", "名前"], True),
        (["id", "名前", "x", "y", "z"], True),
        (["id", "x"], False),
        (["id", "id", "id"], False),
        ([], False),
    ],
)
def test_a_layout_matches_when_more_than_half_of_its_headings_are_there(headings, matches):
    assert LAYOUT.matches(headings) is matches


def test_the_agreed_headings_in_any_order_have_no_finding():
    assert LAYOUT.check(cells("備考", "id", "名前")) == []


def test_drift_is_found_as_missing_then_unknown_then_repeated():
    made = LAYOUT.check(cells("id", "名称", "備考", "備考", ""))
    assert [(finding.rule, finding.value) for finding in made] == [
        ("heading_missing", "名前"),
        ("heading_unknown", "名称"),
        ("heading_unknown", ""),
        ("heading_repeated", "備考"),
    ]
    assert {finding.cell for finding in made} == {Cell("a.csv", row=1)}


@pytest.mark.parametrize("near", ["ID", "id ", "ｉｄ", "Id"])
def test_a_near_miss_of_a_heading_is_not_taken(near):
    assert {made.rule for made in LAYOUT.check(cells(near, "名前", "備考"))} == {
        "heading_missing",
        "heading_unknown",
    }


def test_records_are_read_by_heading_and_not_by_position():
    rows = [(2, ["備", "P-1", "工場"]), (5, ["", "P-2", ""])]
    assert LAYOUT.records(cells("備考", "id", "名前", rows=rows)) == [
        (2, {"project_id": "P-1", "name": "工場", "note": "備"}),
        (5, {"project_id": "P-2", "name": "", "note": ""}),
    ]


@given(st.permutations(list(LAYOUT.headings.values())), st.lists(st.text(), min_size=3, max_size=3))
def test_the_order_of_columns_never_changes_a_record(order, values):
    by_heading = dict(zip(order, values, strict=True))
    ((_, record),) = LAYOUT.records(cells(*order, rows=[(2, values)]))
    assert record == {column: by_heading[heading] for column, heading in LAYOUT.headings.items()}


@given(st.lists(st.sampled_from(["id", "名前", "備考", "x", ""]), max_size=6))
def test_headings_without_a_finding_are_exactly_the_agreed_ones(headings):
    is_sound = sorted(headings) == sorted(LAYOUT.headings.values())
    assert (LAYOUT.check(cells(*headings)) == []) is is_sound


def test_shipped_layouts_match_their_own_headings_only():
    projects, sites = column_map("public_projects"), column_map("public_project_sites")
    assert projects.matches(projects.headings.values())
    assert sites.matches(sites.headings.values())
    assert not projects.matches(sites.headings.values())


def test_values_of_a_source_lead_to_our_codes():
    assert value_map("public_projects_amount_status")["not confirmed"] == "not_disclosed"


def test_a_layout_that_does_not_exist_is_an_error():
    with pytest.raises(FileNotFoundError):
        column_map("no_such_layout")
