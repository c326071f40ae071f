"""The headline cards of a selection: amount, projects, public support, places; each compared."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing.key_numbers import key_numbers
from ui import markup


def show(allocation: Allocation, selection: Selection) -> None:
    markup.cards(cards(allocation, selection))


@kept(4096)
def cards(allocation: Allocation, selection: Selection) -> tuple[str, ...]:
    return tuple(
        markup.card(item.label, item.when, item.value, item.unit, item.lines)
        for item in key_numbers(allocation, selection)
    )
