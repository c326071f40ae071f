"""What a submission changes: rows added, changed field by field, withdrawn, and left as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from domain.belonging import plan_ids_of
from domain.record import Submitted, SubmittedTable, Table
from domain.report_tables import REPORT_TABLES
from domain.tables import TABLES
from domain.value_words import value_words


@dataclass(frozen=True)
class FieldChange:
    """One field of a row before and after, in words."""

    column: str
    label_ja: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One row that differs: its key, what it is called, and for a changed row its fields.

    ``name`` is the row's own title, or where it has none its key in words.
    """

    kind: str  # "added", "changed" or "withdrawn"
    key: tuple[str, ...]
    name: str
    is_titled: bool
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, eq=False)
class TableDifference:
    """The difference of one table: submitted rows that are new or changed, and rows taken back.

    ``before`` has the rows in force of ``changed``, in the same order.
    """

    table: Table
    added: pd.DataFrame
    changed: pd.DataFrame
    before: pd.DataFrame
    withdrawn: pd.DataFrame
    unchanged: int

    def row_changes(self) -> list[RowChange]:
        """Every row that differs: added ones first, then changed, then withdrawn."""
        rows = [self._row("added", row) for row in self.added.to_dict("records")]
        before = self.before.to_dict("records")
        for row, old in zip(self.changed.to_dict("records"), before, strict=True):
            rows.append(replace(self._row("changed", row), fields=self._fields(old, row)))
        return rows + [self._row("withdrawn", row) for row in self.withdrawn.to_dict("records")]

    def _row(self, kind: str, row: Mapping[str, object]) -> RowChange:
        key = tuple(str(row[column]) for column in self.table.key)
        words = [value_words(self.table[column], row[column]) for column in self.table.key]
        title = next((str(row[name]) for name in ("title", "name", "comment") if row.get(name)), "")
        return RowChange(kind, key, title or "・".join(words), bool(title))

    def _fields(self, old: Mapping[str, object], new: Mapping[str, object]) -> tuple[FieldChange, ...]:
        return tuple(
            FieldChange(
                column.name,
                column.label_ja,
                value_words(column, old[column.name]),
                value_words(column, new[column.name]),
            )
            for column in self.table.columns
            if not _is_same(old[column.name], new[column.name])
        )


@dataclass(frozen=True, eq=False)
class Difference:
    """The difference of a whole submission, by table; tables without any difference included."""

    tables: Mapping[str, TableDifference] = field(default_factory=dict)

    def count(self, kind: str) -> int:
        """Rows that are ``added``, ``changed``, ``withdrawn`` or ``unchanged``."""
        found = (getattr(each, kind) for each in self.tables.values())
        return sum(each if isinstance(each, int) else len(each) for each in found)

    @property
    def is_empty(self) -> bool:
        return not any(self.count(kind) for kind in ("added", "changed", "withdrawn"))

    @property
    def withdrawn(self) -> dict[str, pd.DataFrame]:
        return {name: each.withdrawn for name, each in self.tables.items() if len(each.withdrawn)}

    def to_append(self, submitted: Submitted) -> Submitted:
        """Of the submitted rows those that say something new."""
        kept = {}
        for name, each in self.tables.items():
            rows = pd.concat([each.added, each.changed]).sort_index()
            kept[name] = replace(submitted[name], frame=rows, unread={})
        return kept

    def summary(self) -> str:
        """``追加 3行、変更 1行、取下げ 0行、変わらない 120行``."""
        words = {"added": "追加", "changed": "変更", "withdrawn": "取下げ", "unchanged": "変わらない"}
        return "、".join(f"{word} {self.count(kind):,}行" for kind, word in words.items())


def difference(submitted: Submitted, earlier: Mapping[str, pd.DataFrame], *, is_whole: bool) -> Difference:
    """What the submitted rows change in ``earlier``, the rows in force of the same plans and keys.

    Where the files are the whole of their plans (``is_whole``), rows in force of a submitted plan that
    they no longer name are withdrawn, but never reports, reviews or values of earlier periods.
    """
    plans = set(submitted["plans"].frame["plan_id"]) if "plans" in submitted else set()
    belongs = plan_ids_of(earlier)
    found = {}
    for name, table in submitted.items():
        rows = earlier.get(name, TABLES[name].frame([]))
        may_go = np.zeros(len(rows), dtype=bool)
        if is_whole and TABLES[name] not in REPORT_TABLES and name in belongs:
            may_go = belongs[name].isin(plans).to_numpy(dtype=bool)
        found[name] = _table_difference(table, rows, may_go)
    return Difference(found)


def _table_difference(
    submitted: SubmittedTable, earlier: pd.DataFrame, may_go: np.ndarray
) -> TableDifference:
    table = submitted.table
    keys = pd.MultiIndex.from_frame(submitted.frame[list(table.key)])
    old_keys = pd.MultiIndex.from_frame(earlier[list(table.key)])
    at = old_keys.get_indexer(keys) if old_keys.is_unique else np.full(len(keys), -1)
    is_known = at >= 0
    known = submitted.frame[is_known]
    before = earlier.iloc[at[is_known]]
    differs = np.zeros(len(known), dtype=bool)
    for column in table.column_names:
        differs |= ~_are_same(before[column].to_numpy(dtype=object), known[column].to_numpy(dtype=object))
    gone = may_go & ~old_keys.isin(keys)
    return TableDifference(
        table,
        added=submitted.frame[~is_known],
        changed=known[differs],
        before=before[differs],
        withdrawn=earlier[gone],
        unchanged=int((~differs).sum()),
    )


def _are_same(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    old_empty, new_empty = pd.isna(before), pd.isna(after)
    same = np.zeros(len(before), dtype=bool)
    both = ~old_empty & ~new_empty
    same[both] = before[both] == after[both]
    return same | (old_empty & new_empty)


def _is_same(before: object, after: object) -> bool:
    return bool(_are_same(np.array([before], dtype=object), np.array([after], dtype=object))[0])
