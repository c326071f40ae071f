"""Form of the sheets of an xlsb file, from the records of its binary parts."""

from __future__ import annotations

import posixpath
import struct

from loaders.biff_form import BinarySheet, BinaryStyles, rk_number, xlsb_records
from loaders.workbook_form import ScannedSheet
from loaders.xml_elements import elements

_SHEET, _FORMAT, _FONT, _STYLE, _STYLES_BEGIN, _STYLES_END = 156, 44, 43, 47, 617, 618
_ROW, _COLUMNS, _MERGED = 0, 60, 176
_RK, _ERROR, _REAL, _LAST_CELL, _FORMULAS = 2, 3, 5, 11, (8, 9, 10, 11)
_FORMULA_NUMBER, _FORMULA_ERROR = 9, 11


def scan_xlsb(parts: dict[str, bytes]) -> dict[str, ScannedSheet]:
    """Form and patches of each sheet by its name."""
    relations = elements(parts.get("xl/_rels/workbook.bin.rels", b"<a/>"))
    targets = {
        found["Id"]: posixpath.normpath(posixpath.join("xl", found["Target"])) if "Id" in found else ""
        for name, found in relations
        if name == "Relationship"
    }
    styles = _styles(parts.get("xl/styles.bin", b""))
    scanned = {}
    for kind, data in xlsb_records(parts.get("xl/workbook.bin", b"")):
        if kind == _SHEET:
            relation, at = _text(data, 8)
            name, _ = _text(data, at)
            scanned[name] = _scan_sheet(parts.get(targets.get(relation, ""), b""), styles)
    return scanned


def _styles(part: bytes) -> BinaryStyles:
    styles, is_inside = BinaryStyles(), False
    for kind, data in xlsb_records(part):
        if kind in (_STYLES_BEGIN, _STYLES_END):
            is_inside = kind == _STYLES_BEGIN
        elif kind == _FORMAT:
            styles.formats[struct.unpack_from("<H", data)[0]] = _text(data, 2)[0]
        elif kind == _FONT:
            styles.fonts.append(bool(struct.unpack_from("<H", data, 2)[0] & 0x08))
        elif kind == _STYLE and is_inside:
            number_format, font = struct.unpack_from("<HH", data, 2)
            styles.cells.append((font, number_format))
    return styles


def _scan_sheet(part: bytes, styles: BinaryStyles) -> ScannedSheet:
    sheet, row = BinarySheet(styles), 0
    for kind, data in xlsb_records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", data)[0] + 1
            if data[11] & 0x10:
                sheet.form.hidden_rows.append(row)
        elif kind <= _LAST_CELL:
            _scan_cell(sheet, row, kind, data)
        elif kind == _COLUMNS and data[16] & 1:
            first, last = struct.unpack_from("<II", data)
            sheet.form.hidden_columns.extend(range(first, min(last, 16_383) + 1))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", data)
            sheet.form.merged.append((top + 1, left, bottom + 1, right))
    return sheet.scanned()


def _scan_cell(sheet: BinarySheet, row: int, kind: int, data: bytes) -> None:
    column, packed_style = struct.unpack_from("<II", data)
    place, style = (row, column), packed_style & 0xFFFFFF
    if kind in _FORMULAS:
        sheet.form.formulas.append(place)
    if kind == _RK:
        sheet.number(place, style, rk_number(struct.unpack_from("<I", data, 8)[0]))
    elif kind in (_REAL, _FORMULA_NUMBER):
        sheet.number(place, style, struct.unpack_from("<d", data, 8)[0])
    elif kind in (_ERROR, _FORMULA_ERROR):
        sheet.error(place, data[8])
    elif kind != 1:
        sheet.cell(place, style)


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text and the place after it."""
    (length,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
