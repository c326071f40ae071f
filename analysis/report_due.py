"""What a report on a half is to be about: measures that go on, values that are due, preliminary ones to settle."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from analysis.freshness import due_of, freshness_of
from analysis.judgement import judge
from analysis.kpi_terms import day_number, terms_of
from analysis.kpi_values import value_grid
from analysis.plan_dates import asked_since
from domain.codelist import codelist
from domain.fiscal_half import half_of_number, number_of
from domain.record import Records
from domain.reporting_period import reporting_periods


def last_before(rows: pd.DataFrame, key: str, period: str) -> pd.DataFrame:
    """The last row of each ``key`` about a half before ``period``, by key."""
    earlier = rows[rows["period"] < period].sort_values("period", kind="stable")
    return earlier.drop_duplicates(key, keep="last").set_index(key, drop=False)


def measures_to_review(records: Records, period: str) -> list[str]:
    """Ids of the measures that no review of an earlier half has ended, and of those reviewed already."""
    ended = [entry.code for entry in codelist("execution_status") if entry.more["is_ended"] == "yes"]
    reviews, measures = records["measure_reviews"], records["measures"]
    last = last_before(reviews, "measure_id", period)
    gone = set(last.loc[last["execution"].isin(ended), "measure_id"])
    reviewed = set(reviews.loc[reviews["period"] == period, "measure_id"])
    return [each for each in measures["measure_id"] if each not in gone or each in reviewed]


def values_due(records: Records, period: str) -> list[str]:
    """Ids of the KPIs of which a value is missed if none has come when the half's reports are due.

    That is told by the same freshness as everywhere (:mod:`analysis.freshness`). A KPI of which the half
    has been reported already is among them.
    """
    kpis, values, due_day = records["kpis"], records["kpi_values"], reporting_periods()[period].due
    terms, grid = terms_of(records), value_grid(records, half_of_number(number_of(period) - 1))
    plan = pd.Index(records["plans"]["plan_id"]).get_indexer(pd.Index(kpis["plan_id"]))
    asked = np.append(asked_since(records["plans"]), np.inf)[plan]
    has_value, last = grid.has_value[-1], grid.period[-1].astype(np.float64)
    due = due_of(kpis, asked, np.where(has_value, last, np.nan))
    is_complete = has_value & ((grid.day[-1] >= terms.target_day) | np.isinf(due.step))
    freshness = freshness_of(due, is_complete, has_value, period, due_day + dt.timedelta(days=1))
    reported = values.loc[values["period"] == period, "kpi_id"]
    is_due = (freshness.missed > 0) | kpis["kpi_id"].isin(reported).to_numpy(dtype=bool)
    return kpis.loc[is_due, "kpi_id"].to_list()


def values_to_settle(records: Records, period: str) -> pd.DataFrame:
    """Values of earlier halves that are preliminary still, by KPI and half."""
    values = records["kpi_values"]
    is_awaited = (values["value_status"] == "preliminary") & (values["period"] < period)
    return values[is_awaited].sort_values(["kpi_id", "period"], ignore_index=True)


def expected_values(records: Records, period: str) -> dict[str, float]:
    """By KPI the value that it should have at the end of the half, where that can be told."""
    terms = terms_of(records)
    shape = (1, len(terms))
    end = day_number(reporting_periods()[period].end)
    expected = judge(terms, np.full(shape, np.nan), np.full(shape, end)).expected[0]
    return {
        kpi_id: float(value)
        for kpi_id, value in zip(records["kpis"]["kpi_id"], expected, strict=True)
        if not np.isnan(value)
    }
