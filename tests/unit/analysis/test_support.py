"""Support is set against amounts only where both are known, as both count in the selected area."""

from analysis.selection import Selection
from analysis.support import SupportRatio, support_ratio
from tests.builders import IMARI, KIKUYO, KUMAMOTO, OZU, allocation, project, site

HIDDEN = {"amount_yen": None, "amount_scope": "not_disclosed"}


def test_projects_with_one_figure_only_are_not_compared() -> None:
    found = allocation(
        [
            project("P-1", amount_yen=100, public_support_yen=30),
            project("P-2", amount_yen=1000),
            project("P-3", public_support_yen=5, **HIDDEN),
            project("P-4", **HIDDEN),
        ],
        [site(f"P-{number}") for number in range(1, 5)],
    )
    assert support_ratio(found, Selection()) == SupportRatio(
        with_support=2, with_both=1, support_yen=30, amount_yen=100
    )


def test_shares_count_in_each_area() -> None:
    found = allocation(
        [project(amount_yen=1000, public_support_yen=100)], [site(share=0.6), site(lg_code=IMARI, share=0.4)]
    )
    assert support_ratio(found, Selection(KUMAMOTO)) == SupportRatio(1, 1, 60, 600)
    assert support_ratio(found, Selection()) == SupportRatio(1, 1, 100, 1000)


def test_support_that_counts_in_a_larger_area_is_not_there_in_a_smaller_one() -> None:
    found = allocation([project(amount_yen=1000, public_support_yen=100)], [site(), site(lg_code=OZU)])
    assert support_ratio(found, Selection(KIKUYO)) == SupportRatio(0, 0, 0, 0)
    assert support_ratio(found, Selection(KUMAMOTO)) == SupportRatio(1, 1, 100, 1000)


def test_field_narrows_to_one_field_whatever_fields_are_selected() -> None:
    found = allocation(
        [
            project("P-1", amount_yen=10, public_support_yen=1),
            project("P-2", amount_yen=200, public_support_yen=20, field_code="ocean"),
        ],
        [site("P-1"), site("P-2")],
    )
    assert support_ratio(found, Selection(), "ocean") == SupportRatio(1, 1, 20, 200)
    assert support_ratio(found, Selection(fields=("quantum",)), "ocean") == SupportRatio(1, 1, 20, 200)
    assert support_ratio(found, Selection(fields=("quantum",))) == SupportRatio(0, 0, 0, 0)


def test_selection_narrows_the_projects() -> None:
    found = allocation([project(public_support_yen=1, status_code="withdrawn")], [site()])
    assert support_ratio(found, Selection()).with_support == 0
    assert support_ratio(found, Selection(statuses=("withdrawn",))).with_support == 1


def test_nothing_gives_zeros() -> None:
    assert support_ratio(allocation([], []), Selection()) == SupportRatio(0, 0, 0, 0)


def test_known_support_of_zero_is_a_known_support() -> None:
    found = allocation(
        [
            project("P-1", amount_yen=100, public_support_yen=0),
            project("P-2", amount_yen=100, public_support_yen=50),
        ],
        [site("P-1"), site("P-2")],
    )
    assert support_ratio(found, Selection()) == SupportRatio(2, 2, 50, 200)
