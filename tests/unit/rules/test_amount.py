"""Rules on amounts in any table: not negative, not beyond belief, in the unit of the version before."""

import pytest

from domain.money import OKU
from domain.record import Kind
from domain.tables import TABLES
from rules.amount import IMPOSSIBLE_YEN, times_ja
from tests.builders import good_plan
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with

AMOUNTS = [
    pytest.param(name, column.name, column.heading_ja, id=f"{name}.{column.name}")
    for name, table in TABLES.items()
    for column in table.columns
    if column.kind is Kind.YEN
]


@pytest.mark.parametrize(("table", "column", "heading"), AMOUNTS)
def test_a_negative_amount_is_found_in_every_table(table, column, heading):
    found = found_in_plan(plan_with("b", table, **{column: -OKU}))
    assert ("amount_negative", TABLES[table].label_ja, 2, heading) in found


@pytest.mark.parametrize(("table", "column", "heading"), AMOUNTS)
def test_an_amount_beyond_belief_is_found_in_every_table(table, column, heading):
    found = found_in_plan(plan_with("b", table, **{column: IMPOSSIBLE_YEN + 1}))
    assert ("amount_impossible", TABLES[table].label_ja, 2, heading) in found


@pytest.mark.parametrize(("table", "column", "heading"), AMOUNTS)
def test_an_amount_in_another_unit_than_before_is_shown_with_both(table, column, heading):
    key = TABLES[table].key[0]
    before = plan_with("b", table, **{column: 250 * OKU})
    rows = {table: plan_with("b", table, **{column: 2 * OKU})[table]}
    made = [each for each in plan_findings(rows, before) if each.rule == "amount_slipped"]
    assert [(each.cell.row, each.cell.column) for each in made] == [(2, heading)]
    assert "250億円から2億円" in made[0].sentence
    assert "100分の1" in made[0].sentence
    assert rows[table][0][key]


@pytest.mark.parametrize("now", [200 * OKU, 500 * OKU, 20 * OKU, 4_000 * OKU, 5 * OKU, 0, None])
def test_other_changes_are_not_slips(now):
    rows = plan_with("b", "plans", sales_target_yen=now)
    earlier = plan_with("b", "plans", sales_target_yen=200 * OKU)
    assert "amount_slipped" not in [rule for rule, *_ in found_in_plan(rows, earlier)]


def test_an_amount_that_was_not_there_before_is_no_slip():
    earlier = plan_with("b", "plans", sales_target_yen=None)
    assert found_in_plan(good_plan("b"), earlier) == []


def test_factors_are_said_in_words():
    assert times_ja(1_000) == "1,000倍"
    assert times_ja(-10_000) == "10,000分の1"
