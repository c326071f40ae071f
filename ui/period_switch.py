"""The switch of the half looked at: the whole product as of it, as known then or as corrected since."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from domain.fiscal_half import format_ja
from domain.record import Records
from domain.reporting_period import SINCE, THEN
from ui import link

_KNOWN_WORDS = {SINCE: "訂正を含む", THEN: "当時の公表"}
_KNOWN_TOLD = {SINCE: "その後に届いた訂正を含む", THEN: "公表日までに届いたものだけ"}


def html(records: Records, halves: tuple[str, ...]) -> str:
    """Links to the same page as of each of ``halves``, the newest first, and to what is newest.

    ``records`` tell which of them is shown. Links, not a widget: they cost no element of their own.
    """
    views = [{"period": half, "known": records.known if half else SINCE} for half in (link.NEWEST, *halves)]
    offered = tuple((view["period"], link.address_here(view)) for view in views)
    ways = (
        tuple((known, link.address_here({"known": known})) for known in (SINCE, THEN))
        if records.period
        else ()
    )
    return _html(records.period, records.known, offered, ways)


def sentence(records: Records) -> str:
    """What a page says of a half that is looked back at; "" for the newest records."""
    if not records.period:
        return ""
    return (
        f"{format_ja(records.period)}の時点を表示しています（{_KNOWN_TOLD[records.known]}）。"
        "左の「時点」で最新に戻せます。"
    )


@lru_cache(maxsize=256)
def _html(
    period: str, known: str, offered: tuple[tuple[str, str], ...], ways: tuple[tuple[str, str], ...]
) -> str:
    newest = f"最新（{_words(offered[1][0])}まで）" if len(offered) > 1 else "最新"
    items = "".join(
        _link(address, _words(half) if half else newest, is_chosen=half == period)
        for half, address in offered
    )
    shown = _words(period) if period else newest
    switch = "".join(_link(address, _KNOWN_WORDS[name], is_chosen=name == known) for name, address in ways)
    return (
        f'<nav class="period" aria-label="時点"><b>時点</b><details><summary>{escape(shown)}</summary>'
        f"<div>{items}</div></details>{f'<div class=ways>{switch}</div>' if switch else ''}</nav>"
    )


def _words(half: str) -> str:
    return format_ja(half).partition("（")[0]


def _link(address: str, words: str, *, is_chosen: bool) -> str:
    mark = " aria-current=true" if is_chosen else ""
    return f'<a data-go href="{escape(address, quote=True)}"{mark}>{escape(words)}</a>'
