"""半年間の変更点, its second page: which plans changed and in what, and how grades of KPIs moved."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.allocation import Allocation
from analysis.changed_plans import changed_plans
from analysis.grade_movement import (
    ASSESSED,
    BETTER,
    SAME,
    UNASSESSED,
    UNMOVED,
    UNPUBLISHED,
    WORSE,
    GradeMovement,
    grade_movement,
    moved_kpis,
)
from analysis.selection import Selection
from briefing import kpi_words
from briefing.change_tables import CAME, GROUPS_JA
from briefing.change_words import revisions
from briefing.contents import Block, Column, Mark, Row, Sheet, Table
from briefing.sheets.grade_cells import counts_words, grade_cell, grade_marks, letters
from briefing.sheets.long_lists import as_list
from domain.codelist import codelist

_BETTER, _WORSE = Mark("#d9e6ff"), Mark("#ffdfca")
"""Grounds of the cells of better and worse grades; the sign in the cell says the same."""


def sheets(
    before: Allocation, after: Allocation, selection: Selection, first: Sheet, ends: tuple[str, str]
) -> tuple[Sheet, ...]:
    """A page with the head and foot of the ``first``; none where no plan is in force in either half."""
    plans = changed_plans(before, after, selection)
    found = grade_movement(before, after, selection)
    if plans.empty and not found.before.sum() and not found.after.sum():
        return ()
    kinds = plans["kind"].value_counts()
    notes = (
        "評価が良くなった・悪くなったKPIは、どちらの半期にもあるKPIだけを数え、新しいKPIなどの構成の変化とは分けている。",
        *first.foot.notes[-1:],
    )
    page = replace(
        first,
        title=_title(kinds, found),
        messages=_messages(kinds, found, before, after, selection),
        blocks=(
            _movement(found, ends),
            as_list(_moved(before, after, selection)),
            as_list(_plans(plans), "計画"),
        ),
        foot=replace(first.foot, notes=notes, coverage=_coverage(found, ends)),
    )
    return (page,)


def _movement(found: GradeMovement, ends: tuple[str, str]) -> Block:
    """The matrix, and what came and went where anything did."""
    matrix, composition = _matrix(found, ends), _composition(found, ends)
    if found.count(UNPUBLISHED):
        return composition
    return Row((matrix, composition), (1, 1)) if composition.rows else matrix


def _title(kinds: pd.Series, found: GradeMovement) -> str:
    """``内容の変わった計画は121件、KPIの評価は良くなったもの35件・悪くなったもの25件``."""
    plans = f"内容の変わった計画は{int(kinds.sum()):,}件、"
    if untold := found.count(UNPUBLISHED):
        return f"{plans}KPI {untold:,}件の評価の動きは公表前"
    return (
        f"{plans}KPIの評価は良くなったもの{found.count(BETTER):,}件・悪くなったもの{found.count(WORSE):,}件"
    )


def _messages(
    kinds: pd.Series, found: GradeMovement, before: Allocation, after: Allocation, selection: Selection
) -> tuple[str, ...]:
    told = "、".join(
        f"{entry.label_ja}{int(kinds[entry.code]):,}件"
        for entry in codelist("plan_change")
        if entry.code in kinds.index
    )
    words = codelist("kpi_movement")
    told_of = (UNPUBLISHED,) if found.count(UNPUBLISHED) else (BETTER, WORSE, ASSESSED, UNASSESSED, SAME)
    moved = "、".join(f"{words.label(code)}{found.count(code):,}件" for code in told_of if found.count(code))
    listed = moved_kpis(before, after, selection)
    other = int(listed["has_new_target"].sum())
    new_target = f"基準値や目標が変わったKPIは{other:,}件あり、二つの半期で評価の物差しが違う。"
    return (
        f"計画: {told or '内容の変わったものはない'}。",
        f"KPIの評価: {moved or 'どちらの半期にもあるKPIはない'}。",
        new_target if other else "基準値や目標が変わったKPIはない。",
    )


def _coverage(found: GradeMovement, ends: tuple[str, str]) -> str:
    return f"KPI {ends[0]} {int(found.before.sum()):,}件、{ends[1]} {int(found.after.sum()):,}件"


def _matrix(found: GradeMovement, ends: tuple[str, str]) -> Table:
    """KPIs of both halves by grade then (rows) and now (columns)."""
    grades, signs = codelist("kpi_grade").codes, codelist("kpi_movement")
    marks = grade_marks(grades, 0)
    rows = []
    for then, code in enumerate(grades):
        cells = [grade_cell(code)]
        for now, number in enumerate(found.moved[then].tolist()):
            kind = _direction(then, now, len(grades))
            if number and kind:
                marks[then, now + 1] = _BETTER if kind == BETTER else _WORSE
            sign = signs[kind].more["mark"] if number and kind else ""
            cells.append(f"{sign}{number:,}")
        rows.append((*cells, f"{int(found.moved[then].sum()):,}"))
    sums = (f"{number:,}" for number in found.moved.sum(axis=0).tolist())
    rows.append(("計", *sums, f"{int(found.moved.sum()):,}"))
    return Table(
        f"評価の動き（縦 {ends[0]}、横 {ends[1]}）",
        (Column("評価"), *(Column(letter, "right") for letter in letters()), Column("計", "right")),
        tuple(rows),
        unit="単位：件",
        strong=frozenset({len(grades)}),
        marks=marks,
    )


def _direction(then: int, now: int, grades: int) -> str:
    """BETTER or WORSE; "" where grades are the same or one cannot be assessed."""
    if then == now or grades - 1 in (then, now):
        return ""
    return WORSE if now > then else BETTER


def _composition(found: GradeMovement, ends: tuple[str, str]) -> Table:
    words = codelist("kpi_movement")
    rows = tuple(
        (
            words.label(code),
            f"{int(numbers.sum()):,}",
            f"{ends[1] if code in CAME else ends[0]}の評価: {counts_words(numbers.tolist())}",
        )
        for code, numbers in found.composition.items()
        if numbers.sum()
    )
    return Table(
        "KPIの構成の変化",
        (Column("変化"), Column("件数", "right"), Column("内訳", weight=2)),
        rows,
        unit="単位：件",
    )


def _moved(before: Allocation, after: Allocation, selection: Selection) -> Table:
    listed = moved_kpis(before, after, selection)
    listed = listed[~listed["movement"].isin(UNMOVED).to_numpy()]
    words = codelist("kpi_movement")
    rows = tuple(
        (
            f"{words[kpi.movement].more['mark']} {words.label(kpi.movement)}".strip(),
            kpi.name,
            _both(kpi.before_grade, kpi.after_grade),
            " → ".join(kpi_words.value(each, kpi.unit) for each in (kpi.before_actual, kpi.after_actual)),
            kpi.plan,
        )
        for kpi in listed.itertuples()
    )
    is_told = UNPUBLISHED not in grade_movement(before, after, selection).composition
    return Table(
        f"評価の動いたKPI {len(listed):,}件" if is_told else f"新しいKPIと終わったKPI {len(listed):,}件",
        (Column("動き"), Column("KPI"), Column("評価"), Column("実績"), Column("計画")),
        rows,
        empty="評価の動いたKPIはありません" if is_told else "新しいKPIと終わったKPIはありません",
        lines=3,
    )


def _both(then: str, now: str) -> str:
    """``A○→C△``, letters and shapes; "—" where the KPI is not there."""
    return "→".join(grade_cell(code).partition(" ")[0] if code else "—" for code in (then, now))


def _plans(plans: pd.DataFrame) -> Table:
    kinds = codelist("plan_change")
    rows = tuple(
        (
            f"{kinds.label(plan.kind)}（{revisions(plan.before_revision, plan.after_revision)}）",
            f"{plan.letter} {plan.title}",
            plan.items or "—",
            "、".join(
                f"{label}{getattr(plan, name):,}行"
                for name, label in GROUPS_JA.items()
                if getattr(plan, name)
            ),
        )
        for plan in plans.itertuples()
    )
    return Table(
        f"内容の変わった計画 {len(plans):,}件",
        (
            Column("変更（版）"),
            Column("計画", weight=1.2),
            Column("変わった項目", weight=1.6),
            Column("変わった行"),
        ),
        rows,
        empty="内容の変わった計画はありません",
        lines=3,
    )
