"""Who may see what: the records as one audience may have them, before anything else reads them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from domain.belonging import PARENTS, parent_column
from domain.plan_stage import public_stages
from domain.tables import TABLES

AUDIENCES = ("public", "government")

_DISCLOSED = {"public": ["public"], "government": ["public", "government"]}
"""Disclosures of company names that an audience may see; names that are withheld nobody."""


DISCLOSURES = {"projects": "company_disclosure", "plan_companies": "disclosure"}
"""By table the column that tells who may see a name."""


def for_audience(tables: Mapping[str, pd.DataFrame], audience: str) -> dict[str, pd.DataFrame]:
    """All tables with only what ``audience`` may see.

    Names of companies are emptied in projects, and rows of plan_companies dropped, unless they are
    disclosed to it. The public sees plans that have been made public, without their contact, and what
    belongs to them; a row whose plan is unknown is not known to be public. Projects outside all plans
    are public.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"unknown audience {audience}")
    shown = dict(tables)
    if audience == "public":
        shown = _of_public_plans(shown)
    companies, projects = shown["plan_companies"], shown["projects"]
    is_named = companies["disclosure"].isin(_DISCLOSED[audience])
    shown["plan_companies"] = companies[is_named].reset_index(drop=True)
    is_hidden = ~projects["company_disclosure"].isin(_DISCLOSED[audience])
    shown["projects"] = projects.assign(
        company_name=projects["company_name"].mask(is_hidden, ""),
        corporate_number=projects["corporate_number"].mask(is_hidden, ""),
    )
    return shown


def as_disclosed_now(
    tables: Mapping[str, pd.DataFrame], newest: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Tables of an earlier state with the disclosures of ``newest``: a name that has been withheld since
    is withheld in what is looked back at too. A row that is there no more keeps its own.
    """
    shown = dict(tables)
    for name, column in DISCLOSURES.items():
        key = list(TABLES[name].key)
        now = newest[name].set_index(key)[column]
        then = shown[name]
        last = now.reindex(pd.MultiIndex.from_frame(then[key]) if len(key) > 1 else then[key[0]])
        shown[name] = then.assign(**{column: then[column].where(last.isna().to_numpy(), last.to_numpy())})
    return shown


def withheld_companies(
    tables: Mapping[str, pd.DataFrame], shown: Mapping[str, pd.DataFrame]
) -> dict[str, int]:
    """By plan_id how many of its companies are among ``tables`` and not ``shown``, for shown plans.

    That there are some is no secret; who they are is.
    """
    counts = tables["plan_companies"]["plan_id"].value_counts()
    left = counts.sub(shown["plan_companies"]["plan_id"].value_counts(), fill_value=0)
    left = left[(left > 0) & left.index.isin(shown["plans"]["plan_id"])]
    return {str(plan_id): int(count) for plan_id, count in left.sort_index().items()}


def _of_public_plans(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    plans = tables["plans"]
    public = plans.loc[plans["stage_code"].isin(public_stages()), "plan_id"]
    shown: dict[str, pd.DataFrame] = {}
    # What is in a plan itself comes before what is in it through its projects, measures and KPIs.
    for name in sorted(tables, key=lambda name: parent_column(name) != "plan_id"):
        column = parent_column(name)
        if column == "plan_id":
            is_shown = _is_among(tables[name]["plan_id"], public)
            if name == "projects":
                is_shown |= tables[name]["plan_id"] == ""
        else:
            is_shown = _is_among(tables[name][column], shown[PARENTS[column]][column])
        shown[name] = tables[name] if is_shown.all() else tables[name][is_shown].reset_index(drop=True)
    shown["plans"] = shown["plans"].assign(contact="")
    return {name: shown[name] for name in tables}


def _is_among(values: pd.Series, known: pd.Series) -> pd.Series:
    """The same as ``isin``, which turns every text into an object first and takes ten times as long."""
    found = pc.is_in(pa.array(values), value_set=pa.array(known))
    return pd.Series(found.to_numpy(zero_copy_only=False), index=values.index)
