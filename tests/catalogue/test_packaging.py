"""What is installed: every room and every module of the commands, or ``investmap`` would not start."""

import tomllib

from domain.folders import PRODUCT

SETTINGS = tomllib.loads((PRODUCT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
NOT_INSTALLED = {"tests", "benchmarks", "tools"}


def test_every_module_of_the_commands_is_installed() -> None:
    modules = {path.stem for path in PRODUCT.glob("cli*.py")}
    assert modules == set(SETTINGS["setuptools"]["py-modules"])


def test_every_room_is_installed_and_stands_in_the_contract() -> None:
    rooms = {path.parent.name for path in PRODUCT.glob("*/__init__.py")} - NOT_INSTALLED
    assert rooms == set(SETTINGS["setuptools"]["packages"])
    assert rooms == set(SETTINGS["importlinter"]["root_packages"])
