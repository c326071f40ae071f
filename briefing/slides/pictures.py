"""Pictures on slides: still maps and small SVG maps as PNG, fine enough for print, with words for all."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

import vl_convert as vlc
from PIL import Image

from briefing.layout.elements import MapElement, PictureElement, Rect
from briefing.layout.measured_text import FONTS
from briefing.slides.drawing_xml import describe, emu
from geo.boundaries import BoundarySet
from geo.stills.draw import still_bytes

DPI = 200
_NUMBER = re.compile(r"\d+(\.\d+)?")
_MM_PER_INCH = 25.4


def add_map(slide: Any, element: MapElement, boundaries: BoundarySet, scale: float) -> None:
    """The still map, drawn at just the size that it has on the slide."""
    rect = element.rect
    drawn = still_bytes(boundaries, element.still, rect.width, rect.height, "png", dpi=DPI, text_scale=scale)
    _add(slide, smaller(drawn), rect, "地図", element.alternative)


def add_picture(slide: Any, element: PictureElement) -> None:
    """The SVG as large as it goes in its rectangle, in the middle of it."""
    rect = element.rect
    width, height = _natural_size(element.svg)
    factor = min(rect.width / width, rect.height / height)
    shown = Rect(
        rect.x + (rect.width - width * factor) / 2,
        rect.y + (rect.height - height * factor) / 2,
        width * factor,
        height * factor,
    )
    _load_fonts()
    drawn = vlc.svg_to_png(element.svg, scale=shown.width / _MM_PER_INCH * DPI / width)
    _add(slide, smaller(drawn), shown, "図", element.alternative)


def smaller(png: bytes) -> bytes:
    """The picture with a palette of 256 colours, which flat colours and their soft edges do not exceed visibly."""
    with Image.open(io.BytesIO(png)) as picture:
        opaque = Image.new("RGB", picture.size, "white")
        opaque.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    packed = io.BytesIO()
    opaque.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        packed, "PNG", optimize=False, dpi=(DPI, DPI)
    )
    return min(packed.getvalue(), png, key=len)


def _natural_size(svg: str) -> tuple[float, float]:
    """Width and height of the picture in its own units."""
    root = ElementTree.fromstring(svg)
    sides = [root.get("width", ""), root.get("height", "")]
    if not all(map(_NUMBER.fullmatch, sides)):
        sides = root.get("viewBox", "").replace(",", " ").split()[2:]
    return float(sides[0]), float(sides[1])


@cache
def _load_fonts() -> None:
    vlc.register_font_directory(str(FONTS))


def _add(slide: Any, png: bytes, rect: Rect, name: str, alternative: str) -> None:
    shape = slide.shapes.add_picture(
        io.BytesIO(png), emu(rect.x), emu(rect.y), emu(rect.width), emu(rect.height)
    )
    describe(shape, f"{name} {shape.shape_id}", alternative)
