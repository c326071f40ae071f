"""Form of the sheets of binary workbooks (xls, xlsb): hidden rows, formulas, errors, percentages.

A reader of values gives empty cells for errors and bare numbers for percentages; both file kinds
are sequences of records that tell them apart ([MS-XLS], [MS-XLSB]).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from loaders.number_format import appended, as_shown
from loaders.workbook_cells import CellValue, Place, no_form
from loaders.workbook_form import ScannedSheet

Record = tuple[int, bytes]

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}
_ERRORS |= {0x2A: "#N/A"}


class BinaryStyles:
    """What the cell styles of a binary workbook append to numbers or strike out."""

    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.fonts: list[bool] = []
        self.cells: list[tuple[int, int]] = []
        """Font and number format of each cell style."""

    def unit(self, style: int) -> str:
        if style >= len(self.cells):
            return ""
        number_format = self.cells[style][1]
        return appended(number_format, self.formats.get(number_format, ""))

    def is_struck(self, style: int) -> bool:
        if style >= len(self.cells):
            return False
        font = self.cells[style][0]
        return font < len(self.fonts) and self.fonts[font]


class BinarySheet:
    """Gathers the form of one sheet from its cells, in whatever records they come."""

    def __init__(self, styles: BinaryStyles) -> None:
        self.styles = styles
        self.form = no_form()
        self.patches: dict[Place, CellValue] = {}

    def cell(self, place: Place, style: int) -> None:
        if self.styles.is_struck(style):
            self.form.struck.append(place)

    def number(self, place: Place, style: int, value: float) -> None:
        self.cell(place, style)
        if unit := self.styles.unit(style):
            self.patches[place] = as_shown(value, unit)

    def error(self, place: Place, code: int) -> None:
        self.patches[place] = _ERRORS.get(code, "#N/A")

    def scanned(self) -> ScannedSheet:
        return ScannedSheet(self.form, self.patches)


def rk_number(packed: int) -> float:
    """The number in the four bytes that short numbers are packed in."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30) * (packed >> 31))
    else:
        value = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))[0]
    return value / 100 if packed & 1 else value


def xls_records(stream: bytes, at: int = 0) -> Iterator[Record]:
    """Records of an xls stream from ``at`` on."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def xlsb_records(stream: bytes) -> Iterator[Record]:
    """Records of an xlsb part."""
    at = 0
    while at < len(stream):
        kind, at = _packed(stream, at, 2)
        size, at = _packed(stream, at, 4)
        yield kind, stream[at : at + size]
        at += size


def _packed(stream: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in up to ``most`` bytes of seven bits, the lowest first, and the place after it."""
    value = 0
    for turn in range(most):
        if at >= len(stream):
            break
        byte = stream[at]
        at += 1
        value |= (byte & 0x7F) << (7 * turn)
        if not byte & 0x80:
            break
    return value, at
