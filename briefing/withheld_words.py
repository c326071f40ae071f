"""Withheld amounts in words, beside every total that they are not in: 「ほかに非公開の額 3件（計 100億〜500億円）」."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.withheld import WithheldSum, withheld_sum
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.money import format_yen

NAME = "非公開の額"


def withheld_words(count: int, told: WithheldSum | None) -> str:
    """``非公開の額 3件（計 100億〜500億円、令和7年度下期公表時点）``; "" where there is none.

    The sum is of another day than the count, so it says of how many where that differs.
    """
    if not count:
        return ""
    return f"{NAME} {count:,}件{_in_brackets(count, told)}"


def sum_words(told: WithheldSum) -> str:
    """``計 100億〜500億円``, or that the sum is not told."""
    if told.amount_yen is not None:
        return f"計 {format_yen(told.amount_yen)}"
    if told.size_band:
        return f"計 {codelist('size_band').label(told.size_band)}"
    return "合計は示しません"


def beside_total(allocation: Allocation, selection: Selection, count: int) -> str:
    """The words for a selection of which ``count`` amounts are withheld, with ``ほかに`` before them."""
    words = withheld_words(count, withheld_sum(allocation, selection))
    return f"ほかに{words}" if words else ""


def when_words(half: str) -> str:
    """``令和7年度下期公表時点``."""
    return f"{short_ja(half)}公表時点"


def _in_brackets(count: int, told: WithheldSum | None) -> str:
    if told is None:
        return ""
    of = "" if told.projects == count else f"{told.projects:,}件の"
    return f"（{of}{sum_words(told)}、{when_words(told.half)}）"
