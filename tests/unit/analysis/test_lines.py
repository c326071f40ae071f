"""Lines of totals: picking, ordering, spreading them over given codes, and giving them as a table."""

import numpy as np
import pytest

from analysis.lines import COLUMNS, MORE_COLUMNS, SUMS, UNALLOCATED, Lines, joined


def lines(*rows: tuple[str, int, int]) -> Lines:
    """Lines of a code, an amount and a number of projects each; every other number is 0."""
    sums = {name: np.zeros(len(rows), dtype=np.int64) for name in SUMS}
    sums["amount_yen"] = np.array([amount for _, amount, _ in rows], dtype=np.int64)
    sums["projects"] = np.array([projects for _, _, projects in rows], dtype=np.int64)
    return Lines(tuple(code for code, _, _ in rows), tuple(f"名{code}" for code, _, _ in rows), sums)


THREE = lines(("a", 5, 1), ("b", 0, 0), (UNALLOCATED, 9, 2))


def test_each_line_has_its_code_label_and_numbers():
    first = next(iter(THREE))
    assert (first.code, first.label, first.amount_yen, first.projects) == ("a", "名a", 5, 1)
    assert type(first.amount_yen) is int


def test_areas_leave_out_what_no_area_holds():
    assert THREE.areas().codes == ("a", "b")
    assert THREE.areas().areas().codes == ("a", "b")


def test_lines_with_projects_are_those_that_have_some():
    assert THREE.with_projects().codes == ("a", UNALLOCATED)


def test_the_largest_amount_comes_first_then_the_most_projects_then_the_order_given():
    mixed = lines(("a", 1, 1), ("b", 7, 1), ("c", 1, 5), ("d", 1, 1))
    assert mixed.largest_first().codes == ("b", "c", "a", "d")


def test_spreading_gives_every_code_a_line_in_the_order_asked_for():
    spread = THREE.spread_over(("x", "b", "a"))
    assert spread.codes == ("x", "b", "a")
    assert spread["amount_yen"].tolist() == [0, 0, 5]
    assert spread["projects"].tolist() == [0, 0, 1]
    assert lines().spread_over(("x",))["amount_yen"].tolist() == [0]


def test_a_table_has_the_columns_of_totals_and_the_same_numbers():
    frame = THREE.frame()
    assert list(frame.columns) == COLUMNS + MORE_COLUMNS
    assert frame["amount_yen"].tolist() == [5, 0, 9]
    assert frame["code"].tolist() == list(THREE.codes)


def test_joined_lines_stand_one_after_the_other():
    both = joined([THREE, THREE.areas()])
    assert both.codes == (*THREE.codes, "a", "b")
    assert both["amount_yen"].tolist() == [5, 0, 9, 5, 0]


@pytest.mark.parametrize("code", THREE.codes)
def test_lines_are_found_by_their_code(code):
    assert THREE.by_code()[code].code == code
