"""Remote islands, which lie outside the frame of the map at first: which they are, and the ways there and back."""

from __future__ import annotations

from html import escape

from briefing.maps.view import MapView
from domain.area import NATION
from geo.stills.island_groups import IslandGroup, groups_of
from ui import link


def outside(view: MapView) -> tuple[IslandGroup, ...]:
    """The groups that the frame of a view leaves out: none where it holds the nation, or follows a
    municipality or a plan.
    """
    follows = view.selection.municipality or (view.shows_plans and view.plan)
    return () if follows or view.frame_area == NATION else groups_of(view.frame_area)


def looked_at(view: MapView) -> IslandGroup | None:
    """The group that the link asks to look at, if the view leaves it out."""
    asked = link.view("islands")
    return next((group for group in outside(view) if group.code == asked), None)


def words(view: MapView) -> str:
    """What lies outside the frame, each name a link that leads the map there; or the way back. HTML."""
    seen = looked_at(view)
    if seen is not None:
        back = escape(link.address_here({"islands": ""}), quote=True)
        return f'<span>{escape(seen.name)}を表示中　<a data-go href="{back}">もとの範囲に戻る</a></span>'
    ways = "、".join(
        f'<a data-go href="{escape(link.address_here({"islands": group.code}), quote=True)}">{escape(group.name)}</a>'
        for group in outside(view)
    )
    return f"<span>枠の外の離島: {ways}</span>" if ways else ""
