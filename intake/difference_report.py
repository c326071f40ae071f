"""A difference as text for the command line: by table, row by row, changed fields before and after."""

from __future__ import annotations

from domain.difference import RowChange
from intake.difference import Difference
from intake.shown_changes import Masked

_WORDS = {"added": "追加", "changed": "変更", "withdrawn": "取下げ"}
_MOST_ROWS, _LONGEST = 30, 60


def difference_text(difference: Difference, masked: Masked | None = None) -> str:
    """What changes, a block a table; after ``_MOST_ROWS`` rows of a table only their number.

    ``masked`` takes out what those who read may not see.
    """
    blocks = [difference.summary()]
    for table in difference.tables.values():
        rows = table.row_changes()
        if not rows:
            continue
        lines = [f"■ {table.table.label_ja}"]
        for row in rows[:_MOST_ROWS]:
            lines += _row(masked(table, row) if masked else row)
        if len(rows) > _MOST_ROWS:
            lines.append(f"  ほか{len(rows) - _MOST_ROWS:,}行")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _row(row: RowChange) -> list[str]:
    key = "・".join(part for part in row.key if part)
    lines = [f"  {_WORDS[row.kind]}: {f'{key} ' if row.is_titled else ''}{_short(row.name)}"]
    return lines + [
        f"      {change.label_ja}: {_short(change.before)} → {_short(change.after)}" for change in row.fields
    ]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
