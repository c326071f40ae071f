"""Marks looked for in any text: one pass for marked words, one for numbers, whatever their number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.marked_rows import MARKED_WORD, Mark

_WORD = re.compile(f"{MARKED_WORD}[0-9]{{3}}", re.IGNORECASE)
_DIGEST = re.compile(r"[0-9a-f]{24,}")
"""Names by content, in whose digits any number may stand by chance."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE]\+?[0-9]+)?(?:兆[0-9,]+)?億?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?億?")


_AROUND = 80
TOLD = ("（公開の範囲では示しません）", "公開しない（行政限り）")
"""What stands instead of a value."""


class Search:
    """Looks for marks; a mark is told as table.column."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.names: dict[str, str] = {}
        for mark in marks:
            for form in mark.forms:
                self.names[form.replace(",", "").upper()] = f"{mark.table}.{mark.column}"
        self._lengths = sorted({len(form) for form in self.names if not form.startswith(MARKED_WORD)})

    def found_in(self, texts: Iterable[str]) -> Counter[str]:
        """How often each mark stands in the texts; a number that begins like a marked one is the mark."""
        found: Counter[str] = Counter()
        for text in texts:
            found.update(
                self.names[word.upper()] for word in _WORD.findall(text) if word.upper() in self.names
            )
            plain = _DIGEST.sub(" ", text)
            written = _NUMBER.findall(plain) + _GROUPED.findall(plain)
            numbers = Counter(number.replace(",", "") for number in written)
            for number, times in numbers.items():
                for length in self._lengths:
                    if name := self.names.get(number[:length].upper()):
                        found[name] += times
        return found


@dataclass
class Looked:
    """What was looked through: by surface the marks found in it, and how many bytes there were."""

    search: Search
    keeps_places: bool = False
    found: dict[str, Counter[str]] = field(default_factory=dict)
    bytes: int = 0
    places: dict[str, str] = field(default_factory=dict)
    """By surface and mark what stands around the first one."""
    words: set[str] = field(default_factory=set)
    """Of :data:`TOLD` what was met."""

    def _keep_places(self, surface: str, text: str, names: Iterable[str]) -> None:
        for name in names:
            tokens = (each for kind in (_WORD, _NUMBER, _GROUPED) for each in kind.finditer(text))
            at = next(each.start() for each in tokens if name in self.search.found_in([each[0]]))
            self.places.setdefault(f"{surface} {name}", text[max(0, at - _AROUND) : at + _AROUND])

    def look(self, surface: str, texts: Iterable[str]) -> None:
        """Look through the texts of a surface; one that comes in parts is one surface."""
        kept = self.found.setdefault(surface, Counter())
        for text in texts:
            self.bytes += len(text.encode("utf-8", "replace"))
            found = self.search.found_in([text])
            kept.update(found)
            if self.keeps_places:
                self._keep_places(surface, text, found)
            self.words |= {words for words in TOLD if words in text}

    @property
    def leaks(self) -> dict[str, list[str]]:
        """By surface the marks that stand in it."""
        return {surface: sorted(found) for surface, found in self.found.items() if found}

    @property
    def marks(self) -> set[str]:
        return {name for found in self.found.values() for name in found}

    @property
    def empty(self) -> set[str]:
        """Surfaces in which there is none."""
        return {surface for surface, found in self.found.items() if not found}
