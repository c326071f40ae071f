"""Plans as a list: who, where, in which fields, how far, and what their projects and measures come to."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept, kept_with_each
from analysis.plan_areas import plan_areas
from analysis.plan_checks import check_counts, criteria_of
from analysis.plan_measures import measure_counts
from analysis.plan_words import areas_in_words, author_in_words, fields_in_words, period_in_words
from analysis.portions import Flags
from analysis.progress_filter import asked_plans
from analysis.selection import Selection
from analysis.sums import Sums, sums_by_group
from analysis.totals import area_rows, selected_rows
from domain.codelist import codelist
from domain.partial_date import format_ja
from domain.spelling import search_key

_COUNTS = ("measures", "incomplete_measures", "missing_items", "kpis")


def selected_plans(allocation: Allocation, selection: Selection) -> pd.DataFrame:
    """The plans that the selection asks for (see :func:`chosen_plans`), by type, then by id.

    The columns of :func:`plans_in_words` and what the selected projects of each plan come to in the
    selected area: ``projects``, ``projects_with_amount``, ``counted_wider``, ``not_disclosed`` and
    ``amount_yen``, which is NA where no amount counts. Over all plans and
    :func:`without_plan` these add up to :func:`analysis.totals.total`. Row labels are positions in
    ``records["plans"]``.
    """
    at = np.flatnonzero(chosen_plans(allocation, selection))
    listed, sums = plans_in_words(allocation).iloc[at], plan_sums(allocation, selection)
    numbers = {
        name: sums[name][at]
        for name in ("projects", "projects_with_amount", "counted_wider", "not_disclosed")
    }
    no_amount = sums["projects_with_amount"][at] == 0
    amount = pd.arrays.IntegerArray(sums["amount_yen"][at], no_amount)
    listed = listed.assign(**numbers, amount_yen=amount)
    order = listed["plan_type"].map(codelist("plan_type").position)
    return listed.iloc[np.argsort(order.to_numpy(), kind="stable")]


def chosen_plans(allocation: Allocation, selection: Selection) -> Flags:
    """For every plan of the records: is it of the types and stages and with the KPIs asked for, and has a
    selected project, or lie in the selected area and fit the fields and the text by itself?

    Where status, size or year of projects are asked for, only plans with such projects are left.
    """
    listed = plans_in_words(allocation)
    of_type = listed["plan_type"].isin(selection.plan_types or codelist("plan_type").codes)
    at_stage = listed["stage_code"].isin(selection.stages or codelist("plan_stage").codes)
    chosen = plan_sums(allocation, selection)["projects"][:-1] > 0
    asks_of_projects = selection.statuses or selection.size_bands
    if not asks_of_projects and selection.announced_from is None and selection.announced_to is None:
        chosen |= _fits(allocation, selection, listed)
    by_progress = asked_plans(allocation, selection)
    chosen = chosen & of_type & at_stage
    return np.asarray(chosen if by_progress is None else chosen & by_progress, dtype=bool)


def _fits(allocation: Allocation, selection: Selection, listed: pd.DataFrame) -> Flags:
    fits = plan_areas(allocation).touch(selection.level, selection.area, len(listed))
    if selection.fields:
        rows = allocation.records["plan_fields"]
        inside = rows.loc[rows["field_code"].isin(selection.fields), "plan_id"]
        fits &= listed["plan_id"].isin(inside).to_numpy()
    if selection.text:
        key = search_key(selection.text)
        fits &= np.array([key in words for words in listed["search_key"]], dtype=bool)
    return fits


def without_plan(allocation: Allocation, selection: Selection) -> dict[str, int]:
    """Sums of the selected projects that are in no plan (計画未策定), as in :class:`analysis.totals.Total`."""
    return {name: int(values[-1]) for name, values in plan_sums(allocation, selection).items()}


@kept(64)
def plan_sums(allocation: Allocation, selection: Selection) -> Sums:
    """Sums of the selected projects by plan, as they count in the selected area; the last: no plan."""
    plans = len(allocation.records["plans"])
    rows, part = area_rows(allocation, selection.area, selection.level)
    mask = selected_rows(allocation, rows, selection)[part]
    plan = allocation.plan[rows.project[part]]
    return sums_by_group(rows, part, mask, np.where(plan < 0, plans, plan), plans + 1)


@kept_with_each(4)
def plans_in_words(allocation: Allocation) -> pd.DataFrame:
    """All plans with their labels and counts, whatever the selection; made once and never mutated.

    The columns of ``plans`` and: ``letter``, ``type``, ``author_words``, ``areas``, ``fields``,
    ``stage``, ``actor``, ``formulated``, ``revised``, ``published``, ``years`` (words); ``measures``,
    ``incomplete_measures`` (lacking an item of 5W1H), ``missing_items``, ``kpis``; ``criteria``, a
    column for each answer of ``check_answer`` with the number of criteria, ``no_answer``; and
    ``search_key``.
    """
    records = allocation.records
    listed = records["plans"]
    types, stages = codelist("plan_type"), codelist("plan_stage")
    listed = listed.assign(
        letter=[types[code].more["letter"] for code in listed["plan_type"]],
        type=[types.label(code) for code in listed["plan_type"]],
        author_words=[author_in_words(author) for author in listed["author"]],
        areas=areas_in_words(records),
        fields=fields_in_words(records),
        # The brackets only tell a stage of B and C from that of A; the type stands beside it.
        stage=[stages.label(code).partition("（")[0] for code in listed["stage_code"]],
        actor=[stages[code].more["actor_ja"] if code else "" for code in listed["stage_code"]],
        years=[period_in_words(plan) for plan in listed.itertuples()],
        **{name: listed[f"{name}_date"].map(format_ja) for name in ("formulated", "revised", "published")},
    )
    counts = measure_counts(records).assign(kpis=0)
    counts = counts.reindex(listed["plan_id"], fill_value=0)
    counts["kpis"] = records["kpis"]["plan_id"].value_counts().reindex(counts.index, fill_value=0)
    answers = check_counts(records).reindex(listed["plan_id"], fill_value=0)
    listed = listed.assign(
        **{name: counts[name].to_numpy() for name in _COUNTS},
        criteria=[len(criteria_of(code)) for code in listed["plan_type"]],
        **{name: answers[name].to_numpy() for name in answers.columns},
    )
    given = listed[list(answers.columns)].sum(axis=1)
    searched = listed[["title", "plan_id", "author_words", "areas", "fields"]]
    return listed.assign(
        no_answer=(listed["criteria"] - given).clip(lower=0),
        search_key=[search_key(" ".join(words)) for words in searched.itertuples(index=False)],
    )
