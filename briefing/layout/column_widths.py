"""How wide a table's columns are: short ones and numbers what they need, long texts share what is left."""

from __future__ import annotations

import numpy as np

from briefing.contents import Table
from briefing.layout.measured_text import pieces
from briefing.layout.sharing import shared
from briefing.layout.texts import Fitter, Style

_NARROWEST = 7.0
_SHORT = 24.0
"""Columns whose texts are no longer (mm) are never broken to make room for others."""

_SHORT_HEADING = 12.0
"""Headings no longer than this (mm) stand on one line."""

_LOOKED_AT = 60
_SLACK = 1.04


def column_widths(
    fitter: Fitter, table: Table, width: float, body: Style, heading: Style, inset: float
) -> tuple[float, ...]:
    """Millimetres by column that add up to ``width``.

    A column needs its longest text on one line, and its heading on one or at least on two. Where there is
    room for all, the rest is spread in proportion; where there is not, texts longer than ``_SHORT`` give way, the longest
    first, by their weights, and in the end all do.
    """
    around = 2 * inset + 0.6
    needs, roomy, is_firm = [], [], []
    for at, column in enumerate(table.columns):
        texts = {row[at] for row in table.rows[:_LOOKED_AT]}
        longest = max((fitter.width(text, body.size, is_bold=True) for text in texts), default=0.0)
        whole = fitter.width(column.heading, heading.size, is_bold=True)
        needs.append(max(longest, _heading_width(fitter, column.heading, heading)) * _SLACK + around)
        roomy.append(max(longest, whole) * _SLACK + around)
        is_firm.append(column.align == "right" or longest <= _SHORT)
    need, firm = np.maximum(np.array(needs), _NARROWEST), np.array(is_firm)
    for enough in (np.maximum(np.array(roomy), _NARROWEST), need):
        if enough.sum() <= width:
            return tuple((enough * width / enough.sum()).tolist())
    weights = np.array([column.weight for column in table.columns])
    free = width - need[firm].sum()
    if firm.all() or free < 2 * _NARROWEST * (~firm).sum():
        return tuple((need * width / need.sum()).tolist())
    found = need.copy()
    found[~firm] = shared(need[~firm], weights[~firm], free)
    return tuple(found.tolist())


def _heading_width(fitter: Fitter, text: str, style: Style) -> float:
    """The width at which a heading stands on at most two lines, wherever it may break; a short one on one."""
    whole = fitter.width(text, style.size, is_bold=True)
    if whole <= _SHORT_HEADING:
        return whole
    parts = pieces(text)
    cuts = (("".join(parts[:at]), "".join(parts[at:])) for at in range(len(parts)))
    return min(max(fitter.width(line, style.size, is_bold=True) for line in cut) for cut in cuts)
