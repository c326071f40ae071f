"""A chart's words as shapes: for pictures inside of pictures, which take no fonts along."""

from __future__ import annotations

from functools import cache, lru_cache
from xml.etree import ElementTree

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from briefing.layout.measured_text import FONTS

_SVG = "http://www.w3.org/2000/svg"
_ANCHORED = {"start": 0.0, "middle": 0.5, "end": 1.0}
_KEPT = ("fill", "opacity", "fill-opacity")

ElementTree.register_namespace("", _SVG)


def outlined(svg: str) -> str:
    """The same picture with every text as outlines of Noto Sans JP, at its place and in its colour."""
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        for at, child in enumerate(list(parent)):
            if child.tag == f"{{{_SVG}}}text":
                parent[at] = _shapes(child)
    return ElementTree.tostring(root, encoding="unicode")


def _shapes(text: ElementTree.Element) -> ElementTree.Element:
    size = float(text.get("font-size", "10px").removesuffix("px"))
    share = _ANCHORED[text.get("text-anchor", "start")]
    look = {name: text.attrib[name] for name in _KEPT if name in text.attrib}
    group = ElementTree.Element(f"{{{_SVG}}}g", {"transform": text.get("transform", "")} | look)
    y = 0.0
    for line in [
        text,
        *text,
    ]:  # a text of several lines has a tspan for each, with its distance from the last
        y += float(line.get("dy", "0"))
        _draw(group, line.text or "", size, share, y)
    return group


def _draw(group: ElementTree.Element, words: str, size: float, share: float, y: float) -> None:
    _, em = _glyphs()
    found = [_outline(character) for character in words]
    x = -share * sum(advance for _, advance in found)
    scale = size / em
    for shape, advance in found:
        if shape:
            place = f"translate({x * scale:.3f} {y:.3f}) scale({scale:.6f} {-scale:.6f})"
            ElementTree.SubElement(group, f"{{{_SVG}}}path", {"transform": place, "d": shape})
        x += advance


@lru_cache(maxsize=4096)
def _outline(character: str) -> tuple[str, float]:
    """The path of a character in font units, and its advance; nothing for one that the font lacks."""
    font, _ = _glyphs()
    name = font.getBestCmap().get(ord(character))
    if name is None:
        return "", 0.0
    glyphs = font.getGlyphSet()
    pen = SVGPathPen(glyphs)
    glyphs[name].draw(pen)
    return pen.getCommands(), float(glyphs[name].width)


@cache
def _glyphs() -> tuple[TTFont, int]:
    font = TTFont(FONTS / "NotoSansJP-Regular.ttf", lazy=True)
    return font, int(font["head"].unitsPerEm)
