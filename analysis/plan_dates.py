"""Since when plans are in force, as far as their stages and dates tell."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.portions import Floats
from domain.codelist import codelist
from domain.fiscal_half import fiscal_half_of, number_of
from domain.partial_date import first_day
from domain.plan_stage import public_stages


def asked_since(plans: pd.DataFrame) -> Floats:
    """For each plan the number of the first half by whose end it is in force (see ``number_of``).

    Infinite for drafts, of which no report is asked; minus infinite where the date is not known.
    """
    found = np.full(len(plans), np.inf)
    for code in public_stages():
        is_there = (plans["stage_code"] == code).to_numpy(dtype=bool)
        dates = plans.loc[is_there, codelist("plan_stage")[code].more["dates"].split()[0]]
        found[is_there] = dates.map({date: _half_of(date) for date in dates.unique()})
    return found


def _half_of(date: str) -> float:
    return number_of(fiscal_half_of(first_day(date))) if date else -np.inf
