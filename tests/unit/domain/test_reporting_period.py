"""Reporting periods: fiscal halves that follow one another, with the days that reports are due."""

import datetime as dt
import itertools

from domain.fiscal_half import fiscal_half_of
from domain.reporting_period import reporting_periods


def test_a_period_has_the_days_of_its_fiscal_half():
    period = reporting_periods()["2026H2"]
    assert (period.start, period.end) == (dt.date(2026, 10, 1), dt.date(2027, 3, 31))
    assert (period.due, period.publish) == (dt.date(2027, 4, 30), dt.date(2027, 6, 30))


def test_periods_follow_one_another_without_a_gap():
    periods = list(reporting_periods().values())
    for before, after in itertools.pairwise(periods):
        assert after.start == before.end + dt.timedelta(days=1)


def test_every_period_is_named_by_the_half_that_it_is():
    for name, period in reporting_periods().items():
        assert name == period.period == fiscal_half_of(period.start) == fiscal_half_of(period.end)


def test_reports_are_due_after_the_period_and_published_after_that():
    for period in reporting_periods().values():
        assert period.end < period.due < period.publish
