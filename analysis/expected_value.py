"""What value a KPI should have on a day: on the way from its baseline by its interim targets to its target."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.portions import Flags, Floats, Ints

DEADLINE_DAYS = 1.0
"""A segment of one day is a step: nothing is expected before its last day, everything on it."""


@dataclass(frozen=True, eq=False)
class Interim:
    """Interim targets one after the other: which KPI (position), on which day, what value."""

    kpi: Ints
    day: Floats
    value: Floats

    @classmethod
    def none(cls) -> Interim:
        return cls(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0))


@dataclass(frozen=True, eq=False)
class Paths:
    """The way of each KPI as segments (segments × KPIs): first day, length in days, rise of the value.

    Where a KPI has fewer segments than others, the rest rises by nothing.
    """

    start: Floats
    length: Floats
    rise: Floats

    def take(self, kpis: slice | Ints) -> Paths:
        """The ways of some KPIs; each row of the arrays stays one piece, as the core needs it."""
        arrays = (self.start[:, kpis], self.length[:, kpis], self.rise[:, kpis])
        return Paths(*(array if array.strides[1] == array.itemsize else array.copy("C") for array in arrays))


def paths_between(
    baseline: Floats,
    baseline_day: Floats,
    target: Floats,
    target_day: Floats,
    interim: Interim,
    is_stepwise: Flags,
) -> Paths:
    """The line from baseline to target through the interim targets between their days.

    「期待値」 of a day is the interim target where one is given for that day, else a point of the straight
    line: 茨城県's 期待値 per year and 多摩市's linear path (domain reference 8.2, 8.4). Between two interim
    targets the line leads from one to the next; the straight line from baseline to target would ask for
    less, or for more, on the day after an interim target than on the day itself. Of ``is_stepwise`` KPIs
    (実行確認型) each target is expected on its day and nothing in between.
    """
    count = len(baseline)
    everyone = np.arange(count)
    inside = (interim.day > baseline_day[interim.kpi]) | is_stepwise[interim.kpi]
    inside &= (interim.day < target_day[interim.kpi]) & ~np.isnan(interim.value)
    kpi = np.concatenate([interim.kpi[inside], everyone])
    day = np.concatenate([interim.day[inside], target_day])
    value = np.concatenate([interim.value[inside], target])
    order = np.lexsort((day, kpi))
    kpi, day, value = kpi[order], day[order], value[order]
    first = np.searchsorted(kpi, everyone)
    at = np.arange(len(kpi)) - first[kpi]
    # Each segment begins where the one before it ends, the first at the baseline.
    before_day, before_value = np.roll(day, 1), np.roll(value, 1)
    before_day[first], before_value[first] = baseline_day, baseline
    begin = np.where(is_stepwise[kpi], day - DEADLINE_DAYS, before_day)
    shape = (int(at.max(initial=0)) + 1, count)
    start, length, rise = np.zeros(shape), np.ones(shape), np.zeros(shape)
    start[at, kpi], length[at, kpi], rise[at, kpi] = begin, day - begin, value - before_value
    return Paths(start, length, rise)


def expected_gain(paths: Paths, day: Floats, out: Floats | None = None, room: Floats | None = None) -> Floats:
    """How far above its baseline each KPI should be on ``day`` (periods × KPIs); negative for below.

    Before the first day nothing is expected, after the last the whole way and no more. NaN where a
    path or a day is not known. ``out`` and ``room`` are arrays to write to, as large as ``day``.
    """
    found = np.empty_like(day) if out is None else out
    room = np.empty_like(day) if room is None else room
    for segment in range(len(paths.start)):
        part = room if segment else found
        np.subtract(day, paths.start[segment], out=part)
        part /= paths.length[segment]
        np.clip(part, 0.0, 1.0, out=part)
        part *= paths.rise[segment]
        if segment:
            found += part
    return found
