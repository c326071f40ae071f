"""The scale of a bridge's bars: the level after each step, where the axis begins, and what stands behind a step."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.investment_bridge import Step
from briefing.change_words import signed_yen
from domain.money import CHO, OKU

_LEAST_SPAN = 0.25
"""Where changes span less of the total than this, bars begin at a number above zero, and say so."""

_MARGIN = 0.4
"""What is left before the lowest end, as a part of the span."""


@dataclass(frozen=True)
class Scale:
    """Where bars begin and end, in yen or projects."""

    start: float
    end: float

    def part(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 100."""
        return (value - self.start) / (self.end - self.start) * 100 if self.end > self.start else 0.0


def scale_of(values: Sequence[int]) -> Scale:
    """An axis that holds the ends and every level between them."""
    found = levels(values)
    low, high = min(found), max(found)
    span = high - low
    if not span or span >= _LEAST_SPAN * high:
        return Scale(min(0, low), high)
    # A round number, so that the note can say it in few words.
    unit = 10 ** math.floor(math.log10(span))
    return Scale(max(0, math.floor((low - _MARGIN * span) / unit) * unit), high)


def levels(values: Sequence[int]) -> list[int]:
    """The total after each step, the first and the last end among them."""
    found = [values[0]]
    for value in values[1:-1]:
        found.append(found[-1] + value)
    return [*found, values[-1]]


def behind_words(step: Step) -> str:
    """How many projects stand behind a step, and what of it went up and what down."""
    if not step.entries:
        return "該当なし"
    words = [f"{step.entries:,}件"]
    if step.raised_yen and step.lowered_yen:
        words.append(f"増 {signed_yen(step.raised_yen)}・減 {signed_yen(step.lowered_yen)}")
    if step.gained and step.lost:
        words.append(f"入る {step.gained:,}件・外れる {-step.lost:,}件")
    if step.undisclosed:
        words.append(f"うち金額非公表 {step.undisclosed:,}件")
    return "、".join(words)


def exact_start(yen: float) -> str:
    """``5.1兆円``, ``218.1億円``: with all the digits that tell it from the totals."""
    return f"{yen / CHO:.10g}兆円" if yen >= CHO else f"{yen / OKU:,.10g}億円"
