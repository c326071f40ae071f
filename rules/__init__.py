"""Checks on what is handed in: each rule is one sentence, one severity, one actor, one example.

Importing this package declares every rule, so the catalogue is complete wherever it is used.
"""

from rules import (
    boundary_file,
    cell_value,
    file_form,
    identifiers,
    links,
    place,
    project_amount,
    project_dates,
    selection,
)
from rules.rule import CATALOGUE, Rule, run_checks

__all__ = [
    "CATALOGUE",
    "Rule",
    "boundary_file",
    "cell_value",
    "file_form",
    "identifiers",
    "links",
    "place",
    "project_amount",
    "project_dates",
    "run_checks",
    "selection",
]
