"""Names of layers that a click may hit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable


def inline_id(kind: str, view: str, codes: Iterable[str]) -> str:
    """An id that changes with the view and with what stands at which place in the layer's data.

    Streamlit keeps the place of a clicked object by layer id, and reports whatever stands there in
    later data of the same id as newly selected.
    """
    return f"{kind}_{view}_{zlib.crc32(','.join(codes).encode()):08x}"
