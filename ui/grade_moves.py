"""How grades of KPIs moved: a matrix of grade then and now, the change of composition apart, and the KPIs."""

from __future__ import annotations

from html import escape

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.grade_movement import (
    ASSESSED,
    BETTER,
    SAME,
    UNASSESSED,
    UNMOVED,
    UNPUBLISHED,
    WORSE,
    GradeMovement,
    grade_movement,
    moved_kpis,
)
from analysis.grading import NOT_ASSESSABLE
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing.change_tables import CAME
from briefing.grade_words import grade_words
from domain.codelist import codelist
from ui import line_table, link
from ui.grade_mark import grade_mark
from ui.two_halves import TwoHalves

_HEIGHT = 420
_REPEATED = ("動き", "評価", "単位", "計画")


def show(halves: TwoHalves, selection: Selection) -> None:
    """The matrix beside the change of composition, and below the KPIs whose grades moved."""
    found = grade_movement(halves.before, halves.after, selection)
    if not found.before.sum() and not found.after.sum():
        st.info("この条件に当てはまる計画のKPIは、どちらの半期にもありません。")
        return
    ends = halves.start_words, halves.end_words
    asked = (halves.before, halves.after, selection, ends)
    st.html(f'<div class="beside">{_matrix(*asked)}{_composition(*asked)}</div>')
    _show_list(halves, selection)


@kept(256)
def _matrix(before: Allocation, after: Allocation, selection: Selection, ends: tuple[str, str]) -> str:
    found, codes = grade_movement(before, after, selection), codelist("kpi_grade").codes
    if untold := found.count(UNPUBLISHED):
        return (
            f'<p class="awaited">{escape(ends[1])}の進捗報告は公表前のため、どちらの半期にもあるKPI {untold:,}件の'
            "評価の動きは示しません。「おわり」に公表済みの半期を選ぶと、それまでの動きが出ます。</p>"
        )
    heads = "".join(f'<th scope="col">{grade_mark(code)}</th>' for code in codes)
    rows = ""
    for then, code in enumerate(codes):
        numbers = found.moved[then].tolist()
        cells = "".join(_cell(then, now, number) for now, number in enumerate(numbers))
        rows += (
            f'<tr><th scope="row">{grade_mark(code)}</th>{cells}<td class="sum">{sum(numbers):,}</td></tr>'
        )
    sums = "".join(f'<td class="sum">{number:,}</td>' for number in found.moved.sum(axis=0).tolist())
    return (
        '<div class="scroll"><table class="plain moves"><caption>どちらの半期にもあるKPI（件）。'
        f"行は{escape(ends[0])}、列は{escape(ends[1])}の評価。{_told(found)}</caption>"
        f'<thead><tr><th scope="col">はじめ ＼ おわり</th>{heads}<th scope="col">計</th></tr></thead>'
        f'<tbody>{rows}<tr><th scope="row">計</th>{sums}<td class="sum">{int(found.moved.sum()):,}</td></tr></tbody>'
        "</table></div>"
    )


def _told(found: GradeMovement) -> str:
    """``▲ 良くなった 25件、▼ 悪くなった 36件、…``: what the cells of the matrix come to."""
    words = codelist("kpi_movement")
    return "、".join(
        f"{words[code].more['mark']} {words.label(code)} {found.count(code):,}件"
        for code in (BETTER, WORSE, ASSESSED, UNASSESSED, SAME)
    )


def _cell(then: int, now: int, number: int) -> str:
    """A number with a sign of its direction, so that nobody needs the colour."""
    if not number:
        return '<td class="zero">0</td>'
    if then == now:
        return f'<td class="same">{number:,}</td>'
    if NOT_ASSESSABLE in (then, now):
        return f"<td>{number:,}</td>"
    kind = WORSE if now > then else BETTER
    return f'<td class="{kind}"><i>{codelist("kpi_movement")[kind].more["mark"]}</i>{number:,}</td>'


@kept(256)
def _composition(before: Allocation, after: Allocation, selection: Selection, ends: tuple[str, str]) -> str:
    """KPIs that came and went: they change the numbers of grades, not how anything went."""
    found, words = grade_movement(before, after, selection), codelist("kpi_movement")
    rows = ""
    for code, numbers in found.composition.items():
        when = ends[1] if code in CAME else ends[0]
        listed = "、".join(
            f"{grade_words(grade)} {number:,}"
            for grade, number in zip(codelist("kpi_grade").codes, numbers, strict=True)
            if number
        )
        rows += (
            f'<tr><th scope="row" title="{escape(words[code].more["definition_ja"], quote=True)}">{escape(words.label(code))}</th>'
            f'<td>{int(numbers.sum()):,}</td><td class="text">{f"{escape(when)}の評価: {escape(listed)}" if listed else "—"}</td></tr>'
        )
    return (
        '<div><table class="plain words"><caption>構成の変化（件）。評価が良くなった・悪くなったこととは別の増減</caption>'
        '<thead><tr><th scope="col">変化</th><th scope="col" class="number">KPI（件）</th><th scope="col">内訳</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        f'<p class="remark">KPIの数: {escape(ends[0])} {int(found.before.sum()):,}件 → {escape(ends[1])} {int(found.after.sum()):,}件</p></div>'
    )


def _show_list(halves: TwoHalves, selection: Selection) -> None:
    table, plans = _table(halves.before, halves.after, selection)
    if not plans:
        if grade_movement(halves.before, halves.after, selection).count(UNPUBLISHED):
            return  # whether any has moved is not public yet
        st.caption("評価の動いたKPI、新しいKPI、終わったKPIはありません。")
        return
    key = f"moved_kpis_{hash((selection, halves.start, halves.end, halves.after.records.identity))}"
    line_table.show(
        table,
        {
            "動き": st.column_config.TextColumn(width=142),
            "指標": st.column_config.TextColumn(width=222),
            "単位": st.column_config.TextColumn(width=50),
            "評価": st.column_config.TextColumn(width=198),
            "実績": st.column_config.TextColumn(width=110),
            "目標値": st.column_config.TextColumn(width=110),
            "注": st.column_config.TextColumn(width=105),
            "計画": st.column_config.TextColumn(width=290),
        },
        key=key,
        most_height=_HEIGHT,
        alt="評価の動いたKPIの一覧表",
        on_open=lambda line: link.set_view("plan", plans[line]),
    )
    st.caption(
        "「目標が変わった」KPIの評価は、二つの半期で物差しが違います。実績が同じでも評価が変わることがあります。"
        "行を選ぶと、その計画の変更点を開きます。"
    )


@kept(128)
def _table(before: Allocation, after: Allocation, selection: Selection) -> tuple[pa.Table, tuple[str, ...]]:
    """The KPIs whose grade or presence changed, and the plan_id of each."""
    listed = moved_kpis(before, after, selection)
    listed = listed[~listed["movement"].isin(UNMOVED).to_numpy()]
    words = codelist("kpi_movement")
    told = [f"{words[code].more['mark']} {words.label(code)}".strip() for code in listed["movement"]]
    columns: dict[str, object] = {
        "動き": told,
        "指標": listed["name"],
        "単位": listed["unit"],
        "評価": _both(listed["before_grade"].map(_grade), listed["after_grade"].map(_grade)),
        "実績": _both(listed["before_actual"].map(_number), listed["after_actual"].map(_number)),
        "目標値": _both(listed["before_target"].map(_number), listed["after_target"].map(_number)),
        "注": np.where(listed["has_new_target"], "目標が変わった", ""),
        "計画": listed["plan"],
    }
    arrays = {name: pa.array(values, from_pandas=True) for name, values in columns.items()}
    packed = {name: each.dictionary_encode() if name in _REPEATED else each for name, each in arrays.items()}
    return pa.table(packed), tuple(listed["plan_id"])


def _grade(code: str) -> str:
    return grade_words(code) if code else "—"


def _number(value: float) -> str:
    return "—" if pd.isna(value) else f"{float(value):,.10g}"


def _both(then: pd.Series, now: pd.Series) -> list[str]:
    """``then → now``, or once what is the same."""
    return [old if old == new else f"{old} → {new}" for old, new in zip(then, now, strict=True)]
