"""公表案件: CSV files to tables and findings; no bytes make it crash, and no row is lost in silence."""

import csv
import io
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.project_tables import PROJECT_SITES, PROJECTS
from domain.record import SOURCE_COLUMNS
from loaders.column_map import column_map
from loaders.public_projects import read_public_projects
from tests.unit.rules.found import in_short

HEADINGS = list(column_map("public_projects").headings.values())
SITE_HEADINGS = list(column_map("public_project_sites").headings.values())
SOUND = {
    "project_id": "PUB-1",
    "name_ja": "工場",
    "company_ja": "会社",
    "strategic_field": "AI・半導体",
    "prefecture_ja": "熊本県",
    "municipality_ja": "菊陽町",
    "investment_oku_yen": "25.6",
    "public_support_oku_yen": "",
    "announced_year": "2024",
    "planned_operation": "2027-04",
    "status": "公表",
    "amount_status": "confirmed",
    "source_url": "https://example.jp/",
    "source_quote": "引用",
    "note": "",
}


def table(rows: list[dict[str, str]], headings: list[str] = HEADINGS) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, headings, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def project_file(*changes: dict[str, str]) -> bytes:
    return table([SOUND | {"project_id": f"PUB-{number}"} | row for number, row in enumerate(changes, 1)])


def site_file(*rows: dict[str, str]) -> bytes:
    return table(list(rows), SITE_HEADINGS)


def test_a_sound_row_is_a_project_and_its_first_site():
    reading = read_public_projects({"p.csv": project_file({})})
    projects, sites = reading.submitted["projects"].frame, reading.submitted["project_sites"].frame
    assert reading.findings == []
    row = projects.iloc[0]
    assert (row["project_id"], row["field_code"], row["status_code"]) == (
        "PUB-1",
        "ai_semiconductor",
        "announced",
    )
    assert (row["amount_yen"], row["amount_scope"]) == (2_560_000_000, "single_site")
    assert (row["announced_date"], row["operation_date"], row["start_date"]) == ("2024", "2027-04", "")
    assert row["public_support_yen"] is pd.NA
    assert row["company_disclosure"] == "public"
    assert (sites.loc[0, "lg_code"], sites.loc[0, "location_precision"]) == ("434043", "municipality")
    assert sites.loc[0, "share"] is pd.NA
    for frame in (projects, sites):
        assert tuple(frame.loc[0, list(SOURCE_COLUMNS)]) == ("p.csv", "", 2)


def test_tables_have_their_columns_and_types_even_without_a_file():
    reading = read_public_projects({})
    for definition in (PROJECTS, PROJECT_SITES):
        frame = reading.submitted[definition.name].frame
        assert list(frame.columns) == [*definition.column_names, *SOURCE_COLUMNS]
        assert [str(frame[column.name].dtype) for column in definition.columns] == [
            column.dtype for column in definition.columns
        ]
    assert reading.findings == []


def test_further_sites_follow_the_first_with_shares_and_notes():
    further = {"project_id": "PUB-1", "prefecture_ja": "三重県", "municipality_ja": "四日市市"}
    files = {
        "p.csv": project_file({}),
        "s.csv": site_file(further | {"share_pct": "40", "place_note": "四日市工場"}),
    }
    sites = read_public_projects(files).submitted["project_sites"].frame
    assert list(sites["lg_code"]) == ["434043", "242021"]
    assert sites.loc[1, "share"] == pytest.approx(0.4)
    assert (sites.loc[1, "place_note"], sites.loc[1, "source_file"]) == ("四日市工場", "s.csv")


@pytest.mark.parametrize("first", ["p.csv", "s.csv"])
def test_files_are_told_by_their_headings_and_not_by_name_or_order(first):
    contents = {"p.csv": project_file({}), "s.csv": site_file({"project_id": "PUB-1"})}
    other = next(name for name in contents if name != first)
    submitted = read_public_projects({first: contents[first], other: contents[other]}).submitted
    assert (len(submitted["projects"].frame), len(submitted["project_sites"].frame)) == (1, 2)


def test_a_cell_that_cannot_be_read_is_empty_and_found_under_the_senders_heading():
    reading = read_public_projects(
        {"p.csv": project_file({}, {"investment_oku_yen": "約100", "strategic_field": "半導体"})}
    )
    assert in_short(reading.findings) == [
        ("not_in_vocabulary", 3, "strategic_field", "半導体"),
        ("not_a_number", 3, "investment_oku_yen", "約100"),
    ]
    row = reading.submitted["projects"].frame.iloc[1]
    assert row["amount_yen"] is pd.NA
    assert row["field_code"] == ""


def test_a_file_with_drifted_headings_gives_no_rows_but_the_other_file_does():
    files = {
        "bad.csv": project_file({}).replace(b"investment_oku_yen", "投資額".encode()),
        "good.csv": project_file({"project_id": "PUB-9"}),
    }
    reading = read_public_projects(files)
    assert [(made.rule, made.cell.file) for made in reading.findings] == [
        ("heading_missing", "bad.csv"),
        ("heading_unknown", "bad.csv"),
    ]
    assert list(reading.submitted["projects"].frame["project_id"]) == ["PUB-9"]


def test_cells_of_a_reading_point_at_the_senders_headings():
    projects = read_public_projects({"p.csv": project_file({})}).submitted["projects"]
    assert projects.cell(projects.frame.iloc[0], "amount_yen").column == "investment_oku_yen"


def test_cells_of_a_site_point_at_the_senders_headings():
    sites = read_public_projects({"p.csv": project_file({})}).submitted["project_sites"]
    assert sites.cell(sites.frame.iloc[0], "lg_code").column == "municipality_ja"
    assert sites.cell(sites.frame.iloc[0], "project_id").column == "project_id"


@pytest.mark.parametrize("column", ["investment_oku_yen", "public_support_oku_yen"])
def test_an_absurd_amount_is_found_and_does_not_crash(column):
    reading = read_public_projects({"p.csv": project_file({column: "100000000000"})})
    assert [made.cell.column for made in reading.findings] == [column]


def test_cells_that_could_not_be_read_are_told_from_empty_ones_in_every_file():
    reading = read_public_projects(
        {
            "a.csv": project_file({}, {"investment_oku_yen": "約100", "municipality_ja": "菊用町"}),
            "b.csv": project_file({"strategic_field": "半導体", "investment_oku_yen": ""}),
        }
    )
    projects, sites = reading.submitted["projects"], reading.submitted["project_sites"]
    assert list(projects.is_unread("amount_yen")) == [False, True, False]
    assert list(projects.is_empty("amount_yen")) == [False, False, True]
    assert list(projects.is_unread("field_code")) == [False, False, True]
    assert list(sites.is_unread("lg_code")) == [False, True, False]
    assert set(projects.unread) == {"amount_yen", "field_code"}
    assert set(sites.unread) == {"lg_code"}


@given(st.binary(max_size=300), st.sampled_from([b"", ",".join(HEADINGS).encode() + b"\n"]))
def test_any_bytes_give_tables_and_findings(content, start):
    reading = read_public_projects({"a.csv": start + content})
    assert set(reading.submitted) == {"projects", "project_sites"}
    assert reading.findings or not reading.submitted["projects"].frame.empty


noise = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),
    st.sampled_from(
        ["", "0", "-1", "1,040", "約100", "2027-02-30", "泊村", "12203", "=1+1", "<b>", "NaN", "inf"]
    ),
)
changes = st.lists(st.dictionaries(st.sampled_from(HEADINGS), noise, max_size=4), min_size=1, max_size=5)


@settings(max_examples=60)
@given(changes)
def test_a_good_file_with_noise_in_its_cells_never_loses_a_row(rows):
    submitted = read_public_projects({"p.csv": project_file(*rows)}).submitted
    expected = list(range(2, len(rows) + 2))
    assert list(submitted["projects"].frame["source_row"]) == expected
    assert list(submitted["project_sites"].frame["source_row"]) == expected


@settings(max_examples=60)
@given(changes)
def test_a_cell_that_was_filled_is_read_or_found_and_never_emptied_in_silence(rows):
    reading = read_public_projects({"p.csv": project_file(*rows)})
    frame, layout = reading.submitted["projects"].frame, column_map("public_projects").headings
    found = Counter((made.cell.row, made.cell.column) for made in reading.findings)
    for number, row in enumerate(rows, 2):
        for column, heading in layout.items():
            text = (SOUND | {"project_id": f"PUB-{number - 1}"} | row)[heading].strip()
            if column in frame.columns and text:
                value = frame.loc[number - 2, column]
                is_empty = value is pd.NA or value == ""
                assert is_empty == bool(found[number, heading])


@settings(max_examples=60)
@given(st.lists(st.integers(1, 18), min_size=1, max_size=5))
def test_a_row_of_any_length_is_in_the_table_or_in_a_finding(lengths):
    lines = [",".join(["x"] * length) for length in lengths]
    content = "\n".join([",".join(HEADINGS), *lines]).encode()
    reading = read_public_projects({"p.csv": content})
    kept = set(reading.submitted["projects"].frame["source_row"])
    cut = {made.cell.row for made in reading.findings if made.rule == "row_length_differs"}
    assert kept | cut == set(range(2, len(lengths) + 2))
    assert not kept & cut


@pytest.mark.parametrize("name", ["a\x00.csv", "計\u202e画.csv", "\udcff.csv", "a\r\nb.csv"])
def test_name_that_deceives_is_refused(name: str) -> None:
    reading = read_public_projects({name: project_file({})})
    assert [finding.rule for finding in reading.findings] == ["file_name_unusable"]
    assert reading.findings[0].cell.file.isprintable()


@pytest.mark.parametrize("column", ["name_ja", "company_ja", "source_quote", "note"])
def test_text_that_turns_what_is_shown_is_refused(column: str) -> None:
    reading = read_public_projects({"projects.csv": project_file({column: "工場\u202eあいう"})})
    assert [finding.rule for finding in reading.findings] == ["control_character"]
    assert "\u202e" not in reading.findings[0].sentence
