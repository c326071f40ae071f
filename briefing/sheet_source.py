"""What sheets are made from, read from a registry: records as of a version, a half, an audience and a day."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from analysis.allocation import Allocation, allocate
from analysis.half import half_before, half_compared
from briefing.sheets.request import Origin, SheetSource
from domain.reporting_period import SINCE
from domain.viewer import Viewer
from geo.boundaries import BoundarySet
from registry.database import Registry
from registry.history import halves_handed_in
from registry.snapshot_cache import cached_records

MARK_BITS = 10
"""How long the mark of a registry is: one in a thousand other registries has the same."""


@dataclass(frozen=True)
class Asked:
    """Which records: the registry's name in a link, the version (None: the newest), the audience, the half
    ("" for the newest), how much of it is known, the day that it is judged by, and the earlier half that it is
    compared with ("" for the one before).
    """

    registry: str
    version: int | None
    audience: str | Viewer
    period: str
    known: str
    today: dt.date
    compared: str = ""


def sheet_source(registry: Registry, asked: Asked, boundaries: BoundarySet) -> SheetSource:
    """The records of ``registry`` that are asked for, those of the earlier half, and the boundaries."""
    newest = registry.version()
    version = newest if asked.version is None else min(asked.version, newest)
    allocation = _allocation(registry, version, asked, asked.period)
    records = allocation.records
    halves = halves_handed_in(registry, version)
    before = half_compared(records, halves, asked.compared)
    return SheetSource(
        allocation,
        _allocation(registry, version, asked, before) if before else None,
        boundaries,
        Origin(asked.registry, registry_mark(registry, records.version)),
        before if before != half_before(records, halves) else "",
    )


def _allocation(registry: Registry, version: int, asked: Asked, period: str) -> Allocation:
    known = asked.known if period else SINCE
    records = cached_records(registry, version, asked.audience, period, known, asked.today)
    return allocate(records, asked.today)


def registry_mark(registry: Registry, version: int) -> int:
    """A number of ``MARK_BITS`` bits of the submissions up to a version: the same submissions, the same mark."""
    submissions = registry.submissions()
    ids = submissions.loc[submissions["sequence"] <= version, "submission_id"]
    digest = hashlib.sha256("\n".join(ids).encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - MARK_BITS)
