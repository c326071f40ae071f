"""Record definitions: types of columns, empty against zero, frames, and pointing at a sender's cell."""

import pandas as pd
import pytest

from domain.codelist import codelist
from domain.finding import Cell
from domain.project_tables import PROJECT_SITES, PROJECTS
from domain.record import SOURCE_COLUMNS, Column, Kind, SubmittedTable, Table
from domain.tables import TABLES
from tests.builders import project, records, submitted

TABLE = Table(
    "things",
    "もの",
    ("id",),
    (
        Column("id", "ID", is_required=True),
        Column("yen", "額", Kind.YEN),
        Column("part", "割合", Kind.NUMBER),
        Column("is_core", "核", Kind.FLAG),
    ),
)


def test_each_kind_has_a_type_that_can_be_empty():
    types = {kind: Column("x", "x", kind).dtype for kind in Kind}
    assert types.pop(Kind.YEN) == "Int64"
    assert types.pop(Kind.NUMBER) == types.pop(Kind.SHARE) == "Float64"
    assert types.pop(Kind.FLAG) == "boolean"
    assert set(types.values()) == {"str"}


def test_absent_values_are_empty_and_not_zero():
    row = TABLE.frame([{"id": "a"}]).iloc[0]
    assert row["yen"] is pd.NA
    assert row["part"] is pd.NA
    assert row["is_core"] is pd.NA
    text = TABLE.frame([{"yen": 0}]).iloc[0]
    assert text["id"] == ""
    assert text["yen"] == 0


def test_none_in_a_text_column_is_the_empty_text():
    assert TABLE.frame([{"id": None}]).loc[0, "id"] == ""


def test_a_frame_has_the_tables_columns_and_types_even_without_rows():
    for rows in ([], [{"part": 0.5, "id": "a", "strange": 1}]):
        frame = TABLE.frame(rows)
        assert list(frame.columns) == ["id", "yen", "part", "is_core"]
        assert [str(kind) for kind in frame.dtypes] == ["str", "Int64", "Float64", "boolean"]


def test_large_amounts_are_kept_to_the_yen():
    assert TABLE.frame([{"yen": 2**63 - 1}]).loc[0, "yen"] == 2**63 - 1


def test_typing_a_frame_keeps_its_index_and_puts_further_columns_last():
    loose = pd.DataFrame({"extra": [1], "part": [1], "is_core": [True], "yen": [5], "id": ["a"]}, index=[7])
    typed = TABLE.typed(loose)
    assert list(typed.columns) == ["id", "yen", "part", "is_core", "extra"]
    assert list(typed.index) == [7]
    assert typed.loc[7, "part"] == 1.0


def test_a_column_is_found_by_its_name():
    assert TABLE["yen"].label_ja == "額"
    with pytest.raises(StopIteration):
        TABLE["no_such_column"]


def test_a_cell_bears_the_senders_own_heading_and_ours_where_there_is_none():
    frame = submitted([project()], [])["projects"].frame
    own = SubmittedTable(PROJECTS, frame, {"amount_yen": "investment_oku_yen"})
    row = frame.iloc[0]
    assert own.cell(row, "amount_yen") == Cell("projects.csv", "", 2, "investment_oku_yen")
    assert own.cell(row, "name") == Cell("projects.csv", "", 2, "案件名")
    assert own.cell(row) == Cell("projects.csv", "", 2, "")


def test_a_cell_that_could_not_be_read_is_not_one_that_was_left_empty():
    rows = [project("P-1", name="", amount_yen=None), project("P-2", name="", amount_yen=None), project()]
    frame = submitted(rows, [])["projects"].frame
    table = SubmittedTable(PROJECTS, frame, unread={"name": {1}, "amount_yen": {0}})
    assert list(table.is_empty("name")) == [True, False, False]
    assert list(table.is_unread("name")) == [False, True, False]
    assert list(table.is_empty("amount_yen")) == [False, True, False]
    assert not table.is_unread("note").any()


def test_a_table_without_rows_has_no_empty_cell():
    table = submitted([], [])["projects"]
    assert table.is_empty("name").empty
    assert table.is_unread("amount_yen").empty


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_table_is_well_defined(table):
    names = table.column_names
    assert len(names) == len(set(names))
    assert set(table.key) <= set(names)
    assert not set(names) & set(SOURCE_COLUMNS)
    assert all(column.label_ja for column in table.columns)
    assert len({column.label_ja for column in table.columns}) == len(names)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_coded_column_names_a_vocabulary_that_exists(table):
    for column in table.columns:
        assert bool(column.vocabulary) == (column.kind is Kind.CODE)
        assert not column.vocabulary or len(codelist(column.vocabulary)) > 1


def test_sites_point_at_projects_by_their_key():
    assert PROJECTS.key == ("project_id",)
    assert PROJECT_SITES.key[0] == "project_id"


def test_snapshots_are_told_apart_by_registry_version_and_audience():
    one = records([], [])
    assert one.identity != records([], [], version=2).identity
    assert one.identity != records([], [], audience="government").identity
    assert one.identity == records([project()], []).identity
