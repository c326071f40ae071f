"""The papers that sheets are laid out on, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """A page: its size and the margins around what is drawn. ``scale`` is what text sizes are multiplied by."""

    name: str
    label_ja: str
    width: float
    height: float
    scale: float = 1.0
    side: float = 9.0
    top: float = 7.0
    bottom: float = 6.0


A4 = Paper("a4", "A4横（297×210mm）", 297.0, 210.0)
SLIDE_A4 = Paper("a4", "A4（PowerPoint、275×191mm）", 275.17, 190.5, 0.93)
"""What PowerPoint calls A4: 9,906,000 × 6,858,000 EMU, the printable part of the page."""

WIDE = Paper("16x9", "16:9（339×191mm）", 338.67, 190.5)

PRINTED = {"a4": A4, "16x9": WIDE}
SLIDES = {"a4": SLIDE_A4, "16x9": WIDE}
