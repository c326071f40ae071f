"""What is written is what is read: rows of every table go through a workbook and come back unchanged."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.plan_tables import REQUIREMENT_CHECKS
from domain.record import FileFacts, Table
from domain.tables import TABLES
from loaders.plan_files import read_plan_files
from loaders.plan_layout import plan_tables
from loaders.plan_workbook import filled_bytes, template_bytes
from rules import run_checks
from tests.builders import good_plan
from tests.unit.loaders.rows_of_any_kind import rows_of
from tests.unit.loaders.workbooks import frames, opened, packed

TYPES = ["a", "b", "c"]


def in_order(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[table.column_names].sort_values(list(table.key), ignore_index=True)


@pytest.mark.parametrize("table", plan_tables(), ids=lambda table: table.name)
@settings(max_examples=6)
@given(st.data(), st.sampled_from(TYPES), st.integers(0, 10**6), st.booleans())
def test_rows_come_back_as_they_were(
    table: Table, data: st.DataObject, plan_type: str, version: int, is_fictional: bool
) -> None:
    tables = frames({table.name: data.draw(rows_of(table, plan_type))})
    content = filled_bytes(tables, plan_type, version=version, is_fictional=is_fictional)
    reading = read_plan_files({"計画.xlsx": content})
    assert [str(finding) for finding in reading.findings] == []
    assert reading.facts == {"計画.xlsx": FileFacts(plan_type, is_fictional, version)}
    for name, read in reading.submitted.items():
        if name == table.name:
            pd.testing.assert_frame_equal(in_order(table, read.frame), in_order(table, tables[name]))
        else:
            assert read.frame.empty
    assert list(reading.submitted) == list(TABLES)


@pytest.mark.parametrize("plan_type", TYPES)
def test_a_plan_without_faults_is_without_faults_after_writing(plan_type: str) -> None:
    content = filled_bytes(frames(good_plan(plan_type)), plan_type, version=1, is_fictional=True)
    reading = read_plan_files({"計画.xlsx": content})
    assert reading.findings + run_checks(reading.submitted) == []


@pytest.mark.parametrize("plan_type", TYPES)
def test_nothing_of_a_template_is_imported_as_long_as_it_names_no_plan(plan_type: str) -> None:
    reading = read_plan_files({"様式.xlsx": template_bytes(plan_type)})
    assert [finding.rule for finding in reading.findings] == ["preset_rows_not_filled"]
    assert not any(len(table.frame) for table in reading.submitted.values())
    assert reading.facts == {"様式.xlsx": FileFacts(plan_type)}


@pytest.mark.parametrize("plan_type", TYPES)
def test_examples_made_into_rows_with_every_criterion_answered_are_a_plan_without_faults(
    plan_type: str,
) -> None:
    book = opened(template_bytes(plan_type))
    for table in plan_tables():
        book[table.label_ja].cell(2, len(table.columns) + 1).value = None
    criteria = book[REQUIREMENT_CHECKS.label_ja]
    for row in criteria.iter_rows(min_row=3):
        row[0].value, row[2].value, row[3].value = criteria["A2"].value, "満たす", "計画の本文"
    criteria.delete_rows(2)
    reading = read_plan_files({"計画.xlsx": packed(book)})
    assert {
        len(table.frame) for name, table in reading.submitted.items() if name != "requirement_checks"
    } == {1}
    assert [str(finding) for finding in reading.findings + run_checks(reading.submitted)] == []
