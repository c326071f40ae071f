"""The fictional nation as it stood in two halves, and the address of its registry for commands."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest

from analysis.allocation import Allocation, allocate
from briefing.sheets.request import SheetSource
from geo.boundaries import shipped_boundaries
from intake.first_start import open_demo
from registry.snapshot_cache import cached_records

THEN, NOW = "2025H2", "2026H1"
TODAY = dt.date(2026, 11, 22)


class DemoHalves(NamedTuple):
    """Both allocations, and where the registry is."""

    before: Allocation
    after: Allocation
    url: str

    @property
    def source(self) -> SheetSource:
        return SheetSource(self.after, self.before, shipped_boundaries())


@cache
def demo_halves() -> DemoHalves:
    """Read once a process, in a folder of its own."""
    folder = mkdtemp(prefix="investmap-demo-")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INVESTMAP_HOME", folder)
        registry = open_demo()
        before, after = (
            allocate(cached_records(registry, audience="public", period=half), TODAY) for half in (THEN, NOW)
        )
    (file,) = Path(folder).glob("demo-*.sqlite")
    return DemoHalves(before, after, f"sqlite:///{file}")
