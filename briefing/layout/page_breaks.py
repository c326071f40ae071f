"""Where a sheet's body goes on to a further page: between tables that stand directly in it, and inside long ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.contents import Block, Table
from briefing.layout.blocks import rows_with_room
from briefing.layout.elements import Rect
from briefing.layout.look import Sizes
from briefing.layout.needs import least_height, need
from briefing.layout.stacks import GAP
from briefing.layout.texts import Fitter

Blocks = tuple[Block, ...]


def split(
    fitter: Fitter, sizes: Sizes, blocks: Sequence[Block], width: float, height: float
) -> tuple[Blocks, Blocks]:
    """The blocks that a page of this size holds, and those of the next pages.

    A table that is continued is cut; any other that stands directly in the body and has no room for the
    least of its rows begins a page. What stands in stacks and rows is never torn apart.
    """
    used = 0.0
    for at, block in enumerate(blocks):
        left = height - used
        if isinstance(block, Table) and block.continued:
            count = rows_with_room(fitter, sizes, block, Rect(0, 0, width, left))
            if count < len(block.rows):
                return _cut(fitter, sizes, blocks, at, block, count, Rect(0, used, width, left))
        least = need(fitter, sizes, block, width).least
        if isinstance(block, Table) and at and least > left + 0.01:
            return tuple(blocks[:at]), tuple(blocks[at:])
        used += least + GAP
    return tuple(blocks), ()


def _cut(
    fitter: Fitter, sizes: Sizes, blocks: Sequence[Block], at: int, table: Table, count: int, room: Rect
) -> tuple[Blocks, Blocks]:
    """The table at this position divided after so many rows, or begun on the next page where they are too few."""
    if at and (not count or least_height(fitter, sizes, table, room.width) > room.height):
        return tuple(blocks[:at]), tuple(blocks[at:])
    if not count:  # no page has room for a row: the table itself tells of those it leaves out
        return tuple(blocks), ()
    # The next page is not to hold a single row, if this one can spare another.
    count = min(count, max(len(table.rows) - 2, 1))
    # Columns are as wide as the rows that are shown need, so that fewer rows may be higher ones.
    while count > 1 and rows_with_room(fitter, sizes, rows_of(table, 0, count), room) < count:
        count -= 1
    here, later = rows_of(table, 0, count), rows_of(table, count, len(table.rows))
    return (*blocks[:at], here), (later, *blocks[at + 1 :])


def rows_of(table: Table, first: int, last: int) -> Table:
    """The table with only these of its rows."""
    return replace(
        table,
        rows=table.rows[first:last],
        first_row=table.first_row + first,
        rows_in_all=table.rows_in_all or len(table.rows),
        strong=frozenset(at - first for at in table.strong if first <= at < last),
        marks={
            (row - first, column): mark for (row, column), mark in table.marks.items() if first <= row < last
        },
    )
