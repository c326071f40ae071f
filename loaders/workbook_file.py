"""Workbook bytes to sheets of cells, read by a process of its own within bounds of time and memory."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from domain.finding import Cell, Finding
from loaders import zip_parts
from loaders.workbook_cells import Workbook
from loaders.workbook_wire import unpacked
from rules import file_form

MOST_BYTES = 50 * 2**20
"""Size of a file: about twenty times a workbook of 20,000 projects."""

_MOST_SECONDS = 90
_START = "import sys; sys.path[:0] = sys.argv[1:]; from loaders.workbook_child import main; main()"
_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_BETTER_KINDS = ("xlsx", "ods")

_REFUSALS = {
    "unknown": file_form.NOT_A_WORKBOOK,
    "damaged": file_form.WORKBOOK_DAMAGED,
    "password": file_form.WORKBOOK_LOCKED,
    "bomb": file_form.WORKBOOK_UNPACKS_TOO_LARGE,
    "entity": file_form.WORKBOOK_DECLARES_ENTITIES,
    "cells": file_form.WORKBOOK_TAKES_TOO_MUCH,
}


def is_workbook(file: str, content: bytes) -> bool:
    """True for what is a workbook by its first bytes, or claims to be one by its name."""
    return content.startswith(_SIGNATURES + _OTHERS) or file.lower().endswith(_ENDINGS)


def size_finding(file: str, content: bytes) -> Finding | None:
    """The finding that a file is larger than any file is taken, or None."""
    if len(content) <= MOST_BYTES:
        return None
    size, limit = -(-len(content) // 2**20), MOST_BYTES // 2**20
    return file_form.FILE_TOO_LARGE.at(Cell(file), size=size, limit=limit)


def read_workbook(file: str, content: bytes) -> tuple[Workbook | None, list[Finding]]:
    """The sheets of a workbook (xlsx, xlsm, xlsb, xls, ods), and what is wrong with it as a whole.

    None comes back for a file that is not read: one that is no workbook, is locked or damaged, or
    would take more time or memory than a workbook may.
    """
    place = Cell(file)
    if not content:
        return None, [file_form.EMPTY.at(place)]
    if not content.startswith(_SIGNATURES):
        return None, [file_form.NOT_A_WORKBOOK.at(place)]
    workbook, reason = _read_apart(content)
    if workbook is None:
        return None, [_REFUSALS[reason].at(place, limit=zip_parts.MOST_BYTES // 2**20)]
    findings = []
    if workbook.has_macros:
        findings.append(file_form.WORKBOOK_MACROS.at(place))
    if workbook.kind not in _BETTER_KINDS:
        findings.append(file_form.WORKBOOK_OLD_FORMAT.at(place, workbook.kind))
    return workbook, findings


def _read_apart(content: bytes) -> tuple[Workbook | None, str]:
    """The workbook, or None and a word for why there is none."""
    command = [sys.executable, "-I", "-S", "-c", _START, *_import_paths()]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_MOST_SECONDS)
    except subprocess.TimeoutExpired:
        return None, "cells"
    # A process that ran into its limit was ended before it could answer.
    return unpacked(done.stdout) if done.returncode == 0 else (None, "cells")


def _import_paths() -> list[str]:
    """Where the other process finds this product and the libraries that it reads with."""
    libraries: list[Any] = [find_spec(name) for name in ("python_calamine", "olefile")]
    found = [Path(__file__).parents[1], *(Path(spec.origin).parents[1] for spec in libraries)]
    return [str(path) for path in dict.fromkeys(found)]
