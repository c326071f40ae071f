"""What all tests share: a home of their own, and the shipped projects as an allocation."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.allocation import Allocation, allocate
from intake.first_start import open_registry
from registry import publication
from registry.snapshot import read_records
from tests.server.postgresql import postgresql as postgresql
from tests.server.postgresql import registry_at as registry_at

if not os.environ.get("CI"):
    # Other examples each time; where ``CI`` is set Hypothesis itself takes the same ones. A slow machine is no fault.
    settings.register_profile("here", deadline=None)
    settings.load_profile("here")


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end; the collector need not walk through them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder that belongs to this test alone; nothing of the machine's shows through."""
    folder = tmp_path / "home"
    monkeypatch.setenv("INVESTMAP_HOME", str(folder))
    for name in ("REGISTRY", "AUDIENCE", "DRAFTS_OF", "SECRETS", "ROLES", "GROUP_CLAIM"):
        monkeypatch.delenv(f"INVESTMAP_{name}", raising=False)
    return folder


ALL_PUBLISHED = "2027H1"
"""The last half whose reports are public in tests that do not ask what is; they have rows of none after it."""


@pytest.fixture(scope="session", autouse=True)
def all_published() -> Iterator[None]:
    """Reports on every half that tests have rows of are public, whatever day it is."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(publication, "last_published", lambda day: ALL_PUBLISHED)
        yield


@pytest.fixture(scope="session")
def public() -> Allocation:
    """The shipped 公表案件, taken in by the ordinary path into a registry in memory."""
    return allocate(read_records(open_registry("sqlite://")))


@pytest.fixture(scope="session")
def shipped_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A registry with the shipped projects, for tests that only read it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped')}/registry.sqlite"
    registry = open_registry(url)
    yield url
    assert registry.version() == 1, "a test has handed something in"


@pytest.fixture
def shipped_registry(home: Path, shipped_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands read the registry with the shipped projects, unless a test says otherwise."""
    monkeypatch.setenv("INVESTMAP_REGISTRY", shipped_url)
