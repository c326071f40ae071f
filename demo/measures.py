"""Measures of the demo's plans, by category, with their 5W1H; those of drafts have gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from demo.calendar import end_of, era_year
from demo.chance import Chance
from demo.outline import Outline
from demo.rows import Row
from demo.words import MeasureKind, measure_kinds, phrase
from domain.area import label_of
from domain.codelist import codelist
from domain.money import MAN, OKU

_FURTHER = {"a": (2, 5), "b": (0, 2), "c": (0, 1)}
"""Measures beyond one in each category that the plan works in."""

_CATEGORIES = {"a": 5, "b": 4, "c": 2}
"""Categories of its own type that a plan works in, of five."""

_CROSS_CUTTING = {"a": 0.8, "b": 0.5, "c": 0.4}
_LEFT_OPEN = ("deadline", "who", "where", "how")
_LAST_HALVES = 10
_IS_RESTRICTED = 0.06
"""Budgets that are for the government alone."""


@dataclass(frozen=True)
class Measure:
    """A measure: its row when complete, its last day, and the fields that its draft leaves open."""

    row: Row
    due: dt.date
    open_fields: tuple[str, ...]
    number_words: str

    @property
    def measure_id(self) -> str:
        return str(self.row["measure_id"])

    def row_of(self, *, is_draft: bool) -> Row:
        return self.row | dict.fromkeys(self.open_fields, "") if is_draft else self.row


def measures_of(
    chance: Chance, plan: Outline, year: int, kpi_ids: Sequence[str], project_ids: Sequence[str]
) -> list[Measure]:
    """The measures of a plan that begins in a fiscal year, and one more that its revision adds at the end."""
    kinds = _kinds(chance, plan.plan_type)
    return [
        _measure(chance.of(number), plan, year, kind, number, (kpi_ids, project_ids))
        for number, kind in enumerate(kinds, start=1)
    ]


def _kinds(chance: Chance, plan_type: str) -> list[MeasureKind]:
    own = [entry.code for entry in codelist("measure_category") if entry.more["plan_types"] == plan_type]
    chosen = [chance.one(measure_kinds(category)) for category in chance.some(own, _CATEGORIES[plan_type])]
    chosen += [
        chance.one(measure_kinds(category))
        for category in ("x1", "x2")
        if chance.happens(_CROSS_CUTTING[plan_type])
    ]
    rest = [kind for category in own for kind in measure_kinds(category) if kind not in chosen]
    further = chance.whole(*_FURTHER[plan_type]) + 1
    return [*chosen, *chance.some(rest, further)]


def _measure(
    chance: Chance,
    plan: Outline,
    year: int,
    kind: MeasureKind,
    number: int,
    linked: tuple[Sequence[str], Sequence[str]],
) -> Measure:
    kpi_ids, project_ids = linked
    gaps = {
        "cluster": plan.cluster,
        "product": plan.product,
        "area": plan.place,
        "block": label_of(plan.block),
    }
    half_number = chance.whole(2, _LAST_HALVES)
    due_year, is_first_half = year + (half_number - 1) // 2, half_number % 2 == 1
    due = end_of(f"{due_year}H{1 if is_first_half else 2}")
    body = phrase(chance, "ministry") if plan.plan_type == "a" else f"（架空）{plan.place}"
    budget = _budget(chance, kind)
    row: Row = {
        "measure_id": f"{plan.plan_id}-M{number:02}",
        "plan_id": plan.plan_id,
        "name": kind.name.format(**gaps),
        "category": kind.category,
        "why": kind.why.format(**gaps),
        "what": kind.what.format(**gaps),
        "deadline": phrase(chance, "due", "h1" if is_first_half else "h2", era=era_year(due_year)),
        "due_date": due.isoformat(),
        "who": f"{body} {phrase(chance, 'department', plan.plan_type)}",
        "where": phrase(chance, "meeting", plan.plan_type, **gaps),
        "how": kind.how.format(**gaps),
        "lead_organisation": body,
        "programme": kind.programme,
        "budget_yen": budget,
        "budget_note": phrase(chance, "budget", era=era_year(year)) if budget else "",
        "budget_disclosure": "government"
        if budget and chance.of("disclosure").happens(_IS_RESTRICTED)
        else "",
        "kpi_id": chance.one(kpi_ids) if chance.happens(0.5) else "",
        "project_id": chance.one(project_ids) if kind.category[1] == "1" and chance.happens(0.6) else "",
    }
    open_fields = chance.some(_LEFT_OPEN, chance.whole(0, 2))
    if "deadline" in open_fields:
        open_fields.append("due_date")
    return Measure(row, due, tuple(open_fields), phrase(chance, "measure_number", plan.plan_type))


def _budget(chance: Chance, kind: MeasureKind) -> int | None:
    """Yen, in whole 百万円; None for measures without a budget, or before it is settled."""
    low, high = kind.budget
    if not high or chance.happens(0.1):
        return None
    oku = chance.log_normal((low * high) ** 0.5, 0.5)
    oku = min(max(oku, low), high)
    return max(1, round(oku * OKU / (100 * MAN))) * 100 * MAN
