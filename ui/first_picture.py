"""The national map as a picture in the page's head: it is seen as soon as the page has its frame, long
before the browser has loaded and set up what draws the layers. These then cover it, line on line.
"""

from __future__ import annotations

import base64
from urllib.parse import parse_qs

from sqlalchemy.exc import SQLAlchemyError

from ui import link
from ui.map_drawing import picture
from ui.map_view import map_view
from ui.shared_records import shared


def style(query: str) -> str:
    """CSS for the map's frame on the map's page opened with ``query``; "" where only layers will do.

    The picture goes at the first touch (``ui.browser_bridge`` marks the page), as it cannot follow
    a map that is moved or changed.
    """
    selection, values, _ = link.understood(parse_qs(query))
    registry, period, known = (link.value_in(values, name) for name in ("registry", "period", "known"))
    try:
        everything = shared(registry, period, known)
    except SQLAlchemyError:  # the page itself tells of it
        return ""
    if everything.boundaries is None:
        return ""
    drawn = picture(everything.allocation, everything.boundaries, map_view(selection, values))
    if not drawn:
        return ""
    packed = base64.b64encode(drawn.encode()).decode()
    return (
        "html:not([data-touched]) .st-key-map_frame{background-repeat:no-repeat;background-position:center;"
        "background-size:calc(100% - 24px) calc(100% - 24px);"
        f"background-image:url(data:image/svg+xml;base64,{packed})}}"
    )
