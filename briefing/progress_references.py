"""The references of a progress workbook in words: what was reported and promised, and what is aimed at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja as date_ja
from domain.partial_date import last_day
from domain.reporting_period import reporting_periods

Row = Mapping[str, Any]
_THIS_HALF, _TO_SETTLE = "この半期の実績", "速報の確定"
_FIRST_TIME = "（前の報告はありません）"


def plan_references(plan: Row, last: Row | None) -> dict[str, str]:
    """Title of the plan, and what was reported of it last."""
    if last is None:
        return {"title": plan["title"], "last_state": _FIRST_TIME}
    status = codelist("judged_status").label(last["status"])
    return {
        "title": plan["title"],
        "last_state": f"{short_ja(last['period'])}：{status}",
        "last_comment": last["comment"],
    }


def review_references(measure: Row, title: str, last: Row | None) -> dict[str, str]:
    """Name of the measure, how its last review found it, and what that review promised."""
    due = date_ja(measure["due_date"])
    about = {
        "name": measure["name"],
        "plan": _plan(measure, title),
        "deadline": due or measure["deadline"],
    }
    if last is None:
        return about | {"last_state": _FIRST_TIME}
    execution = codelist("execution_status").label(last["execution"])
    result = codelist("review_result").label(last["result"])
    kind = codelist("cause_kind").label(last["cause_kind"])
    return about | {
        "last_state": f"{short_ja(last['period'])}：{'・'.join(filter(None, (execution, result)))}",
        "last_action": codelist("review_action").label(last["action"]),
        "promise": last["action_text"],
        "promise_due": date_ja(last["action_due"]),
        "last_cause": "：".join(filter(None, (kind, last["cause"]))),
    }


def kpi_references(
    targets: pd.DataFrame,
    kpi: Row,
    title: str,
    last: Row | None,
    expected: float | None,
    half: str,
) -> dict[str, str]:
    """Name and unit of the KPI, its last value, what is ``expected`` at the end of the half, and its aims."""
    end = reporting_periods()[half].end.isoformat()
    return {
        "name": f"{kpi['name']}［{kpi['unit']}］",
        "asked": _THIS_HALF,
        "last": _value(last, kpi["unit"]) if last is not None else _FIRST_TIME,
        "expected": _aim(_rounded(expected, kpi), end, kpi["unit"]),
        "baseline": _aim(kpi["baseline"], kpi["baseline_date"], kpi["unit"]),
        "interim": _interim(targets, kpi, half),
        "target": _aim(kpi["target"], kpi["target_date"], kpi["unit"]),
        "plan": _plan(kpi, title),
    }


def settling_references(
    targets: pd.DataFrame, kpi: Row, title: str, row: Row, expected: float | None
) -> dict[str, str]:
    """The same for a preliminary value of an earlier half that awaits its final figure."""
    found = kpi_references(targets, kpi, title, row, expected, row["period"])
    return found | {"asked": f"{_TO_SETTLE}（{short_ja(row['period'])}）"}


def _plan(row: Row, title: str) -> str:
    return f"{row['plan_id']}　{title}"


def _value(row: Row, unit: str) -> str:
    status = codelist("value_status").label(row["value_status"])
    at = date_ja(row["value_date"]) or short_ja(row["period"])
    return f"{_number(row['value'])}{unit}（{at}、{status}）"


def _aim(value: Any, date: str, unit: str) -> str:
    """A value with its unit and date; "" where there is none."""
    if value is None or pd.isna(value):
        return ""
    return f"{_number(value)}{unit}" + (f"（{date_ja(date)}）" if date else "")


def _interim(targets: pd.DataFrame, kpi: Row, half: str) -> str:
    """The interim target that comes next: the first that is not due before the half begins."""
    start = reporting_periods()[half].start
    own = targets[(targets["kpi_id"] == kpi["kpi_id"]) & targets["target"].notna()]
    ahead = [
        row for row in own.sort_values("due_date").to_dict("records") if last_day(row["due_date"]) >= start
    ]
    return _aim(ahead[0]["target"], ahead[0]["due_date"], kpi["unit"]) if ahead else ""


def _rounded(expected: float | None, kpi: Row) -> float | None:
    """As exact as baseline and target are given: what lies between them is a matter of computation."""
    if expected is None:
        return None
    given = [f"{kpi[name]:.10g}" for name in ("baseline", "target") if not pd.isna(kpi[name])]
    return round(expected, max((len(text.partition(".")[2]) for text in given), default=0))


def _number(value: float) -> str:
    return f"{value:,.10g}"
