"""Rebuild ``data/demo/demo.sqlite.gz``, the small demo registry that ships: ``python -m tools.build_demo``."""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

import click

from demo.outline import Scale
from demo.registry_file import make_demo
from intake.first_start import SHIPPED_DEMO

SEED = 2026
SCALE = Scale(halves=("2025H1", "2025H2", "2026H1"), municipal_plans=100)

WORKBOOK_PART = 0.15
"""The original files are kept, and a workbook hardly gets smaller: most senders hand in CSV files."""


def main() -> None:
    """Make the registry and pack it; the time in the pack's head is 0, as it says nothing."""
    with (
        tempfile.TemporaryDirectory() as folder,
        click.progressbar(length=1, label="demo", file=sys.stderr) as bar,
    ):

        def show(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        made = Path(folder) / "demo.sqlite"
        make_demo(made, SEED, scale=SCALE, workbook_part=WORKBOOK_PART, progress=show)
        content = made.read_bytes()
    SHIPPED_DEMO.write_bytes(gzip.compress(content, mtime=0))
    click.echo(f"{SHIPPED_DEMO}: {len(content):,} bytes, packed {SHIPPED_DEMO.stat().st_size:,}")


if __name__ == "__main__":
    main()
