"""What goes back to the sender: the files with their faults marked, and the list of all findings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import streamlit as st

from briefing.finding_table import findings_table
from briefing.spreadsheet import workbook_bytes
from intake.submission import CheckedSubmission
from loaders.marked_copy import copy_name, marked_copy
from ui.downloads import XLSX

_ZIP = "application/zip"


def show(checked: CheckedSubmission) -> None:
    """Two buttons; the bytes are made when one is pressed."""
    if not checked.findings:
        return
    names = list(checked.files)
    with st.container(horizontal=True):
        st.download_button(
            "指摘入りファイル（印とコメントつきの写し）",
            data=lambda: marked_copies(checked),
            file_name=copy_name(names[0]) if len(names) == 1 else "指摘入りファイル.zip",
            mime=XLSX if len(names) == 1 else _ZIP,
            on_click="ignore",
            key="marked_copies",
            icon=":material/download:",
        )
        st.download_button(
            "指摘一覧（Excel）",
            data=lambda: workbook_bytes([findings_table(checked.findings)]),
            file_name="指摘一覧.xlsx",
            mime=XLSX,
            on_click="ignore",
            key="finding_table",
            icon=":material/download:",
        )


def marked_copies(checked: CheckedSubmission) -> bytes:
    """The marked copy of the only file, or a zip of those of all files."""
    copies = [marked_copy(name, content, checked.findings) for name, content in checked.files.items()]
    if len(copies) == 1:
        return copies[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in zip(_different(map(copy_name, checked.files)), copies, strict=True):
            archive.writestr(name, content)
    return packed.getvalue()


def _different(names: Iterable[str]) -> list[str]:
    """The names, a second and third of the same with its number: 計画.xls beside 計画.xlsx."""
    found: list[str] = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        number, candidate = 2, name
        while candidate in found:
            candidate = f"{stem}_{number}{dot}{ending}"
            number += 1
        found.append(candidate)
    return found
