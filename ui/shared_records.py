"""The records and boundaries that all viewers share: read once, never mutated, renewed by version."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import threading
import time
from dataclasses import dataclass

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.allocation import Allocation
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
from registry.unreadable import is_on_server, unreadable
from ui import link, visitor
from ui.kept_allocations import KeptAllocations, Key
from ui.submission_history import halves_handed_in

IN_MEMORY = "sqlite://"
DEMO_KEY = "demo"
"""Key of the demo registry among the addresses of registries."""

_SHIPPED_ONLY = "いまは同梱の公表案件だけを表示しています。使えるようになりしだい、自動で切り替わります。"
_UNUSABLE = "登録簿のデータベースを使えません（理由は管理者の記録にあります）。"
"""What viewers are told of a server; where it stands is for its administrator."""

_AWAY = "登録簿のデータベースにつながりません。最後に読んだ第{version}版の内容を表示しています。つながりしだい、自動で最新に戻ります。"


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


_opening: dict[str, threading.Lock] = {}
_registries: dict[str, tuple[Registry, str]] = {}
_allocations = KeptAllocations()
_versions: dict[str, tuple[float, int]] = {}
_asking: dict[str, threading.Lock] = {}
_whole: dict[str, int] = {}
_away: dict[str, float] = {}
_AGAIN_S = 5
_LOG = logging.getLogger(__name__)


def _registry(url: str) -> tuple[Registry, str]:
    """The registry at ``url``; while it cannot be read, one in memory with the shipped projects."""
    with _opening.setdefault(url, threading.Lock()):
        if url not in _registries:
            _registries[url] = _opened(url, None)
        kept = _registries[url]
        is_due = kept[1] and time.monotonic() - _away.get(url, 0) > _AGAIN_S
        if is_due:
            _away[url] = time.monotonic()
    if is_due:
        # One tries for all, who need not wait for it.
        _registries[url] = _opened(url, kept)
    return _registries[url]


def _opened(url: str, kept: tuple[Registry, str] | None) -> tuple[Registry, str]:
    try:
        registry = open_demo() if url == DEMO_KEY else open_registry(url)
        _versions[url] = time.monotonic(), registry.version()
    except (RegistryUnreadable, SQLAlchemyError) as error:
        _note(url, error)
        sentence = f"{_UNUSABLE if is_on_server(url) else error} {_SHIPPED_ONLY}"
        return (kept[0] if kept else open_registry(IN_MEMORY)), sentence
    _away.pop(url, None)
    return registry, ""


def _note(url: str, error: Exception) -> None:
    """Keep in mind that a registry is away; the first time its administrator is told where it is."""
    if url not in _away:
        reason = error if isinstance(error, RegistryUnreadable) else unreadable(url, error)
        _LOG.warning("%s", reason)
    _away[url] = time.monotonic()


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
    """The registry's newest version, asked for at most once a second; the last known while it is away."""
    now = time.monotonic()
    asked_at, version = _versions.get(url, (-1.0, 0))
    if asked_at >= 0 and now - asked_at <= 1:
        return version
    # One asks for all: who waits for an answer that does not come keeps nobody else waiting.
    asking = _asking.setdefault(url, threading.Lock())
    if not asking.acquire(blocking=url not in _versions):
        return version
    try:
        version = registry.version()
    except SQLAlchemyError as error:
        if url not in _versions:
            raise
        _note(url, error)
    else:
        _away.pop(url, None)
    finally:
        asking.release()
    _versions[url] = time.monotonic(), version
    return version


def look_again() -> None:
    """Ask registries for their newest version at the next run: something has been accepted here."""
    for url, (_, version) in list(_versions.items()):
        _versions[url] = -1.0, version


def lost(name: str, error: SQLAlchemyError) -> None:
    """A page could not read from a registry of :mod:`ui.link`."""
    _note(_url(name), error)


def is_away(name: str) -> bool:
    """True while the database of a registry of :mod:`ui.link` does not answer; asked at most once a second."""
    url = _url(name)
    registry, trouble = _registry(url)
    if not trouble:
        with contextlib.suppress(SQLAlchemyError):
            _version(url, registry)
    return url in _away


def _url(name: str) -> str:
    return DEMO_KEY if name == link.DEMO else registry_url()


def registry_in_use() -> Registry:
    """The registry in use, whichever is being looked at."""
    return _registry(registry_url())[0]


def registry_looked_at() -> Registry:
    """The registry that the link names: the one in use, or the demo."""
    return _registry(_url(link.view("registry")))[0]


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
    # A registry in memory stands for one that could not be opened.
    newest = registry.version() if registry_trouble else _version(url, registry)
    asked = newest if version is None else min(version, newest)
    try:
        halves, allocation, period_trouble = _read(registry, (newest, asked), seen_by, period, known, today)
    except SQLAlchemyError as error:
        _note(url, error)
        if version is not None or _whole.get(registry.identity, asked) == asked:
            raise
        newest = asked = _whole[registry.identity]
        halves, allocation, period_trouble = _read(registry, (newest, asked), seen_by, period, known, today)
    if version is None:
        _whole[registry.identity] = asked
    away = _AWAY.format(version=asked) if url in _away and not registry_trouble else ""
    troubles = (registry_trouble, away, audience_trouble, boundary_trouble, period_trouble)
    return Shared(registry, allocation, boundaries, halves, tuple(filter(None, troubles)))


def _read(
    registry: Registry,
    versions: tuple[int, int],
    seen_by: Viewer,
    period: str,
    known: str,
    today: dt.date | None,
) -> tuple[tuple[str, ...], Allocation, str]:
    """The halves that can be looked back at, the allocation asked for, and what of it could not be had.

    ``versions`` are the newest, which says what is withheld, and the one asked for.
    """
    halves = halves_handed_in(registry, versions[1])
    period, trouble = _followed(period, halves)
    key = Key(
        registry.identity, *versions, seen_by, period, known if period else SINCE, today or dt.date.today()
    )
    with contextlib.nullcontext() if key in _allocations else _spinner():
        return halves, _allocations.of(registry, key), trouble


def _followed(period: str, halves: tuple[str, ...]) -> tuple[str, str]:
    """The half of a link if it can be looked back at, and a sentence if it cannot."""
    if not period or period in halves:
        return period, ""
    return link.NEWEST, f"リンクの時点「{period}」には提出がありません。最新の内容を表示しています。"
