"""Texts with marked words: what was taken out is struck through, what was put in is underlined."""

from __future__ import annotations

from html import escape

from analysis.marked_text import ADDED, REMOVED, marked
from domain.value_words import EMPTY

LEGEND = (
    '<p class="remark">しるし: <span class="marked"><del>消えた語</del>　<ins>加わった語</ins></span></p>'
)
_TAGS = {ADDED: "ins", REMOVED: "del"}
_SHORT = 24
"""Characters up to which two values stand side by side instead of being marked in one."""


def marked_html(before: str, after: str) -> str:
    """Both texts as one; an empty one has no words that could be marked."""
    pieces = "".join(
        _tagged(_TAGS[piece.kind], piece.text) if piece.kind in _TAGS else escape(piece.text)
        for piece in marked(*("" if text == EMPTY else text for text in (before, after)))
    )
    return f'<span class="marked">{pieces}</span>'


def change_html(before: str, after: str) -> str:
    """Short values as ``then → now``, long texts with marked words."""
    if max(len(before), len(after)) > _SHORT:
        return marked_html(before, after)
    return f'<span class="marked">{_tagged("del", before)} → {_tagged("ins", after)}</span>'


def _tagged(tag: str, text: str) -> str:
    """That a value is empty is no word of it."""
    return (
        f'<span class="hidden">{escape(text)}</span>' if text == EMPTY else f"<{tag}>{escape(text)}</{tag}>"
    )
