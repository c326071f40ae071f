"""Who has handed in what: every plan with its last submission and its report for one half."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_dates import asked_since
from analysis.plan_list import chosen_plans, plans_in_words
from analysis.selection import Selection
from domain.area import Level, block_of, prefectures_of
from domain.codelist import codelist
from domain.fiscal_half import number_of
from domain.lg_code import prefecture_of
from domain.municipality import municipalities
from domain.reporting_period import ReportingPeriod

RECEIPT = ("received_at", "submitted_by", "period")
"""What a plan's last submission tells: when, by whom, for which half."""

HANDED_IN, OPEN, OVERDUE, NOT_ASKED = "handed_in", "open", "overdue", "not_asked"
UNPUBLISHED = "unpublished"
"""Codes of ``report_state``."""


def plan_reports(
    allocation: Allocation,
    selection: Selection,
    submissions: pd.DataFrame,
    period: ReportingPeriod,
    today: dt.date,
) -> pd.DataFrame:
    """The selected plans, one a line, with the state of their report for ``period``.

    ``submissions`` has a line for every submission of a plan, in the order of acceptance, with
    plan_id and the columns of ``RECEIPT``. Columns: plan_id, plan_type, title, author, author_words,
    stage, block, prefecture (lg_code, "" for plans of the state); those of ``RECEIPT`` of the last
    submission, "" where there is none; has_submission (one for this very half); and state, a code of
    ``report_state``.
    """
    plans = plans_in_words(allocation)[chosen_plans(allocation, selection)]
    last = submissions.drop_duplicates("plan_id", keep="last").set_index("plan_id")
    receipts = last[list(RECEIPT)].reindex(plans["plan_id"], fill_value="")
    of_period = submissions.loc[submissions["period"] == period.period, "plan_id"]
    found = plans[["plan_id", "plan_type", "title", "author", "author_words", "stage"]].assign(
        prefecture=plans["author"].map(_prefecture).astype("str"),
        **{name: receipts[name].to_numpy() for name in RECEIPT},
        has_submission=plans["plan_id"].isin(of_period),
        state=report_states(allocation, period, today)[plans.index],
    )
    block = found["prefecture"].map(lambda code: block_of(code) if code else "")
    return found.assign(block=block.mask(block == "", plans["lead_block"])).reset_index(drop=True)


def report_states(allocation: Allocation, period: ReportingPeriod, today: dt.date) -> pd.Series:
    """For every plan of the records (same row labels) the state of its report, a code of ``report_state``."""
    plans, reports = allocation.records["plans"], allocation.records["progress_reports"]
    held = allocation.records.unpublished.get(period.period, ())
    reported = reports.loc[reports["period"] == period.period, "plan_id"]
    missing = OVERDUE if today > period.due else OPEN
    is_asked = pd.Series(asked_since(plans) <= number_of(period.period), index=plans.index)
    states = is_asked.map({True: missing, False: NOT_ASKED}).mask(plans["plan_id"].isin(held), UNPUBLISHED)
    return states.mask(plans["plan_id"].isin(reported), HANDED_IN)


@dataclass(frozen=True)
class AuthorLine:
    """The plans of one author and type: how many, at which stages, handed in when, reported or not.

    ``received_at``, ``submitted_by`` and ``period`` are those of their last submission; ``states``
    counts plans by code of ``report_state``.
    """

    block: str
    prefecture: str
    author: str
    author_words: str
    plan_type: str
    plans: int
    stages: str
    received_at: str
    submitted_by: str
    period: str
    states: Mapping[str, int]

    @property
    def reported(self) -> int:
        """Plans whose report has come, be it public or not."""
        return self.states.get(HANDED_IN, 0) + self.states.get(UNPUBLISHED, 0)

    @property
    def asked(self) -> int:
        """Plans that a report is asked of."""
        return sum(number for code, number in self.states.items() if code != NOT_ASKED)


def by_author(reports: pd.DataFrame) -> list[AuthorLine]:
    """The lines of :func:`plan_reports` by author and type: the state first, by block, then by lg_code."""
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for plan in reports.itertuples():
        groups.setdefault((plan.author, plan.plan_type, plan.block), []).append(plan)
    return sorted(map(_line, groups.values()), key=_order)


def _line(plans: list[Any]) -> AuthorLine:
    first, last = plans[0], max(plans, key=lambda plan: plan.received_at)
    stages = Counter(plan.stage for plan in plans)
    return AuthorLine(
        first.block,
        first.prefecture,
        first.author,
        first.author_words,
        first.plan_type,
        len(plans),
        "、".join(f"{stage} {count}件" if len(plans) > 1 else stage for stage, count in stages.items()),
        last.received_at,
        last.submitted_by,
        last.period,
        Counter(plan.state for plan in plans),
    )


def _order(line: AuthorLine) -> tuple[bool, int, str, int]:
    blocks, types = codelist("block").position, codelist("plan_type").position
    place = 0 if line.prefecture else blocks.get(line.block, -1)
    return bool(line.prefecture), place, line.author, types.get(line.plan_type, -1)


def prefectures_within(selection: Selection) -> tuple[str, ...]:
    """lg_codes of the prefectures of the selected area, the one that holds it for a municipality."""
    if selection.level is Level.NATION:
        return codelist("prefecture").codes
    return prefectures_of(selection.block) if selection.level is Level.BLOCK else (selection.prefecture,)


def prefectures_without(reports: pd.DataFrame, selection: Selection) -> list[str]:
    """lg_codes of the prefectures of the selected area in which nobody has one of the plans."""
    present = set(reports["prefecture"])
    return [code for code in prefectures_within(selection) if code not in present]


def _prefecture(author: str) -> str:
    known = author in codelist("prefecture") or author in municipalities()
    return prefecture_of(author) if known else ""
