"""Grades of 200,000 KPIs × 10 half-years, against the bare formula in vectorised numpy.

The bare run has the straight line only: expected value, progress and three limits, with no case told
apart. Ours follows interim targets, keeps missing values missing, finds 達成, and names the case of every
value; the last line has every kind of KPI. Runs are taken by turns, so that both meet the same machine.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis.expected_value import Interim
from analysis.judgement import judge
from analysis.kpi_terms import Terms, terms
from analysis.portions import Floats

KPIS, HALVES, RUNS = 200_000, 10, 25
_FIRST_DAY, _HALF_YEAR = 20_178, 182


@dataclass(frozen=True, eq=False)
class Sample:
    """KPIs with their values: rising and falling ones, one value in ten missing."""

    terms: Terms
    actual: Floats
    day: Floats


def sample(interim_targets: int, special_share: float, seed: int = 1) -> Sample:
    """KPIs laid out by rule; ``special_share`` of them are to be kept or carried out."""
    draw = np.random.default_rng(seed)
    sign = draw.choice([1.0, -1.0], KPIS)
    is_special, is_kept = draw.random((2, KPIS)) < [[special_share], [0.5]]
    baseline = draw.uniform(0, 1000, KPIS).round(1)
    target = baseline + sign * draw.uniform(1, 500, KPIS).round(1)
    start = _FIRST_DAY - draw.integers(0, 700, KPIS).astype(float)
    end = start + draw.integers(1_500, 3_000, KPIS)
    owner = np.repeat(np.arange(KPIS), interim_targets)
    part = np.tile(np.arange(1, interim_targets + 1) / (interim_targets + 1), KPIS)
    interim = Interim(
        owner,
        (start[owner] + part * (end - start)[owner]).round(),
        baseline[owner] + part**1.2 * (target - baseline)[owner],
    )
    given = (np.where(is_special & is_kept, 0.0, sign), is_special & ~is_kept, baseline, start, target, end)
    asked = terms(*given, interim)
    order = asked.by_rule()
    actual = baseline + (target - baseline) * draw.uniform(-0.1, 1.1, (HALVES, KPIS))
    actual[draw.random((HALVES, KPIS)) < 0.1] = np.nan
    day = _FIRST_DAY + _HALF_YEAR * np.arange(1, HALVES + 1)[:, None] + draw.integers(0, 30, (HALVES, KPIS))
    return Sample(asked.take(order), np.ascontiguousarray(actual[:, order]), day.astype(float))


def bare(given: Sample) -> Callable[[], object]:
    """The formula over the same arrays, and nothing else."""
    baseline, target = given.terms.baseline, given.terms.target
    start, end = given.terms.baseline_day, given.terms.target_day

    def run() -> object:
        expected = baseline + (target - baseline) * (given.day - start) / (end - start)
        progress = (given.actual - baseline) / (expected - baseline)
        grade = 4 - ((progress >= 1.0).astype(np.int8) + (progress >= 0.8) + (progress >= 0.5))
        return expected, progress, grade

    return run


def by_turns(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float, float]:
    """Median milliseconds of both, and the median of the ratios of neighbouring runs."""
    times = np.empty((RUNS, 2))
    for turn in range(RUNS):
        for at, work in enumerate((one, other)):
            begin = time.perf_counter()
            work()
            times[turn, at] = time.perf_counter() - begin
    ours, theirs = (statistics.median(times[:, at]) * 1000 for at in (0, 1))
    return ours, theirs, statistics.median(times[:, 0] / times[:, 1])


def main() -> None:
    print(f"{KPIS:,} KPIs x {HALVES} halves, median of {RUNS} runs by turns")
    with np.errstate(all="ignore"):
        for name, interim_targets, special_share in (
            ("straight lines", 0, 0.0),
            ("two interim targets each", 2, 0.0),
            ("the same, one KPI in five kept or carried out", 2, 0.2),
        ):
            given = sample(interim_targets, special_share)
            ours, theirs, ratio = by_turns(
                lambda given=given: judge(given.terms, given.actual, given.day), bare(given)
            )
            print(f"{name:<46} ours {ours:6.1f} ms   bare {theirs:6.1f} ms   ratio {ratio:4.2f}")


if __name__ == "__main__":
    main()
