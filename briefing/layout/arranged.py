"""Stacks and rows of blocks become the elements of their blocks, each in its rectangle."""

from __future__ import annotations

from briefing.contents import Block, Row, Stack
from briefing.layout.blocks import leaf_elements
from briefing.layout.elements import Element, Rect
from briefing.layout.look import Sizes
from briefing.layout.needs import need
from briefing.layout.stacks import heights, side_by_side, stacked
from briefing.layout.texts import Fitter


def elements(fitter: Fitter, sizes: Sizes, block: Block, rect: Rect) -> list[Element]:
    """What is drawn for a block in a rectangle, in reading order."""
    if isinstance(block, Stack):
        needs = [need(fitter, sizes, inner, rect.width) for inner in block.blocks]
        places = stacked(rect, heights(needs, rect.height))
    elif isinstance(block, Row):
        places = side_by_side(rect, block.parts)
    else:
        return leaf_elements(fitter, sizes, block, rect)
    return [
        element
        for inner, place in zip(block.blocks, places, strict=True)
        for element in elements(fitter, sizes, inner, place)
    ]
