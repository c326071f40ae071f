"""What a rule is, the catalogue of all rules, and running the checks over submitted tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain.finding import Actor, Cell, Finding, Severity
from domain.record import Submitted


@dataclass(frozen=True)
class Rule:
    """A word code, how grave it is, who must act, the sentence to show, and a faulty example.

    ``sentence`` is a Japanese sentence with ``{value}`` and further names to be filled in; it
    states the fault and then what to do. ``standard`` is the id in 行政データにおける機械可読性に関する
    ルール that the rule upholds (``L1-12``), if it does.
    """

    code: str
    severity: Severity
    actor: Actor
    sentence: str
    example: str
    standard: str = ""

    def at(self, cell: Cell, value: object = "", **names: object) -> Finding:
        """The finding that this rule makes of a cell."""
        text = str(value)
        shown = text if len(text) <= 60 else text[:60] + "…"
        sentence = self.sentence.format(value=shown, **names)
        return Finding(self.code, self.severity, self.actor, cell, text, sentence)


CATALOGUE: dict[str, Rule] = {}

Check = Callable[[Submitted], Iterable[Finding]]
_CHECKS: list[Check] = []

Earlier = Mapping[str, pd.DataFrame]
"""Rows in force of the submitted plans, and of other plans that use the same keys, by table name."""

EarlierCheck = Callable[[Submitted, Earlier], Iterable[Finding]]
_EARLIER_CHECKS: list[EarlierCheck] = []


def rule(
    code: str, severity: Severity, actor: Actor, sentence: str, example: str, *, standard: str = ""
) -> Rule:
    """Declare a rule; its code must be new."""
    if code in CATALOGUE:
        raise ValueError(f"rule {code} is declared twice")
    CATALOGUE[code] = Rule(code, severity, actor, sentence, example, standard)
    return CATALOGUE[code]


def check(function: Check) -> Check:
    """Mark a function that yields the findings of its rules in submitted tables."""
    _CHECKS.append(function)
    return function


def check_against_earlier(function: EarlierCheck) -> EarlierCheck:
    """Mark a function that compares submitted tables with what the registry holds of their plans."""
    _EARLIER_CHECKS.append(function)
    return function


def rows_where(frame: pd.DataFrame, mask: pd.Series) -> Iterator[tuple[int, dict[str, Any]]]:
    """Index and values of each row where ``mask`` is true; missing is not true.

    Most checks find nothing, so nothing is taken from the frame before there is a row to tell of.
    """
    is_true = mask.to_numpy() if mask.dtype == bool else mask.to_numpy(dtype=bool, na_value=False)
    if is_true.any():
        rows = frame[is_true]
        yield from zip(rows.index, rows.to_dict("records"), strict=True)


def run_checks(submitted: Submitted, earlier: Earlier | None = None) -> list[Finding]:
    """Findings of every check, in the order of the places they point at.

    One row of a file may make rows of two tables; what both of them say of the same cell is one
    finding. Without ``earlier`` nothing is compared with what has been accepted before.
    """
    found = dict.fromkeys(finding for run in _CHECKS for finding in run(submitted))
    if earlier is not None:
        found |= dict.fromkeys(finding for run in _EARLIER_CHECKS for finding in run(submitted, earlier))
    return sorted(found, key=lambda finding: (finding.cell, finding.rule))
