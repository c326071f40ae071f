"""One cell to one value: each reader returns the value, or the empty value and a finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.codelist import codelist
from domain.finding import Cell, Finding
from domain.lg_code import readings
from domain.money import oku_to_yen
from domain.municipality import Match, Problem, find_by_code, find_by_name, find_prefecture, municipalities
from domain.partial_date import is_partial_date
from domain.spelling import plain
from loaders.text_cell import CONTROL_CHARACTER
from rules import cell_value, place


@dataclass
class CellReader:
    """Reads the cells of one file and gathers what it could not read.

    ``findings`` says so to people; ``unread`` has, by row, the columns that stay empty although
    their cell is not (a place is the column ``lg_code``).
    """

    file: str
    headings: Mapping[str, str]
    sheet: str = ""
    findings: list[Finding] = field(default_factory=list)
    unread: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def cell(self, row: int, column: str) -> Cell:
        return Cell(self.file, self.sheet, row, self.headings[column])

    def text(self, row: int, column: str, text: str) -> str:
        """The text as it is; empty where characters in it would turn, hide or break what is shown."""
        if not (text and CONTROL_CHARACTER.search(text)):
            return text
        label, shown = self.headings[column], CONTROL_CHARACTER.sub("□", text)
        made = cell_value.CONTROL_CHARACTER.at(self.cell(row, column), shown, label=label)
        self._refuse(row, column, made)
        return ""

    def yen(self, row: int, column: str, text: str) -> int | None:
        """Whole yen of a number in 億円; None for the empty cell."""
        if not text:
            return None
        value = oku_to_yen(text)
        if value is None:
            cell = self.cell(row, column)
            made = cell_value.NOT_A_NUMBER.at(cell, text, kind="金額", unit="億円の単位")
            self._refuse(row, column, made)
        return value

    def share(self, row: int, column: str, text: str) -> float | None:
        """Share of a percentage (``60`` → 0.6); None for the empty cell."""
        if not text:
            return None
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain(text)):
            return float(plain(text)) / 100
        made = cell_value.NOT_A_NUMBER.at(self.cell(row, column), text, kind="割合", unit="％の単位")
        self._refuse(row, column, made)
        return None

    def date(self, row: int, column: str, text: str) -> str:
        """Partial ISO date; empty for the empty cell."""
        value = plain(text)
        if not value or is_partial_date(value):
            return value
        self._refuse(row, column, cell_value.NOT_A_DATE.at(self.cell(row, column), text))
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
        cell, label = self.cell(row, column), self.headings[column]
        made = cell_value.NOT_IN_VOCABULARY.at(cell, text, label=label, choices=choices)
        self._refuse(row, column, made)
        return ""

    def place(self, row: int, prefecture_text: str, municipality_text: str) -> tuple[str, str]:
        """lg_code and location precision of a prefecture and a municipality, each by name or code.

        Nothing given is an unknown place, a prefecture alone a place of that precision. What
        cannot be told for certain, or contradicts itself, is a finding and an unknown place.
        """
        if not prefecture_text and not municipality_text:
            return "", "unknown"
        prefecture = find_prefecture(prefecture_text)
        if prefecture is None:
            made = place.PREFECTURE_UNKNOWN.at(self.cell(row, "prefecture"), prefecture_text)
            self._refuse(row, "lg_code", made)
            return "", "unknown"
        if not municipality_text:
            return prefecture, "prefecture"
        if readings(municipality_text):
            match = find_by_code(municipality_text, prefecture=prefecture)
        else:
            match = find_by_name(prefecture, municipality_text)
        cell, prefecture_name = self.cell(row, "municipality"), codelist("prefecture").label(prefecture)
        if match.lg_code is None:
            self._refuse(row, "lg_code", _not_found(cell, match, municipality_text, prefecture_name))
            return "", "unknown"
        if match.problem is Problem.WARD:
            city = municipalities().label(match.lg_code)
            self.findings.append(place.WARD_GIVEN.at(cell, municipality_text, city=city))
        return match.lg_code, "municipality"

    def _refuse(self, row: int, column: str, made: Finding) -> None:
        self.findings.append(made)
        self.unread[row].add(column)


def _not_found(cell: Cell, match: Match, text: str, prefecture: str) -> Finding:
    candidates = place.named(match.candidates)
    if match.problem is Problem.AMBIGUOUS:
        return place.MUNICIPALITY_AMBIGUOUS.at(cell, text, candidates=candidates)
    if match.problem is Problem.CODE_AND_NAME_DISAGREE:
        return place.CODE_AND_NAME_DISAGREE.at(cell, text, candidates=candidates, name=prefecture)
    hint = f"近い名前: {candidates}。" if candidates else ""
    return place.MUNICIPALITY_UNKNOWN.at(cell, text, prefecture=prefecture, hint=hint)
