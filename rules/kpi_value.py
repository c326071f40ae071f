"""Rules on reported values of KPIs: a value or the reason for none, of its own period, in its own unit."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.fiscal_half import format_ja as half_ja
from domain.partial_date import first_day, format_ja
from domain.record import Submitted
from domain.reporting_period import reporting_periods
from domain.tables import TABLES
from rules.amount import times_ja
from rules.row_before import in_order, is_news
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule
from rules.unit_slip import slipped

FAMILY = "KPIの実績"

VALUE_MISSING_WITHOUT_NOTE = rule(
    "value_missing_without_note",
    Severity.WARNING,
    Actor.SENDER,
    "KPI「{value}」の実績値がなく、理由も書かれていません。値を入れるか、値がない理由を「注意」に書いてください。",
    "速報・確報が「データ未到来」で、実績値も注意も空",
)
VALUE_AGAINST_STATUS = rule(
    "value_against_status",
    Severity.ERROR,
    Actor.SENDER,
    "速報・確報は「{value}」ですが、実績値が{fault}。値がまだなければ「データ未到来」にして値を空け、あれば「速報」か「確報」にしてください。",
    "「データ未到来」なのに実績値が 110",
)
VALUE_AFTER_PERIOD = rule(
    "value_after_period",
    Severity.WARNING,
    Actor.SENDER,
    "実績の時点（{value}）が、{period}の終わりより後です。半期か時点を取り違えていないか確かめてください。",
    "2026H1 の実績の時点が 2027-03-31",
)
KPI_VALUE_SLIPPED = rule(
    "kpi_value_slipped",
    Severity.WARNING,
    Actor.SENDER,
    "実績値が{value}で、{period}の{before}のおよそ{factor}です。単位を取り違えていないか確かめてください。",
    "前の半期が 110（億円）、今回が 11000（百万円のまま）",
)


@check
def check_presence(submitted: Submitted) -> Iterable[Finding]:
    if "kpi_values" not in submitted:
        return
    values, statuses = submitted["kpi_values"], codelist("value_status")
    status, has_none = values.frame["value_status"], values.is_empty("value")
    is_awaited = status == "missing"
    for _, row in rows_where(values.frame, has_none & is_awaited & values.is_empty("note")):
        yield VALUE_MISSING_WITHOUT_NOTE.at(values.cell(row, "value"), row["kpi_id"])
    for mask, fault in (
        (has_none & ~is_awaited & (status != ""), "ありません"),
        (values.frame["value"].notna() & is_awaited, "入っています"),
    ):
        for _, row in rows_where(values.frame, mask):
            cell, label = values.cell(row, "value"), statuses.label(row["value_status"])
            yield VALUE_AGAINST_STATUS.at(cell, label, fault=fault)


@check
def check_value_dates(submitted: Submitted) -> Iterable[Finding]:
    if "kpi_values" not in submitted:
        return
    values, periods = submitted["kpi_values"], reporting_periods()
    dated = values.frame[(values.frame["value_date"] != "") & values.frame["period"].isin(list(periods))]
    for row in dated.to_dict("records"):
        if first_day(row["value_date"]) > periods[row["period"]].end:
            cell, period = values.cell(row, "value_date"), half_ja(row["period"])
            yield VALUE_AFTER_PERIOD.at(cell, format_ja(row["value_date"]), period=period)


@check
def check_slips(submitted: Submitted) -> Iterable[Finding]:
    return _slips(submitted, {})


@check_against_earlier
def check_slips_against_earlier(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    return _slips(submitted, earlier)


def _slips(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    """Values against the last one before them: one of the same file, or one in force."""
    if "kpi_values" not in submitted:
        return
    values = submitted["kpi_values"]
    in_force = earlier.get("kpi_values", TABLES["kpi_values"].frame([]))
    ordered = in_order(_with_value(values.frame), _with_value(in_force), "kpi_id")
    before = ordered.groupby("kpi_id")[["value", "period", "is_submitted"]].shift()
    factors = slipped(ordered["value"], before["value"])
    is_new = is_news(ordered, before, earlier)
    for at, row in rows_where(ordered, (factors != 0) & is_new):
        yield KPI_VALUE_SLIPPED.at(
            values.cell(row, "value"),
            f"{row['value']:,.10g}",
            period=half_ja(before.at[at, "period"]),
            before=f"{before.at[at, 'value']:,.10g}",
            factor=times_ja(factors[at]),
        )


def _with_value(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["value"].notna()]
