"""What a number format makes people see in a cell that holds another number."""

from __future__ import annotations

import re

PERCENT = "%"
_PERCENT_IDS = (9, 10)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETED = re.compile(r"\[[^\]]*\]")
_UNIT = re.compile(r"[十百千]*[万億兆]?円|[百千]?[万億兆]")


def appended(format_id: int, code: str) -> str:
    """``%``, or the unit of money that the format appends (``百万円``); empty if it appends none.

    ``code`` is the format as written in the file, empty for one that spreadsheets have built in.
    """
    if not code:
        return PERCENT if format_id in _PERCENT_IDS else ""
    positive = _BRACKETED.sub("", code.split(";")[0])
    if PERCENT in _QUOTED.sub("", positive):
        return PERCENT
    # A unit may stand in quotation marks, behind a backslash or bare.
    unit = _UNIT.search(_QUOTED.sub(lambda match: match[1] or match[2] or "", positive))
    return unit[0] if unit else ""


def as_shown(value: float, unit: str) -> str:
    """The number as people see it: ``60%`` for 0.6, ``500百万円``."""
    return f"{value * 100:.12g}%" if unit == PERCENT else f"{value:.15g}{unit}"
