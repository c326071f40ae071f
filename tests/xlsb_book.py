"""A binary workbook (xlsb) record by record, as no program at hand writes one ([MS-XLSB])."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PERCENT_STYLE, _STRUCK_STYLE = 1, 2


class Percent(float):
    """A number in a cell formatted as a percentage."""


class Struck(str):
    """A text with a line through it."""


class Error(int):
    """An error in a cell, by its code (0x17 is #REF!)."""


class Formula(float):
    """A number that a formula gave."""


def xlsb_bytes(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> bytes:
    """A workbook of these rows; what is hidden and merged is so in its first sheet (all from 0)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.bin")]))
        parts = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin") for at, _ in enumerate(sheets, 1)]
        archive.writestr("xl/_rels/workbook.bin.rels", _relations([*parts, ("rIdS", "styles", "styles.bin")]))
        bundle = b"".join(
            _record(156, struct.pack("<II", 0, at) + _text(f"rId{at}") + _text(name))
            for at, name in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.bin", _record(131) + _record(143) + bundle + _record(144) + _record(132)
        )
        archive.writestr("xl/styles.bin", _styles())
        for at, rows in enumerate(sheets.values(), 1):
            form = (hidden_rows, hidden_columns, merged) if at == 1 else ((), (), ())
            archive.writestr(f"xl/worksheets/sheet{at}.bin", _sheet(rows, *form))
    return packed.getvalue()


def _sheet(
    rows: Sequence[Sequence[Any]],
    hidden_rows: Sequence[int],
    hidden_columns: Sequence[int],
    merged: Sequence[tuple[int, int, int, int]],
) -> bytes:
    width = max((len(row) for row in rows), default=1)
    parts = [_record(129), _record(148, struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, width - 1))]
    if hidden_columns:
        columns = (_record(60, struct.pack("<IIIIH", at, at, 2304, 0, 1)) for at in hidden_columns)
        parts += [_record(390), *columns, _record(391)]
    parts.append(_record(145))
    for at, row in enumerate(rows):
        flags = 0x10 if at in hidden_rows else 0
        parts.append(_record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, flags, 0, 0)))
        parts += [_cell(column, value) for column, value in enumerate(row) if value is not None]
    parts.append(_record(146))
    if merged:
        ranges = (_record(176, struct.pack("<IIII", *area)) for area in merged)
        parts += [_record(177, struct.pack("<I", len(merged))), *ranges, _record(178)]
    return b"".join([*parts, _record(130)])


def _cell(column: int, value: Any) -> bytes:
    if isinstance(value, Error):
        return _record(3, struct.pack("<IIB", column, 0, value))
    if isinstance(value, Formula):
        return _record(9, struct.pack("<IIdHII", column, 0, value, 0, 0, 0))
    if isinstance(value, bool):
        return _record(4, struct.pack("<IIB", column, 0, value))
    if isinstance(value, (int, float)):
        style = _PERCENT_STYLE if isinstance(value, Percent) else 0
        return _record(5, struct.pack("<IId", column, style, value))
    style = _STRUCK_STYLE if isinstance(value, Struck) else 0
    return _record(6, struct.pack("<II", column, style) + _text(str(value)))


def _styles() -> bytes:
    plain, struck = (struct.pack("<HH", 220, flags) + bytes(15) + _text("X") for flags in (0, 0x08))
    cells = [_record(47, struct.pack("<HHH", 0, *style) + bytes(10)) for style in ((0, 0), (9, 0), (0, 1))]
    fonts = [_record(611, struct.pack("<I", 2)), _record(43, plain), _record(43, struck), _record(612)]
    styles = [_record(617, struct.pack("<I", 3)), *cells, _record(618)]
    return b"".join([_record(278), *fonts, *styles, _record(279)])


def _record(kind: int, data: bytes = b"") -> bytes:
    return _packed(kind) + _packed(len(data)) + data


def _packed(value: int) -> bytes:
    found = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        found.append(low | (0x80 if value else 0))
        if not value:
            return bytes(found)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _relations(items: Sequence[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for key, kind, target in items
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
