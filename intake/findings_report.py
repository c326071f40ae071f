"""Findings as people and programs read them: grouped by rule as text, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from domain.finding import Finding, Severity

_MOST_PLACES = 20


def findings_text(findings: Iterable[Finding]) -> str:
    """Findings grouped by rule, the gravest first: what is wrong, then every place where it is.

    A rule whose sentence is the same everywhere tells it once; after ``_MOST_PLACES`` places only
    their number is told (``--json`` has all).
    """
    groups: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity.rank, finding.rule), []).append(finding)
    return "\n\n".join(_group(groups[key]) for key in sorted(groups))


def _group(group: list[Finding]) -> str:
    first = group[0]
    is_common = len({finding.sentence for finding in group}) == 1
    head = f"［{first.severity}］{first.rule}（{first.actor}、{len(group):,}件）"
    lines = [head]
    if is_common:
        lines.append(f"  {first.sentence}")
    for finding in group[:_MOST_PLACES]:
        place = str(finding.cell) or "（ファイル全体）"
        lines.append(f"  - {place}" if is_common else f"  - {place}: {finding.sentence}")
    if len(group) > _MOST_PLACES:
        lines.append(f"  - ほか{len(group) - _MOST_PLACES:,}か所（--json にすべてあります）")
    return "\n".join(lines)


def findings_json(findings: Iterable[Finding]) -> str:
    """All findings as a JSON array: rule, severity, actor, file, sheet, row, column, value, sentence."""
    rows = [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "actor": str(finding.actor),
            "file": finding.cell.file,
            "sheet": finding.cell.sheet,
            "row": finding.cell.row,
            "column": finding.cell.column,
            "value": finding.value,
            "sentence": finding.sentence,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def counts_words(findings: Iterable[Finding]) -> str:
    """``誤り 2件、要確認 5件、お知らせ 0件``."""
    found = [finding.severity for finding in findings]
    return "、".join(f"{severity} {found.count(severity):,}件" for severity in Severity)
