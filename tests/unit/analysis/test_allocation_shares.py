"""The counting rule with shares: to the yen, and what they leave over counts where the rest of the sites lie."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.area import NATION
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, site
from tests.unit.analysis.counted import MULTI, at_levels, counted_at, one


def test_declared_shares_count_at_each_municipality() -> None:
    found = one(site(share=0.6), site(lg_code=IMARI, share=0.4))
    assert counted_at(found) == {KIKUYO: 600, IMARI: 400}
    assert at_levels(found, KIKUYO, KUMAMOTO, IMARI, SAGA, "kyushu", NATION) == [
        (1, 600),
        (1, 600),
        (1, 400),
        (1, 400),
        (1, 1000),
        (1, 1000),
    ]


def test_shares_decide_whatever_the_scope() -> None:
    assert counted_at(one(site(share=0.25), site(lg_code=OZU, share=0.75), **MULTI)) == {
        KIKUYO: 250,
        OZU: 750,
    }


def test_shares_are_rounded_down_to_the_yen_and_the_last_takes_the_rest() -> None:
    third = 1 / 3
    found = one(*(site(lg_code=code, share=third) for code in (IMARI, KIKUYO, OZU)))
    assert counted_at(found) == {IMARI: 333, KIKUYO: 333, OZU: 334}


def test_half_a_yen_is_rounded_down() -> None:
    found = one(site(lg_code=IMARI, share=0.5), site(share=0.5), amount_yen=1001)
    assert counted_at(found) == {IMARI: 500, KIKUYO: 501}


def test_share_without_an_exact_binary_form_loses_no_yen() -> None:
    found = one(site(lg_code=IMARI, share=0.29), site(share=0.71), amount_yen=100)
    assert counted_at(found) == {IMARI: 29, KIKUYO: 71}


def test_shares_that_miss_the_whole_by_rounding_alone_are_whole() -> None:
    found = one(
        site(lg_code=IMARI, share=0.3333333), site(share=0.3333333), site(lg_code=OZU, share=0.3333333)
    )
    assert counted_at(found) == {IMARI: 333, KIKUYO: 333, OZU: 334}


@given(
    st.integers(0, 10**15),
    st.lists(st.integers(1, 100), min_size=1, max_size=4),
    st.integers(0, 10**12),
)
@settings(deadline=None, max_examples=40)
def test_portions_add_up_to_the_amount_to_the_yen(amount: int, weights: list[int], support: int) -> None:
    places = (KIKUYO, OZU, IMARI, CHITOSE)
    shares = [weight / sum(weights) for weight in weights]
    sites = [site(lg_code=code, share=share) for code, share in zip(places, shares, strict=False)]
    found = one(*sites, amount_yen=amount, public_support_yen=support)
    assert sum(counted_at(found).values()) == amount
    assert sum(counted_at(found, "support_yen").values()) == support
    # Shares count with twelve decimals, yen are rounded down, and the last place takes what is left.
    portions = [amount * round(share * 10**12) // 10**12 for share in shares[:-1]]
    expected = dict(zip(places, [*portions, amount - sum(portions)], strict=False))
    assert {code: yen for code, yen in counted_at(found).items() if yen} == {
        code: yen for code, yen in expected.items() if yen
    }


def test_no_portion_is_negative() -> None:
    found = one(*(site(lg_code=code, share=0.25) for code in (KIKUYO, OZU, IMARI, CHITOSE)), amount_yen=2)
    assert min(counted_at(found).values()) >= 0


def test_what_shares_leave_over_counts_at_the_site_without_a_share() -> None:
    assert counted_at(one(site(share=0.6), site(lg_code=IMARI))) == {KIKUYO: 600, IMARI: 400}


def test_what_shares_leave_over_counts_where_all_sites_without_a_share_lie() -> None:
    found = one(site(lg_code=CHITOSE, share=0.6), site(), site(lg_code=OZU))
    assert counted_at(found) == {CHITOSE: 600, KUMAMOTO: 400}


def test_shares_of_all_sites_below_the_whole_leave_the_rest_where_all_sites_lie() -> None:
    assert counted_at(one(site(share=0.5), site(lg_code=OZU, share=0.3))) == {
        KIKUYO: 500,
        OZU: 300,
        KUMAMOTO: 200,
    }
    assert counted_at(one(site(share=0.5), site(lg_code=CHITOSE, share=0.3))) == {
        KIKUYO: 500,
        CHITOSE: 300,
        NATION: 200,
    }


def test_rest_beside_an_unknown_site_counts_for_the_nation_alone() -> None:
    assert counted_at(one(site(share=0.6), site(lg_code=""))) == {KIKUYO: 600, NATION: 400}


def test_share_of_an_unknown_site_counts_for_the_nation_alone() -> None:
    assert counted_at(one(site(share=0.6), site(lg_code="", share=0.4))) == {KIKUYO: 600, NATION: 400}


def test_multi_site_total_with_a_whole_share_at_its_one_site_counts_there() -> None:
    assert counted_at(one(site(share=1.0), **MULTI)) == {KIKUYO: 1000}


def test_rest_of_a_multi_site_total_with_one_site_counts_for_the_nation() -> None:
    assert counted_at(one(site(share=0.6), **MULTI)) == {KIKUYO: 600, NATION: 400}


def test_share_of_a_prefecture_counts_at_the_prefecture() -> None:
    assert counted_at(one(site(lg_code=KUMAMOTO, share=0.5), site(lg_code=IMARI, share=0.5))) == {
        KUMAMOTO: 500,
        IMARI: 500,
    }
