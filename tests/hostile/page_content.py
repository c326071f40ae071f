"""What a page run without a browser put out, by how the browser would read it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "button",
        "caption",
        "circle",
        "col",
        "colgroup",
        "dd",
        "defs",
        "desc",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "g",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "img",
        "input",
        "label",
        "li",
        "line",
        "nav",
        "ol",
        "p",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "rect",
        "section",
        "small",
        "span",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "textPath",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "tspan",
        "u",
        "ul",
        "use",
        "mark",
        "marker",
        "clipPath",
        "clippath",
        "hr",
    ]
)
"""Elements that pages are made of."""

ADDRESSES = re.compile(
    r"^(https?://|\./|[a-z_]*(\?|$|#)|app/|data:image/(svg\+xml|png);base64,|data:image/svg\+xml,%3Csvg )"
)
PLAIN = {
    "html.body", "text_input.default", "text_input.value", "text_area.default", "code_block.code_text", "text.body",
    "deck_gl_json_chart.json", "file_uploader.label", "selectbox.options", "multiselect.options",
}  # fmt: skip
"""Texts that the browser shows as they are, or that are read apart from the others; all else is Markdown."""


class Markup(HTMLParser):
    """Reads HTML and keeps what none of ours has."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {known.lower() for known in TAGS}:
            self.strange.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "formaction", "action"):
                self.strange.append(f"{tag} {name}={value}")
            if name in ("href", "src", "xlink:href") and not ADDRESSES.match(value or ""):
                self.strange.append(f"{tag} {name}={value}")
            if name == "style" and re.search(r"url\(|expression|@import", value or ""):
                self.strange.append(f"{tag} style={value}")
            if name == "src":
                self.strange += strange_markup(_picture(value or ""))

    def handle_comment(self, data: str) -> None:
        self.strange.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def strange_markup(html: str) -> list[str]:
    """Elements and attributes that no page of ours has."""
    found = Markup()
    found.feed(html)
    found.close()
    return found.strange


def _picture(address: str) -> str:
    """The SVG that an address of a picture holds; "" for any other."""
    kind, _, packed = address.partition(",")
    if kind == "data:image/svg+xml":
        return unquote(packed)
    return base64.b64decode(packed).decode() if kind == "data:image/svg+xml;base64" else ""


def shown_words(html: str) -> str:
    """The text of HTML."""
    found = Markup()
    found.feed(html)
    return "".join(found.words)


def texts(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text that the page sent, with its element and field."""
    for element in _elements(app._tree):
        proto = getattr(element, "proto", None)
        if isinstance(proto, Message):
            kind = element.type if hasattr(element, "type") else type(proto).__name__
            yield from _texts(proto, kind)


def _elements(block: object) -> Iterator[object]:
    yield block
    for child in getattr(block, "children", {}).values():
        yield from _elements(child)


def _texts(message: Message, path: str) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        name = f"{path}.{field.name}"
        many = value if field.is_repeated else [value]
        if field.type == FieldDescriptor.TYPE_STRING:
            yield from ((name, text) for text in many)
        elif field.type == FieldDescriptor.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
            for each in many:
                yield from _texts(each, name)
