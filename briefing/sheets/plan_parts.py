"""Plans on the sheet of an area: their number by type, and their KPIs by grade."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.area_grades import area_grades
from analysis.half import half_of
from analysis.selection import Selection
from briefing import answers
from briefing.contents import Column, Mark, Table
from briefing.grade_words import grade_words
from briefing.maps.plan_classes import numbers_by_type
from domain.codelist import codelist
from domain.fiscal_half import short_ja


def plans_by_type(allocation: Allocation, selection: Selection) -> Table:
    """The number of selected plans of each type."""
    listed, types = answers.plans(allocation, selection), codelist("plan_type")
    rows = [
        (f"{types[code].more['letter']} {types.label(code)}", f"{number:,}")
        for code, number in numbers_by_type(listed)
    ]
    rows.append(("合計", f"{len(listed):,}"))
    return Table(
        "計画",
        (Column("種類"), Column("計画", "right")),
        tuple(rows),
        "単位：件",
        strong=frozenset({len(rows) - 1}),
    )


def kpis_by_grade(allocation: Allocation, selection: Selection) -> Table:
    """The number of KPIs of each grade, by letter, shape and word, in the half that the records are about:
    good grades on the left, poor ones and what cannot be graded on the right.
    """
    half, grades = half_of(allocation.records), list(codelist("kpi_grade"))
    lines = list(area_grades(allocation, selection, half, selection.level))
    counts = lines[0].by_grade if len(lines) == 1 else [0] * len(grades)
    down = -(-len(grades) // 2)
    rows = [
        tuple(word for at in (row, row + down) for word in (grade_words(grades[at].code), f"{counts[at]:,}"))
        for row in range(down)
    ]
    marks = {
        (at % down, 2 * (at // down)): Mark(grade.more["colour"], grade.more["text_colour"])
        for at, grade in enumerate(grades)
    }
    columns = (Column("評価"), Column("KPI（件）", "right"), Column("評価"), Column("KPI（件）", "right"))
    return Table(f"KPIの評価（{short_ja(half)}）", columns, tuple(rows), marks=marks)


def has_plans(allocation: Allocation) -> bool:
    return len(allocation.records["plans"]) > 0


def has_kpis(allocation: Allocation) -> bool:
    """True where KPIs are registered and there is a half to judge them in."""
    return len(allocation.records["kpis"]) > 0 and bool(half_of(allocation.records))
