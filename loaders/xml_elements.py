"""Elements of an XML part one after the other, by local name, whatever prefix a program gave them."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from loaders.workbook_cells import Refused

Attributes = dict[str, str]


def parse(
    xml: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell of every start, end and text in ``xml``; attributes keep their prefix.

    Raises:
        Refused: ``damaged``, if it is no well-formed XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error


def elements(xml: bytes) -> list[tuple[str, Attributes]]:
    """All elements of a small part in order."""
    found: list[tuple[str, Attributes]] = []
    parse(xml, lambda name, attributes: found.append((name, attributes)))
    return found
