"""What stands on a chart's picture: its texts with the boxes they fill, and its shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from briefing.charts.look import text_points

_SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")
_ALIGNED = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Word:
    """A line of text and its box in points: from the top of ideographs to their foot."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def meets(self, other: Word) -> bool:
        slack = 0.15 * self.size
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )


def words(svg: str) -> list[Word]:
    return list(_words(ElementTree.fromstring(svg), 0.0, 0.0))


def _words(node: ElementTree.Element, x: float, y: float) -> Iterator[Word]:
    moved = _MOVED.search(node.get("transform", ""))
    if moved:
        x, y = x + float(moved.group(1)), y + float(moved.group(2))
    if node.tag != f"{_SVG}text":
        for child in node:
            yield from _words(child, x, y)
        return
    size = float(node.attrib["font-size"].removesuffix("px"))
    assert node.attrib["font-family"] == "Noto Sans JP"
    for line in [node, *node]:
        y += float(line.get("dy", "0"))
        if line.text:
            width = text_points(line.text, size)
            left = x - _ALIGNED[node.get("text-anchor", "start")] * width
            yield Word(line.text, left, y - 0.88 * size, left + width, y + 0.12 * size, size)


def texts(svg: str) -> list[str]:
    return [word.text for word in words(svg)]


def paths(svg: str, role: str) -> list[ElementTree.Element]:
    """The shapes of marks of a kind: ``bar``, ``line mark``, ``circle``."""
    return [
        node
        for node in ElementTree.fromstring(svg).iter(f"{_SVG}path")
        if node.get("aria-roledescription") == role
    ]


def size_of(svg: str) -> tuple[float, float]:
    root = ElementTree.fromstring(svg)
    return float(root.attrib["width"]), float(root.attrib["height"])
