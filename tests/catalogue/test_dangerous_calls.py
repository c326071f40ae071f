"""What the product's own code never does: unpickle, run text as code or as a command, build SQL of words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = (
    "domain",
    "rules",
    "geo",
    "loaders",
    "registry",
    "intake",
    "demo",
    "analysis",
    "briefing",
    "ui",
    "pages",
    "commands",
)

READERS_OF_CODE = {
    "pickle",
    "cPickle",
    "_pickle",
    "dill",
    "cloudpickle",
    "joblib",
    "shelve",
    "marshal",
    "yaml",
    "jsonpickle",
}
"""Modules that make objects, and so calls, of bytes."""

OWNERS = {"os", "sa", "st", "pd", "tempfile"}
CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "pd.read_pickle",
    ".to_pickle",
    "st.cache_data",
    "tempfile.mktemp",
}
"""``cache_data`` of Streamlit pickles what it keeps; what is shared here is kept as it is."""

SQL_OF_OUR_NAMES = {
    "registry/acceptance.py",  # names of our tables and columns, quoted; values are bound
    "registry/rights.py",  # names of our tables and of roles, quoted by the dialect
    "registry/opening.py",  # a number of ours
}
"""Files whose SQL is put together, of names that are ours alone."""


SETTINGS = {
    ("shell", True),
    ("allow_pickle", True),
    ("unsafe_allow_html", True),
    ("unsafe_allow_javascript", True),
}
"""Arguments that no call has."""


def files(room: str) -> list[Path]:
    """The files of a room; "" is what lies beside the rooms."""
    return sorted((ROOT / room).rglob("*.py")) if room else [ROOT / "app.py", ROOT / "cli.py"]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def called(module: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Calls by name: ``eval``, ``os.system``, ``.exec_driver_sql``."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                owner = getattr(function.value, "id", "")
                yield (f"{owner}.{function.attr}" if owner in OWNERS else f".{function.attr}"), node
            else:
                yield getattr(function, "id", ""), node


@pytest.mark.parametrize("room", [*ROOMS, ""])
def test_no_bytes_and_no_text_become_code(room: str) -> None:
    for path in files(room):
        module = tree(path)
        assert not READERS_OF_CODE & set(imported(module)), path
        functions = [found for found in ast.walk(module) if isinstance(found, ast.FunctionDef)]
        assert "cache_data" not in {
            getattr(d, "attr", "") for each in functions for d in each.decorator_list
        }, path
        for name, call in called(module):
            assert name not in CALLS, f"{path}:{call.lineno} {name}"
            given = {(keyword.arg, getattr(keyword.value, "value", None)) for keyword in call.keywords}
            assert not given & SETTINGS, f"{path}:{call.lineno}"


@pytest.mark.parametrize("room", [*ROOMS, ""])
def test_sql_is_never_put_together_of_words(room: str) -> None:
    for path in files(room):
        together = [
            call
            for name, call in called(tree(path))
            if name in (".exec_driver_sql", "sa.text")
            and call.args
            and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
        ]
        assert bool(together) == (str(path.relative_to(ROOT)) in SQL_OF_OUR_NAMES), path
