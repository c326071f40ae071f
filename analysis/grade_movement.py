"""How grades of KPIs moved between two halves, with change of status told apart from change of composition.

A KPI that was graded in both halves shows how things went; one that is new, has ended, or whose plan came
into or left the selection only changes what is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.allocation import Allocation
from analysis.grading import GRADE, NOT_ASSESSABLE
from analysis.half import asked_half, half_of
from analysis.kept_answers import kept
from analysis.kpi_progress import progress_table, selected_kpis
from analysis.plan_list import plans_in_words
from analysis.portions import Flags, Ints
from analysis.selection import Selection
from domain.codelist import codelist

WORSE, BETTER, UNASSESSED, ASSESSED, SAME = "worse", "better", "unassessed", "assessed", "same"
NEW, ENDED, ENTERED, LEFT = "new", "ended", "entered", "left"
UNPUBLISHED = "unpublished"
"""Codes of ``kpi_movement``: of KPIs in both halves, of those that change the composition, and of those in
both of which nothing is told, as the reports on the later half are not public yet."""

UNMOVED = (SAME, UNPUBLISHED)
"""What no list of moved KPIs has."""

_OF_TARGET = ("baseline", "baseline_date", "target", "target_date", "direction")


@dataclass(frozen=True, eq=False)
class GradeMovement:
    """Numbers of KPIs. ``moved`` has a row for each grade then and a column for each grade now, in the order
    of ``kpi_grade``; ``composition`` by code of ``kpi_movement`` numbers by grade: as of now for those that
    came, as of then for those that went and for those not told (these only where there are some).
    """

    moved: Ints
    composition: dict[str, Ints]

    @property
    def before(self) -> Ints:
        """Numbers by grade then: of all that were counted."""
        return np.asarray(self.moved.sum(axis=1) + self._of(ENDED, LEFT, UNPUBLISHED))

    @property
    def after(self) -> Ints:
        """Numbers by grade now, or then where now is not told: of all that are counted."""
        return np.asarray(self.moved.sum(axis=0) + self._of(NEW, ENTERED, UNPUBLISHED))

    def _of(self, *movements: str) -> Ints:
        nobody = np.zeros(len(GRADE), dtype=np.int64)
        return np.sum([self.composition.get(code, nobody) for code in movements], axis=0)

    def count(self, movement: str) -> int:
        """How many KPIs moved in one of the ways of ``kpi_movement``."""
        if movement in (NEW, ENDED, ENTERED, LEFT, UNPUBLISHED):
            return int(self._of(movement).sum())
        then, now = np.divmod(np.arange(self.moved.size), len(GRADE))
        return int(self.moved.ravel()[_movements(then, now) == movement].sum())


@kept(64)
def grade_movement(before: Allocation, after: Allocation, selection: Selection) -> GradeMovement:
    """The KPIs that the selection asks for then or now, counted by what became of their grades."""
    listed = moved_kpis(before, after, selection)
    then, now = (
        listed[name].map(GRADE).fillna(-1).to_numpy(dtype=np.int64)
        for name in ("before_grade", "after_grade")
    )
    movement, grades = listed["movement"].to_numpy(dtype=object), len(GRADE)
    apart = (NEW, ENDED, ENTERED, LEFT, *((UNPUBLISHED,) if UNPUBLISHED in movement else ()))
    stays = ~np.isin(movement, apart)
    moved = np.bincount(then[stays] * grades + now[stays], minlength=grades * grades)
    composition = {
        code: np.bincount((now if code in (NEW, ENTERED) else then)[movement == code], minlength=grades)
        for code in apart
    }
    return GradeMovement(moved.reshape(grades, grades), composition)


@kept(64)
def moved_kpis(before: Allocation, after: Allocation, selection: Selection) -> pd.DataFrame:
    """The KPIs that the selection asks for then or now, in the order of ``kpi_movement``, the largest fall first.

    Columns: kpi_id, name, unit, plan_id, plan (title), movement (a code of ``kpi_movement``), before_grade and
    after_grade (codes of ``kpi_grade``, "" where the KPI is not there), before_actual, after_actual,
    before_target, after_target, and has_new_target: true where its way to the target is another one, so
    that the grades are not by the same measure.
    """
    sides = [_side(each, selection) for each in (before, after)]
    # The grades of the later half are those of one before it: to compare them would tell of no change.
    is_held = half_of(after.records) != asked_half(after.records)
    chosen = sides[0].index[sides[0]["is_chosen"]].union(sides[1].index[sides[1]["is_chosen"]])
    then, now = (side.reindex(chosen) for side in sides)
    is_there = [side.index.get_indexer(chosen) >= 0 for side in sides]
    is_asked = [(side["is_chosen"] == True).to_numpy(dtype=bool) for side in (then, now)]  # noqa: E712 - NA is not
    grades = [side["grade"].map(GRADE).fillna(-1).to_numpy(dtype=np.int64) for side in (then, now)]
    movement = np.select(
        [~is_there[0], ~is_there[1], ~is_asked[0], ~is_asked[1], np.full(len(chosen), is_held)],
        [NEW, ENDED, ENTERED, LEFT, UNPUBLISHED],
        _movements(*grades),
    )
    is_told = movement != UNPUBLISHED
    words = now[["name", "unit", "plan_id", "plan"]].where(now["name"].notna(), then)
    found = words.assign(
        kpi_id=chosen,
        movement=movement,
        before_grade=then["grade"].fillna(""),
        after_grade=now["grade"].fillna("").where(is_told, ""),
        **{f"before_{name}": then[name] for name in ("actual", "target")},
        after_actual=now["actual"].where(is_told),
        after_target=now["target"],
        has_new_target=_differs(then, now) & is_there[0] & is_there[1],
    )
    order = codelist("kpi_movement").position
    rank = np.array([order[code] for code in movement], dtype=np.int64)
    return found.iloc[np.lexsort((chosen.to_numpy(), grades[0] - grades[1], rank))].reset_index(drop=True)


def _side(allocation: Allocation, selection: Selection) -> pd.DataFrame:
    """All KPIs by id as judged for the half of the records, and whether the selection asks for them."""
    half = half_of(allocation.records)
    table = progress_table(allocation, half)
    is_chosen = np.zeros(len(table), dtype=bool)
    is_chosen[selected_kpis(allocation, selection, half)] = True
    titles = plans_in_words(allocation).set_index("plan_id")["title"]
    plan = table["plan_id"].map(titles).astype("str").fillna("")
    return table.assign(is_chosen=is_chosen, plan=plan).set_index("kpi_id")


def _movements(then: Ints, now: Ints) -> npt.NDArray[np.object_]:
    """What became of grades (positions in ``kpi_grade``, from best to worst)."""
    could, can = then != NOT_ASSESSABLE, now != NOT_ASSESSABLE
    conditions = [then == now, could & ~can, ~could & can, now > then]
    return np.select(conditions, [SAME, UNASSESSED, ASSESSED, WORSE], BETTER).astype(object)


def _differs(then: pd.DataFrame, now: pd.DataFrame) -> Flags:
    found = np.zeros(len(then), dtype=bool)
    for name in _OF_TARGET:
        old, new = then[name], now[name]
        found |= ((old != new) & ~(old.isna() & new.isna())).fillna(True).to_numpy(dtype=bool)
    return found
