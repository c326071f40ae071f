"""What each KPI is held to: its baseline, its target, its direction, and the rule that these lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.expected_value import Interim, Paths, paths_between
from analysis.grading import Codes
from analysis.portions import Flags, Floats, Ints
from domain.codelist import codelist
from domain.partial_date import last_day
from domain.record import Records

CASE = codelist("progress_case").position
"""Positions of the cases; the regular one is the first."""

(
    REGULAR, KEEP, TARGET_IS_BASELINE, EXECUTION, EXECUTION_EACH_TIME, EXECUTION_OPEN, PLANNED_SETBACK,
    NOTHING_DUE, NO_VALUE, NO_TARGET, NO_BASELINE, NO_DATES, AGAINST_DIRECTION,
) = (
    np.int8(CASE[code]) for code in (
        "regular", "keep", "target_is_baseline", "execution", "execution_each_time", "execution_open",
        "planned_setback", "nothing_due", "no_value", "no_target", "no_baseline", "no_dates",
        "against_direction",
    )
)  # fmt: skip

_SIGN = {"up": 1.0, "down": -1.0}


@dataclass(frozen=True, eq=False)
class Terms:
    """One element a KPI. Days count from 1970-01-01; what is not known is NaN.

    ``rule`` (position in ``progress_case``) is how the KPI is judged as far as its own terms tell;
    ``is_falling`` that less is better. ``level`` is what a KPI of the rules ``keep`` and
    ``target_is_baseline`` should keep to. ``has_setback`` tells that an interim target is worse than
    the baseline.
    """

    rule: Codes
    is_falling: Flags
    baseline: Floats
    target: Floats
    level: Floats
    baseline_day: Floats
    target_day: Floats
    paths: Paths
    has_setback: Flags

    def __len__(self) -> int:
        return len(self.rule)

    @property
    def sign(self) -> Floats:
        """1 where more is better, also for levels to keep; -1 where less is."""
        return np.where(self.is_falling, -1.0, 1.0)

    def take(self, kpis: slice | Ints) -> Terms:
        """The terms of some KPIs."""
        parts: dict[str, Any] = {name: part[kpis] for name, part in vars(self).items() if name != "paths"}
        return Terms(**parts, paths=self.paths.take(kpis))

    def by_rule(self) -> Ints:
        """Positions of the KPIs in the order of their rules, the regular ones first."""
        return np.argsort(self.rule, kind="stable")

    def reached(self, actual: Floats, out: Flags | None = None, room: Flags | None = None) -> Flags:
        """True where a value is at or beyond the target in the KPI's direction, if both are known.

        ``out`` and ``room`` are arrays to write to, as large as ``actual``.
        """
        found = np.greater(actual, self.target, out=out)
        found ^= self.is_falling
        found |= np.equal(actual, self.target, out=room)
        return np.asarray(found)


def terms(
    sign: Floats,
    is_execution: Flags,
    baseline: Floats,
    baseline_day: Floats,
    target: Floats,
    target_day: Floats,
    interim: Interim | None = None,
) -> Terms:
    """Terms of KPIs; ``sign`` is 1 for rising, -1 for falling, 0 for keep-level ones."""
    is_keep = (sign == 0) & ~is_execution
    level = np.where(np.isnan(target), baseline, target)
    rising = np.where(sign < 0, -1.0, 1.0)
    # Before anything is done of what is to be carried out, nothing is done.
    begin = np.where(is_execution & np.isnan(baseline), 0.0, baseline)
    paths = paths_between(begin, baseline_day, target, target_day, interim or Interim.none(), is_execution)
    rule = np.select(
        [
            is_execution & np.isnan(target), is_execution, is_keep & ~np.isnan(level),
            np.isnan(target), np.isnan(baseline), target == baseline,
            rising * (target - baseline) < 0, ~(target_day > baseline_day),
        ],
        [
            EXECUTION_EACH_TIME, EXECUTION, KEEP,
            NO_TARGET, NO_BASELINE, TARGET_IS_BASELINE,
            AGAINST_DIRECTION, NO_DATES,
        ],
        REGULAR,
    ).astype(np.int8)  # fmt: skip
    lowest = (np.cumsum(paths.rise, axis=0) * rising).min(axis=0)
    has_setback = (lowest < 0) & (rule == REGULAR)
    return Terms(rule, sign < 0, begin, target, level, baseline_day, target_day, paths, has_setback)


def terms_of(records: Records) -> Terms:
    """Terms of all KPIs of the records, in their order."""
    kpis, rows = records["kpis"], records["kpi_targets"]
    at = pd.Index(kpis["kpi_id"]).get_indexer(pd.Index(rows["kpi_id"])).astype(np.int64)
    known = at >= 0
    interim = Interim(at[known], days(rows["due_date"])[known], floats(rows["target"])[known])
    return terms(
        kpis["direction"].map(_SIGN).fillna(0.0).to_numpy(dtype=np.float64),
        (kpis["level"] == "execution").to_numpy(dtype=bool),
        floats(kpis["baseline"]),
        days(kpis["baseline_date"]),
        floats(kpis["target"]),
        days(kpis["target_date"]),
        interim,
    )


def floats(values: pd.Series) -> Floats:
    return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))


def days(dates: pd.Series) -> Floats:
    """Partial dates as the number of the last day that they can mean; NaN for the empty text."""
    known = {text: day_number(last_day(text)) if text else np.nan for text in dates.unique()}
    return dates.map(known).to_numpy(dtype=np.float64)


def day_number(day: object) -> float:
    """Days from 1970-01-01 to a date."""
    return float(np.datetime64(str(day), "D").astype(np.int64))
