"""Rows of the demo before they are written into files: plain values by column, and lists of them by table."""

Row = dict[str, object]
Rows = dict[str, list[Row]]
