"""Boundaries in the user's folder as an import leaves them: the shipped ones under another name."""

from __future__ import annotations

import shutil
from pathlib import Path

from geo.boundaries import BROWSER, POINTER, imported_folder, shipped_boundaries

FIRST, SECOND = "20260101-090000-aaaaaa", "20260201-090000-bbbbbb"


def edition_in_force(name: str = FIRST, *, home: Path | None = None) -> Path:
    """The folder of a copy of the shipped boundaries that is now in force, beside earlier ones."""
    folder = home / "boundaries" if home else imported_folder()
    shutil.copytree(shipped_boundaries().folder, folder / name)
    shutil.copytree(shipped_boundaries().browser_folder, folder / name / BROWSER)
    (folder / POINTER).write_text(name, encoding="utf-8")
    return folder / name
