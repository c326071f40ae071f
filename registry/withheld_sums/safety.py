"""When a sum gives no contributor away: minimum frequency, (n,k)-dominance and the p%-rule.

Hundepool et al., Statistical Disclosure Control (2012), chapter 4. The limits are a code list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from domain.codelist import codelist
from registry.withheld_sums.units import Unit, by_company


@dataclass(frozen=True)
class Limits:
    """The limits of ``disclosure_rule``; percentages as parts of 1, amounts in yen."""

    contributors: int
    dominance: float
    estimate: float
    interval: float
    interval_yen: float

    def width(self, amount_yen: float) -> float:
        """How wide the range has to be that an amount can be confined to, in yen."""
        return max(self.interval * amount_yen, self.interval_yen)


@cache
def limits() -> Limits:
    values = {entry.code: float(entry.more["value"]) for entry in codelist("disclosure_rule")}
    return Limits(
        int(values["contributors"]),
        values["dominance"] / 100,
        values["estimate"] / 100,
        values["interval"] / 100,
        values["interval_oku"] * 1e8,
    )


def is_safe(units: Iterable[Unit], rule: Limits | None = None) -> bool:
    """True if the sum of these amounts may be published by itself.

    There are enough contributors, none makes up too much of it, and the second largest, who knows its
    own part, cannot estimate the largest closely: what the others have together is wide enough.
    """
    rule = rule or limits()
    amounts = sorted(by_company(units).values(), reverse=True)
    if len(amounts) < rule.contributors or amounts[0] <= 0:
        return False
    total, largest = sum(amounts), amounts[0]
    others = total - largest - (amounts[1] if len(amounts) > 1 else 0)
    return largest <= rule.dominance * total and others >= rule.estimate * largest
