"""A box of ホーム: what it counts, a few lines of it, each a link, and the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

MOST_LINES = 3


@dataclass(frozen=True)
class Line:
    """A link with words beside and below it; ``beside`` is HTML."""

    words: str
    address: str
    below: str
    beside: str = ""


@dataclass(frozen=True)
class Box:
    """``number`` with its ``unit``, what it is a part of (``beside``), and the first of ``total`` lines.

    ``counter`` is what lines are counted by, ``nothing`` is said where there is none. ``address`` and
    ``way`` lead to all of them, ``also`` (words and address, empty for none) to something akin.
    """

    title: str
    number: str
    unit: str
    beside: str
    lines: Sequence[Line]
    total: int
    counter: str
    address: str
    way: str
    nothing: str
    also: tuple[str, str] = ("", "")


def html(box: Box) -> str:
    """The box; quiet where there is nothing to do."""
    lines = "".join(_line(line) for line in box.lines[:MOST_LINES])
    body = f"<ul>{lines}</ul>" if lines else f'<p class="none">{escape(box.nothing)}</p>'
    more = box.total - min(len(box.lines), MOST_LINES)
    rest = f"<span>ほか{more:,}{box.counter}</span>" if more > 0 else "<span></span>"
    quiet = "" if box.total else " quiet"
    also = (
        f'<a data-go href="{escape(box.also[1], quote=True)}">{escape(box.also[0])}</a>'
        if box.also[0]
        else ""
    )
    return (
        f'<section class="box{quiet}"><h3>{escape(box.title)}'
        f"<b>{escape(box.number)}<small>{escape(box.unit)}</small></b></h3>"
        f'<p class="remark">{escape(box.beside)}{also}</p>{body}'
        f'<p class="more">{rest}<a data-go href="{escape(box.address, quote=True)}">{escape(box.way)}</a></p></section>'
    )


def _line(line: Line) -> str:
    return (
        f'<li><a data-go href="{escape(line.address, quote=True)}">{escape(line.words)}</a>{line.beside}'
        f"<span>{escape(line.below)}</span></li>"
    )
