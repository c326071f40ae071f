"""What a plan of the demo aims at in figures: investment, sales, value added, trade, jobs and wages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demo.chance import Chance
from demo.outline import Outline
from demo.projects import Project
from demo.words import phrase
from domain.money import OKU, format_yen

_RAISED = 1.1
_STEPS = {"a": 10 * OKU, "b": OKU, "c": OKU // 10}
_JOBS_PER_OKU = {"a": 0.9, "b": 2.2, "c": 5.0}
_WAGES = {"a": ("3.0", "3.5", "4.0"), "b": ("2.5", "3.0", "3.5"), "c": ("2.0", "2.5", "3.0")}


@dataclass(frozen=True)
class Figures:
    """Targets of a plan, in yen and persons, and its number of core projects."""

    investment: int
    sales: int
    value_added: int
    trade: int
    jobs: int
    wage: str
    core: int

    @property
    def words(self) -> dict[str, object]:
        """The figures as sentences say them."""
        amounts = {name: getattr(self, name) for name in ("investment", "sales", "value_added", "trade")}
        told: dict[str, object] = {name: format_yen(amount) for name, amount in amounts.items()}
        return told | {"jobs": f"{self.jobs:,}", "wage": self.wage, "core": self.core}


def figures_of(chance: Chance, plan: Outline, projects: Sequence[Project], revisions: int) -> Figures:
    """What the plan aims at after so many revisions, each of which raises it."""
    step, raised = _STEPS[plan.plan_type], _RAISED**revisions
    projected = sum(project.amount_yen for project in projects)
    # Some of the investment that a plan counts on has no project yet, and projects may come to cost more.
    investment = projected * chance.between(1.3, 1.6) * raised
    sales = investment * chance.between(0.6, 1.8)
    value_added = sales * chance.between(0.3, 0.5)
    trade = sales * chance.between(0.08, 0.25)
    jobs = investment / OKU * _JOBS_PER_OKU[plan.plan_type] * chance.between(0.6, 1.4)
    investment, sales, value_added, trade = (
        max(1, round(amount / step)) * step for amount in (investment, sales, value_added, trade)
    )
    return Figures(
        investment=investment,
        sales=sales,
        value_added=value_added,
        trade=trade,
        jobs=max(3, round(jobs / 10) * 10 if jobs > 100 else round(jobs)),
        wage=phrase(chance, "wage", percent=chance.one(_WAGES[plan.plan_type])),
        core=sum(project.is_core for project in projects),
    )
