"""The sound plan that other tests spoil: complete, and nothing is found in it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.tables import TABLES
from rules import run_checks
from tests.builders import good_plan, submitted_tables
from tests.unit.rules.found import found_in_plan


@pytest.mark.parametrize("plan_type", ["a", "b", "c"])
class TestGoodPlan:
    def test_has_rows_in_every_table(self, plan_type):
        rows = good_plan(plan_type)
        assert list(rows) == list(TABLES)
        assert all(rows.values())

    def test_has_every_column_and_no_other(self, plan_type):
        for name, rows in good_plan(plan_type).items():
            assert all(list(row) == TABLES[name].column_names for row in rows)

    def test_is_sound_by_itself_and_against_itself(self, plan_type):
        rows = good_plan(plan_type)
        assert found_in_plan(rows) == []
        assert found_in_plan(rows, rows) == []
        assert found_in_plan(rows, {}) == []

    @pytest.mark.parametrize("name", TABLES)
    def test_one_table_of_it_alone_never_fails(self, plan_type, name):
        rows = good_plan(plan_type)
        assert found_in_plan({name: rows[name]}, rows) == []


def test_three_plans_in_one_file_are_sound():
    plans = [good_plan(plan_type) for plan_type in "abc"]
    assert found_in_plan({name: [row for each in plans for row in each[name]] for name in TABLES}) == []


def test_empty_tables_give_no_finding():
    assert found_in_plan({name: [] for name in TABLES}, {name: [] for name in TABLES}) == []


@settings(deadline=None, max_examples=30)
@given(st.sets(st.sampled_from(list(TABLES))), st.sampled_from("abc"))
def test_any_tables_of_a_plan_are_checked_without_the_others(names, plan_type):
    rows = good_plan(plan_type)
    found = found_in_plan({name: each for name, each in rows.items() if name in names}, rows)
    # Without its projects a measure's link leads into the registry; only sites are missed by their project.
    assert {rule for rule, *_ in found} <= {"project_without_site"}


CELLS = [(name, column.name) for name, table in TABLES.items() for column in table.columns]


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_a_cell_that_could_not_be_read_is_not_found_again(name, column):
    rows = good_plan("b")
    empty = TABLES[name].frame([{}])[column].iloc[0]
    rows[name][0][column] = empty
    tables = dict(submitted_tables(rows))
    heading = tables[name].headings[column]
    tables[name] = replace(tables[name], unread={column: {0}})
    found = [(made.cell.sheet, made.cell.row, made.cell.column) for made in run_checks(tables, {})]
    assert (TABLES[name].label_ja, 2, heading) not in found
