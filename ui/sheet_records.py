"""What sheets on the screen are made from: the records looked at, or those that a code is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NoReturn

import streamlit as st

from analysis.half import asked_half, half_before, half_compared
from briefing import sheet_source
from briefing.sheet_code import Coded, SheetCodeUnreadable, check_origin, plan_of, read_code
from briefing.sheets.request import Origin, SheetSource
from geo.boundaries import BoundarySet
from registry.database import Registry
from ui import link, markup
from ui.shared_records import Shared, shared

_TROUBLE, _TYPED = "sheet_code_trouble", "sheet_code_typed"


@dataclass(frozen=True)
class SheetRecords:
    """What sheets are made from, and the code whose version and day they are of, if one was opened."""

    source: SheetSource
    coded: Coded | None = None


def read(everything: Shared, boundaries: BoundarySet) -> SheetRecords:
    """The records looked at; those of the link's code where it has one that can be read.

    A code that has just come is taken over first: its selection, registry and half become the session's.
    """
    registry, coded = link.view("registry"), _coded()
    if link.view("to"):
        _look_at(link.view("to"), everything)
    if coded is None:
        return SheetRecords(_source(everything, boundaries, registry))
    if not link.view("kinds"):
        _take_over(coded)
    try:
        check_origin(coded, everything.registry)
        records = everything.allocation.records
        then = shared(registry, records.period, records.known, coded.version, coded.today)
        if coded.plan_mark and not link.view("plan"):
            link.set_view("plan", plan_of(coded, then.allocation.records))
            st.rerun()
    except SheetCodeUnreadable as error:
        _drop(str(error))
    return SheetRecords(_source(then, boundaries, registry, coded), coded)


def _source(
    everything: Shared, boundaries: BoundarySet, registry: str, coded: Coded | None = None
) -> SheetSource:
    allocation = everything.allocation
    records = allocation.records
    asked = coded.compared if coded else link.view("from")
    start = half_compared(records, everything.halves, asked)
    version, today = (coded.version, coded.today) if coded else (None, None)
    before = shared(registry, start, records.known, version, today).allocation if start else None
    return SheetSource(
        allocation,
        before,
        boundaries,
        Origin(registry, _mark(everything.registry, records.version)),
        start if start != half_before(records, everything.halves) else "",
    )


def _look_at(half: str, everything: Shared) -> NoReturn:
    """Make the later of two halves that 半年間の変更点 compares the half that is looked at, and start over."""
    link.set_view("to", "")
    if half in everything.halves[:-1] and half != asked_half(everything.allocation.records):
        link.set_view("period", half)
    st.rerun()


@lru_cache(maxsize=32)
def _mark(registry: Registry, version: int) -> int:
    return sheet_source.registry_mark(registry, version)


def _coded() -> Coded | None:
    if not link.view("code"):
        return None
    try:
        return read_code(link.view("code"))
    except SheetCodeUnreadable as error:
        _drop(str(error))


def _drop(trouble: str) -> NoReturn:
    """Go on without the link's code, and tell why."""
    st.session_state[_TROUBLE] = trouble
    link.set_view("code", "")
    st.rerun()


def _take_over(coded: Coded) -> NoReturn:
    """Make the session look at what a code was made of, and start over."""
    request = coded.request
    link.select(request.selection)
    values = {
        "kinds": request.kind,
        "map": request.mode,
        "measure": request.measure.value,
        "registry": coded.origin.registry,
        "period": coded.period,
        "known": coded.known,
        "from": coded.compared,
        "plan": "",
        "title": "",
    }
    for name, value in values.items():
        link.set_view(name, value or link.VIEW_PARAMETERS[name].default)
    st.rerun()


def entry() -> None:
    """The box into which a code is typed."""
    st.text_input("資料番号から作る", key=_TYPED, placeholder="資料の下の端にある番号", on_change=_typed)


def tell(coded: Coded | None) -> None:
    """What was wrong with the last code, or which records the present one is about and the way to the newest."""
    if trouble := st.session_state.pop(_TROUBLE, ""):
        markup.sentences("trouble", [trouble])
    if coded:
        day = f"{coded.today.year}年{coded.today.month}月{coded.today.day}日"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                f'<div class="opened">資料番号 {escape(link.view("code"))}: 登録簿の第{coded.version}版を、'
                f"{day}の時点で判定した内容です。</div>"
            )
            st.button("最新の内容で作る", on_click=link.set_view, args=("code", ""), key="sheet_newest")


def _typed() -> None:
    typed = st.session_state.pop(_TYPED, "").strip()
    if typed:
        link.set_view("code", typed)
        link.set_view("kinds", "")
