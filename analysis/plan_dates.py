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
    stages = codelist("plan_stage")
    date_of = {code: stages[code].more["dates"].split()[0] for code in public_stages()}
    found = np.full(len(plans), np.inf)
    for at, plan in enumerate(plans[["stage_code", *set(date_of.values())]].to_dict("records")):
        if plan["stage_code"] in date_of:
            begun = plan[date_of[plan["stage_code"]]]
            found[at] = number_of(fiscal_half_of(first_day(begun))) if begun else -np.inf
    return found
