"""When an item that a plan must hold on a condition is called for: each condition in one place.

Nothing is declared here; :mod:`rules.plan_content` fires the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from domain.codelist import codelist
from domain.record import Submitted


@dataclass(frozen=True)
class Condition:
    """An item is called for in the rows where ``applies`` is true, unless ``instead`` is filled in.

    ``applies`` is given the submitted tables and answers for each row of the item's table, or of
    ``plans`` where rows are counted. A formulated plan of the types in ``must_for`` cannot go without
    the item; the others are only asked about it.
    """

    applies: Callable[[Submitted], pd.Series]
    must_for: str = "abc"
    instead: str = ""


def conditions() -> Mapping[str, Condition]:
    """Conditions by the code of the item in the code list ``required_item``."""
    return _CONDITIONS


def _has_invited_company(submitted: Submitted) -> pd.Series:
    return _is_plan_of(submitted, "origin", "invited")


def _needs_core_project(submitted: Submitted) -> pd.Series:
    """True for plans of type A, and for others that name no core company either."""
    is_a = submitted["plans"].frame["plan_type"] == "a"
    if "plan_companies" not in submitted:
        return is_a
    return is_a | ~_is_plan_of(submitted, "role", "core")


def _is_plan_of(submitted: Submitted, column: str, word: str) -> pd.Series:
    """True for the plans with a company of which ``column`` says ``word``."""
    plans = submitted["plans"].frame["plan_id"]
    if "plan_companies" not in submitted:
        return pd.Series(False, index=plans.index)
    companies = submitted["plan_companies"].frame
    return plans.isin(companies.loc[companies[column] == word, "plan_id"])


def _has_numbers(submitted: Submitted) -> pd.Series:
    """True for the KPIs that are measured, and not only done or not done."""
    return ~submitted["kpis"].frame["level"].isin(["execution", ""])


def _always(submitted: Submitted) -> pd.Series:
    return pd.Series(True, index=submitted["plans"].frame.index)


def _never(submitted: Submitted) -> pd.Series:
    return ~_always(submitted)


def _stage_needs(column: str) -> Callable[[Submitted], pd.Series]:
    """True for the plans whose stage is not reached without the date in ``column``."""
    stages = {entry.code for entry in codelist("plan_stage") if column in entry.more["dates"].split()}
    return lambda submitted: submitted["plans"].frame["stage_code"].isin(stages)


_NUMBER_WANTED = Condition(_has_numbers)
_NUMBER_ASKED = Condition(_has_numbers, must_for="")

_CONDITIONS = {
    # Either of the two targets will do; when both are missing the first of them is pointed at.
    "plans.sales_target_yen": Condition(_always, instead="value_added_target_yen"),
    "plans.value_added_target_yen": Condition(_never),
    "plans.localisation": Condition(_has_invited_company, must_for=""),
    **{
        f"plans.{column}": Condition(_stage_needs(column))
        for column in ("formulated_date", "published_date", "revised_date")
    },
    "projects.is_core": Condition(_needs_core_project, must_for="a"),
    # A baseline may still be waiting for its survey; a target is a decision.
    "kpis.baseline": _NUMBER_ASKED,
    "kpis.baseline_date": _NUMBER_ASKED,
    "kpis.target": _NUMBER_WANTED,
    "kpis.target_date": _NUMBER_WANTED,
}
