"""What differs between two states of a table: rows added, changed field by field, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from domain.record import Table
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
    """The difference of one table: rows that are new or changed, and rows taken back.

    ``before`` has the earlier rows of ``changed``, in the same order.
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


def table_difference(
    table: Table, before: pd.DataFrame, after: pd.DataFrame, may_go: np.ndarray | None = None
) -> TableDifference:
    """What ``after`` changes in ``before``, frames with the columns of ``table``.

    Rows of ``before`` that ``after`` does not name are withdrawn, or only those of ``may_go``. Where
    a key of ``before`` is not unique, all of ``after`` is new.
    """
    keys = pd.MultiIndex.from_frame(after[list(table.key)])
    old_keys = pd.MultiIndex.from_frame(before[list(table.key)])
    at = old_keys.get_indexer(keys) if old_keys.is_unique else np.full(len(keys), -1)
    is_known = at >= 0
    known, old = after[is_known], before.iloc[at[is_known]]
    differs = np.zeros(len(known), dtype=bool)
    for column in table.column_names:
        differs |= ~_are_same(old[column].to_numpy(dtype=object), known[column].to_numpy(dtype=object))
    gone = ~old_keys.isin(keys)
    return TableDifference(
        table,
        added=after[~is_known],
        changed=known[differs],
        before=old[differs],
        withdrawn=before[gone if may_go is None else gone & may_go],
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
