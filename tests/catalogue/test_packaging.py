"""What is installed and what is carried into closed networks: every room and all that it needs."""

import subprocess
import tomllib
from pathlib import Path

import pytest
from setuptools import find_packages

from commands.bundled_product import FILES, FOLDERS, FOR_TESTS, copy_product, product_files

PRODUCT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((PRODUCT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
FOR_MAINTAINERS = {"benchmarks", "tests", "tools"}
LEFT_BEHIND = {".ci", ".gitignore", "benchmarks"}
"""What only those who develop the product need."""


def test_every_room_and_all_within_it_is_installed() -> None:
    found = {path.parent.relative_to(PRODUCT) for path in PRODUCT.glob("*/**/__init__.py")}
    rooms = {".".join(path.parts) for path in found if path.parts[0] not in FOR_MAINTAINERS}
    installed = set(find_packages(str(PRODUCT), include=SETTINGS["packages"]["find"]["include"]))
    assert rooms == installed
    assert "registry.migrations.versions" in installed


def test_the_way_into_the_commands_is_installed() -> None:
    assert SETTINGS["py-modules"] == ["cli"]


def tracked() -> set[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=PRODUCT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("no working copy of git")
    # A file that has been deleted and not yet committed is listed still.
    return {name for name in done.stdout.split("\0") if name and (PRODUCT / name).is_file()}


def test_everything_at_the_top_is_carried_or_left_behind_on_purpose() -> None:
    tops = {name.partition("/")[0] for name in tracked()}
    assert tops - LEFT_BEHIND == {*FOLDERS, *FILES, *FOR_TESTS}


def test_every_file_is_carried_and_nothing_else() -> None:
    # What a working copy may hold besides: files that somebody has not added yet.
    carried = {path.as_posix() for path in product_files(with_tests=True)}
    own = {name for name in tracked() if name.partition("/")[0] not in LEFT_BEHIND}
    assert own <= carried
    assert not [name for name in carried if "__pycache__" in name or name.endswith((".pyc", "secrets.toml"))]


def test_without_tests_no_test_is_carried() -> None:
    assert not {path.parts[0] for path in product_files(with_tests=False)} & set(FOR_TESTS)


def test_a_copy_has_the_same_files_and_scripts_stay_programs(tmp_path: Path) -> None:
    assert copy_product(tmp_path / "copy", with_tests=False) == len(product_files(with_tests=False))
    for path in product_files(with_tests=False):
        assert (tmp_path / "copy" / path).stat().st_mode == (PRODUCT / path).stat().st_mode
    assert (tmp_path / "copy" / "deploy" / "backup.sh").stat().st_mode & 0o111
