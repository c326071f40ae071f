"""LibreOffice opens the presentations and draws every slide."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.this_machine import lacking
from tests.unit.briefing.slides.conftest import made_on


@pytest.fixture
def programs() -> tuple[str, str]:
    """LibreOffice and pdftoppm; without them the test is skipped, but where ``CI`` is set it fails."""
    found = shutil.which("soffice"), shutil.which("pdftoppm")
    if not all(found):
        lacking("no LibreOffice here: apt-get install libreoffice-impress-nogui poppler-utils")
    return found  # type: ignore[return-value]


def test_libreoffice_draws_as_many_pages_as_there_are_slides(
    programs: tuple[str, str], tmp_path: Path
) -> None:
    office, to_pictures = programs
    files = []
    for paper in ("a4", "16x9"):
        files.append(tmp_path / f"{paper}.pptx")
        files[-1].write_bytes(made_on(paper).content)
    command = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", tmp_path, *files], check=True, capture_output=True, timeout=180)
    for file in files:
        subprocess.run(
            [to_pictures, "-r", "40", "-png", file.with_suffix(".pdf"), file.with_suffix("")], check=True
        )
        pages = sorted(tmp_path.glob(f"{file.stem}-*.png"))
        assert len(pages) == len(made_on(file.stem).pages)
        for page in pages:
            with Image.open(page) as picture:
                drawn = np.asarray(picture.convert("L"))
            assert (drawn < 200).mean() > 0.02
