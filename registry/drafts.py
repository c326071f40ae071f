"""Drafts: plans that are not public yet, with all that is in them, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from domain.area import block_of
from domain.belonging import PARENTS, parent_column
from domain.codelist import codelist
from domain.lg_code import is_well_formed, prefecture_of
from domain.plan_stage import public_stages
from domain.viewer import Viewer

Frames = Mapping[str, pd.DataFrame]
_SEPARATOR = "、"


def plans_seen(tables: Frames, viewer: Viewer) -> pd.Series:
    """For every row of ``plans``: may the viewer see it? Public plans all may; drafts only their own."""
    return tables["plans"]["stage_code"].isin(public_stages()) | own_plans(tables, viewer)


def own_plans(tables: Frames, viewer: Viewer) -> pd.Series:
    """For every row of ``plans``: is it of an area whose drafts the viewer may see? It is if there it has
    its author, a part of its area, or its block.
    """
    plans = tables["plans"]
    if viewer.sees_all_drafts or not viewer.drafts_of:
        return pd.Series(viewer.sees_all_drafts, index=plans.index, dtype=bool)
    areas = tables["plan_areas"]
    own = set(areas.loc[areas["lg_code"].map(_lineages(areas["lg_code"], viewer)).astype(bool), "plan_id"])
    told = [
        bool({*_lineage(author), lead, *_blocks(co_blocks)} & set(viewer.drafts_of))
        for author, lead, co_blocks in zip(
            plans["author"], plans["lead_block"], plans["co_blocks"], strict=True
        )
    ]
    return plans["plan_id"].isin(own) | pd.Series(told, index=plans.index, dtype=bool)


def of_plans_seen(tables: Frames, viewer: Viewer) -> dict[str, pd.DataFrame]:
    """Tables with the plans that the viewer may see and what belongs to them.

    A row whose plan is unknown is not known to be public: only who sees every draft sees it. Projects
    outside all plans are public.
    """
    if viewer.sees_all_drafts:
        return dict(tables)
    seen = tables["plans"].loc[plans_seen(tables, viewer), "plan_id"]
    shown: dict[str, pd.DataFrame] = {}
    # What is in a plan itself comes before what is in it through its projects, measures and KPIs.
    for name in sorted(tables, key=lambda name: parent_column(name) != "plan_id"):
        column = parent_column(name)
        if column == "plan_id":
            is_shown = _is_among(tables[name]["plan_id"], seen)
            if name == "projects":
                is_shown |= tables[name]["plan_id"] == ""
        else:
            is_shown = _is_among(tables[name][column], shown[PARENTS[column]][column])
        shown[name] = tables[name] if is_shown.all() else tables[name][is_shown].reset_index(drop=True)
    return {name: shown[name] for name in tables}


def _lineages(codes: pd.Series, viewer: Viewer) -> Mapping[str, bool]:
    return {code: bool({*_lineage(code)} & set(viewer.drafts_of)) for code in codes.unique()}


def _lineage(code: str) -> tuple[str, ...]:
    """The prefecture and the block of a place; nothing for what is no place, such as 国."""
    if not is_well_formed(code):
        return ()
    return prefecture_of(code), block_of(code)


def _blocks(names: str) -> list[str]:
    found = (codelist("block").code_of(name) for name in names.split(_SEPARATOR))
    return [code for code in found if code]


def _is_among(values: pd.Series, known: pd.Series) -> pd.Series:
    """The same as ``isin``, which turns every text into an object first and takes ten times as long."""
    found = pc.is_in(pa.array(values), value_set=pa.array(known))
    return pd.Series(found.to_numpy(zero_copy_only=False), index=values.index)
