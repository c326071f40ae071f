"""Which sums are told how: safe by themselves, with their parts, and from one half to the next."""

from __future__ import annotations

import pytest

from domain.area import NATION
from domain.codelist import codelist
from registry.withheld_sums.publishing import published
from registry.withheld_sums.safety import Limits, is_safe, limits
from registry.withheld_sums.states import BAND, EXACT, size_band_of, told_range
from registry.withheld_sums.units import ALL_FIELDS, Cell, Unit, home_of

KUMAMOTO, FUKUOKA, SAGA, TOKYO = "430005", "400009", "410004", "130001"
OKU = 10**8


def unit(number: int, amount: float, home: str = KUMAMOTO, field: str = "food", company: str = "") -> Unit:
    return Unit(f"P{number}", company or f"C{number}", home, field, round(amount * OKU))


def units(*amounts: float, first: int = 0, **values: str) -> list[Unit]:
    return [unit(first + at, amount, **values) for at, amount in enumerate(amounts)]


@pytest.mark.parametrize(
    ("amounts", "safe"),
    [
        ((), False), ((10,), False), ((10, 10), False), ((10, 10, 10), True),
        ((75, 20, 5), False),  # 2番目が自らの20を引くと80: 75の15％の内
        ((74, 13, 13), True), ((75, 12.5, 12.5), True), ((76, 12, 12), False),
        ((50, 50, 7.4), False), ((50, 50, 7.5), True), ((0, 0, 0), False),
    ],
)  # fmt: skip
def test_sum_is_safe_with_enough_contributors_none_of_them_too_large(amounts: tuple, safe: bool) -> None:
    assert is_safe(units(*amounts)) is safe


def test_projects_of_one_company_are_one_contributor() -> None:
    assert not is_safe([unit(1, 10, company="A"), unit(2, 10, company="A"), unit(3, 10, company="B")])


def test_limits_are_the_code_lists() -> None:
    assert limits() == Limits(3, 0.75, 0.15, 0.3, 2e8)
    assert set(codelist("disclosure_rule").codes) == {
        "contributors",
        "dominance",
        "estimate",
        "interval",
        "interval_oku",
    }


def test_bands_are_wide_enough_by_themselves() -> None:
    for entry in codelist("size_band"):
        if entry.more["lower_yen"] and entry.more["upper_yen"]:
            lower, upper = float(entry.more["lower_yen"]), float(entry.more["upper_yen"])
            assert upper - lower >= limits().interval * upper


@pytest.mark.parametrize(
    ("places", "is_total", "home"),
    [
        (["434043"], False, KUMAMOTO), ([KUMAMOTO], False, KUMAMOTO), (["434043", "434035"], False, KUMAMOTO),
        (["434043", "401307"], False, "kyushu"), (["434043", "131016"], False, NATION),
        (["434043", ""], False, NATION), ([], False, NATION), (["434043"], True, NATION),
        (["434043", "434035"], True, KUMAMOTO),
    ],
)  # fmt: skip
def test_amount_counts_at_the_smallest_area_that_holds_all_sites(
    places: list, is_total: bool, home: str
) -> None:
    assert home_of(places, is_multi_site_total=is_total) == home


def states(found: list[Unit], *earlier: list[Unit]) -> dict[tuple[str, str], str]:
    releases = []
    for each in (*earlier, found):
        releases.append(published(each, releases))
    return {tuple(cell): state for cell, state in releases[-1].states.items()}


def test_single_amount_is_told_by_its_band_and_a_safe_total_exactly() -> None:
    found = states([*units(20, 25, 30, 40), unit(9, 60, home=TOKYO, field="marine")])
    assert found[NATION, ALL_FIELDS] == EXACT
    assert found[TOKYO, ALL_FIELDS] == BAND
    assert found[KUMAMOTO, ALL_FIELDS] == BAND, "the nation less 熊本県 would be the one of 東京都"


def test_two_that_complete_each_other_give_neither_away() -> None:
    found = states([*units(20, 25, 30, 40), *units(60, 70, 90, first=9, home=TOKYO, field="marine")])
    assert {found[KUMAMOTO, ""], found[TOKYO, ""], found[NATION, ""]} == {EXACT}


def test_remainder_that_lies_in_no_part_is_minded_too() -> None:
    found = states([*units(20, 25, 30, 40), unit(9, 60, home="kyushu")])
    assert (found[KUMAMOTO, ""] == EXACT) is not (found["kyushu", ""] == EXACT)


def test_sum_that_only_one_has_joined_since_the_last_half_is_told_by_its_band() -> None:
    before = units(20, 25, 30, 40)
    assert states(before)[NATION, ALL_FIELDS] == EXACT
    assert states([*before, unit(9, 35)], before)[NATION, ALL_FIELDS] == BAND
    assert states([*before, *units(35, 36, 37, first=9)], before)[NATION, ALL_FIELDS] == EXACT
    assert states(before, before)[NATION, ALL_FIELDS] == EXACT


def test_sum_is_compared_with_every_half_before() -> None:
    before = units(20, 25, 30, 40)
    assert states([*before, unit(9, 35)], before, [*before, *units(35, 36, 37, first=9)])[NATION, ""] == BAND


def test_same_amounts_are_told_the_same_way_in_any_order() -> None:
    found = [*units(20, 25, 30, 40), *units(5, 60, 7, 300, first=9, home=SAGA), unit(20, 80, home=FUKUOKA)]
    assert states(found) == states(found[::-1])


def test_ranges_of_what_is_told() -> None:
    assert told_range(EXACT, 7) == (7.0, 7.0)
    assert told_range(BAND, 7 * OKU) == (0.0, 10.0 * OKU)
    assert told_range("suppressed", 7) is None
    assert size_band_of(1000 * OKU) == "100b_500b"
    assert Cell(NATION, "") in unit(1, 1).cells
