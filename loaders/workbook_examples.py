"""The example rows of a template, one a sheet, from ``data/workbook/examples.csv``; all of it is invented."""

from __future__ import annotations

import csv
from functools import cache

from domain.folders import DATA
from domain.record import Kind, Table
from loaders.cell_writer import Written

_NUMBERS = (Kind.YEN, Kind.NUMBER, Kind.SHARE, Kind.FISCAL_YEAR)


def example_row(table: Table, plan_type: str) -> list[Written]:
    """Cells of the example row of a sheet, in the order of its columns."""
    row: list[Written] = []
    for column in table.columns:
        text = _examples().get((table.name, column.name), {}).get(plan_type, "")
        row.append(float(text) if text and column.kind in _NUMBERS else text or None)
    return row


@cache
def _examples() -> dict[tuple[str, str], dict[str, str]]:
    with (DATA / "workbook" / "examples.csv").open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["column"]): row for row in csv.DictReader(file)}
