"""The plans whose versions differ between two snapshots, and how much of each."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept, kept_with_each
from analysis.plan_difference import VERSION_TABLES, plan_ids_by_table
from analysis.plan_list import chosen_plans, plans_in_words
from analysis.selection import Selection
from domain.codelist import codelist
from domain.difference import TableDifference, table_difference
from domain.plan_tables import PLANS
from domain.record import Records
from domain.tables import TABLES

REVISED, CHANGED, NEW, ENDED = "revised", "changed", "new", "ended"
"""Codes of ``plan_change``."""

GROUPS = {
    "areas": ("plan_areas",),
    "measures": ("measures",),
    "kpis": ("kpis", "kpi_targets"),
    "projects": ("projects", "project_sites", "project_years"),
    "others": ("plan_fields", "plan_companies", "requirement_checks"),
}
"""By column of :func:`changed_plans` the tables whose changed rows it counts."""

_BOOK_KEEPING = {"kpis": "next_date"}
"""A column that moves on with every report and says nothing new of the plan."""

_OF_REVISION = ("revision", "revised_date")
"""Items that change with every revision: its number is told by itself."""


@kept(64)
def changed_plans(before: Allocation, after: Allocation, selection: Selection) -> pd.DataFrame:
    """The plans that the selection asks for then or now and that differ: revised ones first, then by type.

    Columns: kind (a code of ``plan_change``), plan_id, plan_type, letter, title, author_words, stage (as of
    now, or of then for those that are gone), before_revision and after_revision (NA where there is no
    plan), items (labels of the plan's own columns that changed, 、 between
    them), and the columns of
    ``GROUPS``: numbers of rows added, changed and withdrawn, the areas and KPIs of a changed plan for one.
    """
    sides = [plans_in_words(each).set_index("plan_id", drop=False) for each in (before, after)]
    chosen = {
        plan_id
        for each, plans in zip((before, after), sides, strict=True)
        for plan_id in plans["plan_id"][chosen_plans(each, selection)]
    }
    told = _changes(before.records, after.records)
    listed = pd.concat([sides[1], sides[0][~sides[0].index.isin(sides[1].index)]])
    listed = listed[listed.index.isin(chosen) & listed.index.isin(told.index)]
    revisions = [side["revision"].reindex(listed.index).astype("Int64") for side in sides]
    kind = np.select(
        [revisions[0].isna(), revisions[1].isna(), (revisions[0] != revisions[1]).fillna(False)],
        [NEW, ENDED, REVISED],
        CHANGED,
    )
    words = ["plan_id", "plan_type", "letter", "title", "author_words", "stage"]
    found = listed[words].assign(
        kind=kind, before_revision=revisions[0], after_revision=revisions[1], **told.loc[listed.index]
    )
    order = [
        found["kind"].map(codelist("plan_change").position),
        found["plan_type"].map(codelist("plan_type").position),
    ]
    return found.iloc[np.lexsort((found["plan_id"], *reversed(order)))].reset_index(drop=True)


@kept_with_each(4)
def _changes(before: Records, after: Records) -> pd.DataFrame:
    """By plan_id the items and numbers of :func:`changed_plans`; plans without a difference are left out."""
    differences = {name: _difference(name, before, after) for name in VERSION_TABLES}
    counts = {name: _rows_by_plan(each, before, after) for name, each in differences.items()}
    plans = sorted({plan for each in counts.values() for plan in each} - {""})
    items = _items(differences["plans"])
    return pd.DataFrame(
        {
            "items": [items.get(plan, "") for plan in plans],
            **{
                group: [sum(counts[name][plan] for name in names) for plan in plans]
                for group, names in GROUPS.items()
            },
        },
        index=pd.Index(plans, name="plan_id"),
    )


def _difference(name: str, before: Records, after: Records) -> TableDifference:
    then, now = (_without_book_keeping(name, records[name]) for records in (before, after))
    return table_difference(TABLES[name], then, now)


def _without_book_keeping(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    column = _BOOK_KEEPING.get(name)
    return frame.assign(**{column: ""}) if column else frame


def _rows_by_plan(each: TableDifference, before: Records, after: Records) -> Counter[str]:
    """How many rows of each plan differ; one that went from a plan to another counts in both."""
    name = each.table.name
    then, now = plan_ids_by_table(before)[name], plan_ids_by_table(after)[name]
    found = Counter(then[each.withdrawn.index]) + Counter(now[each.added.index])
    was, is_now = then[each.before.index].to_numpy(), now[each.changed.index].to_numpy()
    return found + Counter(is_now) + Counter(was[was != is_now])


def _items(each: TableDifference) -> dict[str, str]:
    """By plan the labels of its own columns that changed."""
    found = {}
    for row in each.row_changes():
        if row.kind == "changed":
            names = {field.column for field in row.fields} - set(_OF_REVISION)
            found[row.key[0]] = "、".join(
                _label(column.name) for column in PLANS.columns if column.name in names
            )
    return found


def _label(column: str) -> str:
    """The column's name without what its brackets explain."""
    return PLANS[column].label_ja.partition("（")[0]
