"""Pages run without a browser, by Streamlit's own AppTest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.folders import PRODUCT

TIMEOUT_S = 60


@pytest.fixture(autouse=True)
def _shipped(shipped_registry: None) -> None:
    """Pages read the registry with the shipped projects, made once; tests that hand something in have their own."""


@pytest.fixture
def run(home: object) -> Callable[..., AppTest]:
    """Run a page with the parameters of a link; an exception on the page fails the test."""

    return opened


def opened(
    page: str = "", parameters: Mapping[str, list[str]] | None = None, user: Mapping[str, Any] | None = None
) -> AppTest:
    """A page as ``user``, the claims of whoever has logged in, sees it first."""
    app = AppTest.from_file(str(PRODUCT / "app.py"), default_timeout=TIMEOUT_S)
    if user is not None:
        app.user = dict(user)
    for name, values in (parameters or {}).items():
        app.query_params[name] = values
    if page:
        app.switch_page(f"pages/{page}.py")
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def html_of(app: AppTest) -> str:
    """All HTML that a page put out, in order."""
    return "\n".join(element.proto.body for element in app.get("html"))
