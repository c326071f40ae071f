"""The product's own files as a bundle carries them: a folder that is installed as it lies there."""

from __future__ import annotations

import shutil
from pathlib import Path

from domain.folders import PRODUCT

FOLDERS = (
    ".streamlit", "analysis", "briefing", "commands", "data", "demo", "deploy", "docs", "domain", "geo", "intake",
    "loaders", "pages", "registry", "rules", "static", "tools", "ui",
)  # fmt: skip
FILES = ("CHANGELOG.md", "LICENSE", "README.md", "app.py", "cli.py", "pyproject.toml")
FOR_TESTS = ("tests",)

_NEVER = {"secrets.toml"}
"""Names of files that belong to one installation: keys of the login, whoever put them there."""


def product_files(*, with_tests: bool) -> list[Path]:
    """The files that the product consists of, relative to its folder, in order."""
    folders = (*FOLDERS, *FOR_TESTS) if with_tests else FOLDERS
    found = [Path(name) for name in FILES]
    for folder in folders:
        found += [path.relative_to(PRODUCT) for path in (PRODUCT / folder).rglob("*") if _is_part(path)]
    return sorted(found)


def _is_part(path: Path) -> bool:
    is_made_by_use = "__pycache__" in path.parts or any(part.endswith(".egg-info") for part in path.parts)
    return path.is_file() and not is_made_by_use and path.name not in _NEVER


def copy_product(target: Path, *, with_tests: bool) -> int:
    """Copy the product into the new folder ``target`` and return the number of files.

    Raises:
        OSError: a file cannot be read or written.
    """
    files = product_files(with_tests=with_tests)
    for path in files:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PRODUCT / path, target / path)  # with its rights: scripts stay programs
    return len(files)
