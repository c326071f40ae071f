"""Projects of local industries among the strategic fields: named everywhere, and nothing is lost in a sum."""

from __future__ import annotations

import pytest

from analysis.allocation import Allocation
from analysis.lines import OTHER_FIELDS_JA, UNALLOCATED
from analysis.measure import Measure
from analysis.project_list import in_words
from analysis.selection import Selection
from briefing import answers
from briefing.maps.field_maps import field_maps
from tests.builders import CHITOSE, IMARI, KIKUYO, allocation, project, site
from ui import field_matrix
from ui.size_charts import support_lines

HIDDEN = {"amount_yen": None, "amount_scope": "not_disclosed"}


@pytest.fixture(scope="module")
def mixed() -> Allocation:
    """九州: a strategic field, food, and crafts without an amount; 北海道: food; food across both."""
    return allocation(
        [
            project("P-1", public_support_yen=1_000_000_000),
            project("P-2", field_code="food", amount_yen=500_000_000, public_support_yen=100_000_000),
            project("P-3", field_code="craft", **HIDDEN),
            project("P-4", field_code="food", amount_yen=300_000_000),
            project("P-5", field_code="food", amount_yen=700_000_000, amount_scope="multi_site_total"),
        ],
        [
            site("P-1"),
            site("P-2"),
            site("P-3", IMARI),
            site("P-4", CHITOSE),
            site("P-5"),
            site("P-5", CHITOSE),
        ],
    )


@pytest.fixture(scope="module")
def strategic() -> Allocation:
    return allocation([project()], [site()])


@pytest.mark.parametrize("measure", [Measure.AMOUNT, Measure.PROJECTS])
def test_rows_of_the_matrix_add_up_to_its_total(mixed: Allocation, measure: Measure) -> None:
    numbers = field_matrix.matrix(mixed, Selection(), measure)
    assert list(numbers.index)[-2:] == [UNALLOCATED, "total"]
    inner = numbers.drop(index="total").fillna(0).sum()
    assert (inner == numbers.loc["total"]).all()


def test_row_beyond_the_fields_tells_withheld_from_none(mixed: Allocation) -> None:
    row = field_matrix.matrix(mixed, Selection(), Measure.AMOUNT).loc[UNALLOCATED]
    assert (row["kyushu"], row["hokkaido"], row[UNALLOCATED], row["kinki"]) == (5e8, 3e8, 7e8, 0)
    only_withheld = allocation([project("P", field_code="craft", **HIDDEN)], [site("P")])
    row = field_matrix.matrix(only_withheld, Selection(), Measure.AMOUNT).loc[UNALLOCATED]
    assert row.isna()["kyushu"]
    assert "非公表" in field_matrix.html(only_withheld, Selection(), Measure.AMOUNT)


def test_matrix_of_strategic_fields_alone_has_no_further_row(strategic: Allocation) -> None:
    assert UNALLOCATED not in field_matrix.matrix(strategic, Selection(), Measure.AMOUNT).index


def test_support_lines_add_up_to_their_total(mixed: Allocation, strategic: Allocation) -> None:
    lines = support_lines(mixed, Selection()).set_index("label")
    assert list(lines.index)[-2:] == [OTHER_FIELDS_JA, "計"]
    assert (lines.iloc[:-1].sum() == lines.loc["計"]).all()
    assert support_lines(strategic, Selection()).empty


def test_small_maps_are_still_of_the_seventeen_fields(mixed: Allocation) -> None:
    assert len(field_maps(mixed, None, Selection(), Measure.AMOUNT)) == 17


def test_projects_are_named_by_their_local_industry(mixed: Allocation) -> None:
    assert in_words(mixed)["field"].to_list() == ["AI・半導体", "食品", "伝統的工芸品製造業", "食品", "食品"]
    assert answers.total(mixed, Selection(KIKUYO)).projects == 3
