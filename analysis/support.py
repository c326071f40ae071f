"""Public support against the amounts that it supports: only where both are known."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.totals import area_rows, selected_rows


@dataclass(frozen=True)
class SupportRatio:
    """Projects with a known support, those where the amount is known too, and the sums of these."""

    with_support: int
    with_both: int
    support_yen: int
    amount_yen: int


def support_ratio(allocation: Allocation, selection: Selection, field: str = "") -> SupportRatio:
    """Support beside amount for the selection, both as they count in its area.

    A sum of all supports over a sum of all amounts would compare different projects: many have
    one figure and not the other.
    """
    if field:
        selection = selection.with_fields((field,))
    rows, part = area_rows(allocation, selection.area, selection.level)
    mask = selected_rows(allocation, rows, selection)[part]
    support, amount = rows.support_yen[part][mask], rows.amount_yen[part][mask]
    has_support = rows.is_supported[part][mask]
    both = has_support & rows.is_counted[part][mask]
    return SupportRatio(
        int(has_support.sum()), int(both.sum()), int(support[both].sum()), int(amount[both].sum())
    )
