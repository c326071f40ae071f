"""Hostile files end in findings or in an acceptance: nothing fails, nothing changes by being checked.

``python -m benchmarks.hostile_files`` does the same with ten thousand, and watches the memory.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from registry.database import Registry
from tests.hostile.files import Files, hostile_files
from tests.hostile.handing_in import handed_in


@pytest.fixture(scope="module")
def registries(tmp_path_factory: pytest.TempPathFactory) -> tuple[Registry, Registry]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    return Registry(f"sqlite:///{folder}/registry.sqlite"), Registry(f"sqlite:///{folder}/scratch.sqlite")


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(files=hostile_files())
def test_hostile_files_end_in_findings(registries: tuple[Registry, Registry], files: Files) -> None:
    handed_in(files, *registries, with_copies=len(repr(files)) % 5 == 0)
