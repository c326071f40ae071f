"""What a PDF says of itself, read back by pdfplumber: texts with places, structure, fonts, facts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFStream, resolve1

MM = 72 / 25.4


@dataclass(frozen=True)
class Char:
    """A character as it is set, in millimetres: its left and right edge, and top and foot of its square."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    mcid: int | None


@dataclass(frozen=True)
class Tag:
    """A tag of the structure and the marked contents right below it."""

    kind: str
    alternative: str
    mcids: tuple[int, ...]


class PdfFile:
    """A document read back."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pdfplumber.open(io.BytesIO(content))
        self.pages = self._pdf.pages
        self.catalog: dict[str, Any] = self._pdf.doc.catalog

    @property
    def sizes(self) -> list[tuple[float, float]]:
        return [(page.width / MM, page.height / MM) for page in self.pages]

    @property
    def metadata(self) -> str:
        return resolve1(self.catalog["Metadata"]).get_data().decode()

    @property
    def title(self) -> str:
        return re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", self.metadata, re.DOTALL)[1]

    def value(self, name: str) -> Any:
        return resolve1(self.catalog[name])

    @cache  # noqa: B019 - a document is read in one test and dropped with it
    def chars(self, page: int) -> list[Char]:
        found = []
        for char in self.pages[page].chars:
            *_, baseline = char["matrix"]
            size, height = char["size"], self.pages[page].height
            top = height - baseline - 0.88 * size
            found.append(
                Char(
                    char["text"], char["x0"] / MM, char["x1"] / MM, top / MM, (top + size) / MM, char["mcid"]
                )
            )
        return found

    def tags(self, page: int) -> list[Tag]:
        """The page's tags in the order of reading, parents before their children."""
        return [tag for root in self.pages[page].structure_tree for tag in _tags(root)]

    def text_of(self, page: int, mcids: tuple[int, ...]) -> str:
        return "".join(char.text for char in self.chars(page) if char.mcid in mcids)

    def fonts(self) -> dict[str, bool]:
        """Every font's name and whether its file is in the document."""
        found = {}
        for xref in self._pdf.doc.xrefs:
            for number in xref.get_objids():
                value = resolve1(self._pdf.doc.getobj(number))
                if isinstance(value, dict) and getattr(value.get("Type"), "name", "") == "Font":
                    name = value["BaseFont"].name
                    found[name] = found.get(name, False) or _is_embedded(value)
        return found


def _tags(node: dict[str, Any]) -> Iterator[Tag]:
    kind, alternative = node.get("type", ""), node.get("alt_text", "")
    yield Tag(kind, alternative, tuple(node.get("mcids", ())))
    for child in node.get("children", ()):
        yield from _tags(child)


def _is_embedded(font: dict[str, Any]) -> bool:
    for descendant in resolve1(font.get("DescendantFonts", [])):
        if _is_embedded(resolve1(descendant)):
            return True
    descriptor = resolve1(font.get("FontDescriptor")) or {}
    files = [resolve1(descriptor[key]) for key in ("FontFile", "FontFile2", "FontFile3") if key in descriptor]
    return any(isinstance(file, PDFStream) and len(file.get_data()) > 500 for file in files)
