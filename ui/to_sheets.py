"""The links 「この表示を資料に」 of every page and 「会議表示」 of the map: what is looked at, for a meeting."""

from __future__ import annotations

from functools import cache
from html import escape

from ui import link

_USUAL_KIND = {
    link.FIELDS: "fields",
    link.LIST: "projects",
    link.PLAN: "plan",
    link.PROGRESS: "progress",
    link.CHANGES: "changes",
}
"""The kind of sheet that a page's own contents make; other pages leave it to the area."""


def html() -> str:
    """The links; the script in the browser puts the present address's parameters into them, so that they stay
    the same element whatever is selected (``ui.browser_bridge``).
    """
    return _html(link.page(), link.view("registry"))


@cache
def _html(page: str, registry: str) -> str:
    if page == link.BRIEFING:
        return ""
    query = f"registry={escape(registry)}" if registry != link.PUBLIC else ""
    kind = _USUAL_KIND.get(page, "")
    meeting = (
        f'<a data-go data-keep="meeting=yes" href="?{f"{query}&amp;" if query else ""}meeting=yes">会議表示</a>'
        if page == link.MAP
        else ""
    )
    return (
        f'<nav class="to-sheets"><a data-go data-page="{link.BRIEFING}" '
        f'data-keep="kinds={kind}&amp;code=&amp;title=" href="{link.BRIEFING}{f"?{query}" if query else ""}">'
        f"この表示を資料に</a>{meeting}</nav>"
    )
