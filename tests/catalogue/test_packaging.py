"""What is installed: every room and the commands' way in, or ``investmap`` would not start."""

import tomllib
from pathlib import Path

PRODUCT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((PRODUCT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
FOR_MAINTAINERS = {"benchmarks", "tests", "tools"}


def test_every_room_is_installed() -> None:
    rooms = {path.parent.name for path in PRODUCT.glob("*/__init__.py")} - FOR_MAINTAINERS
    assert rooms == set(SETTINGS["packages"])


def test_the_way_into_the_commands_is_installed() -> None:
    assert SETTINGS["py-modules"] == ["cli"]
