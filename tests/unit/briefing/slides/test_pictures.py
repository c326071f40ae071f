from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation

from briefing.layout.elements import LaidSheet, MapElement, PictureElement, Rect
from briefing.layout.papers import WIDE
from briefing.slides.pictures import DPI, smaller
from briefing.slides.presentation import presentation_bytes
from geo.boundaries import shipped_boundaries
from geo.palette import CLASSES, rgb
from geo.stills.draw import still_bytes
from tests.example_sheets import municipality_map
from tests.unit.briefing.slides.conftest import Made, made_on

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><path d="M0 0H200V100H0Z" fill="#3460fb"/></svg>'


def test_maps_are_fine_enough_for_print_and_exactly_as_large_as_their_place(made: Made) -> None:
    for slide, page in zip(made.presentation.slides, made.pages, strict=True):
        for shape, element in zip(slide.shapes, page.elements, strict=True):
            if isinstance(element, MapElement):
                width, height = shape.image.size
                assert abs(width - element.rect.width / 25.4 * DPI) <= 1
                assert abs(height - element.rect.height / 25.4 * DPI) <= 1


@pytest.mark.parametrize("size", ['viewBox="0 0 200 100"', 'width="80" height="40" viewBox="0,0,200,100"'])
def test_a_picture_keeps_its_shape_in_the_middle_of_its_place(size: str) -> None:
    page = made_on("16x9").pages[0]
    element = PictureElement(Rect(10, 20, 60, 60), _SVG.replace('viewBox="0 0 200 100"', size), "")
    content = presentation_bytes([replace(page, elements=(element,))], shipped_boundaries())
    (shape,) = Presentation(io.BytesIO(content)).slides[0].shapes
    assert (shape.left, shape.top, shape.width, shape.height) == tuple(
        round(mm * 36000) for mm in (10, 35, 60, 30)
    )
    assert abs(shape.image.size[0] - 60 / 25.4 * DPI) <= 1


def test_a_picture_without_words_is_marked_as_decoration() -> None:
    page = LaidSheet(WIDE, "題", "主題", (PictureElement(Rect(10, 20, 60, 60), _SVG, ""),), ())
    content = presentation_bytes([page], shipped_boundaries())
    (shape,) = Presentation(io.BytesIO(content)).slides[0].shapes
    (mark,) = shape._element.xpath(".//*[local-name()='decorative']")
    assert mark.get("val") == "1"


def test_the_palette_of_a_map_makes_it_small_without_being_seen() -> None:
    drawn = still_bytes(shipped_boundaries(), municipality_map(), 120, 100, "png", dpi=DPI)
    packed = smaller(drawn)
    before, after = (
        np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int) for png in (drawn, packed)
    )
    changed = np.abs(before - after).max(axis=2)
    assert len(packed) < len(drawn) * 0.5
    assert changed.mean() < 0.5
    assert np.quantile(changed, 0.999) <= 20
    for colour in CLASSES:
        areas = (before == rgb(colour)).all(axis=2)
        assert areas.sum() > 100
        assert changed[areas].max() <= 2
