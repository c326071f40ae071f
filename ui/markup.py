"""Small pieces of HTML. Everything that came from a file or a link is escaped here."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from html import escape

import streamlit as st

from domain.folders import STATIC

_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")


def style() -> None:
    """The product's style sheet, also where no page head names it; fetched once for each edition."""
    st.html(f'<style>@import url("{style_address()}");</style>')


@cache
def style_address() -> str:
    """Address of the style sheet, relative to a page; it changes with the content."""
    edition = hashlib.sha256((STATIC / "style.css").read_bytes()).hexdigest()[:10]
    return f"app/static/style.css?{edition}"


def card(name: str, when: str, value: str, unit: str, more: Iterable[str]) -> str:
    """A headline card: name with its 時点, a number with its unit, and lines that compare it."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in more)
    return (
        f'<div class="card"><div class="name">{escape(name)}<span class="when">{escape(when)}</span></div>'
        f'<div class="value">{escape(value)}<small>{escape(unit)}</small></div>{lines}</div>'
    )


def cards(items: Iterable[str]) -> None:
    st.html(f'<div class="cards">{"".join(items)}</div>')


def bars(rows: Iterable[tuple[str, str, float]]) -> str:
    """Horizontal bars: label, value in words, and length from 0 to 1."""
    drawn = "".join(
        f'<div class="row"><span>{escape(label)}</span><b>{escape(value)}</b>{bar(length)}</div>'
        for label, value, length in rows
    )
    return f'<div class="bars">{drawn}</div>'


def bar(length: float) -> str:
    """A bar of ``length`` 0 to 1 in its track."""
    return f'<i class="bar" style="--part:{max(0.0, min(1.0, length)) * 100:.1f}%"></i>'


def picture(svg: str, words: str) -> str:
    """An SVG as a picture, which ``words`` describe; Streamlit takes SVG out of HTML, but not out of pictures."""
    packed = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{escape(words, quote=True)}" src="data:image/svg+xml;base64,{packed}"/>'


def plain(text: str) -> str:
    """Text for elements that read Markdown, such as captions and headings: shown as it is written."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def outside_link(url: str, text: str) -> str:
    """A link that leaves the product: followed only when clicked, never fetched; http(s) only."""
    if not url.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def sentences(kind: str, lines: Iterable[str]) -> None:
    """Troubles (red) or notices (orange) as one element; nothing if there are none."""
    drawn = "".join(f'<div class="{kind}" role="status">{escape(line)}</div>' for line in lines)
    if drawn:
        st.html(drawn)
