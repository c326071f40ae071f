"""Amounts and numbers of changes in words: with a sign, and what is withheld told from zero."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.two_states import COUNTED
from domain.codelist import codelist
from domain.money import format_yen


def signed_yen(yen: int) -> str:
    """``＋6,901億円``, ``▲50億円``, ``±0円``."""
    return f"＋{format_yen(yen)}" if yen > 0 else format_yen(yen) if yen else "±0円"


def signed_count(number: int) -> str:
    """``＋34件``, ``▲1件``, ``±0件``."""
    return f"＋{number:,}件" if number > 0 else f"▲{-number:,}件" if number else "±0件"


def moved_yen(yen: int) -> str:
    """``6,901億円の増``, ``50億円の減``, ``増減なし``: in a sentence."""
    return f"{format_yen(abs(yen))}の{'増' if yen > 0 else '減'}" if yen else "増減なし"


def moved_count(number: int) -> str:
    """``34件の増``, ``1件の減``, ``増減なし``: in a sentence."""
    return f"{abs(number):,}件の{'増' if number > 0 else '減'}" if number else "増減なし"


def state_words(state: str, yen: int | None) -> str:
    """The amount of a project that counts, or the word for why none does (``counted_state``)."""
    return format_yen(yen) if state == COUNTED and yen is not None else codelist("counted_state").label(state)


def revisions(then: Any, now: Any) -> str:
    """``第1版 → 第2版``, ``第1版`` where it is the same, ``— → 第1版`` where there was none."""
    words = ["—" if pd.isna(each) else f"第{each}版" for each in (then, now)]
    return words[0] if words[0] == words[1] else " → ".join(words)
