"""The half-yearly check of measures: execution, result, cause and action, and last half's promise first."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept_with_each
from analysis.plan_measures import missing_items
from analysis.portions import Flags
from domain.codelist import codelist
from domain.partial_date import last_day
from domain.reporting_period import reporting_periods

KEPT, NOT_KEPT, NOT_DUE, NOT_ASSESSABLE, NOT_REPORTED, NO_PROMISE = codelist("promise_state").codes

_REVIEWED = (
    "execution", "result", "number", "number_note", "cause_kind", "cause", "action", "action_text", "action_due"
)  # fmt: skip
_PROMISED = ("period", "action", "action_text", "action_due", "is_poor", "has_promise", "is_postponed")


@kept_with_each(4)
def measure_table(allocation: Allocation, half: str) -> pd.DataFrame:
    """All measures with their review for ``half`` and what was promised before; never mutate it.

    The columns of ``measures`` and: ``missing_items`` (how many of 5W1H), ``has_review`` and what the
    review says (``execution``, ``result``, ``number``, ``number_note``, ``cause_kind``, ``cause``,
    ``action``, ``action_text``, ``action_due``; "" without a review), ``is_poor``; of the most recent
    review before it ``previous_period``, ``promised_action``, ``promised_text``, ``promised_due``,
    ``was_poor``; ``promise``, a code of ``promise_state``; ``is_escalated`` (poor twice running) and
    ``is_carried_over`` (that, or a promise not kept put off twice running).
    """
    measures, reviews = allocation.records["measures"], _reviews(allocation, half)
    now = reviews[reviews["period"] == half].set_index("measure_id")
    last_before = reviews[reviews["period"] < half].drop_duplicates("measure_id", keep="last")
    now = now.reindex(measures["measure_id"])
    before = last_before.set_index("measure_id").reindex(measures["measure_id"])
    has_review = now["period"].notna().to_numpy()
    was_promised = _true(before["has_promise"])
    promise = np.where(was_promised, np.where(has_review, now["promise"], NOT_REPORTED), NO_PROMISE)
    is_poor, was_poor = _true(now["is_poor"]), _true(before["is_poor"])
    is_escalated = is_poor & was_poor
    put_off_twice = _true(now["is_postponed"]) & _true(before["is_postponed"])
    return measures.assign(
        missing_items=missing_items(measures).sum(axis=1),
        has_review=has_review,
        **{name: _filled(now[name]) for name in _REVIEWED},
        is_poor=is_poor,
        previous_period=_filled(before["period"]),
        promised_action=_filled(before["action"]),
        promised_text=_filled(before["action_text"]),
        promised_due=_filled(before["action_due"]),
        was_poor=was_poor,
        promise=promise.astype(str),
        is_escalated=is_escalated,
        is_carried_over=is_escalated | put_off_twice,
    )


def measures_of_plan(allocation: Allocation, plan_id: str, half: str) -> pd.DataFrame:
    """The plan's rows of :func:`measure_table` by due date (``due``, a day), those without one last."""
    rows = measure_table(allocation, half)
    rows = rows[rows["plan_id"] == plan_id]
    order = rows["due_date"].map(lambda text: last_day(text) if text else dt.date.max)
    return rows.assign(due=order).sort_values(["due", "measure_id"], kind="stable")


def _reviews(allocation: Allocation, half: str) -> pd.DataFrame:
    """Reviews up to ``half`` by measure and half, each with the state of the promise made before it."""
    rows = allocation.records["measure_reviews"]
    rows = rows[rows["period"] <= half].sort_values(["measure_id", "period"], kind="stable")
    rows = rows.assign(
        is_poor=_is_poor(rows, "execution", "execution_status") | _is_poor(rows, "result", "review_result"),
        # To go on as before, without a word or a day, promises nothing.
        has_promise=(rows["action"] != "continue") & (rows["action"] != "")
        | (rows["action_text"] != "")
        | (rows["action_due"] != ""),
    )
    before = rows.groupby("measure_id")[["action", "action_due"]].shift().fillna("")
    promise = _promise_states(rows, before)
    is_later = (before["action_due"] != "") & (rows["action_due"] > before["action_due"])
    return rows.assign(promise=promise, is_postponed=(promise == NOT_KEPT) & is_later)


def _promise_states(rows: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """Whether a review shows that what the one before it promised was done.

    Done if the measure is complete, or if it runs and the result is as planned, or if it was to be
    stopped and is; nothing is broken before the promise's own day.
    """
    is_done = (rows["execution"] == "done") | (
        (before["action"] == "stop") & (rows["execution"] == "stopped")
    )
    ends = rows["period"].map({name: period.end for name, period in reporting_periods().items()})
    due = before["action_due"].map(lambda text: last_day(text) if text else None)
    is_open = pd.Series(
        [day is not None and end == end and day > end for day, end in zip(due, ends, strict=True)],
        index=rows.index,
        dtype=bool,
    )
    cannot_be_told = rows["result"] == "not_assessable"
    is_behind = rows["is_poor"] | (rows["execution"] == "not_started")
    state = np.select(
        [is_done, is_open, cannot_be_told & ~is_behind, is_behind],
        [KEPT, NOT_DUE, NOT_ASSESSABLE, NOT_KEPT],
        KEPT,
    )
    return pd.Series(state, index=rows.index, dtype="str")


def _is_poor(rows: pd.DataFrame, column: str, vocabulary: str) -> pd.Series:
    poor = [entry.code for entry in codelist(vocabulary) if entry.more["is_poor"] == "yes"]
    return rows[column].isin(poor)


def _true(values: pd.Series) -> Flags:
    """A column of flags after reindexing: what is not there is not true."""
    return values.eq(True).to_numpy(dtype=bool)


def _filled(values: pd.Series) -> np.ndarray:
    """Words after reindexing, "" for what is not there; numbers stay NA."""
    return values.to_numpy() if values.dtype == "Float64" else values.fillna("").to_numpy()
