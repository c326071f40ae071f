"""Warming up before the first viewer comes: what all share is read and frozen."""

from __future__ import annotations

import gc
import sys

from analysis.project_list import in_words
from ui import home
from ui.shared_records import shared


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
