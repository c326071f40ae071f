"""What happens to files that are handed in: they are checked as the page and the command do, and every
sentence, list and copy that goes back to the sender is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from briefing.finding_table import findings_table
from briefing.spreadsheet import workbook_bytes
from intake.difference_report import difference_text
from intake.findings_report import findings_json, findings_text
from intake.submission import CheckedSubmission, accept, check_files
from registry.database import Registry, SubmissionFacts
from ui.difference_view import summary_html
from ui.finding_downloads import marked_copies
from ui.finding_list import groups_html

FACTS = SubmissionFacts("試験", "2026H1", "2026-06-30")


def state(registry: Registry) -> str:
    """What tells one state of a registry in a file from another."""
    path = Path(str(registry.engine.url.database))
    digest = hashlib.sha256()
    for part in (path, path.with_name(path.name + "-wal")):
        digest.update(part.read_bytes() if part.exists() else b"")
    return digest.hexdigest()


def handed_in(
    files: Mapping[str, bytes], registry: Registry, scratch: Registry, *, with_copies: bool
) -> CheckedSubmission:
    """The files as checked against ``registry``, after everything was made of the check that a sender may
    ask for; what is acceptable is accepted into ``scratch``.

    Raises:
        AssertionError: the registry changed, or the files were passed over in silence.
    """
    before = state(registry)
    checked = check_files(files, registry)
    assert state(registry) == before, "a check changed the registry"
    rows = sum(len(table.frame) for table in checked.submitted.values())
    assert checked.findings or rows, "neither a finding nor a row"
    findings_text(checked.findings)
    findings_json(checked.findings).encode("utf-8")
    difference_text(checked.difference)
    page = summary_html(checked.difference) + groups_html(checked.findings[:200])
    assert "<script" not in page
    assert "<img" not in page
    page.encode("utf-8")  # Streamlit sends it as such
    workbook_bytes([findings_table(checked.findings[:500])])
    if with_copies:
        marked_copies(checked)
    if checked.is_acceptable:
        accept(scratch, check_files(files, scratch), FACTS) if check_files(
            files, scratch
        ).is_acceptable else None
    return checked
