"""A KPI's numbers in words: values with their unit and day, progress in per cent."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from domain.codelist import codelist
from domain.partial_date import format_ja as date_ja

NONE = "—"


def value(number: Any, unit: str = "") -> str:
    """The value as it was reported; ``—`` for none."""
    return NONE if pd.isna(number) else f"{float(number):,.10g}{unit}"


def reckoned(number: float, kpi: Any, unit: str = "") -> str:
    """A value that was worked out, as an expected one, with no more decimals than ``kpi`` is measured in."""
    return NONE if math.isnan(number) else f"{number:,.{decimals(number, kpi)}f}{unit}"


def decimals(number: float, kpi: Any) -> int:
    """Decimals that a value of ``kpi`` is shown with: those of its baseline, target and actual value.

    Small numbers of what is counted in wholes get one, so that half a person is not rounded away.
    """
    given = [float(each) for each in (kpi.baseline, kpi.target, kpi.actual) if pd.notna(each)]
    digits = max((len(f"{each:.6f}".rstrip("0").partition(".")[2]) for each in given), default=0)
    return 1 if not digits and abs(number) < 100 and number != round(number) else digits


def part(ratio: float) -> str:
    """``87.5％`` of a part of 1; ``—`` for none."""
    return NONE if math.isnan(ratio) else f"{ratio * 100:,.1f}％"


def known_as_of(kpi: Any) -> str:
    """``2026年3月・確報`` of the value that is compared, or why there is none."""
    if not kpi.actual_date:
        return "実績の報告なし"
    return f"{date_ja(kpi.actual_date[:7])}・{codelist('value_status').label(kpi.value_status)}"


def dated_actual(kpi: Any) -> str:
    """``100億円（2026年3月）``, a preliminary value told as such, or that there is none."""
    if not kpi.actual_date:
        return known_as_of(kpi)
    early = f"・{codelist('value_status').label('preliminary')}" if kpi.value_status == "preliminary" else ""
    return f"{value(kpi.actual, kpi.unit)}（{date_ja(kpi.actual_date[:7])}{early}）"


def dated(number: Any, unit: str, date: str) -> str:
    """``100億円（2025年3月31日）``; ``—`` for no value, whatever the day."""
    return value(number, unit) + (f"（{date_ja(date)}）" if date and pd.notna(number) else "")


def sentence(kpi: Any) -> str:
    """One KPI in a sentence, for the pointer and for reading aloud."""
    grade = codelist("kpi_grade").label(kpi.grade)
    words = f"{kpi.name}: {grade}。実績値 {value(kpi.actual, kpi.unit)}（{known_as_of(kpi)}）"
    words += f"、期待値 {reckoned(kpi.expected, kpi, kpi.unit)}"
    return words + (f"、進捗率 {part(kpi.progress)}" if not math.isnan(kpi.progress) else "")


def overdue_words(kpi: Any) -> str:
    """``未報告・遅延 2回分`` for a KPI whose value has not come; "" otherwise."""
    if kpi.freshness != "overdue":
        return ""
    return f"{codelist('freshness').label('overdue')} {kpi.missed}回分"
