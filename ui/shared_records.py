"""The records and boundaries that all viewers share: read once, never mutated, renewed by version."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import threading
import time
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.allocation import Allocation, allocate
from domain.reporting_period import SINCE
from domain.viewer import Viewer
from geo.boundaries import (
    BoundaryFileMissing,
    BoundarySet,
    current_boundaries,
    shipped_boundaries,
)
from intake.first_start import open_demo, open_registry
from registry.database import Registry, RegistryUnreadable, registry_url
from registry.snapshot_cache import cached_records
from ui import link, visitor
from ui.submission_history import halves_handed_in

IN_MEMORY = "sqlite://"
DEMO_KEY = "demo"
"""Key of the demo registry among the addresses of registries."""


@dataclass(frozen=True)
class Shared:
    """What pages work on, the halves that can be looked back at (the newest first), and sentences
    about what could not be had.
    """

    registry: Registry
    allocation: Allocation
    boundaries: BoundarySet | None
    halves: tuple[str, ...]
    troubles: tuple[str, ...]


class _Key(NamedTuple):
    """What tells an allocation from all others."""

    url: str
    version: int
    viewer: Viewer
    period: str
    known: str
    today: dt.date


_LOCK = threading.RLock()
_registries: dict[str, tuple[Registry, str]] = {}
_allocations: dict[_Key, Allocation] = {}
_last_use: dict[_Key, float] = {}
_versions: dict[str, tuple[float, int]] = {}
_MOST_KEPT = 8


def _registry(url: str) -> tuple[Registry, str]:
    """The registry at ``url``; if it cannot be read, one in memory with the shipped projects."""
    with _LOCK:
        if url not in _registries:
            try:
                _registries[url] = open_demo() if url == DEMO_KEY else open_registry(url), ""
            except RegistryUnreadable as error:
                sentence = f"{error} いまは同梱の公表案件だけを表示しています。"
                _registries[url] = open_registry(IN_MEMORY), sentence
        return _registries[url]


def _allocation(registry: Registry, key: _Key) -> Allocation:
    """The allocation of a registry's version for a viewer as of a half; one reading for all viewers.

    Not ``st.cache_resource``: it is filled before the first session (:mod:`ui.warm`), and what is
    kept must be replaced as a whole and frozen.
    """
    with _LOCK:
        _last_use[key] = time.monotonic()
        if key not in _allocations:
            _allocations[key] = allocate(cached_records(registry, *key[1:-1]), key.today)
            for old in sorted(_allocations, key=_last_use.__getitem__)[:-_MOST_KEPT]:
                del _allocations[old], _last_use[old]
            # What all viewers share stays: frozen, the collector never walks through it again.
            gc.collect()
            gc.freeze()
        return _allocations[key]


def _boundaries() -> tuple[BoundarySet | None, str]:
    try:
        return current_boundaries(), ""
    except BoundaryFileMissing as error:
        trouble = str(error)
    try:
        shipped = shipped_boundaries()
        shipped.check()
    except BoundaryFileMissing:
        return None, f"{trouble} 地図は表示できませんが、表と数値は使えます。"
    return shipped, f"{trouble} いまは同梱の境界で表示しています。"


def current_viewer() -> tuple[Viewer, str]:
    """Who looks at the pages of this session, and a sentence if they see less than they may expect."""
    looking = visitor.current()
    return looking.viewer, looking.trouble


def _spinner() -> contextlib.AbstractContextManager[None]:
    """Something to see while records are read; nothing where no page is being drawn."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return contextlib.nullcontext()
    return st.spinner("案件を読み込んでいます…")


def _version(url: str, registry: Registry) -> int:
    """The registry's newest version, asked for at most once a second."""
    now = time.monotonic()
    asked_at, version = _versions.get(url, (-1.0, 0))
    if asked_at < 0 or now - asked_at > 1:
        version = registry.version()
        _versions[url] = now, version
    return version


def look_again() -> None:
    """Ask registries for their newest version at the next run: something has been accepted here."""
    _versions.clear()


def registry_in_use() -> Registry:
    """The registry in use, whichever is being looked at."""
    return _registry(registry_url())[0]


def registry_looked_at() -> Registry:
    """The registry that the link names: the one in use, or the demo."""
    return _registry(_url(link.view("registry")))[0]


def _url(name: str) -> str:
    return DEMO_KEY if name == link.DEMO else registry_url()


def label_in_use() -> str:
    """What the registry in use calls itself, whichever is being looked at."""
    return registry_in_use().label


def shared(
    name: str = link.PUBLIC,
    period: str = link.NEWEST,
    known: str = SINCE,
    version: int | None = None,
    today: dt.date | None = None,
) -> Shared:
    """Records of a version (by default the newest) for this viewer, and the boundaries in force.

    ``name`` is a registry of :mod:`ui.link`: the one in use, or the demo. ``period`` is a half to look
    back at; one for which nothing has been handed in is told and not followed. ``today`` is the day that
    they are looked at, if it is not to be this one.
    """
    url = _url(name)
    registry, registry_trouble = _registry(url)
    seen_by, audience_trouble = current_viewer()
    boundaries, boundary_trouble = _boundaries()
    newest = _version(url, registry)
    version = newest if version is None else min(version, newest)
    halves = halves_handed_in(registry, version)
    period, period_trouble = _followed(period, halves)
    key = _Key(url, version, seen_by, period, known if period else SINCE, today or dt.date.today())
    with contextlib.nullcontext() if key in _allocations else _spinner():
        allocation = _allocation(registry, key)
    troubles = (registry_trouble, audience_trouble, boundary_trouble, period_trouble)
    return Shared(registry, allocation, boundaries, halves, tuple(filter(None, troubles)))


def _followed(period: str, halves: tuple[str, ...]) -> tuple[str, str]:
    """The half of a link if it can be looked back at, and a sentence if it cannot."""
    if not period or period in halves:
        return period, ""
    return link.NEWEST, f"リンクの時点「{period}」には提出がありません。最新の内容を表示しています。"
