"""Requirement checks of plans: every criterion of the plan's type with its answer, also where none was given."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from domain.codelist import Entry, codelist
from domain.record import Records

NO_ANSWER = ""
"""Answer of a criterion that the plan does not mention: not the same as 未確認."""


class CheckLine(NamedTuple):
    """A criterion, the answer's code (``NO_ANSWER`` for none), its grounds and their source."""

    criterion: Entry
    answer: str
    grounds: str
    evidence_url: str


def criteria_of(plan_type: str) -> list[Entry]:
    """The criteria that a plan of this type is held against, in their order."""
    return [entry for entry in codelist("requirement") if plan_type in entry.more["plan_types"]]


def checks_of(records: Records, plan_id: str, plan_type: str) -> list[CheckLine]:
    """A line for every criterion of the type, and for further ones that the plan answers."""
    rows = records["requirement_checks"]
    given = rows[rows["plan_id"] == plan_id].set_index("criterion")
    asked = criteria_of(plan_type)
    asked += [
        codelist("requirement")[code] for code in given.index if code not in {entry.code for entry in asked}
    ]
    lines = []
    for entry in asked:
        if entry.code in given.index:
            row = given.loc[entry.code]
            lines.append(CheckLine(entry, row["answer"], row["grounds"], row["evidence_url"]))
        else:
            lines.append(CheckLine(entry, NO_ANSWER, "", ""))
    return lines


def check_counts(records: Records) -> pd.DataFrame:
    """By plan_id one column for each answer of ``check_answer``: how many criteria have it."""
    rows = records["requirement_checks"]
    counted = pd.crosstab(rows["plan_id"], rows["answer"])
    return counted.reindex(columns=list(codelist("check_answer").codes), fill_value=0)
