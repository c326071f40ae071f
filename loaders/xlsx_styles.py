"""Cell styles of an xlsx file that matter to its values: formats that show more, lines through text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.number_format import appended
from loaders.xml_elements import Attributes, elements


@dataclass(frozen=True)
class XlsxStyles:
    """Cell styles that matter, by their number in the file."""

    appended: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    struck_texts: set[str] = field(default_factory=set)
    """Numbers of shared strings of which a part is struck out."""

    def sign(self) -> re.Pattern[bytes] | None:
        """A pattern that finds a cell of such a style; None if there is no such style."""
        numbers = "|".join(sorted({*self.appended, *self.struck}))
        if self.struck_texts:
            return re.compile(rb"""\bt\s*=\s*["']s["']""")
        return re.compile(rf"""\bs\s*=\s*["'](?:{numbers})["']""".encode()) if numbers else None


def read_styles(parts: dict[str, bytes]) -> XlsxStyles:
    """The styles of a file by its parts."""
    formats: dict[str, str] = {}
    fonts: list[bool] = []
    found = XlsxStyles()
    inside, number = "", 0
    for name, attributes in elements(parts.get("xl/styles.xml", b"<a/>")):
        if name in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            inside = name
        elif name == "numFmt" and inside == "numFmts":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "font" and inside == "fonts":
            fonts.append(False)
        elif name == "strike" and inside == "fonts" and fonts:
            fonts[-1] = is_on(attributes.get("val", "1"))
        elif name == "xf" and inside == "cellXfs":
            _add_style(found, str(number), attributes, formats, fonts)
            number += 1
    texts = parts.get("xl/sharedStrings.xml", b"")
    if b"strike" in texts:
        found.struck_texts.update(_struck_texts(texts))
    return found


def _add_style(
    styles: XlsxStyles, number: str, attributes: Attributes, formats: dict[str, str], fonts: list[bool]
) -> None:
    format_id, font = attributes.get("numFmtId", "0"), attributes.get("fontId", "0")
    unit = appended(int(format_id) if format_id.isdigit() else 0, formats.get(format_id, ""))
    if unit:
        styles.appended[number] = unit
    if font.isdigit() and int(font) < len(fonts) and fonts[int(font)]:
        styles.struck.add(number)


def _struck_texts(xml: bytes) -> set[str]:
    """Numbers of the shared strings that have a run with a line through it."""
    number = -1
    found = set()
    for name, attributes in elements(xml):
        if name == "si":
            number += 1
        elif name == "strike" and is_on(attributes.get("val", "1")):
            found.add(str(number))
    return found


def is_on(value: str) -> bool:
    """True for an attribute that switches something on, as XML writes it."""
    return value not in ("0", "false")
