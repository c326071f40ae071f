"""How a sum may be told: exactly, by a size band, or not at all; and what a band says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from domain.codelist import codelist

EXACT, BAND, SUPPRESSED = codelist("withheld_sum_state").codes


@cache
def band_limits() -> Mapping[str, tuple[float, float]]:
    """Lower and upper limit in yen of every band of ``size_band``, the last one without end."""
    return {
        entry.code: (float(entry.more["lower_yen"]), float(entry.more["upper_yen"] or "inf"))
        for entry in codelist("size_band")
        if entry.more["lower_yen"]
    }


def size_band_of(amount_yen: int) -> str:
    """The band that an amount lies in."""
    return next(code for code, (lower, upper) in band_limits().items() if lower <= amount_yen < upper)


def told_range(state: str, amount_yen: int) -> tuple[float, float] | None:
    """Between which values a published sum lies, in yen; None for one that is not told."""
    if state == EXACT:
        return float(amount_yen), float(amount_yen)
    return band_limits()[size_band_of(amount_yen)] if state == BAND else None
