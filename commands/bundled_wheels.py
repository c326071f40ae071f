"""The packages that the product needs, as wheels for this machine's kind and its Python."""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from domain.folders import PRODUCT

_SET_UP_BY_PIP = {"pip", "setuptools", "wheel", "investmap"}
"""Not held to the version that is installed here: the build backend may have to be newer."""


class NotComplete(Exception):
    """Packages could not be gathered; the message says what pip said last."""


def extras() -> tuple[str, ...]:
    """Names of the product's optional sets of packages."""
    return tuple(_settings()["project"]["optional-dependencies"])


def requirements(wanted: Iterable[str] = ()) -> list[str]:
    """What the product needs to be built and run, and the sets ``wanted``, as ``pyproject.toml`` says."""
    project = _settings()["project"]
    further = [line for name in wanted for line in project["optional-dependencies"][name]]
    return [*_settings()["build-system"]["requires"], *project["dependencies"], *further]


def installed_versions() -> list[str]:
    """The versions that this installation runs with, as pip takes constraints."""
    found = {each.name: each.version for each in distributions() if each.name}
    return sorted(
        f"{name}=={version}" for name, version in found.items() if name.lower() not in _SET_UP_BY_PIP
    )


def kind_of_machine() -> str:
    """For which Python and which machines the wheels are."""
    return (
        f"Python {sys.version_info.major}.{sys.version_info.minor}、{platform.system()} {platform.machine()}"
    )


def gather_wheels(folder: Path, wanted: Iterable[str], tell: Callable[[str], None]) -> int:
    """Put wheels of :func:`requirements`, in the installed versions, into ``folder``; returns their number.

    What has no wheel is built here, so that the other machine needs no compiler. ``tell`` is called
    with the name of every package as it is looked for.

    Raises:
        NotComplete: a package cannot be had, or cannot be built.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as elsewhere:
        constraints = Path(elsewhere) / "constraints.txt"
        constraints.write_text("\n".join(installed_versions()) + "\n", encoding="utf-8")
        _pip("wheel", "--wheel-dir", folder, "--constraint", constraints, *requirements(wanted), tell=tell)
    return len(list(folder.glob("*.whl")))


def check_wheels(folder: Path, wanted: Iterable[str]) -> None:
    """See to it that the wheels are enough, without looking anywhere else.

    Raises:
        NotComplete: something is missing.
    """
    _pip(
        "install", "--dry-run", "--ignore-installed", "--no-index", "--find-links", folder, *requirements(wanted)
    )  # fmt: skip


def _settings() -> dict[str, Any]:
    return tomllib.loads((PRODUCT / "pyproject.toml").read_text(encoding="utf-8"))


def _pip(*arguments: object, tell: Callable[[str], None] = lambda name: None) -> None:
    command = [sys.executable, "-m", "pip", *map(str, arguments)]
    said: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            said.append(line.strip())
            if line.startswith("Collecting "):
                tell(line.split()[1])
    if running.returncode:
        errors = [line for line in said if line.startswith("ERROR")] or said
        raise NotComplete(errors[-1] if errors else "pip")
