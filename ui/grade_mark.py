"""A KPI grade as a badge: letter, shape and word beside the colour, all from the code list."""

from __future__ import annotations

from functools import cache
from html import escape

from domain.codelist import codelist


@cache
def grade_mark(grade: str, *, with_word: bool = True) -> str:
    """``S ◎ 達成`` on the grade's colour; without the word it is read aloud and shown to the pointer."""
    entry = codelist("kpi_grade")[grade]
    style = f"background:{entry.more['colour']};color:{entry.more['text_colour']}"
    signs = f"<b>{escape(entry.more['letter'])}</b>{escape(entry.more['shape'])}"
    if with_word:
        return f'<i class="grade" style="{style}">{signs} {escape(entry.label_ja)}</i>'
    word = escape(entry.label_ja, quote=True)
    return f'<i class="grade" style="{style}" role="img" aria-label="{word}" title="{word}">{signs}</i>'


@cache
def no_grade(words: str) -> str:
    """A badge without colour for what bears no grade, as a plan without KPIs."""
    return f'<i class="grade none">{escape(words)}</i>'
