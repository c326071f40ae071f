"""Where things lie: what the product ships with, and the folder that belongs to its user."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

PRODUCT = Path(__file__).resolve().parent.parent
DATA = PRODUCT / "data"
STATIC = PRODUCT / "static"

if not DATA.is_dir():
    # A plain "pip install" copies the programs alone.
    raise ImportError(
        f"{DATA} がありません。製品は、フォルダーのまま pip install -e で入れてください（README、導入手順.txt）。"
    )


def user_folder() -> Path:
    """Folder for the registry and imported boundaries; ``INVESTMAP_HOME`` moves it."""
    chosen = os.environ.get("INVESTMAP_HOME")
    return Path(chosen).expanduser() if chosen else user_data_path("investmap", appauthor=False)
