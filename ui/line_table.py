"""A table of which one line can be chosen, which opens what the line is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

_ROW = 34


def show(
    table: pa.Table | pd.DataFrame,
    columns: Mapping[str, Any],
    *,
    key: str,
    most_height: int,
    alt: str,
    on_open: Callable[[int], None],
) -> None:
    """The table, as high as its lines up to ``most_height`` pixels; ``on_open`` gets the chosen line's number.

    What is absent is shown as ``—``. ``columns`` sets their widths and formats.
    """
    st.dataframe(
        table,
        hide_index=True,
        placeholder="—",
        row_height=_ROW,
        height=min(_ROW * (table.shape[0] + 1) + 4, most_height),
        key=key,
        on_select=lambda: _open(key, on_open),
        selection_mode="single-row",
        column_config=columns,
        alt=alt,
    )


def _open(key: str, on_open: Callable[[int], None]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        on_open(rows[0])
