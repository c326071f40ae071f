"""The counting rule without shares: where one project's amount counts, and that it counts once."""

from typing import Any

import numpy as np
import pytest

from analysis.allocation import size_bands
from analysis.selection import Selection
from analysis.totals import Breakdown, total, totals
from domain.area import NATION
from domain.codelist import codelist
from domain.record import Records
from tests.builders import (
    FUKUOKA_CITY,
    IMARI,
    KIKUYO,
    KUMAMOTO,
    OZU,
    SAGA,
    YOKKAICHI,
    YOSHINOGARI,
    allocation,
    project,
    site,
)
from tests.unit.analysis.counted import MULTI, at_levels, counted_at, one

VILLAGE = "016951"


def test_one_site_counts_at_its_municipality_and_in_all_that_holds_it() -> None:
    found = one(site())
    assert counted_at(found) == {KIKUYO: 1000}
    assert at_levels(found, KIKUYO, KUMAMOTO, "kyushu", NATION) == [(1, 1000)] * 4
    assert at_levels(found, OZU, SAGA, "tohoku") == [(0, 0)] * 3


def test_two_municipalities_of_one_prefecture_count_at_the_prefecture() -> None:
    found = one(site(), site(lg_code=OZU), **MULTI)
    assert counted_at(found) == {KUMAMOTO: 1000}
    assert at_levels(found, KIKUYO, OZU, KUMAMOTO, NATION) == [(1, 0), (1, 0), (1, 1000), (1, 1000)]


def test_several_sites_count_alike_whatever_the_scope() -> None:
    assert counted_at(one(site(), site(lg_code=OZU))) == {KUMAMOTO: 1000}


def test_two_prefectures_of_one_block_count_at_the_block() -> None:
    found = one(site(), site(lg_code=OZU), site(lg_code=IMARI), **MULTI)
    assert counted_at(found) == {"kyushu": 1000}
    assert at_levels(found, KUMAMOTO, SAGA, "kyushu", NATION) == [(1, 0), (1, 0), (1, 1000), (1, 1000)]


def test_sites_across_blocks_count_for_the_nation() -> None:
    found = one(site(), site(lg_code=YOKKAICHI), **MULTI)
    assert counted_at(found) == {NATION: 1000}
    assert at_levels(found, "kyushu", "chubu", "kinki", NATION) == [(1, 0), (1, 0), (0, 0), (1, 1000)]


def test_known_and_unknown_site_count_for_the_nation() -> None:
    found = one(site(), site(lg_code=""))
    assert counted_at(found) == {NATION: 1000}
    assert at_levels(found, KIKUYO, KUMAMOTO, NATION) == [(1, 0), (1, 0), (1, 1000)]


def test_unknown_site_alone_counts_for_the_nation() -> None:
    assert counted_at(one(site(lg_code=""))) == {NATION: 1000}


def test_multi_site_total_with_one_site_counts_for_the_nation() -> None:
    found = one(site(), **MULTI)
    assert counted_at(found) == {NATION: 1000}
    assert total(found, Selection(KIKUYO)).counted_wider == 1


def test_project_without_a_site_counts_for_the_nation() -> None:
    found = one()
    assert counted_at(found) == {NATION: 1000}
    assert at_levels(found, NATION, "kyushu") == [(1, 1000), (0, 0)]


def test_site_known_to_the_prefecture_counts_at_the_prefecture() -> None:
    found = one(site(lg_code=KUMAMOTO))
    assert counted_at(found) == {KUMAMOTO: 1000}
    assert at_levels(found, KUMAMOTO, KIKUYO) == [(1, 1000), (0, 0)]


def test_prefecture_and_one_of_its_municipalities_count_at_the_prefecture() -> None:
    assert counted_at(one(site(lg_code=KUMAMOTO), site())) == {KUMAMOTO: 1000}


def test_two_prefectures_known_as_such_count_at_their_block() -> None:
    assert counted_at(one(site(lg_code=KUMAMOTO), site(lg_code=SAGA))) == {"kyushu": 1000}


def test_undisclosed_amount_counts_nowhere_and_the_project_everywhere() -> None:
    found = one(site(), site(lg_code=IMARI), amount_yen=None, amount_scope="not_disclosed")
    assert counted_at(found) == {}
    for area in (KIKUYO, IMARI, "kyushu", NATION):
        line = total(found, Selection(area))
        assert (line.projects, line.projects_with_amount, line.not_disclosed) == (1, 0, 1)


def test_amount_of_zero_is_an_amount() -> None:
    line = total(one(site(), amount_yen=0), Selection(KIKUYO))
    assert (line.projects_with_amount, line.not_disclosed, line.amount_yen) == (1, 0, 0)


def test_support_counts_where_the_amount_does() -> None:
    found = one(site(share=0.6), site(lg_code=IMARI, share=0.4), public_support_yen=101)
    assert counted_at(found, "support_yen") == {KIKUYO: 60, IMARI: 41}
    wide = one(site(), site(lg_code=IMARI), public_support_yen=101)
    assert counted_at(wide, "support_yen") == {"kyushu": 101}


def test_support_without_an_amount_counts_by_the_same_rule() -> None:
    nothing = {"amount_yen": None, "amount_scope": "not_disclosed", "public_support_yen": 300}
    assert counted_at(one(site(), **nothing), "support_yen") == {KIKUYO: 300}
    wide = one(site(), site(lg_code=OZU), **nothing)
    assert counted_at(wide, "support_yen") == {KUMAMOTO: 300}
    line = total(wide, Selection(KUMAMOTO))
    assert (line.projects_with_amount, line.not_disclosed, line.public_support_yen) == (0, 1, 300)


def test_lower_bounds_and_parts_are_summed_and_marked() -> None:
    found = allocation(
        [project("P-1", amount_scope="lower_bound"), project("P-2", amount_scope="partial"), project("P-3")],
        [site("P-1"), site("P-2"), site("P-3")],
    )
    line = total(found, Selection(KIKUYO))
    assert (line.amount_yen, line.lower_bounds, line.partial_scopes) == (30_000_000_000, 1, 1)


def test_mark_counts_only_where_the_amount_counts() -> None:
    found = one(site(), site(lg_code=IMARI), amount_scope="lower_bound")
    assert [total(found, Selection(area)).lower_bounds for area in (KIKUYO, SAGA, "kyushu")] == [0, 0, 1]


def test_northern_village_counts_as_a_place() -> None:
    assert counted_at(one(site(lg_code=VILLAGE))) == {VILLAGE: 1000}
    assert at_levels(one(site(lg_code=VILLAGE)), "010006", "hokkaido") == [(1, 1000)] * 2


def test_sites_of_unknown_projects_are_passed_over() -> None:
    assert counted_at(allocation([project(amount_yen=1000)], [site(), site("P-9", IMARI)])) == {KIKUYO: 1000}


def test_each_project_is_allocated_by_its_own_sites() -> None:
    found = allocation(
        [project("P-1", amount_yen=1), project("P-2", amount_yen=20), project("P-3", amount_yen=300)],
        [site("P-1", FUKUOKA_CITY), site("P-3", IMARI, share=0.5), site("P-3", YOSHINOGARI, share=0.5)],
    )
    assert counted_at(found) == {FUKUOKA_CITY: 1, NATION: 20, IMARI: 150, YOSHINOGARI: 150}


def test_records_are_not_changed() -> None:
    found = one(site(share=0.5), site(lg_code=OZU))
    records: Records = found.records
    before = records.projects.copy(), records.project_sites.copy()
    for by in Breakdown:
        totals(found, Selection(text="菊陽"), by)
    assert records.projects.equals(before[0])
    assert records.project_sites.equals(before[1])


@pytest.mark.parametrize("band", [entry for entry in codelist("size_band") if entry.more["lower_yen"]])
def test_size_band_holds_its_lower_limit_and_not_its_upper(band: Any) -> None:
    position = codelist("size_band").position[band.code]
    lower, upper = int(band.more["lower_yen"]), int(band.more["upper_yen"] or 10**16)
    found = size_bands(np.array([lower, upper - 1, upper]), np.array([True, True, True]))
    assert found[:2].tolist() == [position, position]
    assert (found[2] == position) == (not band.more["upper_yen"])
    assert (
        size_bands(np.array([lower]), np.array([False]))[0] == codelist("size_band").position["not_disclosed"]
    )
