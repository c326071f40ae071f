"""KPIs of the demo's plans: baseline, interim targets on the way, and the target that a revision raises."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from demo.calendar import due_of, end_of_year, month
from demo.chance import Chance
from demo.outline import Outline
from demo.rows import Row
from demo.words import KpiKind, kpi_kinds

_COUNTS = {"a": (3, 5), "b": (3, 4), "c": (1, 3)}
"""KPIs of a plan type besides the one that every plan has."""

_INTERIM_YEARS = {"a": (1, 3), "b": (1, 3), "c": (2,)}
"""Years of a plan, counted from 0, at whose end an interim target stands."""

_YEARS = 5
_RAISED = 1.15
_SLOWEST = 0.2

_REACHES_EARLY = 0.05
_EARLY_PACE = 4.0
"""A few reach a target of five years within two, as figures do that were set too low."""


@dataclass(frozen=True)
class Kpi:
    """A KPI as first set; ``pace`` is how fast it moves (1 is as planned), ``words`` its own chance.

    One that is only done or not done has a baseline and a target of 0, which no row shows.
    """

    kpi_id: str
    plan: Outline
    kind: KpiKind
    baseline: float
    first_target: float
    start: dt.date
    end: dt.date
    pace: float
    words: Chance

    @property
    def unit(self) -> str:
        return self.kind.words["unit"]

    @property
    def name(self) -> str:
        return self.kind.words["name"].format(cluster=self.plan.cluster, product=self.plan.product)

    @property
    def is_yearly(self) -> bool:
        return self.kind.words["periodicity"] == "year"

    def target(self, revisions: int) -> float:
        """The target after so many revisions: each raises what is to rise."""
        if not revisions or self.kind.words["direction"] != "up":
            return self.first_target
        return self.rounded(self.baseline + (self.first_target - self.baseline) * _RAISED**revisions)

    def elapsed(self, day: dt.date) -> float:
        """The part of the way from baseline date to target date that has passed."""
        return (day - self.start) / (self.end - self.start)

    def expected(self, day: dt.date, revisions: int) -> float:
        """What it should be on a day, on the straight line from baseline to target."""
        return self.rounded(self.baseline + (self.target(revisions) - self.baseline) * self.elapsed(day))

    def rounded(self, value: float) -> float:
        return round(float(value), self.kind.decimals)


def kpis_of(chance: Chance, plan: Outline, year: int, pace: float) -> list[Kpi]:
    """The KPIs of a plan that begins in a fiscal year, the one that every plan of its type has first."""
    first, *rest = kpi_kinds(plan.plan_type)
    chosen = chance.some(rest, chance.whole(*_COUNTS[plan.plan_type]))
    return [
        _kpi(chance.of(number), plan, year, kind, number, pace)
        for number, kind in enumerate([first, *chosen], start=1)
    ]


def _kpi(chance: Chance, plan: Outline, year: int, kind: KpiKind, number: int, pace: float) -> Kpi:
    baseline = round(chance.between(*kind.baseline), kind.decimals)
    gain = chance.between(*kind.gain) * (baseline if kind.change == "ratio" else 1)
    return Kpi(
        kpi_id=f"{plan.plan_id}-K{number:02}",
        plan=plan,
        kind=kind,
        baseline=float(baseline),
        first_target=round(float(baseline + gain), kind.decimals),
        start=end_of_year(year - 1),
        end=end_of_year(year + _YEARS - 1),
        pace=_pace(chance, kind, pace),
        words=chance,
    )


def _pace(chance: Chance, kind: KpiKind, pace: float) -> float:
    usual = max(_SLOWEST, chance.around(pace, 0.2))
    moves = kind.change != "keep" and not kind.is_execution
    return _EARLY_PACE if moves and chance.of("early").happens(_REACHES_EARLY) else usual


def kpi_row(kpi: Kpi, revisions: int, awaited_year: int) -> Row:
    """The row of ``kpis``; a yearly figure comes with the report on the second half of ``awaited_year``."""
    gaps = {"cluster": kpi.plan.cluster, "product": kpi.plan.product}
    said, is_execution = kpi.kind.words, kpi.kind.is_execution
    return {
        "kpi_id": kpi.kpi_id,
        "plan_id": kpi.plan.plan_id,
        **{name: said[name].format(**gaps) for name in ("name", "definition", "unit", "statistic")},
        **{name: said[name] for name in ("category", "direction", "level", "periodicity")},
        "baseline": None if is_execution else kpi.baseline,
        "baseline_date": "" if is_execution else kpi.start.isoformat(),
        "target": None if is_execution else kpi.target(revisions),
        "target_date": kpi.end.isoformat(),
        "next_date": month(due_of(f"{awaited_year}H2")) if kpi.is_yearly else "",
    }


def target_rows(kpi: Kpi, revisions: int) -> list[Row]:
    """Rows of ``kpi_targets``: interim targets on the straight line from the baseline to the target."""
    if kpi.kind.is_execution or kpi.kind.change == "keep":
        return []
    due_dates = [end_of_year(kpi.start.year + years) for years in _INTERIM_YEARS[kpi.plan.plan_type]]
    return [
        {"kpi_id": kpi.kpi_id, "due_date": due.isoformat(), "target": kpi.expected(due, revisions)}
        for due in due_dates
    ]
