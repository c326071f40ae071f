"""What an accepted submission changed at the time, in the same form as before its acceptance."""

from __future__ import annotations

from domain.difference import TableDifference
from intake.difference import Difference
from registry.database import Registry
from registry.row_history import appended_rows


def difference_of(registry: Registry, submission_id: str) -> Difference:
    """Rows that a submission added, changed and withdrew, by table.

    Tables that it left as they were are not among them, and how many rows it repeated unchanged is
    not known: only what is new is stored.
    """
    return Difference(
        {
            name: TableDifference(
                rows.table,
                added=rows.added,
                changed=rows.changed,
                before=rows.before,
                withdrawn=rows.withdrawn,
                unchanged=0,
            )
            for name, rows in appended_rows(registry, submission_id).items()
        }
    )
