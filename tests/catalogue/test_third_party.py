"""Every package that is installed with the product is listed with its licence and what it is for."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PRODUCT = Path(__file__).parents[2]
LIST = PRODUCT / "docs" / "third_party.csv"
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Zlib",
    # Weak copyleft: used as they are, unchanged, beside our own code.
    "LGPL-2.1-or-later", "LGPL-3.0-only", "MPL-2.0",
}  # fmt: skip
FAMILIES = (
    "MIT",
    "BSD",
    "Apache",
    "LGPL",
    "Lesser General",
    "MPL",
    "Mozilla",
    "PSF",
    "Python Software",
    "Zlib",
)
"""Words by which packages name a licence in one way or another."""


def name_of(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


@cache
def listed() -> dict[str, dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["package"]: row for row in csv.DictReader(file)}


@cache
def needed() -> frozenset[str]:
    """Names of all packages that the product needs here, through however many others."""
    project = tomllib.loads((PRODUCT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    todo, seen = [Requirement(line) for line in project["dependencies"]], set()
    while todo:
        asked = todo.pop()
        extras = [*asked.extras, ""]
        if asked.marker and not any(asked.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        key = name_of(asked.name), tuple(sorted(asked.extras))
        if key in seen:
            continue
        seen.add(key)
        for line in distribution(asked.name).requires or []:
            further = Requirement(line)
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in extras):
                further.marker = None
                todo.append(further)
    return frozenset(name for name, _ in seen)


def test_every_package_is_listed_and_no_other() -> None:
    assert needed() == set(listed())


@pytest.mark.parametrize("name", listed())
def test_each_has_a_purpose_and_a_licence_that_we_may_use(name: str) -> None:
    row = listed()[name]
    assert len(row["purpose_ja"]) >= 2
    assert set(re.split(r" AND | OR ", row["licence"])) <= ALLOWED


@pytest.mark.parametrize("name", listed())
def test_licence_is_the_one_that_the_package_names(name: str) -> None:
    told = distribution(name).metadata
    words = " ".join(
        [
            told.get("License-Expression") or "",
            *(line for line in told.get_all("Classifier") or [] if line.startswith("License")),
            (told.get("License") or "")[:200],
        ]
    )
    written = listed()[name]["licence"]
    assert any(
        family in words
        and (family[:3] in written or family in {"Lesser General", "Mozilla", "Python Software"})
        for family in FAMILIES
    ), words
