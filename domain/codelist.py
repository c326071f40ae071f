"""Vocabularies, read from ``data/codelists/*.csv``; no other place holds a copy of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from domain.folders import DATA

FOLDER = DATA / "codelists"
COMMON_COLUMNS = ("code", "label_ja", "label_en", "valid_from", "valid_to", "source")


@dataclass(frozen=True)
class Entry:
    """One word of a vocabulary; ``more`` holds the columns that only this list has."""

    code: str
    label_ja: str
    label_en: str
    valid_from: str
    valid_to: str
    source: str
    more: Mapping[str, str] = field(hash=False)

    def is_valid_on(self, iso_date: str) -> bool:
        return self.valid_from <= iso_date and (not self.valid_to or iso_date <= self.valid_to)


class Codelist:
    """An ordered vocabulary: codes to entries, and Japanese labels back to codes."""

    def __init__(self, name: str, entries: list[Entry]) -> None:
        self.name = name
        self._entries = {entry.code: entry for entry in entries}
        if len(self._entries) != len(entries):
            raise ValueError(f"codelist {name} names a code twice")
        self.codes: tuple[str, ...] = tuple(self._entries)
        self.position = {code: at for at, code in enumerate(self.codes)}
        self._code_by_label = {entry.label_ja: entry.code for entry in entries}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def __getitem__(self, code: str) -> Entry:
        return self._entries[code]

    def label(self, code: str) -> str:
        """Japanese label of ``code``; the empty code has the empty label."""
        return self._entries[code].label_ja if code else ""

    def code_of(self, label_ja: str) -> str | None:
        """Code of an exact Japanese label, or None: near misses are never taken."""
        return self._code_by_label.get(label_ja)


_JOINED = {"plan_field": ("strategic_field", "local_industry")}
"""Vocabularies that are others one after the other."""


@cache
def codelist(name: str) -> Codelist:
    """The vocabulary in ``data/codelists/{name}.csv``, in the order of its rows.

    ``plan_field`` is the strategic fields and the local industries together.
    """
    if name in _JOINED:
        return Codelist(name, [entry for part in _JOINED[name] for entry in codelist(part)])
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = [
        Entry(
            **{column: row[column] for column in COMMON_COLUMNS},
            more={key: value for key, value in row.items() if key not in COMMON_COLUMNS},
        )
        for row in rows
    ]
    return Codelist(name, entries)
