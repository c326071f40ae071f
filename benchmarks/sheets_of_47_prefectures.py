"""Sheets for a meeting: all 47 prefectures as PDF and PowerPoint by the command, and one sheet once it runs.

``investmap briefing`` starts a process a core, each of which reads the records itself; the time is the whole
of it, from the shell and back. The single sheet is what the page 資料作成 does at a press of a button.
"""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.selection import Selection
from briefing.documents import Form, documents
from briefing.sheet_source import Asked
from briefing.sheets.request import SheetRequest, SheetSource
from commands.sheet_tasks import source_of

RUNS = 5
MOST_S, MOST_ONE_S = 60.0, 2.0
FORMS: tuple[Form, ...] = ("pdf", "pptx")


def all_prefectures() -> float:
    """Seconds for the files of all prefectures, in a folder that is thrown away."""
    forms = [word for form in FORMS for word in ("--format", form)]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [sys.executable, "-m", "cli", "briefing", "--registry", "demo", "--all-prefectures"]
        subprocess.run([*command, *forms, "-o", folder], check=True, capture_output=True)
        taken = time.perf_counter() - start
        written = len(list(Path(folder).iterdir()))
    if written != 47 * len(FORMS):
        raise RuntimeError(f"{written} files were written")
    return taken


def one_sheet(source: SheetSource, form: Form) -> float:
    """Median of seconds for one prefecture's sheet; each run is of another field, so that nothing is kept."""
    taken = []
    for field in ("ocean", "quantum", "materials", "foodtech", "content", "aerospace")[: RUNS + 1]:
        request = SheetRequest("prefecture", Selection("430005", fields=(field,)))
        start = time.perf_counter()
        documents(source, [request], form)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])  # the first reads boundaries and fonts, as the start does


def main() -> None:
    whole = all_prefectures()
    print(f"47 prefectures, PDF and PowerPoint  {whole:5.1f} s   (at most {MOST_S:.0f} s)")
    source = source_of(Asked("demo", None, "public", "", "since", dt.date.today()))
    for form in FORMS:
        print(
            f"one sheet as {form:<4} after the start {one_sheet(source, form):7.2f} s   (at most {MOST_ONE_S:.0f} s)"
        )


if __name__ == "__main__":
    main()
