"""What is to be made: kinds of sheets, the plan, the paper and the title; what does not fit says why."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from analysis.measure import Measure
from analysis.selection import Selection
from briefing import answers
from briefing.documents import coded_sheets, own_title
from briefing.layout.papers import PRINTED
from briefing.sheets.fit import reason_against
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.area import Level
from domain.codelist import codelist
from ui import link, switch

_ACROSS = 3
_MOST_OFFERED = 500
"""Plans that a box offers; more are narrowed down by the filters first."""


@dataclass(frozen=True)
class Choice:
    """Requests for sheets, in order, and the paper."""

    requests: tuple[SheetRequest, ...]
    paper: str


def asked(source: SheetSource) -> Choice:
    """What the link asks for: of the kinds that it names those that fit, or the kind that fits the view."""
    selection = link.selection()
    named = [_request(code, selection) for code in kinds_named()]
    chosen = [each for each in named if not reason_against(source, each)]
    if not chosen:
        usual = _request(_usual_kind(source, selection), selection)
        chosen = [] if reason_against(source, usual) else [usual]
    if chosen and link.view("title"):
        chosen[0] = replace(chosen[0], title=link.view("title"))
    return Choice(tuple(chosen), link.view("paper"))


def kinds_named() -> tuple[str, ...]:
    """Kinds that the link names, in the order of the vocabulary."""
    named = set(link.view("kinds").split(","))
    return tuple(code for code in codelist("sheet_kind").codes if code in named)


def _request(kind: str, selection: Selection) -> SheetRequest:
    """A request of a kind for what is looked at; the map is drawn as on the page that one comes from."""
    mode = link.view("map")
    return SheetRequest(
        kind,
        selection,
        plan=_plan() if kind == "plan" else "",
        mode="" if mode == link.VIEW_PARAMETERS["map"].default else mode,
        measure=Measure(link.view("measure")),
    )


def _plan() -> str:
    return link.view("plan") or link.view("cluster")


def _usual_kind(source: SheetSource, selection: Selection) -> str:
    if selection.level is Level.MUNICIPALITY:
        return "projects"
    if len(selection.fields) == 1:
        return "field"
    return selection.level.value


def show_kinds(source: SheetSource, choice: Choice) -> None:
    """A box to tick for each kind; one that does not fit is grey and says what would have to be chosen."""
    st.markdown("**資料の種類**")
    chosen = {request.kind for request in choice.requests}
    kinds = list(codelist("sheet_kind"))
    for row in range(0, len(kinds), _ACROSS):
        for column, kind in zip(st.columns(_ACROSS), kinds[row : row + _ACROSS], strict=False):
            reason = reason_against(source, _request(kind.code, link.selection()))
            key = f"sheet_kind_{kind.code}"
            st.session_state[key] = kind.code in chosen
            column.checkbox(
                kind.label_ja + (f"  \n{reason}" if reason else ""),
                key=key,
                disabled=bool(reason),
                help=None if reason else kind.more["definition_ja"],
                on_change=_take_kind,
                args=(kind.code, tuple(chosen)),
            )


def _take_kind(kind: str, chosen: tuple[str, ...]) -> None:
    wanted = {*chosen, kind} if st.session_state[f"sheet_kind_{kind}"] else {*chosen} - {kind}
    link.set_view("kinds", ",".join(code for code in codelist("sheet_kind").codes if code in wanted))
    link.set_view("title", "")


def show_paper(choice: Choice) -> None:
    """The switch of the paper."""
    st.markdown("用紙")
    papers = {name: paper.label_ja.partition("（")[0] for name, paper in PRINTED.items()}
    switch.show("用紙", papers, choice.paper, parameter="paper", key="sheet_paper")


def show_title_and_plan(source: SheetSource, choice: Choice) -> None:
    """The title of the first sheet with the proposed one to be seen, and where there are plans their box."""
    plans = answers.plans(source.allocation, link.selection())
    has_box = 0 < len(plans) <= _MOST_OFFERED
    places = st.columns(2) if has_box else [st.container()]
    if choice.requests:
        with places[0]:
            _title_box(source, choice)
    if has_box:
        with places[1]:
            _plan_box(dict(zip(plans["plan_id"], plans["title"], strict=True)))


def _plan_box(titles: dict[str, str]) -> None:
    key = "sheet_plan"
    st.session_state[key] = _plan() if _plan() in titles else ""
    st.selectbox(
        "計画カルテの計画",
        ["", *titles],
        format_func=lambda plan_id: titles.get(plan_id, "選んでください"),
        key=key,
        on_change=_take_plan,
        args=(key,),
    )


def _take_plan(key: str) -> None:
    """A plan was chosen: its sheet is wanted."""
    plan_id = st.session_state[key]
    link.set_view("plan", plan_id)
    link.set_view("cluster", "")
    if plan_id and "plan" not in kinds_named():
        link.set_view("kinds", "plan")


def _title_box(source: SheetSource, choice: Choice) -> None:
    first = choice.requests[0]
    label = codelist("sheet_kind").label(first.kind)
    key = "sheet_title"
    if st.session_state.get(key, "") != link.view("title"):
        st.session_state[key] = link.view("title")
    st.text_input(
        "題（空欄なら提案の題）" if len(choice.requests) == 1 else f"題（{label}）",
        key=key,
        placeholder=_proposed_title(source, first),
        max_chars=120,
        on_change=lambda: link.set_view("title", own_title(st.session_state[key])),
    )


def _proposed_title(source: SheetSource, request: SheetRequest) -> str:
    try:
        return coded_sheets(source, replace(request, title=""))[0].title
    except SheetNotPossible:
        return ""
