"""Computed progress of KPIs as plain arrays: expected value, progress, grade, and the case of each value.

The core works on arrays of periods × KPIs and on nothing else, in blocks that fit a processor's cache.
"""

from __future__ import annotations

import numpy as np

from analysis.expected_value import expected_gain
from analysis.grading import NOT_ASSESSABLE, PROGRESS, Judged, limits
from analysis.kpi_terms import NO_VALUE, REGULAR, Terms
from analysis.portions import Flags, Floats
from analysis.special_cases import judge_planned_setbacks, judge_specially, judge_without_gain

_BLOCK = 65_536
"""Values judged at once: their arrays stay in the cache from one step to the next."""


def judge(terms: Terms, actual: Floats, day: Floats) -> Judged:
    """Judge values (periods × KPIs, NaN where there is none) that are known as of ``day``.

    progress = (actual - baseline) / (expected - baseline), for rising and falling KPIs alike (domain
    reference 8.4, as PILOTE's taux d'avancement); graded by the limits of ``grading``. A value at or
    beyond the target is 達成. Every other way to a grade is a case of ``progress_case``. Quickest where
    the KPIs of a rule stand together (:meth:`Terms.by_rule`).
    """
    if (np.diff(terms.rule) < 0).any():
        order = terms.by_rule()
        sorted_ = judge(terms.take(order), actual[:, order], day[:, order])
        found = Judged.empty(actual.shape)
        found.replace(order, sorted_)
        return found
    found = Judged.empty(actual.shape)
    regular = int(np.searchsorted(terms.rule, REGULAR, side="right"))
    width = max(1, _BLOCK // max(1, actual.shape[0]))
    work = np.empty((actual.shape[0], width)), np.empty((2, actual.shape[0], width), dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for start in range(0, regular, width):
            part = slice(start, min(start + width, regular))
            _judge_regularly(terms.take(part), actual[:, part], day[:, part], found.of(part), work)
        judge_planned_setbacks(terms, actual, found)
        for rule in np.unique(terms.rule[regular:]):
            first, after = np.searchsorted(terms.rule, [rule, rule + 1])
            for start in range(first, after, width):
                part = slice(start, min(start + width, after))
                judge_specially(rule, terms.take(part), actual[:, part], day[:, part], found.of(part))
    return found


def _judge_regularly(
    terms: Terms, actual: Floats, day: Floats, found: Judged, work: tuple[Floats, Flags]
) -> None:
    """Judge one block; ``work`` is room that every block uses again."""
    room, (flags, more_flags) = work[0][:, : len(terms)], work[1][:, :, : len(terms)]
    gain = expected_gain(terms.paths, day, found.expected, room)
    progress = np.subtract(actual, terms.baseline, out=found.progress)
    progress /= gain
    gain += terms.baseline
    grade, asked = found.grade, limits(PROGRESS)
    grade[...] = asked.worst
    for limit in asked.values:
        grade -= np.greater_equal(progress, limit, out=flags).view(np.int8)
    # Small integers are multiplied and compared many times quicker than written under a mask: 達成 is
    # position 0, 評価困難 the last, and the regular case is 0.
    reached = terms.reached(actual, flags, more_flags)
    grade *= np.logical_not(reached, out=flags).view(np.int8)
    is_missing = np.isnan(actual, out=flags)
    np.multiply(is_missing.view(np.int8), NO_VALUE, out=found.case)
    np.maximum(grade, is_missing.view(np.int8) * NOT_ASSESSABLE, out=grade)
    has_progress = np.isfinite(progress, out=more_flags)
    has_progress |= is_missing
    if not has_progress.all():
        judge_without_gain(terms, actual, found, np.nonzero(~has_progress))
