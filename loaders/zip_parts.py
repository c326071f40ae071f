"""The parts of a zipped workbook, inflated within bounds and free of entity declarations."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from loaders.workbook_cells import Refused

MOST_BYTES = 300 * 2**20
"""Bytes that all parts of a file may hold together: about ten times a workbook of 100,000 projects."""

_CHUNK = 2**20
_DOCTYPES = ["<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be")]
_KEPT = re.compile(r"\.(xml|rels|bin)$|^mimetype$")


def inflated_parts(content: bytes) -> dict[str, bytes]:
    """The parts by name, as far as a reader of sheets looks at them.

    Raises:
        Refused: ``damaged``, ``password``, ``bomb``, or ``entity`` for a document type declaration,
            which no spreadsheet program writes and which can make a small file expand without bound.
    """
    parts: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                if info.flag_bits & 1:
                    raise Refused("password")
                data = _inflated(archive, info, left)
                left -= len(data)
                if any(doctype in data for doctype in _DOCTYPES):
                    raise Refused("entity")
                if _KEPT.search(info.filename):
                    parts[info.filename] = data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise Refused("damaged") from error
    return parts


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    if info.file_size > most:
        raise Refused("bomb")
    chunks, size = [], 0
    with archive.open(info) as part:
        # The size that an archive states may be wrong.
        while chunk := part.read(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > most:
                raise Refused("bomb")
    return b"".join(chunks)
