"""Layouts of outside files as data: which heading stands for which of our columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from domain.finding import Cell, Finding
from domain.folders import DATA
from loaders.csv_file import CsvRows
from rules import file_form

FOLDER = DATA / "column_maps"


@dataclass(frozen=True)
class ColumnMap:
    """One layout: our column names to the headings that the file must have."""

    name: str
    headings: dict[str, str]

    def matches(self, headings: Iterable[str]) -> bool:
        """True if the headings are more this layout's than not."""
        found = set(headings) & set(self.headings.values())
        return len(found) * 2 > len(self.headings)

    def check(self, cells: CsvRows) -> list[Finding]:
        """Missing, unknown and repeated headings. Drift is an error, never an empty column."""
        expected, found = set(self.headings.values()), cells.headings
        place = Cell(cells.file, row=1)
        missing = [file_form.HEADING_MISSING.at(place, h) for h in self.headings.values() if h not in found]
        unknown = [file_form.HEADING_UNKNOWN.at(place, h) for h in found if h not in expected]
        repeated = [file_form.HEADING_REPEATED.at(place, h) for h in sorted(set(found)) if found.count(h) > 1]
        return missing + unknown + repeated

    def records(self, cells: CsvRows) -> list[tuple[int, dict[str, str]]]:
        """Row number and cells by our column names; headings must have passed :meth:`check`."""
        at = {column: cells.headings.index(heading) for column, heading in self.headings.items()}
        return [(number, {column: row[i] for column, i in at.items()}) for number, row in cells.rows]


@cache
def column_map(name: str) -> ColumnMap:
    """The layout in ``data/column_maps/{name}.csv``."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return ColumnMap(name, {row["column"]: row["heading"] for row in csv.DictReader(file)})


@cache
def value_map(name: str) -> dict[str, str]:
    """Values of a source and the codes that they stand for, from ``data/column_maps/{name}.csv``."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["value"]: row["code"] for row in csv.DictReader(file)}
