"""The switch of the half looked at: the whole product as of it, as known then or as corrected since."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from domain.fiscal_half import format_ja, short_ja
from domain.record import Records
from domain.reporting_period import SINCE, THEN
from ui import link

_KNOWN_WORDS = {SINCE: "訂正を含む", THEN: "当時の公表"}
_KNOWN_TOLD = {SINCE: "その後に届いた訂正を含む", THEN: "公表日までに届いたものだけ"}


def html(records: Records, halves: tuple[str, ...]) -> str:
    """Links to the same page as of each of ``halves``, the newest first, and to what is newest.

    ``records`` tell which of them is shown. Links, not a widget, and the same ones whatever is selected:
    what stays the same costs next to nothing. The script in the browser puts the rest of the present link
    into them (``ui.browser_bridge``).
    """
    return _html(link.view("registry"), records.period, records.known, halves)


def sentence(records: Records) -> str:
    """What a page says of a half that is looked back at; "" for the newest records."""
    if not records.period:
        return ""
    return (
        f"{format_ja(records.period)}の時点を表示しています（{_KNOWN_TOLD[records.known]}）。"
        "左の「時点」で最新に戻せます。"
    )


@lru_cache(maxsize=256)
def _html(registry: str, period: str, known: str, halves: tuple[str, ...]) -> str:
    newest = f"最新（{short_ja(halves[0])}まで）" if halves else "最新"
    items = "".join(
        _link(registry, half, known if half else "", short_ja(half) or newest, is_chosen=half == period)
        for half in (link.NEWEST, *halves)
    )
    ways = "".join(
        _link(registry, period, way, words, is_chosen=way == known) for way, words in _KNOWN_WORDS.items()
    )
    return (
        f'<nav class="period" aria-label="時点"><b>時点</b><details><summary>{short_ja(period) or newest}</summary>'
        f"<div>{items}</div></details>{f'<div class=ways>{ways}</div>' if period else ''}</nav>"
    )


def _link(registry: str, period: str, known: str, words: str, *, is_chosen: bool) -> str:
    """A link whose ``data-keep`` replaces parameters of the present one; "" takes them out."""
    chosen = {"period": period, "known": "" if known == SINCE else known}
    whole = {"registry": "" if registry == link.PUBLIC else registry} | chosen
    address = urlencode({name: value for name, value in whole.items() if value})
    mark = " aria-current=true" if is_chosen else ""
    return f'<a data-go data-keep="{escape(urlencode(chosen))}" href="?{escape(address)}"{mark}>{escape(words)}</a>'
