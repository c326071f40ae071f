"""The papers that sheets are laid out on, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.layout.measured_text import PRINTED_FACES, Face

SLIDE_FACES: tuple[Face, ...] = ("noto_sans_jp", "biz_udpgothic")
"""On a slide every text fits in the font that PowerPoint shows it in, and in that of the PDF."""


@dataclass(frozen=True)
class Paper:
    """A page: its size and the margins around what is drawn. ``scale`` is what text sizes are multiplied by;
    text is measured in the widest of ``faces``.
    """

    name: str
    label_ja: str
    width: float
    height: float
    scale: float = 1.0
    side: float = 9.0
    top: float = 7.0
    bottom: float = 6.0
    faces: tuple[Face, ...] = PRINTED_FACES


A4 = Paper("a4", "A4横（297×210mm）", 297.0, 210.0)
SLIDE_A4 = Paper("a4", "A4（PowerPoint、275×191mm）", 275.17, 190.5, 0.93, faces=SLIDE_FACES)
"""What PowerPoint calls A4: 9,906,000 × 6,858,000 EMU, the printable part of the page."""

WIDE = Paper("16x9", "16:9（339×191mm）", 338.67, 190.5, faces=SLIDE_FACES)

PRINTED = {"a4": A4, "16x9": WIDE}
SLIDES = {"a4": SLIDE_A4, "16x9": WIDE}
