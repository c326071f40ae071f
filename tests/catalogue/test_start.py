"""What every command loads before it does anything: nothing dear that most of them never use."""

import subprocess
import sys

DEAR = {
    "altair", "fontTools", "matplotlib", "pptx", "pydeck", "scipy", "starlette", "streamlit",
    "typst", "uvicorn", "vl_convert",
}  # fmt: skip
"""Packages that only drawing, solving, typesetting and serving need; a tenth of a second and more each."""


def test_the_start_of_a_command_loads_nothing_dear() -> None:
    told = "import cli, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout
    tops = {name.partition(".")[0] for name in loaded.split()}
    assert "pandas" in tops
    assert not tops & DEAR
