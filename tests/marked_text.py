"""Everything that stands in a file or a message, as texts: what is packed is unpacked, tables are read out."""

from __future__ import annotations

import base64
import binascii
import contextlib
import gzip
import io
import re
import sqlite3
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
import pypdfium2
from google.protobuf.message import Message

_PACKED = re.compile(r"base64,([A-Za-z0-9+/=]{16,})")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_STRING, _DRAWN = re.compile(rb"\((?:[^()\\]|\\.)*\)"), re.compile(rb"[0-9] (?:l|c|cm|m|re)\s")
_FONT = (b"OTTO", b"\0\1\0\0", b"\1\0\4")
_ONE_IN_PDFIUM = threading.Lock()
_PNG = b"\x89PNG\r\n\x1a\n"


def texts_in(content: bytes) -> Iterator[str]:
    """All texts of a file, one that another holds among them."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield "\n".join(packed.namelist())
            for name in packed.namelist():
                yield from texts_in(packed.read(name))
    elif content.startswith(b"SQLite format 3"):
        yield "\n".join(_database_values(content))
    elif content.startswith(b"%PDF"):
        yield from _document(content)
    elif content.startswith(_PNG):
        yield from _picture_words(content)
    elif content.startswith(b"PAR1"):
        table = pq.read_table(io.BytesIO(content))
        yield f"{table.schema.metadata}"
        yield _as_text(table)
    elif content.startswith(b"\x1f\x8b"):
        yield from texts_in(gzip.decompress(content))
    else:
        yield from _plain(content.decode("utf-8", "replace"))


def text_of(content: bytes) -> str:
    """The texts of a file in one."""
    return "\n".join(texts_in(content))


def texts_in_message(message: Message, raw: bytes) -> Iterator[str]:
    """All texts of a message: its bytes as they travel, and the tables in it."""
    yield from _plain(raw.decode("utf-8", "replace"))
    for value in _bytes_in(message):
        try:
            yield _as_text(pa.ipc.open_stream(value).read_all())
        except pa.ArrowInvalid:
            yield from texts_in(value)


def _plain(text: str) -> Iterator[str]:
    yield unquote(text) if "%2C" in text else text
    for found in _PACKED.findall(text):
        try:
            yield from texts_in(base64.b64decode(found))
        except binascii.Error:
            yield found


def _as_text(table: pa.Table) -> str:
    return str(table.to_pandas().to_csv(float_format="%.12g"))


def _bytes_in(message: Message) -> Iterator[bytes]:
    for field, value in message.ListFields():
        many: Any = value if field.is_repeated else [value]
        for each in many if not hasattr(many, "values") else many.values():
            if isinstance(each, bytes):
                yield each
            elif isinstance(each, Message):
                yield from _bytes_in(each)


def _database_values(content: bytes) -> Iterator[str]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        if not name.startswith(("rtree_", "sqlite_")):
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                yield " ".join(str(value) for value in row if not isinstance(value, bytes))
    connection.close()


def _document(content: bytes) -> Iterator[str]:
    """The words of a PDF's pages, with and without the ends of lines, and all that its objects say."""
    words, facts = _words_and_facts(content)
    yield words
    yield re.sub(r"\s+", "", words)
    yield facts
    yield content.replace(b"\0", b"").decode("latin-1")
    for packed in _STREAM.findall(content):
        with contextlib.suppress(zlib.error):
            said = zlib.decompress(packed)
            if not said.startswith(_FONT):
                # Of what is drawn the words alone: among coordinates any number may stand by chance.
                said = b" ".join(_STRING.findall(said)) if _DRAWN.search(said) else said
                # What is written in two bytes a letter is read like what is written in one.
                yield said.replace(b"\0", b"").decode("latin-1")


def _words_and_facts(content: bytes) -> tuple[str, str]:
    """The words of a PDF's pages, and what it says of itself.

    PDFium ends the process when two threads are in it, be it that one only lets go of a page.
    """
    with _ONE_IN_PDFIUM, pypdfium2.PdfDocument(content) as document:
        words = []
        for page in document:
            with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text:
                words.append(text.get_text_bounded())
        return "\n".join(words), str(document.get_metadata_dict())


def _picture_words(content: bytes) -> Iterator[str]:
    """What a PNG says beside its pixels."""
    at = len(_PNG)
    while at < len(content):
        (length,), kind = struct.unpack(">I", content[at : at + 4]), content[at + 4 : at + 8]
        value = content[at + 8 : at + 8 + length]
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield value.decode("latin-1")
            packed = value[value.rfind(b"\0x") + 1 :]
            with contextlib.suppress(zlib.error):
                yield zlib.decompress(packed).decode("utf-8", "replace")
        elif kind != b"IDAT":
            yield value.decode("latin-1")
        at += length + 12
