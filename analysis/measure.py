"""What a map or a table shows of a total: amount, number of projects, amount per head."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from analysis.lines import Lines
from domain.area import Level
from domain.money import format_yen
from domain.population import AS_OF, NAME_JA, populations


class Measure(StrEnum):
    """The measures; their values are the words of a link."""

    AMOUNT = "amount"
    PROJECTS = "projects"
    PER_CAPITA = "per_capita"

    @property
    def label_ja(self) -> str:
        return {"amount": "投資額", "projects": "件数", "per_capita": "人口当たり"}[self.value]

    @property
    def unit_ja(self) -> str:
        return {
            "amount": "円",
            "projects": "件",
            "per_capita": f"円／人（人口は{NAME_JA}、{AS_OF[:4]}年）",
        }[self.value]


def measures_for(level: Level) -> tuple[Measure, ...]:
    """Measures that exist at a level: population is known for prefectures only."""
    if level is Level.PREFECTURE:
        return tuple(Measure)
    return (Measure.AMOUNT, Measure.PROJECTS)


def per_capita_yen(lines: Lines) -> npt.NDArray[np.float64]:
    """Yen per inhabitant for lines whose code is a prefecture; NaN elsewhere."""
    people = populations()
    heads = [people.get(code, np.nan) for code in lines.codes]
    return lines["amount_yen"] / np.array(heads, dtype=np.float64)


def measured(lines: Lines, measure: Measure) -> npt.NDArray[np.float64]:
    """One number a line; NaN for an amount where no project's amount counts."""
    if measure is Measure.PROJECTS:
        return lines["projects"].astype(np.float64)
    values = lines["amount_yen"] if measure is Measure.AMOUNT else per_capita_yen(lines)
    return np.where(lines["projects_with_amount"] > 0, values, np.nan)


def format_value(value: float, measure: Measure) -> str:
    """``1兆2,472億円``, ``12件``, ``71.7万円／人``."""
    if np.isnan(value):
        return "金額は非公表"
    if measure is Measure.PROJECTS:
        return f"{int(value):,}件"
    if measure is Measure.AMOUNT:
        return format_yen(int(value))
    return format_per_capita(value)


def format_per_capita(yen: float) -> str:
    if yen >= 10_000:
        return f"{yen / 10_000:,.1f}万円／人"
    return f"{yen:,.0f}円／人"


def format_class(measure: Measure, lower: float, upper: float | None) -> str:
    """Words of a legend class from its lower limit (0: no limit) and the next class's limit."""

    def number(value: float) -> str:
        if measure is Measure.PROJECTS:
            return f"{value:,.0f}件"
        if measure is Measure.AMOUNT:
            return format_yen(int(value))
        return f"{value / 10_000:,.4g}万円" if value >= 10_000 else f"{value:,.4g}円"

    if measure is Measure.PROJECTS and upper is not None:
        first, last = int(lower), int(upper) - 1
        return number(first) if first == last else f"{first:,}〜{number(last)}"
    if upper is None:
        return f"{number(lower)}以上" if lower else "金額あり"
    return f"{number(lower)}〜{number(upper)}" if lower else f"{number(upper)}未満"
