"""Lines of totals as plain arrays, one line a part: what pages draw, tables print and exports write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.portions import Ints
from analysis.sums import Sums

UNALLOCATED = "unallocated"
"""Code of the line for what is in the selection but in none of its parts: amounts of a wider area,
projects of a field beyond the strategic ones.
"""

OTHER_FIELDS_JA = "17分野以外"
"""What the projects of local industries are called among the strategic fields."""

COLUMNS = ["code", "label", "projects", "projects_with_amount", "amount_yen", "public_support_yen"]
MORE_COLUMNS = [
    *("counted_wider", "not_disclosed", "lower_bounds", "partial_scopes", "projects_with_support"),
    "withheld",
]


class Line(NamedTuple):
    """One part: its code and label, and the numbers of :class:`analysis.totals.Total`."""

    code: str
    label: str
    projects: int
    projects_with_amount: int
    amount_yen: int
    public_support_yen: int
    counted_wider: int
    not_disclosed: int
    lower_bounds: int
    partial_scopes: int
    projects_with_support: int
    withheld: int


SUMS = Line._fields[2:]


@dataclass(frozen=True, eq=False)
class Lines:
    """The parts of a selection in order; ``lines["projects"]`` is a column of whole numbers."""

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    sums: Sums

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, name: str) -> Ints:
        return self.sums[name]

    def __iter__(self) -> Iterator[Line]:
        return map(
            Line._make,
            zip(self.codes, self.labels, *(self.sums[name].tolist() for name in SUMS), strict=True),
        )

    def take(self, at: Ints) -> Lines:
        """The lines at these positions, in their order."""
        picked = at.tolist()
        return Lines(
            tuple(self.codes[one] for one in picked),
            tuple(self.labels[one] for one in picked),
            {name: values[at] for name, values in self.sums.items()},
        )

    def areas(self) -> Lines:
        """Without the line of what no part holds."""
        if self.codes and self.codes[-1] == UNALLOCATED:
            return self.take(np.arange(len(self) - 1))
        return self

    def spread_over(self, codes: tuple[str, ...]) -> Lines:
        """A line for each of ``codes`` in their order, of zeros where there was none."""
        position = {code: at for at, code in enumerate(self.codes)}
        at = np.array([position.get(code, -1) for code in codes], dtype=np.int64)
        labels = dict(zip(self.codes, self.labels, strict=True))
        sums = {name: np.append(self.sums[name], 0)[at] for name in SUMS}  # -1 is the zero at the end
        return Lines(codes, tuple(labels.get(code, "") for code in codes), sums)

    def with_projects(self) -> Lines:
        return self.take(np.flatnonzero(self["projects"]))

    def largest_first(self) -> Lines:
        """By amount, then by number of projects; equal lines stay in their order."""
        return self.take(np.lexsort((-self["projects"], -self["amount_yen"])))

    def by_code(self) -> dict[str, Line]:
        return {line.code: line for line in self}

    def frame(self) -> pd.DataFrame:
        """The lines with ``COLUMNS`` and ``MORE_COLUMNS``."""
        columns = {name: self.sums[name] for name in SUMS}
        return pd.DataFrame(
            {"code": _strings(self.codes), "label": _strings(self.labels)} | columns, copy=False
        )


@lru_cache(maxsize=512)
def _strings(values: tuple[str, ...]) -> pd.Series:
    return pd.Series(values, dtype="str")


def joined(parts: list[Lines]) -> Lines:
    """The lines of several breakdowns one after the other."""
    return Lines(
        tuple(code for part in parts for code in part.codes),
        tuple(label for part in parts for label in part.labels),
        {name: np.concatenate([part[name] for part in parts]) for name in SUMS},
    )
