"""Values that not everybody may see: which there are, who may, and what stands there for the others.

The code list ``restricted_field`` is the one place that says which columns are restricted and by which
column; a whole row is restricted where it names no column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from domain.belonging import PARENTS
from domain.codelist import codelist
from domain.lg_code import prefecture_of
from domain.record import Kind
from domain.tables import TABLES
from domain.viewer import GOVERNMENT, PUBLIC, SEEN_BY, WITHHELD_WORD

NO_ROW, EMPTY, WORD, WORD_FOR_TEXT = "no_row", "empty", "word", "word_for_text"

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class RestrictedField:
    """A column of a table (a whole row for ""), and the table and column that say who may see it.

    Without such a column the field is for the government. ``shown`` is ``no_row``; ``empty``; ``word``, that
    it is withheld, or ``word_for_text``, that only where there is a text; ``prefecture`` of a place; or the
    word of the column's vocabulary that stands there instead.
    """

    table: str
    column: str
    by_table: str
    by_column: str
    shown: str


@cache
def restricted_fields() -> tuple[RestrictedField, ...]:
    """Every restricted field, in the order of the code list."""
    found = []
    for entry in codelist("restricted_field"):
        by_table, _, by_column = entry.more["disclosure_column"].partition(".")
        found.append(
            RestrictedField(
                entry.more["table_name"], entry.more["column_name"], by_table, by_column, entry.more["shown"]
            )
        )
    return tuple(found)


@cache
def disclosure_columns() -> Mapping[str, tuple[str, ...]]:
    """By table its columns that say who may see something."""
    found: dict[str, dict[str, None]] = {}
    for field in restricted_fields():
        if field.by_table:
            found.setdefault(field.by_table, {})[field.by_column] = None
    return {table: tuple(columns) for table, columns in found.items()}


def is_hidden(rows: pd.DataFrame, table: str, column: str, audience: str) -> pd.Series:
    """For rows of a table: may ``audience`` not see what ``column`` is about?

    A word that is not known hides. An empty cell hides where a word is required, as beside names of
    companies; elsewhere it is public.
    """
    seen = set(SEEN_BY[audience]) | (set() if TABLES[table][column].is_required else {""})
    return ~rows[column].isin(seen)


def disclosed_to(audience: str, tables: Frames) -> dict[str, pd.DataFrame]:
    """``tables`` with only the values that ``audience`` may see; tables of which nothing is hidden are the same."""
    hidden = {
        (table, column): is_hidden(tables[table], table, column, audience)
        for table, columns in disclosure_columns().items()
        for column in columns
    }
    shown = dict(tables)
    for field in restricted_fields():
        if not field.by_table:
            if audience != GOVERNMENT:
                shown[field.table] = shown[field.table].assign(**{field.column: ""})
            continue
        mask = _mask_in(field, tables, hidden[field.by_table, field.by_column])
        if mask.any():
            shown[field.table] = _without(field, shown[field.table], mask)
    return {name: frame.reset_index(drop=True) for name, frame in _merged(shown, hidden).items()}


def _mask_in(field: RestrictedField, tables: Frames, hidden: pd.Series) -> pd.Series:
    """Rows of the field's table of which it is hidden, by their own column or by that of their parent."""
    if field.table == field.by_table:
        return hidden
    key = next(column for column, parent in PARENTS.items() if parent == field.by_table)
    owners = tables[field.by_table].loc[hidden, key]
    return tables[field.table][key].isin(owners)


def _without(field: RestrictedField, rows: pd.DataFrame, mask: pd.Series) -> pd.DataFrame:
    """Rows without what is hidden. Rows that have gone already are not in ``rows``: labels tell."""
    mask = mask[rows.index]
    if field.shown == NO_ROW:
        return rows[~mask]
    column, values = TABLES[field.table][field.column], rows[field.column]
    if field.shown in (WORD, WORD_FOR_TEXT):
        mask &= (values != "") | (field.shown == WORD)
        return rows.assign(**{field.column: values.mask(mask, WITHHELD_WORD)})
    if field.shown == EMPTY:
        return rows.assign(**{field.column: values.mask(mask, "" if column.dtype == "str" else pd.NA)})
    if column.kind is Kind.PLACE:
        coarse = values.map({code: prefecture_of(code) if code else "" for code in values[mask].unique()})
        return rows.assign(**{field.column: values.mask(mask, coarse)})
    position = codelist(column.vocabulary).position
    # What is already told as roughly, or not at all, stays as it is.
    is_finer = values.map(position).fillna(-1) < position[field.shown]
    return rows.assign(**{field.column: values.mask(mask & is_finer, field.shown)})


def _merged(shown: dict[str, pd.DataFrame], hidden: Mapping[tuple[str, str], pd.Series]) -> Frames:
    """Several sites of a project in one prefecture, of which only that may be seen, are one site.

    Its share is the sum where all are told; where it is the project's only site then, it is the whole,
    so that a total over several sites still counts in that prefecture.
    """
    by = hidden["projects", "place_disclosure"]
    sites, key = shown["project_sites"], list(TABLES["project_sites"].key)
    owners = shown["projects"].loc[by[shown["projects"].index], "project_id"]
    is_coarse = sites["project_id"].isin(owners)
    twice = is_coarse & sites.duplicated(key, keep=False)
    if not twice.any():
        return shown
    first = sites[twice].drop_duplicates(key)
    share = sites[twice].groupby(key, sort=False)["share"].sum(min_count=1, skipna=False)
    asked = pd.MultiIndex.from_frame(first[key])
    alone = ~first["project_id"].isin(sites.loc[~twice, "project_id"]) & ~first["project_id"].duplicated(
        keep=False
    )
    shares = pd.array(share.reindex(asked).to_numpy(dtype="float64", na_value=np.nan), dtype="Float64")
    whole = pd.Series(shares, index=first.index).mask(alone & (first["lg_code"] != ""), 1.0)
    kept = pd.concat([sites[~twice], first.assign(share=whole)])
    return shown | {"project_sites": kept.sort_values(key)}


def strictest(then: pd.Series, now: pd.Series, *, is_required: bool) -> pd.Series:
    """Of two words for the same value the one that hides it from more people; ``now`` may be NA."""
    rank = {code: at for at, code in enumerate(codelist("disclosure").codes)}
    rank[""] = len(rank) if is_required else rank[PUBLIC]
    unknown = len(rank) + 1
    is_stricter = now.map(rank).fillna(unknown) > then.map(rank).fillna(unknown)
    return then.mask(is_stricter & now.notna(), now)
