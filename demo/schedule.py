"""When a sender of the demo hands in: plans within a half, reports after it, some late and some never."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from demo.calendar import due_of, start_of, workday
from demo.chance import Chance

_PLAN_DAYS = (92, 140)
"""Days into a half on which plans come in: after the late reports on the half before."""

_IS_LATE = 0.1
_LATE_DAYS = (6, 45)
_EARLY_DAYS = (0, 16)
_IS_REVISING = 0.2
_NEVER_COMES = 0.03
_STILL_AWAITED = 0.08
"""Of the reports on the last half, those that have not come yet."""


@dataclass(frozen=True)
class Schedule:
    """The days of one sender's plans of a type; ``halves`` are those that the nation has lived through."""

    chance: Chance
    plan_type: str
    halves: tuple[str, ...]

    def plan_day(self, at: int) -> dt.date:
        """The day on which the sender hands in new and revised plans in a half."""
        half = self.halves[at]
        days = self.chance.of(self.plan_type, half).whole(*_PLAN_DAYS)
        return workday(start_of(half) + dt.timedelta(days=days))

    def is_revising(self, at: int) -> bool:
        """True for the halves in which the sender looks over its plans; not every one is then revised."""
        return self.chance.of("revising", self.plan_type, at).happens(_IS_REVISING)

    def report_day(self, at: int) -> dt.date | None:
        """The day on which the sender reports on a half, or None if it never does."""
        half, is_last = self.halves[at], at == len(self.halves) - 1
        chance = self.chance.of("report", half)
        if chance.happens(_NEVER_COMES + (_STILL_AWAITED if is_last else 0)):
            return None
        # Who is late with the last half has not reported on it yet.
        is_late = not is_last and chance.happens(_IS_LATE)
        days = chance.whole(*_LATE_DAYS) if is_late else -chance.whole(*_EARLY_DAYS)
        return workday(due_of(half) + dt.timedelta(days=days))
