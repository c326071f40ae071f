"""Colour classes: values to at most five steps with round limits, and the legend that explains them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo import palette

NO_PROJECT, NOT_DISCLOSED, FIRST_STEP, OUTSIDE, NOT_COVERED = 0, 1, 2, 7, 8
"""Class digits: what an area is when it has no step. Steps are 2 to 6."""

DIGIT_COLOURS = (
    palette.NO_PROJECT,
    palette.NOT_DISCLOSED,
    *palette.CLASSES,
    palette.OUTSIDE,
    palette.NOT_COVERED,
)
_ROUND_STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)
# Which of the five steps are used when there are fewer classes: far apart, never the lightest alone.
_STEPS_FOR = {0: (), 1: (3,), 2: (1, 3), 3: (1, 2, 3), 4: (0, 1, 2, 3), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend: colour, words and the number of areas that have it."""

    colour: str
    label: str
    areas: int


@dataclass(frozen=True)
class ColourClasses:
    """The class digit of each area, and the legend of the digits that occur."""

    digits: npt.NDArray[np.int8]
    legend: tuple[LegendEntry, ...]


@dataclass(frozen=True)
class ClassesByCode:
    """The class digit of each municipality by its code, and the legend of the digits that occur."""

    digit_of: dict[str, int]
    legend: tuple[LegendEntry, ...]


def classify(
    values: npt.NDArray[np.float64],
    has_project: npt.NDArray[np.bool_],
    label: Callable[[float, float | None], str],
    *,
    without_value: str = "案件あり・金額は非公表",
    whole_numbers: bool = False,
) -> ColourClasses:
    """Class digits of areas whose values are 0 or more, or NaN where nothing is measured.

    Limits are quintiles of the positive values rounded to 1, 1.5, 2, 3, 5 or 7 times a power of
    ten, so that a legend reads easily; equal limits fall together. Counts (``whole_numbers``) have
    the limits 1, 2, 3, 5, 10, 20, 30 and so on, as many as occur. An area with projects that are
    measured as 0 yen is in the lowest class; one with projects and no value is ``NOT_DISCLOSED``,
    which ``without_value`` words, one without projects ``NO_PROJECT``: neither is a zero. ``label``
    words a class from its lower limit (0 for the lowest class of amounts) and the next one.
    """
    values = _to_twelve_digits(values)
    is_measured = np.where(has_project, values >= 0, values > 0)
    measured = values[is_measured]
    lower = _whole_limits(measured) if whole_numbers else _round_limits(measured)
    steps = _STEPS_FOR[len(lower)]
    digits = np.where(has_project, NOT_DISCLOSED, NO_PROJECT).astype(np.int8)
    if lower:
        step = np.searchsorted(np.array(lower[1:]), measured, side="right")
        digits[is_measured] = FIRST_STEP + np.array(steps, dtype=np.int8)[step]
    entries = []
    for at in reversed(range(len(lower))):
        above = lower[at + 1] if at + 1 < len(lower) else None
        digit = FIRST_STEP + steps[at]
        text = label(lower[at] if at or whole_numbers else 0, above)
        entries.append(LegendEntry(DIGIT_COLOURS[digit], text, int((digits == digit).sum())))
    for digit, text in ((NOT_DISCLOSED, without_value), (NO_PROJECT, "案件なし")):
        if (digits == digit).any():
            entries.append(LegendEntry(DIGIT_COLOURS[digit], text, int((digits == digit).sum())))
    return ColourClasses(digits, tuple(entries))


def _to_twelve_digits(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Without the last bits of a division or an interpolation, which would miss a round limit."""
    rounded = values.astype(np.float64)
    is_any = values > 0  # in most questions most areas have nothing
    rounded[is_any] = [float(f"{value:.12g}") for value in values[is_any]]
    return rounded


def _round_limits(measured: npt.NDArray[np.float64]) -> list[float]:
    """Lower limits of the classes of amounts, ascending; the first is the smallest value or below."""
    positive = measured[measured > 0]
    if not positive.size:
        return [0.0] if measured.size else []
    quantiles = _to_twelve_digits(np.quantile(positive, [0, 0.2, 0.4, 0.6, 0.8]))
    return _filled([_rounded_down(float(q)) for q in quantiles], positive)


def _whole_limits(positive: npt.NDArray[np.float64]) -> list[float]:
    """Lower limits of at most five classes of counts: few areas have many, so the steps widen."""
    if not positive.size:
        return []
    ladder = [step * 10.0**power for power in range(7) for step in (1, 2, 3, 5)]
    limits = _filled([limit for limit in ladder if limit <= positive.max()], positive)
    while len(limits) > 5:
        # Join the two neighbouring classes that hold the fewest areas together.
        edges = np.searchsorted(np.sort(positive), [*limits, np.inf])
        sizes = np.diff(edges)
        del limits[int(np.argmin(sizes[:-1] + sizes[1:])) + 1]
    return limits


def _filled(limits: list[float], positive: npt.NDArray[np.float64]) -> list[float]:
    """The limits ascending, without those that would leave a class empty."""
    kept = [min(limits)]
    for limit in sorted(set(limits))[1:]:
        if ((positive >= kept[-1]) & (positive < limit)).any():
            kept.append(limit)
    return kept


def _rounded_down(value: float) -> float:
    power = math.floor(math.log10(value))
    # Read from text, 0.3 is the same number as a value of 0.3; 3 * 0.1 is a little more.
    steps = (float(f"{step}e{power}") for step in _ROUND_STEPS)
    return max(step for step in steps if step <= value)
