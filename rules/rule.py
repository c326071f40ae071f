"""What a rule is, the catalogue of all rules, and running the checks over submitted tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.finding import Actor, Cell, Finding, Severity
from domain.record import Submitted


@dataclass(frozen=True)
class Rule:
    """A word code, how grave it is, who must act, the sentence to show, and a faulty example.

    ``sentence`` is a Japanese sentence with ``{value}`` and further names to be filled in; it
    states the fault and then what to do.
    """

    code: str
    severity: Severity
    actor: Actor
    sentence: str
    example: str

    def at(self, cell: Cell, value: object = "", **names: object) -> Finding:
        """The finding that this rule makes of a cell."""
        text = str(value)
        shown = text if len(text) <= 60 else text[:60] + "…"
        sentence = self.sentence.format(value=shown, **names)
        return Finding(self.code, self.severity, self.actor, cell, text, sentence)


CATALOGUE: dict[str, Rule] = {}

Check = Callable[[Submitted], Iterable[Finding]]
_CHECKS: list[Check] = []


def rule(code: str, severity: Severity, actor: Actor, sentence: str, example: str) -> Rule:
    """Declare a rule; its code must be new."""
    if code in CATALOGUE:
        raise ValueError(f"rule {code} is declared twice")
    CATALOGUE[code] = Rule(code, severity, actor, sentence, example)
    return CATALOGUE[code]


def check(function: Check) -> Check:
    """Mark a function that yields the findings of its rules in submitted tables."""
    _CHECKS.append(function)
    return function


def run_checks(submitted: Submitted) -> list[Finding]:
    """Findings of every check, in the order of the places they point at.

    One row of a file may make rows of two tables; what both of them say of the same cell is one
    finding.
    """
    found = dict.fromkeys(finding for run in _CHECKS for finding in run(submitted))
    return sorted(found, key=lambda finding: (finding.cell, finding.rule))
