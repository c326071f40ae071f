"""Rules on a plan's stage, dates and period: the stage fits the type, dates follow one another, five years."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.partial_date import first_day, format_ja, last_day
from domain.plan_stage import public_stages
from domain.record import Submitted, SubmittedTable
from rules.rule import check, rows_where, rule

FAMILY = "計画の段階・日付・期間"

STAGE_OF_OTHER_TYPE = rule(
    "stage_of_other_type",
    Severity.ERROR,
    Actor.SENDER,
    "段階「{value}」は「{plan_type}」の段階ではありません。段階か計画の種類を直してください。",
    "地域産業クラスター計画の段階に「素案作成」",
)
PLAN_DATES_REVERSED = rule(
    "plan_dates_reversed",
    Severity.WARNING,
    Actor.SENDER,
    "「{label}」（{value}）が「{before}」（{earlier}）より前です。日付を取り違えていないか確かめてください。",
    "策定日 2026-05-01、公表日 2026-04-01",
)
PLAN_DATE_IN_FUTURE = rule(
    "plan_date_in_future",
    Severity.WARNING,
    Actor.SENDER,
    "段階は「{stage}」ですが、「{label}」（{value}）が今日より先です。段階か日付を確かめてください。",
    "段階が「首長による公表」なのに、公表日が来年",
)
PLAN_PERIOD_REVERSED = rule(
    "plan_period_reversed",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」（{value}年度）が、計画期間の始まり（{start}年度）より前です。年度を直してください。",
    "始まり 2026、終わり 2024",
)
PLAN_PERIOD_NOT_FIVE_YEARS = rule(
    "plan_period_not_five_years",
    Severity.WARNING,
    Actor.SENDER,
    "計画期間が{years}年（{start}年度から{value}年度まで）です。B・C の要件は5年計画のため、年度に誤りがないか確かめてください。",
    "始まり 2026、終わり 2035",
)
HORIZON_BEYOND_TEN_YEARS = rule(
    "horizon_beyond_ten_years",
    Severity.WARNING,
    Actor.SENDER,
    "実現を目指す年度（{value}年度）が、計画期間の始まり（{start}年度）から10年を超えています。B・C の要件は10年以内の実現のため、年度を確かめてください。",
    "始まり 2026、実現を目指す年度 2040",
)

_PLAN_YEARS, _HORIZON_YEARS = 5, 10
_DATES = ("formulated_date", "published_date", "revised_date")


@check
def check_stages(submitted: Submitted) -> Iterable[Finding]:
    if "plans" not in submitted:
        return
    plans = submitted["plans"]
    stage, plan_type = plans.frame["stage_code"], plans.frame["plan_type"]
    types = {entry.code: entry.more["plan_types"] for entry in codelist("plan_stage")}
    fits = [kind in types.get(code, kind) for code, kind in zip(stage, plan_type, strict=True)]
    for _, row in rows_where(plans.frame, ~pd.Series(fits, index=stage.index, dtype=bool)):
        yield STAGE_OF_OTHER_TYPE.at(
            plans.cell(row, "stage_code"),
            codelist("plan_stage").label(row["stage_code"]),
            plan_type=codelist("plan_type").label(row["plan_type"]),
        )


@check
def check_date_order(submitted: Submitted) -> Iterable[Finding]:
    if "plans" not in submitted:
        return
    plans = submitted["plans"]
    for row in plans.frame.to_dict("records"):
        for before, after in itertools.combinations(_DATES, 2):
            if row[before] and row[after] and last_day(row[after]) < first_day(row[before]):
                yield PLAN_DATES_REVERSED.at(
                    plans.cell(row, after),
                    format_ja(row[after]),
                    label=plans.table[after].label_ja,
                    before=plans.table[before].label_ja,
                    earlier=format_ja(row[before]),
                )


@check
def check_dates_have_come(submitted: Submitted) -> Iterable[Finding]:
    if "plans" not in submitted:
        return
    plans, today = submitted["plans"], dt.date.today()
    for row in plans.frame.to_dict("records"):
        for column in _DATES if row["stage_code"] in public_stages() else ():
            if row[column] and first_day(row[column]) > today:
                yield PLAN_DATE_IN_FUTURE.at(
                    plans.cell(row, column),
                    format_ja(row[column]),
                    label=plans.table[column].label_ja,
                    stage=codelist("plan_stage").label(row["stage_code"]),
                )


@check
def check_periods(submitted: Submitted) -> Iterable[Finding]:
    if "plans" not in submitted:
        return
    plans = submitted["plans"]
    start, end, horizon = (_years(plans, name) for name in ("start_year", "end_year", "horizon_year"))
    for column, year in (("end_year", end), ("horizon_year", horizon)):
        for _, row in rows_where(plans.frame, year < start):
            label = plans.table[column].label_ja
            cell = plans.cell(row, column)
            yield PLAN_PERIOD_REVERSED.at(cell, row[column], label=label, start=row["start_year"])
    is_bounded, length = plans.frame["plan_type"].isin(["b", "c"]), end - start + 1
    for index, row in rows_where(plans.frame, is_bounded & (length > 0) & (length != _PLAN_YEARS)):
        cell = plans.cell(row, "end_year")
        years, first = f"{length[index]:g}", row["start_year"]
        yield PLAN_PERIOD_NOT_FIVE_YEARS.at(cell, row["end_year"], years=years, start=first)
    for _, row in rows_where(plans.frame, is_bounded & (horizon - start > _HORIZON_YEARS)):
        cell = plans.cell(row, "horizon_year")
        yield HORIZON_BEYOND_TEN_YEARS.at(cell, row["horizon_year"], start=row["start_year"])


def _years(plans: SubmittedTable, column: str) -> pd.Series:
    """The years as numbers; NaN, which compares with nothing, where there is none."""
    return pd.to_numeric(plans.frame[column], errors="coerce")
