"""Colour classes: digits agree with the legend, and missing, withheld and zero stay apart."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from geo import palette
from geo.colour_class import (
    DIGIT_COLOURS,
    FIRST_STEP,
    NO_PROJECT,
    NOT_COVERED,
    NOT_DISCLOSED,
    OUTSIDE,
    ColourClasses,
    classify,
)

MOST_STEPS = 5
Limits = list[tuple[float, float | None]]


def classified(
    values: list[float], projects: list[bool] | None = None, *, counts: bool = False
) -> tuple[ColourClasses, Limits]:
    """The classes, and the limits that the legend was asked to word, the highest class first."""
    asked: Limits = []

    def label(lower: float, above: float | None) -> str:
        asked.append((lower, above))
        return f"{lower} to {above}"

    has_project = [value > 0 for value in values] if projects is None else projects
    array: npt.NDArray[np.float64] = np.array(values, dtype=float)
    return classify(array, np.array(has_project, dtype=bool), label, whole_numbers=counts), asked


def step_of_each_class(classes: ColourClasses, limits: Limits) -> dict[int, tuple[float, float]]:
    """Digit of a class to its limits, as the legend's colour tells it."""
    return {
        DIGIT_COLOURS.index(entry.colour): (lower, math.inf if above is None else above)
        for entry, (lower, above) in zip(classes.legend, limits, strict=False)
    }


def is_just_below_a_round_limit(value: float) -> bool:
    """By less than twelve digits tell: it is classed as the limit itself."""
    rounds = (step * 10.0 ** math.floor(math.log10(value)) for step in (1, 1.5, 2, 3, 5, 7, 10))
    return any(0 < 1 - value / limit < 1e-11 for limit in rounds)


amounts = st.one_of(
    st.floats(0.01, 1e14, allow_nan=False),
    st.integers(1, 10**14).map(float),
    st.sampled_from([10.0**power for power in range(13)]),
).filter(lambda value: not is_just_below_a_round_limit(value))
areas_of_amounts = st.lists(
    st.one_of(
        st.tuples(amounts, st.just(True)),
        st.tuples(st.just(math.nan), st.booleans()),
        st.tuples(st.just(0.0), st.just(False)),
    ),
    max_size=60,
)
areas_of_counts = st.lists(
    st.one_of(
        st.tuples(st.integers(1, 30), st.just(True)),
        st.tuples(st.integers(1, 10**6), st.just(True)),
        st.tuples(st.just(0), st.just(False)),
    ),
    max_size=60,
)


def assert_legend_tells_the_digits(areas: list[tuple[float, bool]], *, counts: bool) -> None:
    values, projects = [float(value) for value, _ in areas], [has for _, has in areas]
    classes, limits = classified(values, projects, counts=counts)
    ranges = step_of_each_class(classes, limits)
    assert len(ranges) == len(limits) <= MOST_STEPS
    for value, has_project, digit in zip(values, projects, classes.digits.tolist(), strict=True):
        if value > 0:
            lower, above = ranges[digit]
            assert lower <= value < above
        else:
            assert digit == (NOT_DISCLOSED if has_project else NO_PROJECT)


@given(areas_of_amounts)
def test_every_amount_lies_within_the_limits_that_its_colour_has_in_the_legend(
    areas: list[tuple[float, bool]],
) -> None:
    assert_legend_tells_the_digits(areas, counts=False)


@given(areas_of_counts)
def test_every_count_lies_within_the_limits_that_its_colour_has_in_the_legend(
    areas: list[tuple[int, bool]],
) -> None:
    assert_legend_tells_the_digits([(float(value), has) for value, has in areas], counts=True)


def assert_legend_counts_every_area_once(classes: ColourClasses) -> None:
    shown = {DIGIT_COLOURS.index(entry.colour): entry.areas for entry in classes.legend}
    assert shown == Counter(classes.digits.tolist())
    assert len(shown) == len(classes.legend)


@given(
    st.one_of(
        st.tuples(areas_of_amounts, st.just(False)),
        st.tuples(areas_of_counts, st.booleans()),
    )
)
def test_legend_has_no_empty_class_and_counts_every_area_once(
    case: tuple[list[tuple[float, bool]], bool],
) -> None:
    areas, counts = case
    classes, _ = classified([value for value, _ in areas], [has for _, has in areas], counts=counts)
    assert_legend_counts_every_area_once(classes)


def test_amount_one_yen_below_a_round_limit_makes_no_empty_class() -> None:
    classes, _ = classified([1e9, 1e9, *[999_999_999_999.0] * 3])
    assert_legend_counts_every_area_once(classes)


@given(st.lists(amounts, min_size=2, max_size=60), st.booleans())
def test_larger_value_is_never_lighter(values: list[float], counts: bool) -> None:
    whole = [float(math.ceil(value)) for value in values] if counts else values
    classes, _ = classified(whole, counts=counts)
    in_order = classes.digits[np.argsort(whole, kind="stable")]
    assert (np.diff(in_order) >= 0).all()


@given(st.lists(amounts, min_size=1, max_size=60))
def test_limits_of_amounts_are_round_and_the_lowest_class_has_none(values: list[float]) -> None:
    _, limits = classified(values)
    lowest, above = limits[-1]
    assert lowest == 0
    assert limits[0][1] is None
    for lower, _ in limits[:-1]:
        leading = lower / 10 ** math.floor(math.log10(lower) + 1e-9)
        assert any(math.isclose(leading, step) for step in (1, 1.5, 2, 3, 5, 7))
    assert [above for _, above in limits[1:]] == [lower for lower, _ in limits[:-1]]
    assert above is None or above > 0


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=60))
def test_limits_of_counts_are_whole_and_begin_with_one(values: list[int]) -> None:
    _, limits = classified([float(value) for value in values], counts=True)
    ladder = {step * 10**power for power in range(7) for step in (1, 2, 3, 5)}
    assert {lower for lower, _ in limits} <= ladder
    assert limits[-1][0] == 1


def test_counts_have_the_limits_that_people_count_in() -> None:
    _, limits = classified([1, 1, 2, 3, 4, 7, 12], counts=True)
    assert limits == [(10, None), (5, 10), (3, 5), (2, 3), (1, 2)]


def test_seldom_counts_share_a_class_when_there_would_be_more_than_five() -> None:
    values = [1.0] * 50 + [2.0] * 30 + [3.0] * 20 + [5.0] * 10 + [10.0] * 6 + [25.0] * 4 + [60.0]
    _, limits = classified(values, counts=True)
    assert len(limits) == MOST_STEPS
    assert [lower for lower, _ in limits[::-1]][:4] == [1, 2, 3, 5]


def test_amounts_are_cut_at_quintiles() -> None:
    classes, limits = classified([float(value) for value in range(1, 101)])
    assert limits == [(70, None), (50, 70), (30, 50), (20, 30), (0, 20)]
    assert Counter(classes.digits.tolist()) == {6: 31, 5: 20, 4: 20, 3: 10, 2: 19}


def test_fewer_classes_use_steps_that_are_far_apart() -> None:
    digits = {
        count: sorted(set(classified([10.0**power for power in range(count)])[0].digits.tolist()))
        for count in range(1, 6)
    }
    assert digits == {1: [5], 2: [3, 5], 3: [3, 4, 5], 4: [2, 3, 4, 5], 5: [2, 3, 4, 5, 6]}


def test_nothing_at_all_has_an_empty_legend() -> None:
    classes, limits = classified([])
    assert (classes.legend, limits, classes.digits.tolist()) == ((), [], [])


# --- missing, withheld and zero


def test_area_without_project_and_area_with_withheld_amount_differ() -> None:
    classes, _ = classified([5e9, math.nan, math.nan], [True, True, False])
    assert classes.digits.tolist()[1:] == [NOT_DISCLOSED, NO_PROJECT]
    words = {entry.label: (entry.colour, entry.areas) for entry in classes.legend[1:]}
    assert words == {
        "案件あり・金額は非公表": (palette.NOT_DISCLOSED, 1),
        "案件なし": (palette.NO_PROJECT, 1),
    }


def test_disclosed_amount_of_zero_is_not_called_withheld() -> None:
    classes, _ = classified([5e9, 0.0, math.nan], [True, True, True])
    zero, withheld = classes.digits.tolist()[1:]
    assert withheld == NOT_DISCLOSED
    assert zero not in (NOT_DISCLOSED, NO_PROJECT)


def test_disclosed_amount_of_zero_is_in_the_lowest_class() -> None:
    classes, limits = classified([5e9, 2e8, 0.0, 0.0], [True, True, True, False])
    assert limits == [(1e9, None), (0, 1e9)]
    assert classes.digits.tolist()[1:] == [classes.digits[2], classes.digits[2], NO_PROJECT]
    assert [entry.areas for entry in classes.legend] == [1, 2, 1]


def test_nothing_but_disclosed_zeros_is_one_class() -> None:
    classes, limits = classified([0.0, 0.0], [True, True])
    assert limits == [(0, None)]
    assert set(classes.digits.tolist()) == {FIRST_STEP + 3}


def test_words_for_areas_without_value_are_those_asked_for() -> None:
    projects = np.array([True, True])
    words = "案件あり・金額は広域に計上"
    classes = classify(np.array([1e9, math.nan]), projects, lambda *_: "金額あり", without_value=words)
    assert [entry.label for entry in classes.legend] == ["金額あり", words]


def test_value_that_misses_a_round_limit_by_its_last_bits_reaches_it() -> None:
    """0.1 + 0.2 is a little more than 0.3, and 1e12 less its last bit is no amount of its own."""
    _, limits = classified([0.1, *[0.3] * 9])
    assert limits == [(0.3, None), (0, 0.3)]
    _, limits = classified([0.1, *[0.1 + 0.2] * 9])
    assert limits == [(0.3, None), (0, 0.3)]
    classes, limits = classified([1e9, *[math.nextafter(1e12, 0)] * 9])
    assert limits == [(1e12, None), (0, 1e12)]
    assert_legend_counts_every_area_once(classes)


def test_what_is_no_value_has_colours_of_its_own() -> None:
    assert [DIGIT_COLOURS[digit] for digit in (NO_PROJECT, NOT_DISCLOSED, OUTSIDE, NOT_COVERED)] == [
        palette.NO_PROJECT, palette.NOT_DISCLOSED, palette.OUTSIDE, palette.NOT_COVERED,
    ]  # fmt: skip
    assert DIGIT_COLOURS[FIRST_STEP : FIRST_STEP + MOST_STEPS] == palette.CLASSES
    assert len(set(DIGIT_COLOURS)) == len(DIGIT_COLOURS) < 10  # one character a digit
