"""Which plans and KPIs a selection's grades, freshness and alerts ask for; the same for every answer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.alerts import KPI_ALERTS, MEASURE_ALERTS, kpi_alerts, measure_alerts
from analysis.allocation import Allocation
from analysis.freshness import FRESHNESS
from analysis.half import half_of
from analysis.judged_kpis import judged_kpis
from analysis.kept_answers import kept
from analysis.portions import Flags
from analysis.selection import Selection


@kept(256)
def asked_kpis(
    allocation: Allocation,
    grades: tuple[str, ...],
    freshness: tuple[str, ...],
    alerts: tuple[str, ...],
    half: str,
) -> Flags:
    """For every KPI of the records: does it have one of the grades and states asked for?

    Of the alerts a KPI may bear one itself, or its plan one of measures.
    """
    judged = judged_kpis(allocation, half)
    asked = judged.has_grade(grades) if grades else np.ones(len(judged.plan), dtype=bool)
    if freshness:
        asked = asked & np.isin(judged.freshness.state, [FRESHNESS[code] for code in freshness])
    if alerts:
        found, own = kpi_alerts(allocation, half), [code for code in alerts if code in KPI_ALERTS]
        bears = np.any([found[code] for code in own], axis=0) if own else np.zeros(len(asked), dtype=bool)
        plans = np.append(_plans_with_measures(allocation, alerts, half), False)
        asked = asked & (bears | plans[judged.plan])
    return asked


def asked_plans(allocation: Allocation, selection: Selection) -> Flags | None:
    """For every plan of the records: does it have a KPI (or a measure) as the selection asks for?

    None if the selection asks for nothing of the kind. Judged for the half that the records are about.
    """
    if not selection.asks_of_progress:
        return None
    return _asked_plans(
        allocation, selection.grades, selection.freshness, selection.alerts, half_of(allocation.records)
    )


@kept(256)
def _asked_plans(
    allocation: Allocation,
    grades: tuple[str, ...],
    freshness: tuple[str, ...],
    alerts: tuple[str, ...],
    half: str,
) -> Flags:
    kpis = asked_kpis(allocation, grades, freshness, alerts, half)
    plan = judged_kpis(allocation, half).plan[kpis]
    found = np.zeros(len(allocation.records["plans"]), dtype=bool)
    found[plan[plan >= 0]] = True
    if not grades and not freshness:
        found |= _plans_with_measures(allocation, alerts, half)
    return found


def _plans_with_measures(allocation: Allocation, alerts: tuple[str, ...], half: str) -> Flags:
    """Plans with a measure that bears one of the alerts."""
    found = np.zeros(len(allocation.records["plans"]), dtype=bool)
    own = [code for code in alerts if code in MEASURE_ALERTS]
    if own:
        bears = np.any([measure_alerts(allocation, half)[code] for code in own], axis=0)
        owners = allocation.records["measures"]["plan_id"][bears]
        found |= pd.Index(allocation.records["plans"]["plan_id"]).isin(owners)
    return found
