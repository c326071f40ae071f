"""Values of KPIs in words: as they were reported, as they were worked out, and as parts of a hundred."""

from __future__ import annotations

import math


def reported(value: float) -> str:
    """A value that somebody wrote, with all its digits; ``値なし`` for none."""
    return f"{float(value):,.10g}" if is_known(value) else "値なし"


def computed(value: float) -> str:
    """A value that was worked out, to about three digits: ``9,411``, ``21.8``, ``0.35``; ``—`` for none."""
    if not is_known(value):
        return "—"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    words = f"{float(value):,.{digits}f}"
    return words.rstrip("0").rstrip(".") if digits else words


def percent(part: float) -> str:
    """``118.8％`` for 1.188; ``—`` for none."""
    return f"{part * 100:,.1f}％" if is_known(part) else "—"


def is_known(value: object) -> bool:
    """False for NaN, NA and None."""
    return isinstance(value, int | float) and math.isfinite(value)
