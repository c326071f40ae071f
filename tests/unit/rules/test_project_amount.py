"""Rules on amounts: sign, scope against amount, support against total, shares among sites."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import LARGEST_YEN, OKU
from rules import run_checks
from rules.amount import IMPOSSIBLE_YEN
from tests.builders import KIKUYO, KUMAMOTO, OZU, project, site, submitted
from tests.unit.rules.found import found, with_project

MULTI = project(amount_scope="multi_site_total")


def with_shares(*shares: float | None) -> list[tuple[str, int, str, str]]:
    """Findings about one project with a site for each of these shares."""
    places = (KIKUYO, OZU, KUMAMOTO, "432164")[: len(shares)]
    sites = [site("P-1", place, share=share) for place, share in zip(places, shares, strict=True)]
    return found([MULTI], sites)


@pytest.mark.parametrize(
    ("values", "heading", "shown"),
    [
        ({"amount_yen": -120 * OKU}, "投資額", "▲120億円"),
        ({"amount_yen": -1}, "投資額", "▲1円"),
        ({"public_support_yen": -5 * OKU}, "国の支援（上限）", "▲5億円"),
    ],
)
def test_a_negative_amount_is_found(values, heading, shown):
    assert with_project(**values) == [("amount_negative", 2, heading, shown)]


def test_both_amounts_negative_are_two_findings():
    assert with_project(amount_yen=-2 * OKU, public_support_yen=-3 * OKU) == [
        ("amount_negative", 2, "国の支援（上限）", "▲3億円"),
        ("amount_negative", 2, "投資額", "▲2億円"),
    ]


def test_zero_is_an_amount_and_not_a_missing_one():
    assert with_project(amount_yen=0) == []


@pytest.mark.parametrize(
    ("scope", "label"),
    [
        ("single_site", "一拠点"),
        ("lower_bound", "下限値"),
        ("partial", "一部のみ"),
    ],
)
def test_a_scope_with_an_amount_needs_one(scope, label):
    assert with_project(amount_scope=scope, amount_yen=None) == [("amount_missing", 2, "投資額", label)]


def test_an_undisclosed_amount_may_be_empty_but_not_given():
    assert with_project(amount_scope="not_disclosed", amount_yen=None) == []
    assert with_project(amount_scope="not_disclosed", amount_yen=500 * OKU) == [
        ("amount_though_undisclosed", 2, "投資額", "500億円")
    ]
    assert with_project(amount_scope="not_disclosed", amount_yen=0) == [
        ("amount_though_undisclosed", 2, "投資額", "0円")
    ]


def test_an_amount_above_ten_trillion_is_looked_at_and_ten_itself_is_not():
    assert with_project(amount_yen=10**13) == []
    assert with_project(amount_yen=10**13 + 1) == [("amount_very_large", 2, "投資額", "10兆円")]
    assert with_project(amount_yen=70 * 10**12) == [("amount_very_large", 2, "投資額", "70兆円")]


@pytest.mark.parametrize(
    ("values", "heading", "shown"),
    [
        ({"amount_yen": 10**15 + OKU}, "投資額", "1,000兆1億円"),
        ({"public_support_yen": 3 * 10**18}, "国の支援（上限）", "3,000,000兆円"),
    ],
)
def test_an_amount_beyond_the_nations_product_is_an_error_and_told_once(values, heading, shown):
    assert with_project(**values) == [("amount_impossible", 2, heading, shown)]


def test_a_thousand_trillion_itself_is_only_looked_at():
    assert with_project(amount_yen=10**15) == [("amount_very_large", 2, "投資額", "1,000兆円")]


def test_amounts_that_pass_add_up_in_64_bits_for_thousands_of_projects():
    assert IMPOSSIBLE_YEN * 5_000 <= LARGEST_YEN


def test_an_amount_that_could_not_be_read_is_not_called_missing():
    tables = dict(submitted([project(amount_yen=None)], [site()]))
    tables["projects"] = replace(tables["projects"], unread={"amount_yen": {0}})
    assert run_checks(tables) == []


def test_support_above_the_amount_is_found():
    assert with_project(amount_yen=72 * OKU, public_support_yen=256 * OKU) == [
        ("support_above_amount", 2, "国の支援（上限）", "256億円")
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"amount_yen": 72 * OKU, "public_support_yen": 72 * OKU},
        {"amount_yen": None, "amount_scope": "not_disclosed", "public_support_yen": 256 * OKU},
        {"public_support_yen": 0},
    ],
)
def test_support_up_to_the_amount_or_beside_an_undisclosed_one_is_sound(values):
    assert with_project(**values) == []


@pytest.mark.parametrize(
    "shares",
    [(0.6, 0.4), (1 / 3, 1 / 3, 1 / 3), (0.1, 0.2, 0.7), (None, None), (0.6, None), (0.6, 0.4, None)],
)
def test_shares_that_make_a_whole_or_leave_a_rest_to_a_site_without_share_are_sound(shares):
    assert with_shares(*shares) == []


def test_shares_above_the_whole_are_found_once_at_the_first_share():
    assert with_shares(0.6, 0.5) == [("shares_above_whole", 2, "配分", "P-1")]
    assert with_shares(None, 0.6, 0.5) == [("shares_above_whole", 3, "配分", "P-1")]


def test_shares_below_the_whole_are_found_when_no_site_is_left_for_the_rest():
    assert with_shares(0.6, 0.3) == [("shares_below_whole", 2, "配分", "P-1")]


def test_the_sentence_on_shares_says_their_sum():
    rows = submitted([MULTI], [site(share=0.6), site(lg_code=OZU, share=0.5)])
    (made,) = run_checks(rows)
    assert "110％" in made.sentence


@pytest.mark.parametrize(("share", "shown"), [(0.0, "0"), (-0.1, "-10"), (-1e-9, "-1e-07")])
def test_a_share_of_nothing_or_less_is_found(share, shown):
    assert with_shares(share, None) == [("share_out_of_range", 2, "配分", shown)]


@pytest.mark.parametrize(("share", "shown"), [(1.5, "150"), (1.001, "100.1")])
def test_a_share_above_the_whole_is_found_by_itself_and_in_the_sum(share, shown):
    assert with_shares(share, None) == [
        ("share_out_of_range", 2, "配分", shown),
        ("shares_above_whole", 2, "配分", "P-1"),
    ]


def test_shares_of_rows_without_an_id_are_judged_by_themselves_only():
    made = found([project()], [site(), site("", share=0.6), site("", OZU, share=1.5)])
    assert [rule for rule, *_ in made if rule.startswith("share")] == ["share_out_of_range"]


def test_shares_of_two_projects_are_summed_apart():
    projects = [MULTI, MULTI | {"project_id": "P-2"}]
    sites = [site(p, place, share=0.5) for p in ("P-1", "P-2") for place in (KIKUYO, OZU)]
    assert found(projects, sites) == []


@given(st.lists(st.integers(1, 100), min_size=2, max_size=4))
def test_whole_percentages_are_judged_by_their_exact_sum(percentages):
    made = {rule for rule, *_ in with_shares(*(number / 100 for number in percentages))}
    total = sum(percentages)
    expected = {"shares_above_whole"} if total > 100 else {"shares_below_whole"} if total < 100 else set()
    assert made == expected


def test_a_multi_site_total_with_one_site_is_told():
    assert found([MULTI]) == [("multi_site_with_one_site", 2, "金額の範囲", "P-1")]


@pytest.mark.parametrize("scope", ["single_site", "lower_bound", "partial"])
def test_other_scopes_may_have_one_site(scope):
    assert with_project(amount_scope=scope) == []
