"""Form of the sheets of an xls file, from the records of its workbook stream."""

from __future__ import annotations

import struct

from loaders.biff_form import BinarySheet, BinaryStyles, rk_number, xls_records
from loaders.workbook_cells import Refused
from loaders.workbook_form import ScannedSheet

_EOF, _PASSWORD, _SHEET, _FORMAT, _STYLE, _FONT = 0x0A, 0x2F, 0x85, 0x41E, 0xE0, 0x31
_ROW, _COLUMNS, _MERGED = 0x208, 0x7D, 0xE5
_FORMULA, _NUMBER, _RK, _RKS, _ERROR = 0x06, 0x203, 0x27E, 0xBD, 0x205
_NUMBERS, _TEXTS = (_NUMBER, _RK, _RKS), (0xFD, 0x204)


def scan_xls(stream: bytes) -> dict[str, ScannedSheet]:
    """Form and patches of each sheet by its name.

    Raises:
        Refused: ``password``.
    """
    styles, starts = BinaryStyles(), {}
    for kind, data in xls_records(stream):
        if kind == _PASSWORD:
            raise Refused("password")
        if kind == _SHEET:
            starts[_short_text(data[6:])] = struct.unpack_from("<I", data)[0]
        elif kind == _FORMAT:
            styles.formats[struct.unpack_from("<H", data)[0]] = _text(data[2:])
        elif kind == _STYLE:
            font, number_format = struct.unpack_from("<HH", data)
            # Fonts are counted without a number 4.
            styles.cells.append((font - 1 if font > 4 else font, number_format))
        elif kind == _FONT:
            styles.fonts.append(bool(struct.unpack_from("<H", data, 2)[0] & 0x08))
        elif kind == _EOF:
            break
    return {name: _scan_sheet(stream, at, styles) for name, at in starts.items()}


def _scan_sheet(stream: bytes, at: int, styles: BinaryStyles) -> ScannedSheet:
    sheet = BinarySheet(styles)
    for kind, data in xls_records(stream, at):
        if kind == _EOF:
            break
        if kind == _ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
            sheet.form.hidden_rows.append(struct.unpack_from("<H", data)[0] + 1)
        elif kind == _COLUMNS and data[8] & 1:
            first, last = struct.unpack_from("<HH", data)
            sheet.form.hidden_columns.extend(range(first, last + 1))
        elif kind == _MERGED:
            for top, bottom, left, right in struct.iter_unpack("<HHHH", data[2:]):
                sheet.form.merged.append((top + 1, left, bottom + 1, right))
        else:
            _scan_cell(sheet, kind, data)
    return sheet.scanned()


def _scan_cell(sheet: BinarySheet, kind: int, data: bytes) -> None:
    if kind not in (_FORMULA, _ERROR, *_NUMBERS, *_TEXTS):
        return
    row, column, style = struct.unpack_from("<HHH", data)
    place = row + 1, column
    if kind == _FORMULA:
        sheet.form.formulas.append(place)
        if data[12:14] != b"\xff\xff":
            sheet.number(place, style, struct.unpack_from("<d", data, 6)[0])
        elif data[6] == 2:
            sheet.error(place, data[8])
    elif kind == _ERROR and data[7]:
        sheet.error(place, data[6])
    elif kind in _TEXTS:
        sheet.cell(place, style)
    else:
        for step, (own_style, value) in enumerate(_numbers(kind, data)):
            sheet.number((row + 1, column + step), own_style, value)


def _numbers(kind: int, data: bytes) -> list[tuple[int, float]]:
    """Style and value of each number in a record."""
    if kind == _NUMBER:
        return [struct.unpack_from("<Hd", data, 4)]
    packed = data[4:-2] if kind == _RKS else data[4:10] if kind == _RK else b""
    return [(style, rk_number(number)) for style, number in struct.iter_unpack("<HI", packed)]


def _text(data: bytes) -> str:
    (length,) = struct.unpack_from("<H", data)
    return _characters(data[2:], length)


def _short_text(data: bytes) -> str:
    return _characters(data[1:], data[0])


def _characters(data: bytes, length: int) -> str:
    if data[0] & 1:
        return data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return data[1 : 1 + length].decode("latin-1")
