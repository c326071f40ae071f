"""Answers that are kept as long as what they are about: the last ones of each function, and none of what has gone."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from analysis.allocation import Allocation
from domain.record import Records

P = ParamSpec("P")
R = TypeVar("R")


def kept(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last ``most`` answers of a function of allocations or records, which are given by position.

    As ``lru_cache`` does, but what an answer was worked out from is not held: an allocation that nobody looks
    at any more goes, however many answers about it are left. Viewers who see alike share an answer: it is worked
    out from what is nobody's own (``common``), so that what depends on a viewer's own areas must not be kept so.
    """

    def keeping(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def answer(*given: Any, **named: Any) -> R:
            return function(*map(_itself, given), **named)

        @wraps(function)
        def asked(*given: P.args, **named: P.kwargs) -> R:
            return answer(*map(_without_holding, given), **named)  # type: ignore[arg-type]

        return asked

    return keeping


def kept_with_each(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last ``most`` answers for each allocation or records, the first argument, and drop them with it.

    For what is large or dear: whole tables, of which one viewer's must not push out another's.
    """

    def keeping(function: Callable[P, R]) -> Callable[P, R]:
        by_owner: weakref.WeakKeyDictionary[Any, Callable[..., R]] = weakref.WeakKeyDictionary()

        @wraps(function)
        def asked(*given: P.args, **named: P.kwargs) -> R:
            owner, *others = map(_common, given)
            answer = by_owner.get(owner)
            if answer is None:
                answer = by_owner.setdefault(owner, kept(most)(function))
            return answer(owner, *others, **named)

        return asked

    return keeping


def _common(value: Any) -> Any:
    return value.common or value if isinstance(value, Allocation | Records) else value


def _without_holding(value: Any) -> Any:
    return weakref.ref(_common(value)) if isinstance(value, Allocation | Records) else value


def _itself(value: Any) -> Any:
    return value() if isinstance(value, weakref.ref) else value
