"""Reports that are not public yet: those on a half whose day of publication has not come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from domain.belonging import plan_ids_of
from domain.report_tables import REPORT_TABLES
from domain.reporting_period import last_published
from domain.viewer import PUBLIC

_NAMES = tuple(table.name for table in REPORT_TABLES)

Frames = Mapping[str, pd.DataFrame]


def publication_day(asked: dt.date | None = None) -> dt.date:
    """The day by which it is judged what is public: today, or an earlier one that is looked back at.

    A day ahead is not believed: whoever may choose it would see what is published on it.
    """
    return min(asked, today()) if asked else today()


def today() -> dt.date:
    """The day of this machine; tests stand on one of their own."""
    return dt.date.today()


def published_half(audience: str, day: dt.date) -> str | None:
    """The last half whose reports ``audience`` may see on ``day``, "" for none; None for no limit."""
    return last_published(day) if audience == PUBLIC else None


def of_published_halves(tables: Frames, published: str | None) -> dict[str, pd.DataFrame]:
    """``tables`` without reports on halves after ``published``; None is no limit."""
    shown = dict(tables)
    for name in _NAMES if published is not None else ():
        is_public = tables[name]["period"] <= published
        if not is_public.all():
            shown[name] = tables[name][is_public].reset_index(drop=True)
    return shown


def unpublished_reports(tables: Frames, published: str | None) -> dict[str, tuple[str, ...]]:
    """By half after ``published`` the plans among ``tables`` on which a report on it has come.

    That it has come is no secret, and tells what is not published yet from what nobody reported; what it
    says, and which of its measures and KPIs it is about, is one.
    """
    if published is None:
        return {}
    found: dict[str, set[str]] = {}
    plans = plan_ids_of(tables)
    for name in _NAMES:
        held = tables[name]["period"] > published
        for half, plan_id in zip(tables[name].loc[held, "period"], plans[name][held], strict=True):
            found.setdefault(str(half), set()).add(str(plan_id))
    known = set(tables["plans"]["plan_id"])
    return {half: tuple(sorted(found[half] & known)) for half in sorted(found) if found[half] & known}
