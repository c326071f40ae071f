"""Changes as one audience may see them: what a registered row said is shown only where it is public."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from domain.difference import FieldChange, RowChange, TableDifference
from domain.record import Records
from domain.value_words import value_words
from domain.viewer import GOVERNMENT

Masked = Callable[[TableDifference, RowChange], RowChange]
"""Takes out of a change what those who look may not see."""

HIDDEN = "（公開の範囲では示しません）"


def masked_for(records: Records) -> Masked | None:
    """How to take out of changes what the audience of ``records`` may not see; None for nothing.

    What the sender's own file says stays. What the registry says is shown only if ``records`` say
    the same to everyone of this audience.
    """
    return None if sees_all_submissions(records) else _Mask(records)


def sees_all_submissions(records: Records) -> bool:
    """True where original files and what nobody else may see of all plans may be shown."""
    return records.audience == GOVERNMENT and records.viewer.sees_all_drafts


class _Mask:
    def __init__(self, records: Records) -> None:
        self.records = records
        self._rows: dict[str, dict[tuple[str, ...], Mapping[str, object]]] = {}

    def __call__(self, each: TableDifference, change: RowChange) -> RowChange:
        if change.kind == "added":
            return change
        seen = self._seen(each).get(change.key)
        if change.kind == "withdrawn":
            return change if seen is not None else replace(change, key=(HIDDEN,), name=HIDDEN)
        return replace(change, fields=tuple(self._field(each, seen, field) for field in change.fields))

    def _field(
        self, each: TableDifference, seen: Mapping[str, object] | None, field: FieldChange
    ) -> FieldChange:
        words = value_words(each.table[field.column], seen[field.column]) if seen is not None else HIDDEN
        return field if words == field.before else replace(field, before=HIDDEN)

    def _seen(self, each: TableDifference) -> Mapping[tuple[str, ...], Mapping[str, object]]:
        """Rows of a table that this audience may see, by key; only those that can be asked for."""
        name = each.table.name
        if name not in self._rows:
            key = list(each.table.key)
            asked = pd.MultiIndex.from_frame(pd.concat([each.before[key], each.withdrawn[key]]))
            rows = self.records[name]
            rows = rows[pd.MultiIndex.from_frame(rows[key]).isin(asked)]
            self._rows[name] = {
                tuple(str(row[column]) for column in key): row for row in rows.to_dict("records")
            }
        return self._rows[name]
