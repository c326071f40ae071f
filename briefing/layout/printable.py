"""Text as the fonts of sheets can show it: what has no glyph is told by 〓, what is no character is dropped."""

from __future__ import annotations

import re
import unicodedata

from briefing.layout.measured_text import has_glyph

GETA = "〓"
"""What Japanese printers set where a character is missing from the case."""

_SOFT_HYPHEN = "\u00ad"
_SPACES = frozenset({"Cc", "Zl", "Zp", "Zs"})
_INVISIBLE = frozenset({"Cf", "Cs", "Co", "Cn", "Mn", "Me"})
_COMPOSED = re.compile(r".[\u0300-\u036f\u3099\u309a]+")


def printable(text: str) -> str:
    """The text in characters that the fonts have, never wider than it was measured: a character without a
    glyph is 〓, control characters are spaces; variant selectors and direction marks are left out.
    """
    if all(map(has_glyph, text)) and _SOFT_HYPHEN not in text:
        return text
    # Only marks that stand alone are composed: NFC on the whole would change compatibility kanji of names.
    composed = _COMPOSED.sub(lambda found: unicodedata.normalize("NFC", found.group()), text)
    return "".join(map(_shown, composed))


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    if has_glyph(character):
        return character
    return " " if category in _SPACES else GETA
