"""Words for amounts that count in no area of a map: withheld ones, and those of a wider area."""

from __future__ import annotations

import numpy as np

from analysis.lines import Line, Lines
from analysis.measure import Measure, format_value
from analysis.totals import Total


def value_words(line: Line, value: float, measure: Measure) -> str:
    """A line's value as :func:`analysis.measure.format_value` words it, or why it has none."""
    if np.isnan(value):
        return f"金額は{kinds_without_amount(line)}"
    return format_value(value, measure)


def amount_words(line: Line) -> str:
    """A line's amount, or why there is none."""
    return value_words(line, line.amount_yen if line.projects_with_amount else np.nan, Measure.AMOUNT)


def known_amounts(line: Line | Total) -> str:
    """``金額公表 2／3件``, and how many amounts more count in a wider area."""
    wider = f"、{line.counted_wider:,}件は広域に計上" if line.counted_wider else ""
    return f"金額公表 {line.projects_with_amount:,}／{line.projects:,}件{wider}"


def class_without_amount(lines: Lines) -> str:
    """Words of the legend for all areas of totals that have projects and no amount."""
    bare = (lines["projects"] > 0) & (lines["projects_with_amount"] == 0)
    return f"案件あり・金額は{_kinds(lines['not_disclosed'][bare].sum(), lines['counted_wider'][bare].sum())}"


def kinds_without_amount(line: Line | Total) -> str:
    """``非公表``, ``広域に計上`` or both: why none of the projects' amounts counts here."""
    return _kinds(line.not_disclosed, line.counted_wider)


def _kinds(not_disclosed: int, counted_wider: int) -> str:
    kinds = [word for word, count in (("非公表", not_disclosed), ("広域に計上", counted_wider)) if count]
    return "または".join(kinds) or "非公表"
