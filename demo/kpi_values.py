"""What is reported of the demo's KPIs half by half: values, preliminary ones put right, and values still awaited."""

from __future__ import annotations

import datetime as dt

from demo.calendar import end_of, month
from demo.chance import Chance
from demo.kpis import Kpi
from demo.rows import Row
from demo.words import phrase

_IS_AWAITED = 0.03
_IS_PRELIMINARY = 0.3
_IS_RESTRICTED = 0.03
"""KPIs whose values are for the government alone."""

_FIRST_HALF = "H1"
_LEAST_PART = 0.02
"""Of the way to the target: nothing falls back behind its baseline for good."""
_MOST_PART = 1.1
"""What goes beyond its target goes a little beyond it."""


def value_row(kpi: Kpi, half: str) -> Row:
    """The row of ``kpi_values`` as first reported; a yearly figure comes with the second half."""
    chance = kpi.words.of("value", half)
    row: Row = {"kpi_id": kpi.kpi_id, "period": half}
    if kpi.words.of("disclosure").happens(_IS_RESTRICTED):
        row["disclosure"] = "government"
    if kpi.is_yearly and half.endswith(_FIRST_HALF):
        return row | {"value_status": "missing", "note": phrase(chance, "kpi_missing", "year")}
    if chance.happens(_IS_AWAITED):
        return row | {"value_status": "missing", "note": phrase(chance, "kpi_missing", "half")}
    is_preliminary = not kpi.kind.is_execution and chance.happens(_IS_PRELIMINARY)
    return row | {
        "value": _value(kpi, chance, end_of(half)),
        "value_date": month(end_of(half)),
        "value_status": "preliminary" if is_preliminary else "final",
        "note": phrase(chance, "kpi_preliminary") if is_preliminary else "",
    }


def corrected_row(kpi: Kpi, half: str) -> Row | None:
    """The final figure for a preliminary one, as the next report brings it; None if it was final."""
    row = value_row(kpi, half)
    if row["value_status"] != "preliminary":
        return None
    chance = kpi.words.of("final", half)
    moved = _value(kpi, kpi.words.of("value", half), end_of(half)) - kpi.baseline
    value = kpi.rounded(kpi.baseline + moved * chance.between(0.96, 1.05))
    return row | {"value": value, "value_status": "final", "note": phrase(chance, "kpi_final")}


def progress(kpi: Kpi, row: Row, revisions: int) -> float | None:
    """How far a reported value has come of what was expected by then; None where that cannot be said."""
    value, is_kept = row.get("value"), kpi.kind.change == "keep"
    if not isinstance(value, float) or kpi.kind.is_execution or is_kept:
        return None
    expected = kpi.expected(end_of(str(row["period"])), revisions)
    return (value - kpi.baseline) / (expected - kpi.baseline) if expected != kpi.baseline else None


def _value(kpi: Kpi, chance: Chance, day: dt.date) -> float:
    chance = chance.of("number")
    if kpi.kind.is_execution:
        return float(chance.one((0, 1, 2), (0.1, 0.7, 0.2)))
    if kpi.kind.change == "keep":
        drift = (kpi.pace - 1) * kpi.elapsed(day) / 2
        return kpi.rounded(kpi.baseline * (1 + drift + chance.around(0, 0.01)))
    part = kpi.elapsed(day) * (kpi.pace + chance.around(0, 0.08))
    part = min(_MOST_PART, max(_LEAST_PART, part))
    return kpi.rounded(kpi.baseline + (kpi.first_target - kpi.baseline) * part)
