"""Alerts: KPIs and measures that ask for attention by a rule, as in PILOTE a filter and not a judgement."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.judged_kpis import JudgedKpis, judged_kpis
from analysis.kept_answers import kept_with_each
from analysis.kpi_terms import EXECUTION, EXECUTION_EACH_TIME, KEEP, floats
from analysis.kpi_values import known_values
from analysis.portions import Flags, Floats
from analysis.reviews import measure_table
from domain.codelist import codelist
from domain.fiscal_half import number_of

KPI_ALERTS, MEASURE_ALERTS = (
    tuple(entry.code for entry in codelist("alert") if entry.more["subject"] == subject)
    for subject in ("kpi", "measure")
)


@kept_with_each(4)
def kpi_alerts(allocation: Allocation, half: str) -> dict[str, Flags]:
    """By code of ``alert`` which KPIs (in the order of the records) bear it."""
    judged = judged_kpis(allocation, half)
    return {
        "far_behind": _far_behind(allocation, judged),
        "falling_twice": _falling_twice(allocation, judged),
        "no_value_twice": judged.freshness.missed >= _threshold("no_value_twice"),
    }


@kept_with_each(4)
def measure_alerts(allocation: Allocation, half: str) -> dict[str, Flags]:
    """By code of ``alert`` which measures (in the order of the records) bear it."""
    measures = measure_table(allocation, half)
    missing = measures["missing_items"].to_numpy() >= _threshold("incomplete_5w1h")
    return {
        "incomplete_5w1h": missing,
        "carried_over_twice": measures["is_carried_over"].to_numpy(dtype=bool),
    }


def _threshold(code: str) -> float:
    return float(codelist("alert")[code].more["threshold"])


def _far_behind(allocation: Allocation, judged: JudgedKpis) -> Flags:
    """KPIs whose progress lies further below the median of their category than the code list allows."""
    least = int(codelist("alert")["far_behind"].more["least"])
    category = allocation.records["kpis"]["category"].to_numpy(dtype=object)
    progress = pd.Series(judged.judged.progress[-1])
    kinds = progress.groupby(category)
    limit = kinds.transform("median") - _threshold("far_behind") / 100
    is_comparable = kinds.transform("count") >= least
    return np.asarray((progress < limit - 1e-9) & is_comparable, dtype=bool)


def _falling_twice(allocation: Allocation, judged: JudgedKpis) -> Flags:
    """KPIs whose last reported values each moved away from where they should go."""
    terms, moves = judged.terms, int(_threshold("falling_twice"))
    rows, kpi = known_values(allocation.records, number_of(judged.half))
    order = np.argsort(kpi, kind="stable")
    values, kpi = floats(rows["value"])[order], kpi[order]
    worse = _distance_to_go(judged, values, kpi)
    is_worse = np.append(False, (np.diff(worse) > 0) & (np.diff(kpi) == 0))
    last = np.searchsorted(kpi, np.arange(len(terms)), side="right") - 1
    count = np.bincount(kpi, minlength=len(terms))
    falling = (count > moves) & ~np.isin(terms.rule, [EXECUTION, EXECUTION_EACH_TIME])
    for back in range(moves):
        falling[falling] &= is_worse[last[falling] - back]
    return falling


def _distance_to_go(judged: JudgedKpis, values: Floats, kpi: np.ndarray) -> Floats:
    """How bad each value is: less is better, whatever the KPI's direction."""
    terms = judged.terms.take(kpi)
    return np.where(terms.rule == KEEP, np.abs(values - terms.level), -terms.sign * values)
