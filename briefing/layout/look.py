"""What blocks of a sheet share: colours, text sizes on a paper, and the heading above a block."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.layout.elements import Element, Rect
from briefing.layout.texts import Fitter, Style
from geo.palette import ACCENT

INK, QUIET = "#333333", "#595959"
TINT, RULE = "#e8f1fe", "#c5d7fb"


@dataclass(frozen=True)
class Sizes:
    """Text sizes in points on a paper."""

    scale: float

    def style(
        self, size: float, *, bold: bool = False, colour: str = INK, line_height: float = 1.35
    ) -> Style:
        return Style(round(size * self.scale, 2), bold, colour, line_height=line_height)


def headed(
    fitter: Fitter, sizes: Sizes, title: str, rect: Rect, unit: str = ""
) -> tuple[list[Element], Rect]:
    """A heading with the unit on the right, and the room that is left below."""
    if not title and not unit:
        return [], rect
    style, small = sizes.style(10.5, bold=True, colour=ACCENT), sizes.style(8.5, colour=QUIET)
    height = style.line_mm + 0.4
    words = f"（{unit}）" if unit else ""
    unit_width = min(fitter.width(words, small.size) * 1.06 + 1.5, rect.width * 0.5) if words else 0.0
    box = Rect(rect.x, rect.y, rect.width - unit_width, height)
    found: list[Element] = [fitter.box(box, "heading", [title], style, title or unit)] if title else []
    if words:
        right = Rect(rect.right - unit_width, rect.y + 0.6, unit_width, height - 0.6)
        found.append(fitter.box(right, "unit", [words], replace(small, align="right"), title))
    return found, Rect(rect.x, rect.y + height, rect.width, rect.height - height)
