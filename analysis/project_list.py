"""The selected projects as a list, in the words of the vocabularies, and which of them a map shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.allocation import Allocation, LevelRows, is_withheld
from analysis.kept_answers import kept_with_each
from analysis.portions import Flags, Ints
from analysis.selection import Selection
from analysis.totals import area_rows, selected_rows, units_within
from domain.area import Level, label_of
from domain.codelist import codelist
from domain.partial_date import format_ja

REASON_NOT_DISCLOSED = "金額が公表されていない"
REASON_WITHHELD = "金額を公開していない"
REASON_ROUGH_PLACE = "市区町村までは公表されていない"
WITHHELD = "非公開の額"
"""The scope of an amount that the registry has and the audience may not see."""

REASON_NO_PLACE = "所在地が公表されていない、または国外"


class ListedProject(NamedTuple):
    """What a short list says of a project; ``amount_yen`` is None where it is not disclosed."""

    project_id: str
    name: str
    status: str
    scope_mark: str
    amount_yen: int | None


def largest_projects(allocation: Allocation, selection: Selection, most: int) -> list[ListedProject]:
    """The first ``most`` of :func:`selected_projects`."""
    rows, chosen = _ranked(allocation, selection)
    words = in_words(allocation)
    texts = [words[name].array for name in ListedProject._fields[:-1]]
    return [
        ListedProject._make(
            [
                *(str(column[at]) for column in texts),
                int(allocation.amount_yen[at]) if allocation.has_amount[at] else None,
            ]
        )
        for at in rows.project[chosen[:most]].tolist()
    ]


def selected_projects(allocation: Allocation, selection: Selection) -> pd.DataFrame:
    """Projects with a site in the selected area, largest announced amount first, then by id.

    The columns of ``projects`` and: ``field``, ``status``, ``scope``, ``scope_mark``,
    ``size_band`` (labels), ``places`` (Japanese names, 、 between them), ``announced``,
    ``operation`` (Japanese dates) and ``counted_yen``: what of the amount counts in the selected
    area, NA where none does. Row labels are positions in ``records.projects``.
    """
    rows, chosen = _ranked(allocation, selection)
    counted = pd.arrays.IntegerArray(rows.amount_yen[chosen], ~rows.is_counted[chosen])
    return in_words(allocation).iloc[rows.project[chosen]].assign(counted_yen=counted)


def _ranked(allocation: Allocation, selection: Selection) -> tuple[LevelRows, Ints]:
    """Rows of the selected area's level, and which of them the selection lists, in what order."""
    rows, part = area_rows(allocation, selection.area, selection.level)
    chosen = np.flatnonzero(selected_rows(allocation, rows, selection)[part]) + part.start
    position = rows.project[chosen]
    # Projects without an amount come last, not among the small ones; records are sorted by id.
    rank = np.where(allocation.has_amount[position], -allocation.amount_yen[position], 1)
    return rows, chosen[np.lexsort((position, rank))]


@kept_with_each(4)
def in_words(allocation: Allocation) -> pd.DataFrame:
    """All projects with their labels, whatever the selection; made once and never mutated."""
    listed = allocation.records.projects
    bands, scopes = codelist("size_band"), codelist("amount_scope")
    scope = _mapped(listed["amount_scope"], scopes.label)
    return listed.assign(
        field=_mapped(listed["field_code"], codelist("plan_field").label),
        status=_mapped(listed["status_code"], codelist("project_status").label),
        scope=scope.mask(is_withheld(listed, allocation.records.audience), WITHHELD),
        scope_mark=_mapped(listed["amount_scope"], lambda code: scopes[code].more["mark_ja"]),
        size_band=[bands.label(bands.codes[at]) for at in allocation.attributes.size_band],
        announced=_mapped(listed["announced_date"], format_ja),
        operation=_mapped(listed["operation_date"], format_ja),
        places=_places(allocation, listed["project_id"]),
    )


def _mapped(values: pd.Series, word: Callable[[str], str]) -> pd.Series:
    """Each value in words; every different one is asked for once."""
    return values.map({value: word(value) for value in values.unique()})


def _places(allocation: Allocation, project_ids: pd.Series) -> pd.Series:
    sites = allocation.records.project_sites
    labels = {code: label_of(code, full=True) if code else "" for code in sites["lg_code"].unique()}
    named = sites["lg_code"].map(labels)
    shown = named.where(named != "", sites["place_note"].where(sites["place_note"] != "", "所在地不明"))
    places = project_ids.map(shown.groupby(sites["project_id"]).agg("、".join))
    return places.where(places.notna(), "所在地不明").astype("str")


def shown_on_map(allocation: Allocation, selection: Selection, level: Level, *, by_amount: bool) -> Flags:
    """For every project of the records: does a map of ``level`` show it for this selection?

    By amount a project is shown where its amount counts in a part of the selected area; otherwise
    it is shown where it has a site.
    """
    rows = allocation.levels[level]
    inside = np.zeros(len(rows.starts) - 1, dtype=bool)
    inside[list(units_within(level, selection.area))] = True
    unit = np.repeat(np.arange(len(inside)), np.diff(rows.starts))
    mask = selected_rows(allocation, rows, selection) & inside[unit]
    if by_amount:
        mask &= rows.is_counted
    shown = np.zeros(len(allocation.has_amount), dtype=bool)
    shown[rows.project[mask]] = True
    return shown


def not_shown_on_map(
    allocation: Allocation, selection: Selection, level: Level, *, by_amount: bool
) -> pd.DataFrame:
    """The selected projects that the map leaves out: as :func:`selected_projects`, and ``reason``."""
    listed = selected_projects(allocation, selection)
    shown = shown_on_map(allocation, selection, level, by_amount=by_amount)
    left_out = listed[~shown[listed.index]]
    wider = f"複数の{level.label_ja}にまたがる合計額で、配分が公表されていない"
    placed = shown_on_map(allocation, selection, level, by_amount=False)
    in_prefecture = shown_on_map(allocation, selection, Level.PREFECTURE, by_amount=False)
    no_place = np.where(in_prefecture[left_out.index], REASON_ROUGH_PLACE, REASON_NO_PLACE)
    reason = np.where(placed[left_out.index], wider, no_place)
    if by_amount:
        reason = np.where(left_out["amount_yen"].isna(), REASON_NOT_DISCLOSED, reason)
        reason = np.where(is_withheld(left_out, allocation.records.audience), REASON_WITHHELD, reason)
    return left_out.assign(reason=reason)


def core_first(listed: pd.DataFrame) -> pd.DataFrame:
    """Projects with ``core``: core ones first, then by amount; amounts that are not known last."""
    listed = listed.assign(
        core=listed["is_core"].fillna(False).astype(bool), rank=listed["amount_yen"].fillna(-1)
    )
    return listed.sort_values(["core", "rank"], ascending=False, kind="stable")
