"""The files of this session as read and checked: kept, and done again only when something changed."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd
import streamlit as st

from briefing.finding_table import gravest_first
from domain.finding import Finding
from domain.role import Role
from intake.submission import CheckedSubmission, check_files, still_holds
from registry.acceptance import new_submission_id
from registry.database import Registry
from ui import visitor
from ui.upload import Upload

_KEPT = "checked_upload"


class Asked(NamedTuple):
    """What a check was asked: which files, against which registry, for a sender of which role, telling what which
    audience may see, on which day.
    """

    files: tuple[str, ...]
    registry: str
    role: Role
    audience: str
    day: dt.date


@dataclass
class CheckedUpload:
    """A check, the newest version of the registry at which it was seen to hold, its findings, the gravest first, and the
    id under which the files can be accepted once.
    """

    asked: Asked
    version: int
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
    looking, version = visitor.current(), registry.version()
    asked = Asked(upload.key, registry.identity, looking.role, audience, dt.date.today())
    found = kept()
    if found is not None and found.asked == asked and _holds(found, registry, version):
        return found
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
        found = CheckedUpload(asked, version, checked, gravest_first(checked.findings), seconds)
    place.empty()
    st.session_state[_KEPT] = found
    return found


def _holds(found: CheckedUpload, registry: Registry, version: int) -> bool:
    """True if others have handed in nothing since that a check of the same would tell of."""
    if found.version != version and not still_holds(found.checked, registry):
        return False
    found.version = version
    return True


def forget() -> None:
    """Drop the check and the files that it holds."""
    st.session_state.pop(_KEPT, None)
