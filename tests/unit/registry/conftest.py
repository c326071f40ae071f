"""A new registry for every test, on each kind of database."""

from __future__ import annotations

import pytest

from registry.database import Registry


@pytest.fixture
def registry(registry_at: str) -> Registry:
    return Registry(registry_at)
