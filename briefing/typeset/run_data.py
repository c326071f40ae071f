"""Runs of text as data of the template."""

from __future__ import annotations

from typing import Any

from briefing.layout.elements import Line, Run
from briefing.layout.printable import printable


def run_data(run: Run, colour: str = "") -> dict[str, Any]:
    """A run in characters that the fonts have; ``colour`` instead of its own where one is given."""
    return {
        "text": printable(run.text),
        "size": run.size,
        "bold": run.is_bold,
        "colour": colour or run.colour,
    }


def line_data(line: Line, colour: str = "") -> list[dict[str, Any]]:
    """The runs of a line."""
    return [run_data(run, colour) for run in line.runs]
