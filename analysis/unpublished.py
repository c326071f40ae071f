"""Reports that have come and are not public yet for who looks: on which halves, of how many of the plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.kept_answers import kept
from analysis.plan_list import chosen_plans
from analysis.selection import Selection
from domain.record import Records
from domain.reporting_period import reporting_periods


@dataclass(frozen=True)
class Unpublished:
    """Reports on ``half`` of ``plans`` of the selected plans; on ``publish`` (None if that half has no
    reporting period) they are published. ``judged_by`` is the half by whose reports grades are given
    meanwhile, "" for none.
    """

    half: str
    plans: int
    publish: dt.date | None
    judged_by: str


@kept(256)
def unpublished(allocation: Allocation, selection: Selection) -> tuple[Unpublished, ...]:
    """The halves of whose reports some are not public yet, the earliest first; also where none is of the
    selected plans, because grades are those of an earlier half all the same.
    """
    records = allocation.records
    if not records.unpublished:
        return ()
    chosen = set(records["plans"]["plan_id"][chosen_plans(allocation, selection)])
    return tuple(
        Unpublished(half, len(chosen & set(plans)), _publish(half), half_of(records))
        for half, plans in records.unpublished.items()
    )


def publication_ahead(records: Records) -> tuple[dt.date, str, int] | None:
    """The next day on which reports that have come are published, their half and of how many plans."""
    days = [(day, half, len(plans)) for half, plans in records.unpublished.items() if (day := _publish(half))]
    return min(days, default=None)


def _publish(half: str) -> dt.date | None:
    period = reporting_periods().get(half)
    return period.publish if period else None
