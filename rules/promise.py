"""Rules on promises: what the last review said would be done by now is the first thing that this one answers."""

from __future__ import annotations

from collections.abc import Iterable

from domain.finding import Actor, Finding, Severity
from domain.fiscal_half import format_ja as half_ja
from domain.partial_date import first_day, format_ja
from domain.record import Submitted
from domain.reporting_period import reporting_periods
from domain.tables import TABLES
from rules.row_before import in_order, is_news
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule

FAMILY = "前回の約束"

PROMISE_UNANSWERED = rule(
    "promise_unanswered",
    Severity.WARNING,
    Actor.SENDER,
    "{period}の点検で、{due}までに「{value}」と約束しましたが、どうなったかが書かれていません。行ったか、行わなかったならその理由を、「対応の内容」か「原因」に書いてください。",
    "前回の対応「11月に再入札する」（期限 2026-11-30）に、下期の点検が何も触れていない",
)

_PROMISE = ["period", "action_text", "action_due"]


@check
def check_promises(submitted: Submitted) -> Iterable[Finding]:
    return _unanswered(submitted, {})


@check_against_earlier
def check_promises_in_force(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    return _unanswered(submitted, earlier)


def _unanswered(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    """Reviews that say nothing, after one with a promise due by the end of their half."""
    if "measure_reviews" not in submitted:
        return
    reviews, halves = submitted["measure_reviews"], reporting_periods()
    is_silent = reviews.is_empty("cause") & reviews.is_empty("action_text") & reviews.is_empty("number_note")
    in_force = earlier.get("measure_reviews", TABLES["measure_reviews"].frame([])).assign(is_silent=False)
    ordered = in_order(reviews.frame.assign(is_silent=is_silent), in_force, "measure_id")
    before = ordered.groupby("measure_id")[[*_PROMISE, "is_submitted"]].shift()
    is_promised = (before[["action_text", "action_due"]].fillna("") != "").all(axis="columns")
    asked = ordered["is_silent"] & is_promised & is_news(ordered, before, earlier)
    for at, row in rows_where(ordered, asked):
        promise = before.loc[at]
        if first_day(promise["action_due"]) <= halves[row["period"]].end:
            yield PROMISE_UNANSWERED.at(
                reviews.cell(row, "action_text"),
                promise["action_text"],
                period=half_ja(promise["period"]),
                due=format_ja(promise["action_due"]),
            )
