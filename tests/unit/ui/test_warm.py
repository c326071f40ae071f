"""What is loaded once the start is over."""

import subprocess
import sys

PROGRAM = """
import sys
from ui import warm
drawing = {"matplotlib", "typst", "pptx"}
assert not drawing & set(sys.modules), "the start does not wait for them"
warm.load_drawing(after_s=0).join()
assert drawing <= set(sys.modules)
"""


def test_drawing_is_loaded_after_the_start_and_not_before() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
