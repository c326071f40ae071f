"""Who may see what: the records as one viewer may have them, before anything else reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from domain.plan_stage import public_stages
from domain.record import Records
from domain.tables import TABLES
from domain.viewer import AUDIENCES, Viewer, viewer
from registry.disclosure import disclosed_to, disclosure_columns, strictest
from registry.drafts import of_plans_seen
from registry.publication import of_published_halves, publication_day, published_half, unpublished_reports

__all__ = [
    "AUDIENCES", "DISCLOSING", "Shown", "as_disclosed_now", "for_audience", "narrowed", "withheld_companies",
]  # fmt: skip

DISCLOSING = (*disclosure_columns(), "plans")
"""Tables with columns that tell who may see something."""


class Shown(NamedTuple):
    """Tables as a viewer may see them, and by half the plans whose reports on it are not public yet."""

    tables: dict[str, pd.DataFrame]
    unpublished: dict[str, tuple[str, ...]]


def for_audience(
    tables: Mapping[str, pd.DataFrame], asked: str | Viewer, day: dt.date | None = None
) -> Shown:
    """All tables with only what a viewer may see on ``day`` (today): no drafts of others, no report before
    its publication (:mod:`registry.publication`), and of every restricted field only the values that are
    disclosed to the audience (:mod:`registry.disclosure`).
    """
    seen_by = viewer(asked)
    of_plans = of_plans_seen(tables, seen_by)
    published = published_half(seen_by.audience, publication_day(day))
    shown = disclosed_to(seen_by.audience, of_published_halves(of_plans, published))
    return Shown(shown, unpublished_reports(of_plans, published))


def narrowed(records: Records, asked: Viewer) -> Records:
    """Of what the government's viewer of every draft may see, what another of its viewers may: the same as
    reading it anew, as what is hidden from the government does not depend on whose drafts one sees.
    """
    shown = of_plans_seen(records.tables, asked)
    plans = set(shown["plans"]["plan_id"])
    companies = {plan: count for plan, count in records.withheld_companies.items() if plan in plans}
    return replace(records, tables=shown, drafts_of=asked.drafts_of, withheld_companies=companies)


def as_disclosed_now(
    tables: Mapping[str, pd.DataFrame], newest: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Tables of an earlier state, each value with the stricter of its disclosure then and in ``newest``:
    what has been withheld since is withheld in what is looked back at too, and what was withheld then has
    not been made public by a later value. A plan that has gone back to a draft is one there too.

    ``newest`` holds what is there no more as it was when it went: taking a row back makes nothing public.
    """
    shown = dict(tables) | {"plans": _drafts_as_now(tables["plans"], newest["plans"])}
    for name, columns in disclosure_columns().items():
        table, then = TABLES[name], shown[name]
        key = list(table.key)
        now = newest[name].set_index(key)
        asked = pd.MultiIndex.from_frame(then[key]) if len(key) > 1 else pd.Index(then[key[0]])
        at = now.index.get_indexer(asked)
        for column in columns:
            last = pd.Series(now[column].array.take(at, allow_fill=True), index=then.index)
            then = then.assign(
                **{column: strictest(then[column], last, is_required=table[column].is_required)}
            )
        shown[name] = then
    return shown


def _drafts_as_now(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Plans, with the stage of now where one that was public is a draft: what was told too early is told no more."""
    last = then["plan_id"].map(now.set_index("plan_id")["stage_code"])
    went_back = then["stage_code"].isin(public_stages()) & last.notna() & ~last.isin(public_stages())
    return then.assign(stage_code=then["stage_code"].mask(went_back, last)) if went_back.any() else then


def withheld_companies(
    tables: Mapping[str, pd.DataFrame], shown: Mapping[str, pd.DataFrame]
) -> dict[str, int]:
    """By plan_id how many of its companies are among ``tables`` and not ``shown``, for shown plans.

    That there are some is no secret; who they are is.
    """
    counts = tables["plan_companies"]["plan_id"].value_counts()
    left = counts.sub(shown["plan_companies"]["plan_id"].value_counts(), fill_value=0)
    left = left[(left > 0) & left.index.isin(shown["plans"]["plan_id"])]
    return {str(plan_id): int(count) for plan_id, count in left.sort_index().items()}
