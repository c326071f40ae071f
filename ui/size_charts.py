"""Charts of 投資規模 and the tables that say the same: bands, years, largest projects, support."""

from __future__ import annotations

from html import escape

import altair as alt
import pandas as pd
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.lines import OTHER_FIELDS_JA
from analysis.selection import Selection
from analysis.support import support_ratio
from analysis.totals import Breakdown
from briefing import answers
from briefing.oku import oku_cells
from domain.codelist import codelist
from domain.money import OKU, format_yen
from geo.palette import ACCENT, CLASSES
from ui import link, markup

_MOST_PROJECTS = 15
_AXIS_LABEL = "datum.value == 0 ? '0' : datum.value >= 10000 ? format(datum.value / 10000, ',.3~f') + '兆' : format(datum.value, ',') + '億'"


def bands(allocation: Allocation, selection: Selection) -> None:
    """Projects and amount by size band, side by side, with the table."""
    lines = answers.lines_by(allocation, selection, Breakdown.SIZE_BAND).frame()
    if not lines["projects"].any():
        _nothing()
        return
    counts, amounts = st.columns([13, 10], gap="xsmall")
    with counts:
        st.altair_chart(_band_counts(lines), alt="投資規模別の案件数の棒グラフ。数値は下の表にあります。")
    with amounts:
        if lines["amount_yen"].any():
            st.altair_chart(
                _band_amounts(lines), alt="投資規模別の投資額の棒グラフ。数値は下の表にあります。"
            )
        else:
            st.info("金額が公表された案件はありません。")
    st.html(_table(lines, "投資規模"))


def by_announced_year(allocation: Allocation, selection: Selection) -> None:
    _by_year(allocation, selection, Breakdown.ANNOUNCED_YEAR, "公表年")


def by_operation_year(allocation: Allocation, selection: Selection) -> None:
    _by_year(allocation, selection, Breakdown.OPERATION_YEAR, "稼働年")


def _by_year(allocation: Allocation, selection: Selection, by: Breakdown, name: str) -> None:
    """Amount by year, with the table; projects of unknown year are in the table only."""
    lines = answers.lines_by(allocation, selection, by).frame()
    if lines.empty:
        _nothing()
        return
    known = lines[lines["code"] != ""]
    if known["amount_yen"].any():
        st.altair_chart(_year_chart(known, name), alt=f"{name}別の投資額の棒グラフ。数値は下の表にあります。")
    else:
        st.info(f"{name}と金額がともに公表された案件はありません。")
    unknown = int(lines.loc[lines["code"] == "", "projects"].sum())
    if unknown:
        st.caption(f"{name}が公表されていない案件 {unknown:,}件は、図になく、表にあります。")
    with st.expander(f"{name}別の表"):
        st.html(_table(lines, name))


def largest(allocation: Allocation, selection: Selection) -> None:
    """The largest announced amounts as bars; each leads to its record."""
    largest = answers.largest_projects(allocation, selection, _MOST_PROJECTS)
    listed = [(project, project.amount_yen) for project in largest if project.amount_yen is not None]
    if not listed:
        st.info("金額が公表された案件はありません。")
        return
    longest = max(1, listed[0][1])
    rows = []
    for rank, (project, amount) in enumerate(listed, start=1):
        address = link.relative_address(link.LIST, view={"project": project.project_id})
        mark = f"（{project.scope_mark}）" if project.scope_mark else ""
        rows.append(
            f'<div class="row"><a data-go href="{escape(address, quote=True)}">{rank}. {escape(project.name)}</a>'
            f"<b>{escape(format_yen(amount) + mark)}</b>"
            f"{markup.bar(amount / longest)}</div>"
        )
    st.html(f'<div class="bars">{"".join(rows)}</div>')


def support(allocation: Allocation, selection: Selection) -> None:
    """By field: public support against the amounts of the same projects, where both are known."""
    lines = support_lines(allocation, selection)
    if lines.empty:
        st.info("国の支援額が公表された案件はありません。")
        return
    amounts, supports = _oku(lines["amount_yen"]), _oku(lines["support_yen"])
    rows = "".join(
        f'<tr><th scope="row">{escape(line.label)}</th><td>{line.with_support:,}</td><td>{line.with_both:,}</td>'
        f"<td>{amount}</td><td>{support}</td>"
        f"<td>{f'{line.support_yen / line.amount_yen * 100:.1f}％' if line.amount_yen else '—'}</td>"
        f'<td class="text">{_ratio_bar(line.support_yen, line.amount_yen)}</td></tr>'
        for line, amount, support in zip(lines.itertuples(), amounts, supports, strict=True)
    )
    st.html(
        '<div class="scroll"><table class="plain"><caption>投資額と国の支援（上限）の両方が公表された案件だけの比較（単位：億円）</caption>'
        '<thead><tr><th scope="col">戦略分野</th><th scope="col">支援額の公表（件）</th><th scope="col">両方の公表（件）</th>'
        '<th scope="col">投資額</th><th scope="col">国の支援（上限）</th><th scope="col">比率</th><th scope="col">投資額に対する割合</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


@kept(256)
def support_lines(allocation: Allocation, selection: Selection) -> pd.DataFrame:
    """A line a field with a known support, one for the fields beyond the strategic ones if there are
    any, and the total: label, counts and sums in yen.
    """
    asked = selection.fields or codelist("strategic_field").codes
    lines = []
    for code in asked:
        found = support_ratio(allocation, selection, field=code)
        if found.with_support:
            lines.append({"label": codelist("strategic_field").label(code)} | vars(found))
    whole = vars(support_ratio(allocation, selection))
    rest = {name: number - sum(line[name] for line in lines) for name, number in whole.items()}
    if rest["with_support"]:
        lines.append({"label": OTHER_FIELDS_JA} | rest)
    if lines:
        lines.append({"label": "計"} | whole)
    return pd.DataFrame(lines)


def _ratio_bar(part: int, whole: int) -> str:
    return markup.bar(part / whole if whole else 0)


def _oku(yen: pd.Series) -> list[str]:
    """A column of amounts in 億円, where 0 means that none is known."""
    return oku_cells([int(amount) or None for amount in yen], ["—"] * len(yen))


def _nothing() -> None:
    st.info("この条件に当てはまる案件はありません。")


def _table(lines: pd.DataFrame, name: str) -> str:
    lines = lines[lines["projects"] > 0]
    rows = "".join(
        f'<tr><th scope="row">{escape(line.label)}</th><td>{line.projects:,}</td>'
        f"<td>{amount}</td><td>{line.projects_with_amount:,}</td></tr>"
        for line, amount in zip(lines.itertuples(), _oku(lines["amount_yen"]), strict=True)
    )
    return (
        f'<table class="plain"><thead><tr><th scope="col">{escape(name)}</th><th scope="col">案件数（件）</th>'
        f'<th scope="col">投資額（億円）</th><th scope="col">金額公表（件）</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _band_data(lines: pd.DataFrame) -> pd.DataFrame:
    return lines.assign(amount=lines["amount_yen"] / OKU)[["label", "projects", "amount"]]


def _band_counts(lines: pd.DataFrame) -> alt.Chart:
    data = _band_data(lines)
    return (
        alt.Chart(data)
        .mark_bar(color=ACCENT)
        .encode(
            y=alt.Y(
                "label:N",
                sort=data["label"].tolist(),
                title=None,
                axis=alt.Axis(labelLimit=160, labelOverlap=False, labelFlush=False),
            ),
            x=alt.X("projects:Q", title="案件数（件）", axis=alt.Axis(tickMinStep=1, tickCount=4)),
            tooltip=[alt.Tooltip("label", title="規模"), alt.Tooltip("projects", title="件数", format=",")],
        )
        .properties(height=250)
    )


def _band_amounts(lines: pd.DataFrame) -> alt.Chart:
    data = _band_data(lines)
    return (
        alt.Chart(data)
        .mark_bar(color=CLASSES[2])
        .encode(
            y=alt.Y("label:N", sort=data["label"].tolist(), title=None, axis=None),
            x=alt.X("amount:Q", title="投資額（円）", axis=alt.Axis(labelExpr=_AXIS_LABEL, tickCount=3)),
            tooltip=[
                alt.Tooltip("label", title="規模"),
                alt.Tooltip("amount", title="投資額（億円）", format=",.1f"),
            ],
        )
        .properties(height=250)
    )


def _year_chart(lines: pd.DataFrame, name: str) -> alt.Chart:
    data = lines.assign(amount=lines["amount_yen"] / OKU, year=lines["code"].astype(int))
    years = range(
        int(data["year"].min()), int(data["year"].max()) + 1
    )  # years without projects keep their place
    data = data.set_index("year")[["amount", "projects"]].reindex(years, fill_value=0).reset_index()
    return (
        alt.Chart(data)
        .mark_bar(color=ACCENT)
        .encode(
            x=alt.X("year:O", title=f"{name}（年）", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("amount:Q", title="投資額（円）", axis=alt.Axis(labelExpr=_AXIS_LABEL, tickCount=5)),
            tooltip=[
                alt.Tooltip("year", title=name),
                alt.Tooltip("amount", title="投資額（億円）", format=",.1f"),
                alt.Tooltip("projects", title="件数", format=","),
            ],
        )
        .properties(height=240)
    )
