"""Links from before ホーム: views of the map go to the map, everything else stays where it is asked."""

from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from tests.apart import run_apart
from ui.old_links import OldLinks


def answer(path: str, query: str = "", kind: str = "http") -> tuple[int, str]:
    """Status and address that the browser is sent to; 200 and "" where the application answers itself."""
    sent: list[Any] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": kind, "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
    run_apart(OldLinks(inner)(scope, receive, send))
    headers = dict(sent[0]["headers"])
    return sent[0]["status"], headers.get(b"location", b"").decode()


@pytest.mark.parametrize(
    "query",
    [
        "map=plan&prefecture=430005",
        "prefecture=430005&map=plan&cluster=B-430005-01",
        "measure=projects",
        "registry=demo&map=municipality&period=2025H2&known=then",
    ],
)
@pytest.mark.parametrize("path", ["/", "/base/"])
def test_view_of_the_map_goes_to_the_map_with_all_it_asks(path, query):
    status, address = answer(path, query)
    assert status == 307, "not for ever: browsers would keep it"
    assert address == f"investment_map?{query}", "relative, so that it holds below a proxy's path"


@pytest.mark.parametrize("query", ["", "prefecture=430005&field=ocean", "registry=demo", "mapp=plan", "map"])
def test_other_links_to_the_start_page_stay(query):
    assert answer("/", query) == (200, "")


@pytest.mark.parametrize("path", ["/investment_map", "/strategic_fields", "/app/static/style.css"])
def test_other_pages_stay(path):
    assert answer(path, "map=plan") == (200, "")


@pytest.mark.parametrize("query", ["map=%0d%0aSet-Cookie:x", "map=plan&text=<script>", "map=\xff"])
def test_nothing_of_a_link_gets_out_of_its_header(query):
    _, address = answer("/", query)
    assert address.startswith("investment_map?")
    assert not set(address) & set("\r\n<> ")
