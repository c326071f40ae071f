"""The finished file: what it says of itself, and the same bytes for the same slides on every day."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from briefing.layout.elements import LaidSheet
from briefing.layout.texts import plain
from briefing.notes import PROCESSED_BY
from briefing.slides.drawing_xml import LANGUAGE

NO_DATE = dt.datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_ALREADY_PACKED = (".png", ".xlsx")
_LONGEST = 255


def packed(presentation: Any, pages: Sequence[LaidSheet]) -> bytes:
    """The presentation as bytes."""
    _describe(presentation.core_properties, pages)
    written, undated = io.BytesIO(), io.BytesIO()
    presentation.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(undated, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            is_packed = name.endswith(_ALREADY_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return undated.getvalue()


def _describe(properties: Any, pages: Sequence[LaidSheet]) -> None:
    """Title, subject, author and language; dates are fixed, and who wrote the library's template goes."""
    subjects = dict.fromkeys(plain(page.subject) for page in pages)
    properties.title = plain(pages[0].title)[:_LONGEST]
    properties.subject = "、".join(subjects)[:_LONGEST]
    properties.author = properties.last_modified_by = PROCESSED_BY
    properties.language = LANGUAGE
    properties.comments = ""
    properties.created = properties.modified = NO_DATE
    properties.revision = 1
