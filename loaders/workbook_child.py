"""The process that reads a workbook: bytes on its input, plain cells or a refusal on its output.

What a stranger sends may be made to fill memory or to never end. A process of its own can be
stopped at a limit without harm to anyone else, and while it works the others do not wait.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import io
import sys
from collections.abc import Collection, Iterator
from typing import Any, cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from loaders.ods_form import scan_ods
from loaders.workbook_cells import CellValue, Refused, Row, Sheet, Workbook, no_form
from loaders.workbook_form import ScannedSheet, scan_xlsx
from loaders.workbook_wire import MOST_BYTES, packed
from loaders.xlsb_form import scan_xlsb
from loaders.zip_parts import inflated_parts

MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 60
MOST_CELLS = 5_000_000
"""Cells of all rows that are not empty; a hundred thousand projects have a third of it."""

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def main() -> None:
    """Read standard input; write the workbook or a reason (:mod:`loaders.workbook_wire`) to standard output."""
    _set_limits()
    gc.disable()  # nothing is let go before the end
    try:
        answer = packed(read_bytes(sys.stdin.buffer.read()))
        if len(answer) > MOST_BYTES:
            raise Refused("cells")
    except Refused as refusal:
        answer = packed(None, refusal.reason)
    except MemoryError:
        answer = packed(None, "cells")
    except BaseException:  # also the panics of calamine, which are no Exception
        answer = packed(None, "damaged")
    sys.stdout.buffer.write(answer)


def _set_limits() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_bytes(content: bytes) -> Workbook:
    """The cells of a workbook.

    Raises:
        Refused: ``unknown`` (no workbook), ``damaged``, ``password``, ``bomb``, ``entity``, ``cells``.
    """
    if content.startswith(OLE_SIGNATURE):
        return _read_ole(content)
    parts = inflated_parts(content)
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in parts)
    if "xl/workbook.bin" in parts:
        return _read_values(content, "xlsb", has_macros, scan_xlsb(parts))
    if "xl/workbook.xml" in parts:
        return _read_values(content, "xlsx", has_macros, scan_xlsx(parts))
    if b"opendocument.spreadsheet" in parts.get("mimetype", b""):
        has_scripts = any(name.startswith(("Basic/", "Scripts/")) for name in parts)
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Refused("password")
        return _read_values(content, "ods", has_scripts, scan_ods(parts))
    raise Refused("unknown")


def _read_ole(content: bytes) -> Workbook:
    """An xls file; an xlsx file with a password is an OLE file too."""
    import olefile

    from loaders.xls_form import scan_xls

    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        if ole.exists("EncryptedPackage"):
            raise Refused("password")
        stream = next((name for name in ("Workbook", "Book") if ole.exists(name)), "")
        if not stream:
            raise Refused("unknown")
        scanned = scan_xls(ole.openstream(stream).read())
        has_macros = ole.exists("_VBA_PROJECT_CUR")
    return _read_values(content, "xls", has_macros, scanned)


def _read_values(content: bytes, kind: str, has_macros: bool, scanned: dict[str, ScannedSheet]) -> Workbook:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise Refused("password") from error
    except CalamineError as error:
        raise Refused("damaged") from error
    sheets = []
    left = MOST_CELLS
    for facts in book.sheets_metadata:
        own = scanned.get(facts.name, ScannedSheet(no_form(), {}))
        rows = list(_rows(book.get_sheet_by_name(facts.name), own, left))
        left -= sum(len(cells) for _, cells in rows)
        is_hidden = facts.visible is not SheetVisibleEnum.Visible
        sheets.append(Sheet.of_rows(facts.name, is_hidden, rows, own.form))
    return Workbook(kind, has_macros, sheets)


def _rows(sheet: CalamineSheet, scanned: ScannedSheet, most: int) -> Iterator[Row]:
    """Rows that hold anything, with their numbers, all of one length."""
    patched: dict[int, dict[int, CellValue]] = {}
    for (row, column), value in scanned.patches.items():
        patched.setdefault(row, {})[column] = value
    first = sheet.start[1] if sheet.start else 0
    width = max([first + sheet.width, *(column + 1 for _, column in scanned.patches)])
    count = 0
    for number, cells in _numbered(sheet, patched):
        if number not in patched and cells.count("") == len(cells):
            continue
        count += width
        if count > most:
            raise Refused("cells")
        row_cells = [
            cell.strip() if type(cell) is str else cell if type(cell) is float else _plain(cell)
            for cell in cells
        ]
        if len(row_cells) < width:
            row_cells = [""] * first + row_cells + [""] * (width - first - len(row_cells))
        for column, value in patched.get(number, {}).items():
            row_cells[column] = value
        if row_cells.count("") < len(row_cells):
            yield number, row_cells


def _numbered(sheet: CalamineSheet, patched: Collection[int]) -> Iterator[tuple[int, list[Any]]]:
    """Every row as read, and empty ones for what the reader has left out at the end."""
    number = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, cells
    yield from ((beyond, []) for beyond in sorted(patched) if beyond > number)


def _plain(cell: Any) -> CellValue:
    """A cell that is neither text nor a decimal number."""
    kind = type(cell)
    if kind is int or kind is dt.date:
        return cast(CellValue, cell)
    if kind is bool:
        return "TRUE" if cell else "FALSE"
    if kind is dt.datetime:
        return cast(CellValue, cell.date() if cell.time() == dt.time() else cell)
    return str(cell)


if __name__ == "__main__":
    main()
