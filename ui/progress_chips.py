"""Grades and alerts as rows of chips: legend, numbers and filter in one; each is a link."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from analysis.alerts import KPI_ALERTS, measure_alerts
from analysis.allocation import Allocation
from analysis.attention import selected_measures
from analysis.kept_answers import kept
from analysis.kpi_progress import selected_progress
from analysis.selection import Selection
from domain.codelist import codelist
from ui import link
from ui.grade_mark import grade_mark


def show(allocation: Allocation, selection: Selection, half: str) -> None:
    """A row of grades and a row of alerts; a press asks for it, or no longer asks for it."""
    grades = tuple(_address(selection, "grades", "kpi_grade", code) for code in codelist("kpi_grade").codes)
    alerts = tuple(_address(selection, "alerts", "alert", code) for code in codelist("alert").codes)
    st.html(_html(allocation, selection, half, grades, alerts))


def _address(selection: Selection, attribute: str, vocabulary: str, code: str) -> str:
    """The address with ``code`` asked for if it is not yet, else no longer."""
    asked = set(getattr(selection, attribute)) ^ {code}
    codes = tuple(each for each in codelist(vocabulary).codes if each in asked)
    changed = replace(selection, **{attribute: codes})  # type: ignore[arg-type]
    return link.address_of(changed, {"sheet": "", "kpi": ""})


@kept(256)
def _html(
    allocation: Allocation, selection: Selection, half: str, grades: tuple[str, ...], alerts: tuple[str, ...]
) -> str:
    by_grade = grade_numbers(allocation, selection, half)
    by_alert = alert_numbers(allocation, selection, half)
    first = "".join(
        _chip(
            address,
            grade_mark(code),
            f"{by_grade[code]:,}",
            definition(code),
            is_asked=code in selection.grades,
        )
        for code, address in zip(codelist("kpi_grade").codes, grades, strict=True)
    )
    words = codelist("alert")
    second = "".join(
        _chip(
            address,
            escape(words.label(code)),
            f"{by_alert[code]:,}{'指標' if code in KPI_ALERTS else '施策'}",
            words[code].more["definition_ja"],
            is_asked=code in selection.alerts,
        )
        for code, address in zip(words.codes, alerts, strict=True)
    )
    return (
        f'<nav class="chips" aria-label="KPIの評価で絞り込む"><b>評価</b>{first}</nav>'
        f'<nav class="chips" aria-label="注意点で絞り込む"><b>注意点</b>{second}</nav>'
    )


def definition(grade: str) -> str:
    return codelist("kpi_grade")[grade].more["definition_ja"]


def _chip(address: str, label: str, number: str, meaning: str, *, is_asked: bool) -> str:
    mark = ' aria-current="true"' if is_asked else ""
    return (
        f'<a data-go href="{escape(address, quote=True)}" title="{escape(meaning, quote=True)}"{mark}>'
        f"{label}<span>{number}</span></a>"
    )


def grade_numbers(allocation: Allocation, selection: Selection, half: str) -> dict[str, int]:
    """KPIs by grade of the selection, whatever grades it asks for."""
    kpis = selected_progress(allocation, replace(selection, grades=()), half)
    return _counts(kpis["grade"], codelist("kpi_grade").codes)


def alert_numbers(allocation: Allocation, selection: Selection, half: str) -> dict[str, int]:
    """KPIs or measures by alert of the selection, whatever alerts it asks for."""
    wider = replace(selection, alerts=())
    kpis = selected_progress(allocation, wider, half)
    found = _counts(kpis["alerts"].explode(), KPI_ALERTS)
    at = selected_measures(allocation, wider, half).index
    flags = measure_alerts(allocation, half)
    return found | {code: int(bears[at].sum()) for code, bears in flags.items()}


def _counts(values: pd.Series, codes: tuple[str, ...]) -> dict[str, int]:
    counts = values.value_counts()
    return {code: int(counts.get(code, 0)) for code in codes}
