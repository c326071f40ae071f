"""What a submission changes: rows added, changed field by field, withdrawn, and left as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from domain.belonging import plan_ids_of
from domain.difference import TableDifference, table_difference
from domain.record import Submitted
from domain.report_tables import REPORT_TABLES
from domain.tables import TABLES


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
        found[name] = table_difference(table.table, rows, table.frame, may_go)
    return Difference(found)
