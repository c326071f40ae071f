"""Lists on sheets: short ones in full on as many pages as they need, long ones as an excerpt of the first rows."""

from __future__ import annotations

from dataclasses import replace

from briefing.contents import Table

MOST_IN_FULL = 25
"""Rows that somebody at a meeting leafs through, about two pages; longer lists are read in the Excel book."""

_MOST_SHOWN = 40
"""Rows of an excerpt, more than a page holds."""

_LEAST_OF_EXCERPT = 8


def as_list(table: Table, counter: str = "件") -> Table:
    """The table as a list of so many ``counter``, whole or as an excerpt that tells how many rows it leaves out."""
    if len(table.rows) <= MOST_IN_FULL:
        return replace(table, continued=counter)
    return replace(excerpt(table, counter), least=_LEAST_OF_EXCERPT)


def excerpt(table: Table, counter: str = "件") -> Table:
    """As many of the first rows as there is room for."""
    return replace(
        table,
        rows=table.rows[:_MOST_SHOWN],
        marks={(row, column): mark for (row, column), mark in table.marks.items() if row < _MOST_SHOWN},
        rest=f"ほか{{count:,}}{counter}は Excel の表にあります",
        is_excerpt=True,
        more=max(0, len(table.rows) - _MOST_SHOWN),
    )
