"""The demo's vocabulary: words, sentences with gaps, kinds of measures, KPIs and causes, from ``data/demo``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from demo.chance import Chance
from domain.folders import DATA

FOLDER = DATA / "demo"

FICTIONAL = "架空"
"""The word that every title, name of a project and name of a company bears."""

_PLAN_TYPES = frozenset("abc")


@cache
def words(use: str, about: str = "") -> tuple[str, ...]:
    """Words or sentences for a use that hold for ``about``: a field, a plan type, a criterion.

    Raises:
        LookupError: the vocabulary has none.
    """
    found = tuple(row["text"] for row in _rows("words") if row["use"] == use and _holds(row["about"], about))
    if not found:
        raise LookupError(f"no words for {use} of {about}")
    return found


def has_words(use: str, about: str) -> bool:
    return any(row["use"] == use and row["about"] == about for row in _rows("words"))


def phrase(chance: Chance, use: str, about: str = "", /, **names: object) -> str:
    """One of the sentences for a use, its gaps filled with ``names``."""
    return chance.one(words(use, about)).format(**names)


def _holds(said: str, about: str) -> bool:
    """True for what is said of everything, of ``about``, or of several plan types at once (``abc``)."""
    return said in ("", about) or (about in _PLAN_TYPES and set(said) <= _PLAN_TYPES and about in said)


@dataclass(frozen=True)
class MeasureKind:
    """A measure as one of its category might be: name and sentences with gaps, budget from and to 億円."""

    category: str
    name: str
    why: str
    what: str
    how: str
    programme: str
    budget: tuple[float, float]


@dataclass(frozen=True)
class KpiKind:
    """A KPI as a plan of a type might set it; ``change`` tells in what the gain is measured.

    ``ratio`` is a part of the baseline, ``absolute`` is in the unit, ``keep`` is no gain, and ``none``
    stands for a KPI that is only done or not done. ``decimals`` may be negative: tens.
    """

    plan_types: str
    words: Mapping[str, str]
    baseline: tuple[float, float]
    change: str
    gain: tuple[float, float]
    decimals: int

    @property
    def is_execution(self) -> bool:
        return self.change == "none"


@dataclass(frozen=True)
class Cause:
    """Why a measure is behind, and what is promised for the next half."""

    kind: str
    text: str
    action: str
    promise: str


@cache
def measure_kinds(category: str) -> tuple[MeasureKind, ...]:
    texts = ("category", "name", "why", "what", "how", "programme")
    return tuple(
        MeasureKind(
            **{name: row[name] for name in texts},
            budget=(_number(row["budget_low_oku"]), _number(row["budget_high_oku"])),
        )
        for row in _rows("measures")
        if row["category"] == category
    )


@cache
def kpi_kinds(plan_type: str) -> tuple[KpiKind, ...]:
    """Kinds for a plan type, the one that every plan has first."""
    numbers = ("baseline_low", "baseline_high", "change_low", "change_high", "decimals")
    return tuple(
        KpiKind(
            row["plan_types"],
            {name: value for name, value in row.items() if name not in numbers},
            (_number(row["baseline_low"]), _number(row["baseline_high"])),
            row["change"],
            (_number(row["change_low"]), _number(row["change_high"])),
            int(row["decimals"]),
        )
        for row in _rows("kpis")
        if plan_type in row["plan_types"]
    )


@cache
def causes() -> tuple[Cause, ...]:
    return tuple(
        Cause(row["cause_kind"], row["cause"], row["action"], row["action_text"]) for row in _rows("causes")
    )


def _number(text: str) -> float:
    return float(text or 0)


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
