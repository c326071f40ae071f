"""The links 「この表示を資料に」 of every page and 「会議表示」 of the map: what is looked at, for a meeting."""

from __future__ import annotations

from functools import cache

from ui import link

_USUAL_KIND = {
    link.FIELDS: "fields",
    link.LIST: "projects",
    link.PLAN: "plan",
    link.PROGRESS: "progress",
    link.CHANGES: "changes",
}
"""The kind of sheet that a page's own contents make; other pages leave it to the area."""


_MEETING = '<a data-go data-keep="meeting=yes" href="?meeting=yes">会議表示</a>'


def html() -> str:
    """The link; the script in the browser puts the present address's parameters into it, so that it stays
    the same element whatever is selected (``ui.browser_bridge``).
    """
    return _html(link.page())


@cache
def _html(page: str) -> str:
    if page == link.BRIEFING:
        return ""
    kind = _USUAL_KIND.get(page, "")
    asked = f"kinds={kind}" if kind else "kinds="
    return (
        f'<nav class="to-sheets"><a data-go data-page="{link.BRIEFING}" data-keep="{asked}&amp;code=&amp;title="'
        f' href="{link.BRIEFING}">この表示を資料に</a>{_MEETING if page == link.MAP else ""}</nav>'
    )
