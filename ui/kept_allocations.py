"""The allocations that viewers share: one for all who see alike, read once, the last used kept as far as memory goes."""

from __future__ import annotations

import datetime as dt
import gc
import threading
import time
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.allocation import Allocation, allocate
from domain.area import NATION
from domain.record import Records
from domain.viewer import GOVERNMENT, Viewer
from registry.audience import narrowed
from registry.database import Registry
from registry.publication import publication_day, published_half
from registry.snapshot_cache import cached_records

MOST_BYTES = 600 * 2**20
"""Of all tables and arrays kept; answers about them come on top, about as much again where all is looked at."""

FEWEST = 8
"""So many stay, however large they are."""


class Key(NamedTuple):
    """What is asked for, and who asks; the registry's ``newest`` version says what of it is withheld."""

    registry: str
    newest: int
    version: int
    viewer: Viewer
    period: str
    known: str
    today: dt.date


class KeptAllocations:
    """Allocations by key. Viewers who see the same plans have the same tables and arrays, and share answers
    (:mod:`analysis.kept_answers`); what is theirs alone is whose drafts they may see.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: dict[Key, threading.Lock] = {}
        self._by_key: dict[Key, Allocation] = {}
        self._last_use: dict[Key, float] = {}
        self._parts: weakref.WeakKeyDictionary[Any, dict[int, int]] = weakref.WeakKeyDictionary()

    def __contains__(self, key: Key) -> bool:
        return key in self._by_key

    def of(self, registry: Registry, key: Key) -> Allocation:
        """The allocation of a key; while one session reads it, those that ask for another are not kept waiting."""
        if (found := self._by_key.get(key)) is not None:
            self._last_use[key] = time.monotonic()
            return found
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            if (found := self._by_key.get(key)) is not None:
                return found
            made = self._made(registry, key)
            with self._lock:
                self._by_key[key] = made
                self._last_use[key] = time.monotonic()
                self._turns.pop(key, None)
                self._drop_what_is_too_much()
            return made

    def _made(self, registry: Registry, key: Key) -> Allocation:
        if (same := self._as_of_another_day(key)) is not None:
            records = same
        elif key.viewer.audience == GOVERNMENT and not key.viewer.sees_all_drafts:
            whole = self.of(registry, key._replace(viewer=Viewer(GOVERNMENT, (NATION,))))
            records = replace(narrowed(whole.records, key.viewer), drafts_of=())
        else:
            records = replace(cached_records(registry, *key[2:]), drafts_of=())
        common = self._alike(key, records)
        if common is None:
            common = allocate(records, key.today)
            self._parts[common] = dict(_parts(common))
            # What all viewers share stays: frozen, the collector never walks through it again.
            gc.collect()
            gc.freeze()
        return common.for_one(key.viewer.drafts_of)

    def _as_of_another_day(self, key: Key) -> Records | None:
        """The records that nobody owns of the same key on another day, if nothing was published between."""
        found = (
            each.common.records
            for other, each in list(self._by_key.items())
            if each.common and other._replace(today=key.today) == key and _public(other) == _public(key)
        )
        return next(found, None)

    def _alike(self, key: Key, records: Records) -> Allocation | None:
        """What a viewer who sees the same plans has; who sees every draft sees also what is in no plan."""
        for other, each in list(self._by_key.items()):
            is_of_the_same = other._replace(viewer=key.viewer) == key
            sees = other.viewer.audience, other.viewer.sees_all_drafts
            if not is_of_the_same or sees != (key.viewer.audience, key.viewer.sees_all_drafts):
                continue
            if each.records["plans"]["plan_id"].equals(records["plans"]["plan_id"]):
                return each.common
        return None

    def _drop_what_is_too_much(self) -> None:
        """Drop those used longest ago, until the rest fits; what a session still draws lives on with it."""
        oldest_first = sorted(self._by_key, key=self._last_use.__getitem__)
        parts = {key: self._parts[self._by_key[key].common] for key in oldest_first}
        sizes = {part: size for each in parts.values() for part, size in each.items()}
        users = Counter(part for each in parts.values() for part in each)
        total = sum(sizes.values())
        for key in oldest_first[:-FEWEST]:
            if total <= MOST_BYTES:
                break
            users.subtract(parts[key].keys())
            total -= sum(sizes[part] for part in parts[key] if not users[part])
            del self._by_key[key], self._last_use[key]


def _public(key: Key) -> str | None:
    return published_half(key.viewer.audience, publication_day(key.today))


def _parts(value: Any) -> Iterator[tuple[int, int]]:
    """What an allocation is made of and holds memory: identity and bytes of each table and array."""
    if isinstance(value, pd.DataFrame):
        yield id(value), int(value.memory_usage(deep=True).sum())
    elif isinstance(value, np.ndarray):
        yield id(value), value.nbytes
    elif isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _parts(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _parts(getattr(value, each.name))
