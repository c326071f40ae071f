"""Warming up before the first viewer comes: what all share is read and frozen."""

from __future__ import annotations

import gc
import sys
import threading
import time
from importlib import import_module

from analysis.project_list import in_words
from ui import home
from ui.shared_records import shared

_QUIET_S = 5.0
"""After this time from the start, those who waited for it have their first page."""


def warm() -> None:
    """Read registry and boundaries once, then keep the garbage collector off what is shared.

    A collection walks every object of pandas and geopandas: 35 to 90 ms a click with fifty
    viewers. Frozen objects are left out of it for good. Of the rest the young are collected often
    and in small numbers (25,000 at once take 30 ms), the old seldom (all take 75 to 150 ms).
    """
    everything = shared()
    in_words(everything.allocation)
    home.warm(everything)
    gc.collect()
    gc.freeze()
    gc.set_threshold(1000, 30, 300)
    # Scripts of several viewers and the server's loop take turns; shorter turns, shorter waits.
    sys.setswitchinterval(0.001)


def load_drawing(after_s: float = _QUIET_S) -> threading.Thread:
    """Load what 資料作成 alone needs (maps, slides, typesetting: a second and 75 MB) on a thread of its own.

    Its first visitor, who may have ten minutes, need not wait for it, nor does the start.
    """
    loading = threading.Thread(target=_load_drawing, args=(after_s,), name="load_drawing", daemon=True)
    loading.start()
    return loading


def _load_drawing(after_s: float) -> None:
    time.sleep(after_s)
    for name in ("ui.sheet_records", "ui.sheet_choice", "ui.sheet_preview", "ui.sheet_downloads"):
        import_module(name)
    gc.collect()
    gc.freeze()
