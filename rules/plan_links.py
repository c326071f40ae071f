"""Rules on links within a plan: what a row names by its id is in the file, and in the same plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from domain.belonging import PARENTS
from domain.finding import Actor, Finding, Severity
from domain.record import Submitted, SubmittedTable
from domain.tables import TABLES
from rules.membership import is_among
from rules.plan_of_row import plan_ids
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule

FAMILY = "表のつながり（計画）"

LINK_WITHOUT_TARGET = rule(
    "link_without_target",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」の「{value}」が、「{target}」の表にありません。書き間違いなら直し、まだないなら「{target}」の表に行を加えてください。",
    "施策の関係するKPIに K-9 とあるが、KPI の表に K-9 がない",
)
LINK_INTO_OTHER_PLAN = rule(
    "link_into_other_plan",
    Severity.WARNING,
    Actor.SENDER,
    "「{label}」の「{value}」は、別の計画「{other}」のものです。この計画のものを指すように直すか、このままでよいか確かめてください。",
    "計画 B-1 の施策が、計画 B-2 の KPI を指している",
)

_TARGETS = {"plan_id": "plans", **PARENTS}
_TOLD_ELSEWHERE = {("project_sites", "project_id")}
"""The family of ``rules.links`` tells of sites, also where there are no plans."""


@check
def check_links(submitted: Submitted) -> Iterable[Finding]:
    for table, column, target in _links(submitted):
        # A file without any plan is one finding, not one for each of its rows.
        if target in submitted and not (target == "plans" and submitted["plans"].frame.empty):
            yield from _unlinked(table, column, target, submitted[target].frame)


@check_against_earlier
def check_links_to_earlier(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    for table, column, target in _links(submitted):
        if target not in submitted:
            yield from _unlinked(table, column, target, earlier.get(target, TABLES[target].frame([])))


@check
def check_links_stay_in_the_plan(submitted: Submitted) -> Iterable[Finding]:
    for table, column, target in _links(submitted):
        if table.table.name != "measures" or column == "plan_id" or target not in submitted:
            continue
        of_target = submitted[target].frame.drop_duplicates(column).set_index(column)["plan_id"]
        frame = table.frame[table.frame[column] != ""]
        other = frame[column].map(of_target).fillna("").astype("str")
        own = plan_ids(submitted, "measures").reindex(frame.index)
        for index, row in rows_where(frame, (other != own) & (other != "") & (own != "")):
            label, cell = table.table[column].label_ja, table.cell(row, column)
            yield LINK_INTO_OTHER_PLAN.at(cell, row[column], label=label, other=other[index])


def _links(submitted: Submitted) -> Iterator[tuple[SubmittedTable, str, str]]:
    """Every column of a submitted table that names a row of another table, and that table's name."""
    for name, table in submitted.items():
        for column, target in _TARGETS.items():
            is_link = column in table.table.column_names and target != name
            if is_link and (name, column) not in _TOLD_ELSEWHERE:
                yield table, column, target


def _unlinked(table: SubmittedTable, column: str, target: str, known: pd.DataFrame) -> Iterator[Finding]:
    ids = table.frame[column]
    for _, row in rows_where(table.frame, (ids != "") & ~is_among(ids, known[column])):
        yield LINK_WITHOUT_TARGET.at(
            table.cell(row, column),
            row[column],
            label=table.table[column].label_ja,
            target=TABLES[target].label_ja,
        )
