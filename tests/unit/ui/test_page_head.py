"""Every page comes with its language, title and style; the map with a picture of itself."""

import re
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from domain.folders import STATIC
from tests.apart import run_apart
from ui import first_picture
from ui.markup import style_address
from ui.page_head import PageHead, completed

PAGE = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>身</body></html>'


def answer(
    path: str, *, kind: str = "text/html; charset=utf-8", query: str = "", chunks: int = 1
) -> dict[str, Any]:
    """What the browser gets from an application that answers with ``PAGE`` in so many chunks."""
    asked: dict[str, Any] = {}

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        asked["headers"] = dict(scope["headers"])
        content = PAGE.encode()
        headers = [
            (b"content-type", kind.encode()),
            (b"content-length", str(len(content)).encode()),
            (b"etag", b"x"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        size = -(-len(content) // chunks)
        for at in range(0, len(content), size):
            more = at + size < len(content)
            await send({"type": "http.response.body", "body": content[at : at + size], "more_body": more})

    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    headers = [(b"accept-encoding", b"gzip"), (b"if-none-match", b"x"), (b"cookie", b"a=b")]
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": headers,
    }
    run_apart(PageHead(inner)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent)
    return {"asked": asked["headers"], "headers": dict(sent[0]["headers"]), "text": body.decode()}


@pytest.fixture(autouse=True)
def in_a_home_of_its_own(home: object) -> None:
    """The picture reads the registry."""


@pytest.mark.parametrize("chunks", [1, 7])
@pytest.mark.parametrize("path", ["/", "/investment_map", "/strategic_fields", "/base/project_list"])
def test_page_is_completed(path: str, chunks: int) -> None:
    found = answer(path, chunks=chunks)
    assert '<html lang="ja">' in found["text"]
    assert "<title>地域未来投資マップ</title>" in found["text"]
    assert f'<link rel="stylesheet" href="./{style_address()}">' in found["text"]
    assert "<body>身</body>" in found["text"]
    assert found["headers"][b"content-length"] == str(len(found["text"].encode())).encode()


def test_page_is_never_answered_from_a_store_or_packed() -> None:
    found = answer("/")
    assert found["asked"] == {b"cookie": b"a=b"}
    assert b"etag" not in found["headers"]


@pytest.mark.parametrize(
    ("path", "kind"), [("/static/js/index.js", "text/javascript"), ("/_stcore/health", "text/plain")]
)
def test_other_answers_pass_as_they_are(path: str, kind: str) -> None:
    found = answer(path, kind=kind)
    assert found["text"] == PAGE
    assert found["headers"][b"etag"] == b"x"


def test_everything_named_in_the_head_is_our_own_and_there() -> None:
    links = re.findall(r'(?:href|src)="([^"]*)"', completed(PAGE))
    assert links
    assert all(link.startswith("./") for link in links)
    for link in links:
        if link.startswith("./app/static/"):
            assert (STATIC / link.removeprefix("./app/static/").split("?")[0]).is_file()


@pytest.mark.parametrize("path", ["/investment_map", "/base/investment_map"])
def test_map_has_the_picture_and_its_parts_at_once(path: str) -> None:
    found = answer(path)["text"]
    assert ".st-key-map_frame" in found
    assert re.search(r'rel="modulepreload" crossorigin href="./static/js/DeckGl', found)


@pytest.mark.parametrize("path", ["/", "/sources", "/investment_mapped"])
def test_other_pages_have_no_picture_and_the_maps_parts_when_there_is_time(path: str) -> None:
    found = answer(path)["text"]
    assert ".st-key-map_frame" not in found
    assert re.search(r'rel="prefetch" as="script" crossorigin href="./static/js/DeckGl', found)
    assert not re.search(r"modulepreload[^>]*DeckGl", found)


@pytest.mark.parametrize(
    "query", ["", "field=ocean", "measure=per_capita", "size_band=over_1t&text=%E7%86%8A%E6%9C%AC", "x=%FF"]
)
def test_view_of_the_nation_by_prefecture_has_a_picture(query: str) -> None:
    assert "image/svg+xml" in first_picture.style(query)


@pytest.mark.parametrize(
    "query", ["map=bubble", "map=municipality", "block=kyushu", "prefecture=43", "municipality=434043"]
)
def test_other_views_have_none(query: str) -> None:
    assert first_picture.style(query) == ""


def test_picture_differs_by_selection() -> None:
    assert first_picture.style("field=ocean") != first_picture.style("field=quantum")


@pytest.mark.parametrize(
    "query", ["text=%3C%2Fstyle%3E%3Cscript%3E", "field=</style>", "block=%00", "&&&==="]
)
def test_nothing_of_a_link_gets_into_the_head(query: str) -> None:
    style = first_picture.style(query)
    assert "<" not in style
    assert "script" not in style
