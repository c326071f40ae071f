"""The name under which a file is handed in: kept as it is, or refused where it would deceive or cannot be shown."""

from __future__ import annotations

import re

from domain.finding import Cell, Finding
from rules import file_form

_UNUSABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, what turns or hides letters, and halves of characters (names in no known encoding)."""


def name_finding(file: str) -> Finding | None:
    """The finding that a file's name cannot be used, which shows it as far as it can be shown; or None."""
    shown = _UNUSABLE.sub("□", file)
    return file_form.FILE_NAME_UNUSABLE.at(Cell(shown), shown) if shown != file else None
