"""The sheets as files: each made when its button is pressed, which shows that it is at work."""

from __future__ import annotations

from functools import partial

import streamlit as st

from briefing.documents import Form, documents, file_stem, zipped
from briefing.sheets.request import SheetSource
from ui.downloads import XLSX
from ui.handing_out import recorded
from ui.shared_records import registry_looked_at
from ui.sheet_choice import Choice

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_OFFERED: tuple[tuple[str, Form, str, str], ...] = (
    ("PDF", "pdf", "pdf", "application/pdf"),
    ("PowerPoint", "pptx", "pptx", _PPTX),
    ("Excel（数値の表）", "xlsx", "xlsx", XLSX),
    ("画像（PNG）", "png", "zip", "application/zip"),
)


def show(source: SheetSource, choice: Choice) -> None:
    """One button a form, side by side."""
    stem, registry = file_stem(source, choice.requests), registry_looked_at()
    for label, form, ending, mime in _OFFERED:
        st.download_button(
            label,
            data=recorded(registry, f"{stem}.{ending}", partial(_content, source, choice, form)),
            file_name=f"{stem}.{ending}",
            mime=mime,
            on_click="ignore",
            key=f"sheet_{form}",
            type="primary" if form in ("pdf", "pptx") else "secondary",
        )


def _content(source: SheetSource, choice: Choice, form: Form) -> bytes:
    made = documents(source, choice.requests, form, choice.paper)
    return zipped(made) if form == "png" else made[0].content
