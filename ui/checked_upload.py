"""The files of this session as read and checked: kept, and done again only when something changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from briefing.finding_table import gravest_first
from domain.finding import Finding
from domain.role import Role
from intake.submission import CheckedSubmission, check_files
from registry.acceptance import new_submission_id
from registry.database import Registry
from ui import visitor
from ui.upload import Upload

_KEPT = "checked_upload"


@dataclass
class CheckedUpload:
    """A check of files against a version of a registry and for a sender's role, its findings, the gravest first, and the id under
    which the files can be accepted once.
    """

    files: tuple[str, ...]
    against: tuple[str, int, Role]
    checked: CheckedSubmission
    findings: Sequence[Finding]
    seconds: float
    submission_id: str = field(default_factory=new_submission_id)
    is_sent: bool = False
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    """Long tables that have been drawn from it."""


def kept() -> CheckedUpload | None:
    """The last check of this session."""
    found: CheckedUpload | None = st.session_state.get(_KEPT)
    return found


def checked_upload(upload: Upload, registry: Registry, audience: str = "") -> CheckedUpload:
    """The check of these files against the registry as it is now, with its steps shown meanwhile;
    ``audience`` as for :func:`intake.submission.check_files`.
    """
    looking = visitor.current()
    against = registry.identity, registry.version(), looking.role
    found = kept()
    if found is None or (found.files, found.against) != (upload.key, against):
        place = st.empty()
        with place.status("ファイルを確かめています…", expanded=True) as status:
            start = time.monotonic()
            checked = check_files(
                upload.contents(),
                registry,
                lambda step: status.write(f"{step}…"),
                audience,
                looking.role.submits_for,
            )
            seconds = time.monotonic() - start
            found = CheckedUpload(upload.key, against, checked, gravest_first(checked.findings), seconds)
        place.empty()
        st.session_state[_KEPT] = found
    return found


def forget() -> None:
    """Drop the check and the files that it holds."""
    st.session_state.pop(_KEPT, None)
