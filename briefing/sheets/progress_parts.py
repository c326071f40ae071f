"""Tables of KPI進捗: grades by count, the judgements beside them, and the parts of the area or its plans."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.area_grades import GradeLine, area_grades
from analysis.kpi_progress import selected_progress
from analysis.plan_progress import plan_progress
from analysis.progress_headline import Headline
from analysis.selection import Selection
from briefing.contents import Column, Mark, Table
from briefing.maps.grade_classes import by_need
from briefing.sheets.grade_cells import grade_cell, grade_marks, letters
from domain.area import Level
from domain.codelist import codelist
from domain.fiscal_half import short_ja

_PARTS = {Level.NATION: Level.BLOCK, Level.BLOCK: Level.PREFECTURE}
"""The parts that a table of an area lists; smaller areas have their plans listed alone."""


def grade_table(allocation: Allocation, selection: Selection, half: str, found: Headline) -> Table:
    """How many KPIs have each grade, now and (of the same KPIs) in the half before: a column a grade, with its
    letter and word above the grade's colour.
    """
    grades = codelist("kpi_grade")
    then = selected_progress(allocation, selection, half)["previous_grade"].value_counts()
    before = [int(then.get(code, 0)) for code in grades.codes]
    rows = [(short_ja(half), *(f"{count:,}" for count in found.by_grade), f"{found.kpis:,}")]
    if found.before:
        rows.append((short_ja(found.before), *(f"{count:,}" for count in before), f"{sum(before):,}"))
    marks = {
        (0, at + 1): Mark(grade.more["colour"], grade.more["text_colour"]) for at, grade in enumerate(grades)
    }
    heads = (Column(grade_cell(code), "right") for code in grades.codes)
    return Table(
        "計算した評価別のKPI" + ("（前の半期も、いまの基準値・目標で評価）" if found.before else ""),
        (Column("半期"), *heads, Column("計", "right")),
        tuple(rows),
        unit="単位：件",
        marks=marks,
    )


def judged_table(allocation: Allocation, selection: Selection, half: str) -> Table:
    """How the selected plans' reports judge the whole plan, and how many have not come."""
    plans = plan_progress(allocation, selection, half)
    judged = plans["judged"].value_counts()
    absent = plans.loc[plans["judged"] == "", "report"].value_counts()
    told = [(entry.label_ja, int(judged.get(entry.code, 0))) for entry in codelist("judged_status")]
    told += [
        (f"報告{entry.label_ja}", int(absent[entry.code]))
        for entry in codelist("report_state")
        if entry.code in absent.index
    ]
    return Table(
        f"報告者の判断（計画全体、{short_ja(half)}）",
        tuple(Column(label, "right") for label, _ in told),
        (tuple(f"{count:,}" for _, count in told),),
        unit="単位：計画",
    )


def areas_table(allocation: Allocation, selection: Selection, half: str) -> Table | None:
    """The parts of the area, those first that need a talk most; None of an area without parts to compare."""
    if selection.level not in _PARTS:
        return None
    level = _PARTS[selection.level]
    lines = by_need(area_grades(allocation, selection, half, level))
    return _areas_table(level, lines) if lines else None


def plans_table(allocation: Allocation, selection: Selection, half: str) -> Table:
    """The plans with KPIs, those first that need a talk most."""
    plans = plan_progress(allocation, selection, half)
    return _plans_table(plans[plans["kpis"] > 0])


def _areas_table(level: Level, lines: list[GradeLine]) -> Table:
    rows = tuple(
        (
            line.label,
            grade_cell(line.worst),
            f"{line.kpis:,}",
            *(f"{count:,}" for count in line.by_grade),
            f"{line.plans:,}",
        )
        for line in lines
    )
    heads = (Column("KPI", "right"), *(Column(letter, "right") for letter in letters()))
    return Table(
        f"{level.label_ja}別（最も悪い評価の順）",
        (Column(level.label_ja), Column("最も悪い評価"), *heads, Column("計画", "right")),
        rows,
        unit="単位：件",
        marks=grade_marks((line.worst for line in lines), 1),
    )


def _plans_table(plans: pd.DataFrame) -> Table:
    grades = codelist("kpi_grade").codes
    rows = tuple(
        (
            f"{plan.letter} {plan.title}",
            grade_cell(plan.worst),
            *(f"{getattr(plan, code):,}" for code in grades),
            f"{plan.overdue:,}",
            judged_words(plan),
        )
        for plan in plans.itertuples()
    )
    return Table(
        "計画別（要対応の多い順）",
        (
            Column("計画", weight=1.6),
            Column("最も悪い評価"),
            *(Column(letter, "right") for letter in letters()),
            Column("未報告・遅延", "right"),
            Column("報告の判断"),
        ),
        rows,
        unit="単位：件",
        marks=grade_marks(plans["worst"], 1),
    )


def judged_words(plan: object) -> str:
    """What the plan's report of the half judges; where there is none, how it stands with the report."""
    judged = str(plan.judged)  # type: ignore[attr-defined]
    if judged:
        return codelist("judged_status").label(judged)
    return f"報告{codelist('report_state').label(plan.report)}"  # type: ignore[attr-defined]
