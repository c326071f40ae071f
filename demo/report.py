"""Half-yearly reports of the demo: the judged status of a plan and the comment with its figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from demo.calendar import end_of
from demo.chance import Chance
from demo.kpi_values import progress
from demo.kpis import Kpi
from demo.outline import Outline
from demo.rows import Row
from demo.words import phrase
from domain.area import label_of

_LEAST = {"on_track": 1.0, "mostly": 0.8, "behind": 0.5}
"""The progress from which people judge so; below all of them a plan is late."""

_IS_JUDGED_KINDLY = 0.15
_IS_RESTRICTED = 0.05
_FIGURES = 2


def report_row(
    chance: Chance,
    plan: Outline,
    half: str,
    reported: Sequence[tuple[Kpi, Row]],
    revisions: int,
    day: dt.date,
) -> Row:
    """The row of ``progress_reports`` on a half, with what its KPIs came to."""
    found = [(kpi, row, part) for kpi, row in reported if (part := progress(kpi, row, revisions)) is not None]
    told = [
        phrase(chance, "figures", kpi=kpi.name, unit=kpi.unit, **_numbers(kpi, row, half, revisions))
        for kpi, row, _ in found[:_FIGURES]
    ]
    status = _status(chance, [part for *_, part in found])
    figures = "、".join(told) or phrase(chance, "no_figures")
    body = label_of(plan.block, full=True) if plan.plan_type == "a" else plan.place
    return {
        "plan_id": plan.plan_id,
        "period": half,
        "status": status,
        "comment": phrase(chance, "report", status, figures=figures),
        "disclosure": "government" if chance.of("disclosure").happens(_IS_RESTRICTED) else "",
        "reporter": f"（架空）{body} {phrase(chance, 'department', plan.plan_type)}",
        "reported_date": day.isoformat(),
    }


def _numbers(kpi: Kpi, row: Row, half: str, revisions: int) -> dict[str, object]:
    expected = kpi.expected(end_of(half), revisions)
    return {"value": f"{row['value']:,.10g}", "expected": f"{expected:,.10g}"}


def _status(chance: Chance, parts: Sequence[float]) -> str:
    """What people make of the progress of the KPIs; some are kinder than the figures."""
    if not parts:
        return "not_assessable"
    mean = sum(parts) / len(parts) + (0.2 if chance.happens(_IS_JUDGED_KINDLY) else 0)
    return next((status for status, least in _LEAST.items() if mean >= least), "late")
