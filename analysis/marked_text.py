"""Two versions of a text as one, with what was taken out and what was put in marked by words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

SAME, REMOVED, ADDED = "same", "removed", "added"

_TOKENS = re.compile(
    # A number with its separators, as an amount with its units: 1兆6,230億円 is one word.
    r"(?:[0-9０-９]+(?:[,，.．][0-9０-９]+)*[兆億万千]?)+[円％%]?"
    r"|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヺー]+|[ぁ-ゖ]+|[\u4e00-\u9fff々〆〇]+|\s+|.",
    re.DOTALL,
)
"""Japanese has no spaces between words: a run of one kind of character stands for one."""

_FEWEST_KEPT = 3
"""Fewer unchanged characters between two changes are marked with them: の or を alone ties nothing."""


class Piece(NamedTuple):
    """A part of a marked text: ``SAME``, ``REMOVED`` or ``ADDED``."""

    kind: str
    text: str


class _Stretch(NamedTuple):
    """What stood at a place and what stands there now."""

    before: str
    after: str

    @property
    def is_same(self) -> bool:
        return self.before == self.after

    def with_next(self, other: _Stretch) -> _Stretch:
        return _Stretch(self.before + other.before, self.after + other.after)


def marked(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order, what was removed before what was added in its place.

    The same and the removed pieces make ``before``, the same and the added ones ``after``.
    """
    pieces = []
    for stretch in _steadied(_compared(before, after)):
        if stretch.is_same:
            pieces.append(Piece(SAME, stretch.before))
        else:
            pieces += [Piece(REMOVED, stretch.before), Piece(ADDED, stretch.after)]
    return [piece for piece in pieces if piece.text]


def _compared(before: str, after: str) -> list[_Stretch]:
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        _Stretch("".join(old[start:end]), "".join(new[new_start:new_end]))
        for _, start, end, new_start, new_end in opcodes
    ]


def _steadied(stretches: list[_Stretch]) -> list[_Stretch]:
    """The stretches without the short same ones between two changes, which join them."""
    found: list[_Stretch] = []
    for at, stretch in enumerate(stretches):
        is_between = 0 < at < len(stretches) - 1
        is_short = stretch.is_same and is_between and len(stretch.before) < _FEWEST_KEPT
        if found and not found[-1].is_same and (is_short or not stretch.is_same):
            found[-1] = found[-1].with_next(stretch)
        else:
            found.append(stretch)
    return found
