"""One cell to one value: each reader returns the value, or the empty value and a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.codelist import codelist
from domain.finding import Cell, Finding
from domain.money import oku_to_yen
from domain.municipality import Match, Problem, find_by_code, find_by_name, find_prefecture, municipalities
from domain.partial_date import is_partial_date
from domain.spelling import plain
from rules import cell_value, place


@dataclass
class CellReader:
    """Reads the cells of one file and gathers what it could not read in ``findings``."""

    file: str
    headings: Mapping[str, str]
    sheet: str = ""
    findings: list[Finding] = field(default_factory=list)

    def cell(self, row: int, column: str) -> Cell:
        return Cell(self.file, self.sheet, row, self.headings[column])

    def yen(self, row: int, column: str, text: str) -> int | None:
        """Whole yen of a number in 億円; None for the empty cell."""
        if not text:
            return None
        value = oku_to_yen(text)
        if value is None:
            self.findings.append(cell_value.NOT_A_NUMBER.at(self.cell(row, column), text, unit="億円の単位"))
        return value

    def share(self, row: int, column: str, text: str) -> float | None:
        """Share of a percentage (``60`` → 0.6); None for the empty cell."""
        if not text:
            return None
        if re.fullmatch(r"-?\d+(\.\d+)?", plain(text)):
            return float(plain(text)) / 100
        self.findings.append(cell_value.NOT_A_NUMBER.at(self.cell(row, column), text, unit="％の単位"))
        return None

    def date(self, row: int, column: str, text: str) -> str:
        """Partial ISO date; empty for the empty cell."""
        value = plain(text)
        if not value or is_partial_date(value):
            return value
        self.findings.append(cell_value.NOT_A_DATE.at(self.cell(row, column), text))
        return ""

    def word(
        self, row: int, column: str, text: str, vocabulary: str, values: Mapping[str, str] | None = None
    ) -> str:
        """Code of a Japanese label, or of a source's own value where ``values`` maps them."""
        if not text:
            return ""
        words = codelist(vocabulary)
        code = values.get(text) if values is not None else words.code_of(text)
        if code is not None:
            return code
        choices = "、".join(values if values is not None else (entry.label_ja for entry in words))
        label = self.headings[column]
        self.findings.append(
            cell_value.NOT_IN_VOCABULARY.at(self.cell(row, column), text, label=label, choices=choices)
        )
        return ""

    def place(self, row: int, prefecture_text: str, municipality_text: str) -> tuple[str, str]:
        """lg_code and location precision of a prefecture and a municipality, each by name or code.

        Nothing given is an unknown place, a prefecture alone a place of that precision. What
        cannot be told for certain is a finding and an unknown place.
        """
        if not prefecture_text and not municipality_text:
            return "", "unknown"
        prefecture = find_prefecture(prefecture_text)
        if prefecture is None:
            made = place.PREFECTURE_UNKNOWN.at(self.cell(row, "prefecture"), prefecture_text)
            self.findings.append(made)
            return "", "unknown"
        if not municipality_text:
            return prefecture, "prefecture"
        cell = self.cell(row, "municipality")
        if plain(municipality_text).isdigit():
            match = find_by_code(municipality_text)
        else:
            match = find_by_name(prefecture, municipality_text)
        self._note(cell, match, municipality_text, codelist("prefecture").label(prefecture))
        return (match.lg_code, "municipality") if match.lg_code else ("", "unknown")

    def _note(self, cell: Cell, match: Match, text: str, prefecture: str) -> None:
        candidates = place.named(match.candidates)
        if match.problem is Problem.WARD and match.lg_code:
            city = municipalities().label(match.lg_code)
            self.findings.append(place.WARD_GIVEN.at(cell, text, city=city))
        elif match.problem is Problem.AMBIGUOUS:
            self.findings.append(place.MUNICIPALITY_AMBIGUOUS.at(cell, text, candidates=candidates))
        elif match.problem is Problem.UNKNOWN:
            hint = f"近い名前: {candidates}。" if candidates else ""
            made = place.MUNICIPALITY_UNKNOWN.at(cell, text, prefecture=prefecture, hint=hint)
            self.findings.append(made)
