"""A finding: something about a file that a person must know, as a value and never as a crash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """誤り stops a submission; 要確認 wants a look; お知らせ only informs."""

    ERROR = "誤り"
    WARNING = "要確認"
    NOTICE = "お知らせ"

    @property
    def rank(self) -> int:
        """0 for the gravest: severities stand in the order of their gravity."""
        return list(Severity).index(self)


class Actor(StrEnum):
    """Who has to act on a finding."""

    SENDER = "提出者"
    RECEIVER = "受付者"
    USER = "利用者"


@dataclass(frozen=True, order=True)
class Cell:
    """A place in what was handed in. ``row`` is the row as a spreadsheet numbers it; 0 is no row."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        row = f"{self.row}行目" if self.row else ""
        column = f"「{self.column}」" if self.column else ""
        return " ".join(part for part in (self.file, self.sheet, row, column) if part)


@dataclass(frozen=True)
class Finding:
    """One finding: which rule, where, the value as found, and what to do about it in Japanese."""

    rule: str
    severity: Severity
    actor: Actor
    cell: Cell
    value: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.cell}: " if str(self.cell) else ""
        return f"［{self.severity}］{place}{self.sentence}"


def stops(findings: list[Finding]) -> bool:
    """True if any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
