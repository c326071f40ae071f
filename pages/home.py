"""ホーム: what needs attention now, for the nation or for one's own block or prefecture."""

from ui import home, link, page_frame

shared = page_frame.current()

home.show(shared, link.selection())
page_frame.foot(with_map=True)
