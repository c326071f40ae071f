"""Names of files that every system takes, whatever words they are made of."""

from __future__ import annotations

import re

_REFUSED = re.compile(
    r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]'
)
"""What Windows refuses, and what hides or turns letters."""

_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")
_LONGEST = 70
"""Characters: 210 bytes of Japanese, and with a folder less than Windows takes."""


def safe_name(stem: str) -> str:
    """``stem`` as the name of a file without its ending: in no folder, no device, no dots at an end, not too long."""
    cleaned = _REFUSED.sub("＿", stem)[:_LONGEST].strip(" .")
    while len(cleaned.encode()) > 3 * _LONGEST:
        cleaned = cleaned[:-1]
    return _DEVICES.sub(r"\1＿", cleaned) or "資料"
