"""Downloads of the present selection; the bytes are made when a button is pressed, not before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing.answer_book import answer_book, plan_book
from briefing.change_book import change_book
from briefing.change_tables import bridge_list_table, bridge_table, plan_changes_table
from briefing.map_data import geojson_bytes, geopackage_bytes
from briefing.notes import file_name
from briefing.plan_tables import plans_table
from briefing.progress_book import progress_book
from briefing.progress_tables import (
    kpi_progress_table,
    overdue_kpis_table,
    plan_progress_table,
    poor_kpis_table,
    promises_table,
)
from briefing.spreadsheet import csv_bytes
from briefing.tables import BREAKDOWN_LABEL, AnswerTable, parts_of, projects_table, totals_table
from domain.area import label_of
from geo.boundaries import BoundarySet
from ui import link, markup
from ui.handing_out import recorded
from ui.shared_records import registry_looked_at

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(allocation: Allocation, selection: Selection, boundaries: BoundarySet | None) -> None:
    """One button that opens the files and the link; they are drawn only while it is open."""
    popover = st.popover("ダウンロード・この表示のリンク", key="downloads", on_change="rerun")
    if not popover.open:
        return
    by = parts_of(selection.level)
    name = file_name(f"投資マップ_{label_of(selection.area)}", allocation.records)
    address = link.address()
    with popover:
        st.caption(f"いまの条件（{markup.plain(selection.describe())}）の数値と案件を保存します。")
        _button(
            "Excel（集計と案件）", lambda: answer_book(allocation, selection, address), f"{name}.xlsx", XLSX
        )
        _button(
            f"CSV（{BREAKDOWN_LABEL[by]}別の集計）",
            lambda: csv_bytes(totals_table(allocation, selection, by)),
            f"{name}_{BREAKDOWN_LABEL[by]}別.csv",
            "text/csv",
        )
        _button(
            "CSV（案件）",
            lambda: csv_bytes(projects_table(allocation, selection)),
            f"{name}_案件.csv",
            "text/csv",
        )
        if len(allocation.records["plans"]):
            _plan_buttons(allocation, selection, address)
            _progress_book_button(allocation, selection, address)
        if boundaries is not None:
            _button(
                "GeoJSON（案件の地点）",
                lambda: geojson_bytes(allocation, selection, boundaries),
                f"{name}.geojson",
                "application/geo+json",
            )
            _button(
                "GeoPackage（地点と区域）",
                lambda: geopackage_bytes(allocation, selection, boundaries),
                f"{name}.gpkg",
                "application/geopackage+sqlite3",
            )
        _link(address)


def _plan_buttons(allocation: Allocation, selection: Selection, address: str) -> None:
    name = file_name(f"計画一覧_{label_of(selection.area)}", allocation.records)
    _button("Excel（計画）", lambda: plan_book(allocation, selection, address), f"{name}.xlsx", XLSX)
    _button("CSV（計画）", lambda: csv_bytes(plans_table(allocation, selection)), f"{name}.csv", "text/csv")


def show_plans(allocation: Allocation, selection: Selection) -> None:
    """One button that opens the files about plans and the link."""
    popover = st.popover("ダウンロード・この表示のリンク", key="plan_downloads", on_change="rerun")
    if not popover.open:
        return
    address = link.address()
    with popover:
        st.caption(f"いまの条件（{markup.plain(selection.describe())}）の計画を保存します。")
        _plan_buttons(allocation, selection, address)
        _link(address)


def show_changes(before: Allocation, after: Allocation, selection: Selection, plan_id: str = "") -> None:
    """One button that opens the files about what changed, of the selection or of one plan, and the link."""
    popover = st.popover("ダウンロード・この表示のリンク", key="change_downloads", on_change="rerun")
    if not popover.open:
        return
    address, asked = link.address(), (before, after, selection)
    what = plan_id or label_of(selection.area)
    halves = f"{before.records.period}-{after.records.period}"
    name = file_name(f"変更点_{what}_{halves}", after.records)
    with popover:
        about = "この計画" if plan_id else f"いまの条件（{markup.plain(selection.describe())}）"
        st.caption(f"{about}の、二つの半期の間の変更点を保存します。")
        _button("Excel（変更点）", lambda: change_book(*asked, address, plan_id), f"{name}.xlsx", XLSX)
        if plan_id:
            _csv("計画の変更", lambda: plan_changes_table(before, after, plan_id), name)
        else:
            _csv("増減の内訳", lambda: bridge_table(*asked), name)
            _csv("増減の案件", lambda: bridge_list_table(*asked), name)
        _link(address)


def _csv(what: str, make: Callable[[], AnswerTable], stem: str) -> None:
    _button(f"CSV（{what}）", lambda: csv_bytes(make()), f"{stem}_{what}.csv", "text/csv")


def show_progress(allocation: Allocation, selection: Selection) -> None:
    """One button that opens the files about the progress of KPIs and the link."""
    popover = st.popover("ダウンロード・この表示のリンク", key="progress_downloads", on_change="rerun")
    if not popover.open:
        return
    name, address = _progress_name(allocation, selection), link.address()
    with popover:
        st.caption(f"いまの条件（{markup.plain(selection.describe())}）のKPIの進捗を保存します。")
        _progress_book_button(allocation, selection, address)
        for label, make in _PROGRESS_TABLES.items():
            _button(
                f"CSV（{label}）",
                partial(_progress_csv, make, allocation, selection),
                f"{name}_{label}.csv",
                "text/csv",
            )
        _link(address)


def _progress_name(allocation: Allocation, selection: Selection) -> str:
    return file_name(f"KPI進捗_{label_of(selection.area)}", allocation.records)


def _progress_book_button(allocation: Allocation, selection: Selection, address: str) -> None:
    name = _progress_name(allocation, selection)
    _button("Excel（KPI進捗）", lambda: progress_book(allocation, selection, address), f"{name}.xlsx", XLSX)


def _progress_csv(
    make: Callable[[Allocation, Selection], AnswerTable], allocation: Allocation, selection: Selection
) -> bytes:
    return csv_bytes(make(allocation, selection))


_PROGRESS_TABLES = {
    "計画の進捗": plan_progress_table,
    "KPI": kpi_progress_table,
    "要対応": poor_kpis_table,
    "未報告・遅延": overdue_kpis_table,
    "約束の履行": promises_table,
}


def _link(address: str) -> None:
    st.caption("この表示のリンク（右端のしるしで写し取れます）")
    st.code(address, language=None, wrap_lines=True)


def _button(label: str, make: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        label,
        data=recorded(registry_looked_at(), file_name, make),
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        key=f"download_{label}",
        width="stretch",
    )
