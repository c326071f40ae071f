"""A KPI grade in plain text: letter, shape and word, from the code list."""

from __future__ import annotations

from functools import cache

from domain.codelist import codelist


@cache
def grade_words(grade: str) -> str:
    """``A○ 順調``, where only text can stand."""
    entry = codelist("kpi_grade")[grade]
    return f"{entry.more['letter']}{entry.more['shape']} {entry.label_ja}"
