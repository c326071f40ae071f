"""Text that a spreadsheet would take for a formula, which could fetch, send or start something."""

import re

_FORMULA = re.compile(r"[\x00-\x20\u3000]*[=+\-@＝＋－＠]|[\t\r\n]")
"""White space and control characters before the sign are passed over as spreadsheets do (OWASP, CSV
injection)."""


def looks_like_formula(text: str) -> bool:
    """True if a spreadsheet may run ``text`` when somebody types or imports it."""
    return bool(_FORMULA.match(text))
