"""Findings as a table for people: on the screen, and as the list that goes back to the sender."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from briefing.tables import AnswerTable
from domain.finding import Finding


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    """Findings by severity, then by rule, then by place."""
    return sorted(findings, key=lambda finding: (finding.severity.rank, finding.rule, finding.cell))


def findings_table(findings: Sequence[Finding]) -> AnswerTable:
    """One line a finding, the gravest first: what it says, and the cell that it is about."""
    ordered = gravest_first(findings)
    frame = pd.DataFrame(
        {
            "重さ": [str(finding.severity) for finding in ordered],
            "指摘と直し方": [finding.sentence for finding in ordered],
            "ファイル": [finding.cell.file for finding in ordered],
            "シート": [finding.cell.sheet for finding in ordered],
            "行": pd.array([finding.cell.row or None for finding in ordered], dtype="Int64"),
            "見出し": [finding.cell.column for finding in ordered],
            "書かれていた値": [finding.value for finding in ordered],
            "直す人": [str(finding.actor) for finding in ordered],
            "規則": [finding.rule for finding in ordered],
        }
    )
    return AnswerTable("指摘一覧", frame)
