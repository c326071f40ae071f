"""Colours of the map, from the tokens of デジタル庁デザインシステム; contrast is checked in tests."""

from __future__ import annotations

Rgb = tuple[int, int, int]


def rgb(token: str) -> Rgb:
    """``#0017c1`` as three numbers."""
    return int(token[1:3], 16), int(token[3:5], 16), int(token[5:7], 16)


ACCENT = "#0017c1"
INK = "#333333"
CLASSES = ("#c5d7fb", "#7096f8", "#3460fb", "#0017c1", "#000060")
"""Five steps of blue, light to dark: the measured classes of a choropleth."""

SEA = "#e9f1f9"
NO_PROJECT = "#ffffff"
NOT_DISCLOSED = "#fff0b3"
OUTSIDE = "#f2f2f2"
NOT_COVERED = "#b3b3b3"
"""対象外: 北方四島, which is drawn and has no statistics."""

BORDER = "#949494"
CHOSEN = "#fb5b01"
CHOSEN_HALO = "#ffffff"
BUBBLE = "#0017c1"
BUBBLE_HOLLOW = "#666666"

PLAN_TYPES = {"a": "#0017c1", "b": "#fb5b01", "c": "#00a3bf"}
"""Outlines of the clusters by plan type; width, dashes and the type's letter tell them apart as well."""

PLAN_GROUND = ("#d9e6ff", "#c5d7fb", "#9db7f9")
"""Areas of one, two, and three or more plans: pale, so that the outlines are seen on them."""

PLAN_LINKED = "#e6e6e6"

AREA_ADDED, AREA_REMOVED = "#7096f8", "#666666"
"""What a plan has gained, and the hatching of what it has lost."""
