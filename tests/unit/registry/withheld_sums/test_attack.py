"""Solving for single withheld amounts: nothing published gives one away, and without protection all goes."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.area import NATION
from registry.withheld_sums import publishing
from registry.withheld_sums.publishing import Release, as_told_now, published
from registry.withheld_sums.safety import limits
from registry.withheld_sums.states import EXACT, told_range
from registry.withheld_sums.units import Unit
from tests.withheld_attack import Told, relative_widths

HOMES = ("010006", "430005", "400009", "410004", "130001", "kyushu", NATION)
FIELDS = ("ai_semiconductor", "food", "marine")
AMOUNTS = st.sampled_from([1, 3, 9, 10, 11, 49, 50, 52, 99, 100, 101, 480, 500, 990, 1000, 4000, 12_000])


@st.composite
def units(draw: st.DrawFn, most: int = 14) -> list[Unit]:
    count = draw(st.integers(1, most))
    companies = draw(st.integers(1, count))
    return [
        Unit(
            f"P{at:02}",
            f"C{draw(st.integers(0, companies - 1))}",
            draw(st.sampled_from(HOMES)),
            draw(st.sampled_from(FIELDS)),
            draw(AMOUNTS) * 10**8 + draw(st.integers(0, 10**8 - 1)),
        )
        for at in range(count)
    ]


def told_by(releases: Sequence[Release], everyone: Sequence[Unit]) -> list[Told]:
    at = {unit: number for number, unit in enumerate(everyone)}
    found = []
    for release in releases:
        for cell, state in release.states.items():
            if (told := told_range(state, release.total(cell))) is not None:
                found.append(Told(tuple(at[unit] for unit in release.cells[cell]), *told))
    return found


def attacked(
    releases: Sequence[Release], known: AbstractSet[tuple[str, int]] = frozenset()
) -> dict[str, float]:
    """By project, and by company of the last release, how widely what is published leaves open what of it is
    not ``known``.
    """
    everyone = sorted({unit for release in releases for unit in release.units})
    hidden = [at for at, unit in enumerate(everyone) if unit.amount not in known]
    questions = {everyone[at].project_id + str(everyone[at].amount_yen): [at] for at in hidden}
    for company in {everyone[at].company for at in hidden if everyone[at] in releases[-1].units}:
        questions[company] = [
            at for at in hidden if everyone[at].company == company and everyone[at] in releases[-1].units
        ]
    told = told_by(releases, everyone)
    return relative_widths(
        len(everyone),
        told,
        questions,
        lambda asked: sum(everyone[at].amount_yen for at in asked),
        {at: float(unit.amount_yen) for at, unit in enumerate(everyone) if unit.amount in known},
    )


def too_close(widths: dict[str, float]) -> list[str]:
    return [name for name, width in widths.items() if width < limits().interval - 1e-5]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(units())
def test_no_single_amount_can_be_solved_for(found: list[Unit]) -> None:
    assert too_close(attacked([published(found)])) == []


@st.composite
def two_halves(draw: st.DrawFn) -> tuple[list[Unit], list[Unit]]:
    """What was withheld, and what is half a year later: some gone, some come, some changed."""
    before = draw(units(10))
    kept = [unit for unit in before if draw(st.integers(0, 5))]
    changed = [
        unit._replace(amount_yen=unit.amount_yen * 2) if draw(st.integers(0, 5)) == 0 else unit
        for unit in kept
    ]
    come = [unit._replace(project_id=f"Q{at}", company=f"D{at}") for at, unit in enumerate(draw(units(3)))]
    return before, changed + come[: draw(st.integers(0, 3))]


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(two_halves())
def test_no_single_amount_can_be_solved_for_from_two_halves(halves: tuple[list[Unit], list[Unit]]) -> None:
    first = published(halves[0])
    second = published(halves[1], [first])
    assert too_close(attacked([first])) == []
    assert too_close(attacked([first, second])) == []


def six(field: str = "food", home: str = "430005", first: int = 0) -> list[Unit]:
    return [Unit(f"P{first + at}", f"C{first + at}", home, field, (20 + at) * 10**9) for at in range(6)]


def test_attack_succeeds_when_protection_is_switched_off() -> None:
    alone = Unit("X", "X", "430005", "marine", 77 * 10**9)
    open_to_all = Release((*six(), alone))
    open_to_all.states = dict.fromkeys(open_to_all.cells, EXACT)
    assert too_close(attacked([open_to_all])) == ["X77000000000", "X"]
    assert too_close(attacked([published([*six(), alone])])) == []


def test_attack_succeeds_by_subtraction_when_only_unsafe_sums_are_taken_away() -> None:
    alone = Unit("X", "X", "430005", "marine", 77 * 10**9)
    release = published([*six(), alone])
    release.states = {
        cell: EXACT if len(units) > 5 else "suppressed" for cell, units in release.cells.items()
    }
    assert "X" in too_close(attacked([release]))


def test_attack_succeeds_over_time_when_halves_are_published_by_themselves() -> None:
    new = Unit("X", "X", "430005", "food", 77 * 10**9)
    first, second = published(six()), published([*six(), new])
    assert "X" in too_close(attacked([first, second]))
    assert too_close(attacked([first, published([*six(), new], [first])])) == []


def test_amounts_that_have_become_public_help_to_solve_and_are_reckoned_with() -> None:
    first = published([*six(), *six("marine", first=6)])
    now = [unit for unit in first.units if unit.field == "marine"]
    gone = {(unit.project_id, unit.amount_yen) for unit in first.units if unit.field == "food"}
    later = published([*now, Unit("X", "X", "400009", "marine", 10**9)], [first], gone)
    assert later.states[later.units[-1].cells[0]] != EXACT


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(two_halves(), st.data())
def test_no_single_amount_can_be_solved_for_when_others_are_made_public(
    halves: tuple[list[Unit], list[Unit]], data: st.DataObject
) -> None:
    first = published(halves[0])
    releases = [first, published(halves[1], [first])]
    known = {unit.amount for unit in sorted({*halves[0], *halves[1]}) if data.draw(st.booleans())}
    told = as_told_now(releases, known)
    order = ("exact", "band", "suppressed")
    for before, now in zip(releases, told, strict=True):
        assert all(
            order.index(now.states[cell]) >= order.index(state) for cell, state in before.states.items()
        )
    assert too_close(attacked(told, known)) == []


def test_attack_succeeds_when_a_sum_stands_as_it_was_after_others_in_it_have_been_made_public() -> None:
    release = published(six())
    assert EXACT in release.states.values()
    known = {unit.amount for unit in release.units[:5]}
    assert "C5" in too_close(attacked([release], known))
    assert too_close(attacked(as_told_now([release], known), known)) == []


def test_amount_in_whole_oku_is_not_the_only_one_that_fits() -> None:
    """11億円 in all, of them in one field 10億円 at least: 1億円, if amounts are whole, is left for the other."""
    food = [("430005", 3), ("400009", 1), ("430005", 2), ("430005", 1), ("430005", 3)]
    found = [Unit(f"P{at}", f"C{at}", home, "food", oku * 10**8) for at, (home, oku) in enumerate(food)]
    alone = Unit("X", "X", "430005", "ai_semiconductor", 10**8)
    assert attacked([published([*found, alone])])["X"] >= 2 - 1e-5


KNOWING = [
    Unit("P0", "C0", "kyushu", "food", 20 * 10**9),
    Unit("P1", "C1", "430005", "marine", 21 * 10**9),
    Unit("P2", "C2", "430005", "food", 22 * 10**9),
    Unit("P3", "C3", "430005", "food", 23 * 10**9),
    Unit("P4", "C4", "400009", "marine", 24 * 10**9),
    Unit("P5", "C5", "kyushu", "marine", 25 * 10**9),
]
"""熊本 = P1 + P2 + P3 and 九州's food = P0 + P2 + P3: both safe, and the first is told P1 by their difference."""


def found_out_by_contributors(releases: Sequence[Release]) -> set[tuple[str, str]]:
    """Who could work out what project's amount of another company, within a thousandth."""
    units = sorted(set(releases[-1].units))
    return {
        (company, project)
        for company in {unit.company for unit in units}
        for project, width in attacked(
            releases, {unit.amount for unit in units if unit.company == company}
        ).items()
        if width < 1e-3
    }


def test_attack_by_a_contributor_succeeds_where_single_relations_alone_are_minded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert found_out_by_contributors([published(KNOWING)]) == set()
    monkeypatch.setattr(publishing, "telling_a_contributor", lambda *_: [])
    assert ("C0", "C1") in found_out_by_contributors([published(KNOWING)])


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(units(7))
def test_no_contributor_works_out_the_amount_of_another(found: list[Unit]) -> None:
    assert found_out_by_contributors([published(found)]) == set()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_withheld_amounts_are_told_by_their_number_and_a_band_at_most(count: int) -> None:
    release = published(six()[:count])
    assert EXACT not in release.states.values()
    assert len(release.units) == count
