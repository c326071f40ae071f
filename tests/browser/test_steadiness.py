"""A page does not jump while the scripts of its parts are still on their way, as they are on a slow line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

pytestmark = pytest.mark.browser

LATE = (
    "/BidiComponent.",
    "/ButtonGroup.",
    "/Selectbox.",
    "/Multiselect.",
    "/Slider.",
    "/TextInput.",
    "/Button.",
)
"""Scripts of parts, by how their addresses begin."""
ROWS = """
() => [...document.querySelectorAll(
  '[data-testid=stMainBlockContainer] > div > *, [data-testid=stSidebarUserContent] [class*=st-key-filter_]')]
  .map((row) => [row.className, row.getBoundingClientRect().top])
"""


@pytest.mark.parametrize("path", ["/investment_map", "/project_list", "/kpi_progress?registry=demo"])
def test_rows_stand_where_they_will_stand(visit, path):
    watched = visit()
    page = watched.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        if any(part in route.request.url for part in LATE):
            held.append(route)
        else:
            route.continue_()

    page.route("**/*.js", hold)
    page.goto(f"{watched.base}{path}", wait_until="commit")
    page.locator(".foot").wait_for()
    watched.settle()
    waiting = page.locator("[data-testid=stSkeleton]")
    assert waiting.count() > 5, "nothing was late"
    before = page.evaluate(ROWS)
    for route in held:
        route.continue_()
    page.unroute("**/*.js")
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
    watched.settle()
    after = page.evaluate(ROWS)
    assert [name for name, _ in before] == [name for name, _ in after]
    moved = [
        (name, top, then) for (name, top), (_, then) in zip(before, after, strict=True) if abs(then - top) > 1
    ]
    assert not moved
