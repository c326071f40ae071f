"""All texts of a submission as one, to look up at once which of thousands of names stand in them, and where.

Nothing is declared here; :mod:`rules.withheld_name` asks it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from domain.record import Kind, Submitted, SubmittedTable
from domain.spelling import search_key

_END = "\0"
_LETTERS = 3
_SLOTS = 1 << 22
"""A text of a few million letters fills a small part of them, so that few names are looked for in vain."""


class ShownTexts:
    """The text columns of all submitted tables except ``left_out``, under their search keys."""

    def __init__(self, submitted: Submitted, left_out: Collection[str]) -> None:
        self._columns: list[tuple[SubmittedTable, str, list[int]]] = []
        texts: list[str] = []
        for table in submitted.values():
            for column in table.table.columns:
                if column.kind is Kind.TEXT and column.name not in left_out:
                    values = table.frame[column.name].tolist()
                    filled = [at for at, text in enumerate(values) if text]
                    texts += [values[at] for at in filled]
                    self._columns.append((table, column.name, filled))
        self._column_ends = np.cumsum([len(filled) for _, _, filled in self._columns])
        self._text = _key_of_all(texts)
        self._ends = np.flatnonzero(_letters(self._text) == ord(_END))
        self._has_letters = np.zeros(_SLOTS, dtype=bool)
        self._has_letters[_groups(self._text)] = True

    def holding(self, key: str) -> Iterator[tuple[SubmittedTable, str, int, str]]:
        """Every cell whose text holds ``key``: its table, column and row index, and the text's search key."""
        if not self._has_letters[_groups(key)].all():
            return
        at = self._text.find(key)
        while at >= 0:
            number = int(np.searchsorted(self._ends, at))
            start = int(self._ends[number - 1]) + 1 if number else 0
            end = int(self._ends[number]) if number < len(self._ends) else len(self._text)
            column = int(np.searchsorted(self._column_ends, number, side="right"))
            table, name, filled = self._columns[column]
            index = table.frame.index[filled[number - int(self._column_ends[column])]]
            yield table, name, index, self._text[start:end]
            at = self._text.find(key, end)


def search_keys(texts: Sequence[str]) -> list[str]:
    """The search key of each text."""
    return _key_of_all(texts).split(_END) if texts else []


def _key_of_all(texts: Sequence[str]) -> str:
    """The keys of the texts one after the other: made at once, a hundred times as fast as one by one."""
    return search_key(_END.join(text.replace(_END, "") for text in texts))


def _letters(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _groups(text: str) -> npt.NDArray[np.uint64]:
    """A slot for each group of letters that follow one another."""
    letters = _letters(text).astype(np.uint64)
    count = max(len(letters) - _LETTERS + 1, 0)
    found = np.zeros(count, dtype=np.uint64)
    for place in range(_LETTERS):
        found = found * np.uint64(1_000_003) + letters[place : place + count]
    return found % np.uint64(_SLOTS)
