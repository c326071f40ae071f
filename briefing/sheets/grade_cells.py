"""Grades in the tables of sheets: a cell with letter, shape and word on the grade's colour."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.contents import Mark
from briefing.grade_words import grade_words
from domain.codelist import codelist

NO_GRADE = "KPIなし"


def grade_cell(code: str) -> str:
    """``D× 遅れ``; what bears no grade says so."""
    return grade_words(code) if code else NO_GRADE


def grade_marks(codes: Iterable[str], column: int) -> dict[tuple[int, int], Mark]:
    """The grounds of a column of grades, one a row; none where there is no grade."""
    words = codelist("kpi_grade")
    return {
        (row, column): Mark(words[code].more["colour"], words[code].more["text_colour"])
        for row, code in enumerate(codes)
        if code
    }


def letters() -> tuple[str, ...]:
    """``S◎``, ``A○``…: narrow headings in the order of the code list."""
    return tuple(grade_words(code).partition(" ")[0] for code in codelist("kpi_grade").codes)


def counts_words(by_grade: Iterable[int], *, unit: str = "") -> str:
    """``S◎ 達成 1、A○ 順調 2``: counts, never an average; grades that none has are left out."""
    words = [
        f"{grade_words(code)} {count:,}{unit}"
        for code, count in zip(codelist("kpi_grade").codes, by_grade, strict=True)
        if count
    ]
    return "、".join(words) or NO_GRADE
