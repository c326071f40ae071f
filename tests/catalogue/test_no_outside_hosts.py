"""Nothing that a browser would fetch names a host: the product runs in closed networks.

Links that a person follows by clicking come from data (sources of projects) and may lead outside;
they stand in ``data/``, never in style sheets, pictures, settings or the code of the screen. What
pages really ask for is watched by ``tests/browser/test_offline.py``.
"""

import ast
import re
from pathlib import Path

import pytest

from domain.folders import PRODUCT, STATIC

# A host after a scheme, or after "//" alone, which a browser reads with the page's own scheme;
# "{" stands for a host that an f-string fills in.
WITH_SCHEME = r"(?:https?|wss?|ftp):\\?/\\?/[\w\[{%]"
PROTOCOL_RELATIVE = r"(?:^|[\s\"'(=,])//[\w\[{-]+(?:\.[\w-]|:\d|\}|/)"
HOST = re.compile(rf"{WITH_SCHEME}|{PROTOCOL_RELATIVE}", re.I | re.M)
# Names of XML vocabularies have the form of an address; nothing ever fetches them.
XML_NAME = re.compile(r"xmlns(?::\w+)?=([\"'])http://www\.w3\.org/[\w/]+\1")

SERVED = sorted(path for kind in ("css", "svg", "js", "html") for path in STATIC.rglob(f"*.{kind}"))
SETTINGS = PRODUCT / ".streamlit" / "config.toml"
ROOMS = ("ui", "pages", "geo")
SCREEN = [PRODUCT / "app.py", *sorted(path for room in ROOMS for path in (PRODUCT / room).rglob("*.py"))]


def named_hosts(text: str) -> list[str]:
    """Up to 60 characters from each place in ``text`` that names a host."""
    text = XML_NAME.sub("", text)
    return [text[match.start() : match.start() + 60].strip() for match in HOST.finditer(text)]


def strings(code: str) -> list[str]:
    """All strings of Python code, f-strings with their names in braces; no docstrings, no comments."""
    nodes = list(ast.walk(ast.parse(code)))
    parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    found = []
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            found.append("".join(_part(part) for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts | said:
            found.append(node.value)
    return found


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "{name}"


def relative(path: Path) -> str:
    return path.relative_to(PRODUCT).as_posix()


@pytest.mark.parametrize("path", SERVED, ids=relative)
def test_a_served_file_names_no_host(path):
    assert named_hosts(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.json")), ids=relative)
def test_served_geometry_names_no_host(path):
    has_address = "//" in path.read_text(encoding="utf-8")
    assert not has_address


def test_settings_name_no_host():
    assert named_hosts(SETTINGS.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCREEN, ids=relative)
def test_no_string_of_the_screen_names_a_host(path):
    found = [host for text in strings(path.read_text(encoding="utf-8")) for host in named_hosts(text)]
    assert found == []


def test_settings_switch_off_what_asks_outside_hosts_by_itself():
    text = SETTINGS.read_text(encoding="utf-8")
    assert "gatherUsageStats = false" in text
    assert re.search(r"^serverAddress = ", text, re.M)


def test_no_icon_is_one_that_streamlit_fetches():
    # A material icon as page icon comes from fonts.gstatic.com; ours stands in the page's head.
    assert "page_icon" not in (PRODUCT / "app.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "@import url(https://fonts.example/a.css);",
        '@import "//fonts.example/a.css";',
        "background: url(//cdn.example:8080/a.png)",
        "background: url( //cdn.example/a.png )",
        '<image href="HTTP://example.jp/a.png"/>',
        '<script src="//cdn/a.js">',
        "new WebSocket('wss://example.jp')",
        'fetch("https:\\/\\/example.jp")',
        "https://{name}/tiles",
        'src="//{name}/a.js"',
        "https://[::1]/",
        "url = '//{name}'",
    ],
)
def test_addresses_of_every_kind_are_noticed(text):
    assert named_hosts(text)


@pytest.mark.parametrize(
    "text",
    [
        "app/static/fonts/NotoSansJP-Bold.woff2",
        "url(wordmark.svg)",
        "data:image/svg+xml;base64,AAA//example",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">',
        "http://",
        "sqlite://",
        "// a comment in a script",
        "a // b",
    ],
)
def test_what_is_no_host_is_let_pass(text):
    assert named_hosts(text) == []


def test_strings_are_found_in_code_without_docstrings_and_comments():
    code = '"""https://a.example"""\n# https://b.example\nx = f"https://{host}/c" + "https://d.example"\n'
    assert sorted(strings(code)) == ["https://d.example", "https://{name}/c"]
