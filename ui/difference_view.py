"""What a submission changes: counts by table, and every row that is new, different or taken back."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from domain.difference import RowChange, TableDifference
from domain.record import Records
from intake.difference import Difference
from intake.shown_changes import Masked, masked_for

KINDS = {"added": "追加", "changed": "変更", "withdrawn": "取下げ"}
_UNCHANGED = "変わらない"
_SHOWN = {
    "withdrawn": "取下げ: 登録済みで、今回のファイルにない行",
    "changed": "変更: 内容が変わる行",
    "added": "追加: 新しい行",
}
"""Kinds in the order in which somebody must look at them."""

_ROW, _HEIGHT = 34, 480
_MOST_WRAPPED = 40
"""Lines up to which whole texts are shown; longer lists become a table that scrolls."""

_NAMES = ("表", "名前", "ID")
_FIELDS = ("項目", "変更前", "変更後")
_NAMED = len(_NAMES)


def summary_html(difference: Difference) -> str:
    """Numbers of rows, a line a kind and a column a table; tables that have nothing are left out."""
    tables = [each for each in difference.tables.values() if any(_number(each, kind) for kind in KINDS)]
    heads = "".join(f'<th scope="col">{escape(each.table.label_ja)}</th>' for each in tables)
    kinds = {**KINDS, "unchanged": _UNCHANGED} if difference.count("unchanged") else KINDS
    rows = ""
    for kind, word in kinds.items():
        numbers = [difference.count(kind), *(_number(each, kind) for each in tables)]
        cells = "".join(f'<td class="{kind if number else "zero"}">{number:,}</td>' for number in numbers)
        rows += f'<tr><th scope="row">{word}（行）</th>{cells}</tr>'
    return (
        '<div class="scroll"><table class="plain difference"><thead><tr><th scope="col"></th>'
        f'<th scope="col">合計</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _number(each: TableDifference, kind: str) -> int:
    found = getattr(each, kind)
    return found if isinstance(found, int) else len(found)


def show(
    difference: Difference, kept: MutableMapping[str, pd.DataFrame], seen: Records | None = None
) -> None:
    """Counts by table, rows taken back, rows changed field by field, and rows added behind a title.

    Rows are put into words when they are first shown, and stay in ``kept``. Of registered values only those
    in ``seen`` are told, by default all.
    """
    masked = masked_for(seen) if seen else None
    if difference.is_empty:
        st.info("登録済みの内容からの変更はありません。受け付けると、提出の記録だけが残ります。")
        return
    st.html(summary_html(difference))
    for kind, words in _SHOWN.items():
        count = difference.count(kind)
        if not count:
            continue
        title = f"{words}（{count:,}行）"
        expander = st.expander(title, expanded=kind != "added", key=f"difference_{kind}", on_change="rerun")
        if expander.open:
            if kind not in kept:
                kept[kind] = change_lines(difference, kind, masked)
            with expander:
                _show_lines(kept[kind], kind)


def change_lines(difference: Difference, kind: str, masked: Masked | None = None) -> pd.DataFrame:
    """Changes of one kind in words: a line a row, or a line a field where rows have changed."""
    lines: list[tuple[str, ...]] = []
    for each in difference.tables.values():
        for change in _of_kind(each, kind):
            seen = masked(each, change) if masked else change
            key = "・".join(seen.key)
            row = (each.table.label_ja, seen.name, key if key != seen.name else "")
            if kind == "changed":
                lines += [(*row, field.label_ja, field.before, field.after) for field in seen.fields]
            else:
                lines.append(row)
    columns = [*_NAMES, *(_FIELDS if kind == "changed" else ())]
    return pd.DataFrame(lines, columns=columns, dtype="str")


def _of_kind(each: TableDifference, kind: str) -> Iterator[RowChange]:
    """The changes of one kind; the others, of which there may be many, are not put into words."""
    names = {"added": ("added",), "changed": ("changed", "before"), "withdrawn": ("withdrawn",)}
    left_out = {
        name: getattr(each, name).iloc[:0] for other, of in names.items() if other != kind for name in of
    }
    yield from replace(each, **left_out).row_changes()


def _show_lines(lines: pd.DataFrame, kind: str) -> None:
    if len(lines) <= _MOST_WRAPPED:
        st.html(_wrapped(lines, kind))
        return
    st.dataframe(
        lines,
        hide_index=True,
        row_height=_ROW,
        height=_HEIGHT,
        column_config={"名前": st.column_config.TextColumn(width=320)},
        alt=f"{KINDS[kind]}の一覧表",
    )


def _wrapped(lines: pd.DataFrame, kind: str) -> str:
    """The lines as a table with whole texts; what names a row stands once before its fields."""
    rows = ""
    for _, of_row in groupby(lines.itertuples(index=False, name=None), lambda line: line[:_NAMED]):
        fields = list(of_row)
        for at, line in enumerate(fields):
            names = _cells(line[:_NAMED], f' rowspan="{len(fields)}"') if at == 0 else ""
            rows += f"<tr>{names}{_cells(line[_NAMED:])}</tr>"
    heads = "".join(f'<th scope="col">{name}</th>' for name in lines.columns)
    return (
        f'<div class="scroll"><table class="plain words changes {kind}"><thead><tr>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(texts: tuple[str, ...], attributes: str = "") -> str:
    return "".join(f'<td class="text"{attributes}>{escape(text)}</td>' for text in texts)
