"""The link and the selection, kept the same both ways: every view has an address.

The session holds the selection. It is taken from the link when the link has changed by itself
(first visit, pasted link, Back), and written to the link when a widget, a click or a table row has
changed it. The parameters of :mod:`analysis.selection` are joined by those of single views.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

import streamlit as st

from analysis.investment_bridge import CHANGES as CHANGED
from analysis.selection import Selection, parse_selection, unknown_parameters
from briefing.maps.view import MODES
from domain.codelist import codelist
from domain.finding import Cell, Finding
from domain.reporting_period import SINCE, THEN
from rules.selection import VALUE_UNKNOWN

HOME, MAP, FIELDS, LIST, PLANS, PLAN = (
    "", "investment_map", "strategic_fields", "project_list", "plan_list", "plan_record",
)  # fmt: skip
"""Paths of the start page and of the pages that have views of their own."""

PROGRESS = "kpi_progress"
"""Path of the page of KPI grades, which has views of its own too."""

INTAKE, STATUS = "data_submission", "submission_status"
"""Paths of the pages by which plans come in and are followed."""

CHANGES = "changes"
"""Path of the page on what changed between two halves."""

BRIEFING = "briefing_sheets"
"""Path of the page that makes sheets of what is looked at."""

ACCESS = "access_records"
"""Path of the page for administrators on who did what when."""

NEWEST = ""
"""The half looked at when a link names none: whatever has been handed in."""

PUBLIC, DEMO = "public", "demo"
"""The registries that a link may name: the one in use, and the fictional one that ships."""


@dataclass(frozen=True)
class ViewParameter:
    """A further parameter of a link: its Japanese name, the pages that have it (none: every page), and
    its allowed values, of which the first is the default. No values mean any text.
    """

    label_ja: str
    pages: tuple[str, ...]
    allowed: tuple[str, ...] = ()

    def is_on(self, page: str) -> bool:
        return not self.pages or page in self.pages

    @property
    def default(self) -> str:
        return self.allowed[0] if self.allowed else ""


VIEW_PARAMETERS = {
    "map": ViewParameter("地図の表し方", (MAP, BRIEFING), tuple(MODES)),
    "measure": ViewParameter("指標", (MAP, FIELDS, BRIEFING), ("amount", "projects", "per_capita")),
    "project": ViewParameter("案件", (LIST,)),
    "opened": ViewParameter("開いた分野", (FIELDS,)),
    "plan": ViewParameter("計画", (PLAN, CHANGES, BRIEFING)),
    "cluster": ViewParameter("地図で選んだ計画", (MAP,)),
    "islands": ViewParameter("地図に映す離島", (MAP,), ("", *codelist("island_group").codes)),
    "list": ViewParameter(
        "一覧", (PROGRESS,), ("matrix", "attention", "overdue", "promises", "reached", "kpis")
    ),
    "kpi": ViewParameter("KPI", (PROGRESS,)),
    "sheet": ViewParameter("一覧の頁", (PROGRESS,)),
    "half": ViewParameter("半期", (STATUS,)),
    "submission": ViewParameter("提出", (STATUS,)),
    "from": ViewParameter("はじめの半期", (CHANGES, BRIEFING)),
    "to": ViewParameter("おわりの半期", (CHANGES, BRIEFING)),
    "step": ViewParameter("増減の内訳", (CHANGES,), ("all", *CHANGED)),
    "kinds": ViewParameter("資料の種類", (BRIEFING,)),
    "paper": ViewParameter("用紙", (BRIEFING,), ("a4", "16x9")),
    "title": ViewParameter("資料の題", (BRIEFING,)),
    "code": ViewParameter("資料番号", (BRIEFING,)),
    "meeting": ViewParameter("会議表示", (MAP,), ("no", "yes")),
    "registry": ViewParameter("登録簿", (), (PUBLIC, DEMO)),
    "period": ViewParameter("時点の半期", ()),
    "known": ViewParameter("時点の見方", (), (SINCE, THEN)),
}

_SELECTION, _VIEW, _LINK, _PAGE, _TOUCHED, _FINDINGS = (
    "link_selection", "link_view", "link_written", "link_page", "link_touched", "link_findings",
)  # fmt: skip
Parameters = dict[str, list[str]]


def follow(page: str) -> None:
    """At the start of a run: take over a link that has changed by itself."""
    state = st.session_state
    written = _current()
    changed_by_itself = _LINK not in state or written != state[_LINK]
    went_to_page = state.get(_PAGE) != page and not written
    touched = state.pop(_TOUCHED, False)
    if _SELECTION not in state or (changed_by_itself and not went_to_page and not touched):
        _take_over(written)
    state[_PAGE] = page
    state[_LINK] = written


def write() -> None:
    """Write the session's selection and view to the link, if it does not say so already."""
    wanted = parameters()
    if wanted != st.session_state[_LINK]:
        st.query_params.from_dict(wanted)
        st.session_state[_LINK] = wanted


def _current() -> Parameters:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def understood(written: Parameters) -> tuple[Selection, dict[str, str], list[Finding]]:
    """The selection and the views' parameters that a link asks for, and what was not understood."""
    selection, findings = parse_selection(written)
    findings += unknown_parameters(list(written), list(VIEW_PARAMETERS))
    view = {}
    for name, parameter in VIEW_PARAMETERS.items():
        for value in written.get(name, ()):
            if not parameter.allowed or value in parameter.allowed:
                view[name] = value
            else:
                findings.append(VALUE_UNKNOWN.at(Cell(), value, label=parameter.label_ja))
    return selection, view, findings


def _take_over(written: Parameters) -> None:
    selection, view, findings = understood(written)
    st.session_state[_SELECTION] = selection
    st.session_state[_VIEW] = view
    st.session_state[_FINDINGS] = findings


def take_over_query(query: str) -> None:
    """Take over the parameters of a link of ours that was clicked; from a callback."""
    _take_over(parse_qs(query))
    st.session_state[_TOUCHED] = True


def selection() -> Selection:
    """The selection of this session."""
    found: Selection = st.session_state[_SELECTION]
    return found


def select(changed: Selection) -> None:
    """Change the selection; to be called from a widget's callback."""
    st.session_state[_VIEW] = _view_of(changed)
    st.session_state[_SELECTION] = changed
    st.session_state[_TOUCHED] = True
    st.session_state[_FINDINGS] = []


def _view_of(chosen: Selection) -> dict[str, str]:
    """The parameters of views with another selection: another area's map begins with its mainland."""
    kept: dict[str, str] = st.session_state[_VIEW]
    return kept if chosen.area == selection().area else kept | {"islands": ""}


def view(name: str) -> str:
    """A view's own parameter, or its default."""
    return value_in(st.session_state[_VIEW], name)


def value_in(view: Mapping[str, str], name: str) -> str:
    """A parameter among those of a view, or its default."""
    return view.get(name, VIEW_PARAMETERS[name].default)


def set_view(name: str, value: str) -> None:
    """Change a view's parameter; to be called from a widget's callback."""
    st.session_state[_VIEW] = st.session_state[_VIEW] | {name: value}
    st.session_state[_TOUCHED] = True


def page() -> str:
    """Path of the page that is being drawn."""
    found: str = st.session_state[_PAGE]
    return found


def findings() -> list[Finding]:
    """What of the link was not understood."""
    return list(st.session_state.get(_FINDINGS, []))


def parameters() -> Parameters:
    """Parameters of the present view; defaults are left out."""
    return _parameters(selection(), st.session_state[_VIEW], st.session_state[_PAGE])


def parameters_for(page: str) -> Parameters:
    """Parameters that the present view has on another page."""
    return _parameters(selection(), st.session_state[_VIEW], page)


def _parameters(chosen: Selection, view: Mapping[str, str], page: str) -> Parameters:
    found = chosen.to_parameters()
    for name, parameter in VIEW_PARAMETERS.items():
        value = view.get(name, "")
        if parameter.is_on(page) and value and value != parameter.default:
            found[name] = [value]
    return found


def relative_address(
    page: str, *, area: str = "", field: str = "", view: Mapping[str, str] | None = None
) -> str:
    """Address of a page of ours below the product's root, with the present view changed.

    ``area`` and ``field`` replace those of the selection; ``view`` replaces parameters of views.
    """
    chosen = selection()
    chosen = chosen.within(area) if area else chosen
    chosen = chosen.with_fields((field,)) if field else chosen
    return _below_root(page, _parameters(chosen, {**_view_of(chosen), **(view or {})}, page))


def address_here(view: Mapping[str, str]) -> str:
    """Address of the present page with parameters of views replaced."""
    return relative_address(st.session_state[_PAGE], view=view)


def address_of(changed: Selection, view: Mapping[str, str] | None = None) -> str:
    """Address of the present page with another selection, and with parameters of views replaced."""
    page = st.session_state[_PAGE]
    return _below_root(page, _parameters(changed, {**_view_of(changed), **(view or {})}, page))


def _below_root(page: str, parameters: Parameters) -> str:
    query = urlencode(parameters, doseq=True)
    return f"{page or './'}?{query}" if query else page or "./"


def extended(address: str, name: str, value: str) -> str:
    """An address with one more parameter."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({name: value})}"


def fresh_address(registry: str) -> str:
    """Address of the present page in a registry with nothing selected, but drawn in the same way.

    A map of plans is not kept: the other registry may have none.
    """
    view, page = st.session_state[_VIEW], st.session_state[_PAGE]
    kept = {
        name: value
        for name, value in view.items()
        if name in ("map", "measure") and value not in ("plan", "kpi")
    }
    return _below_root(page, _parameters(Selection(), kept | {"registry": registry}, page))


def address(found: Mapping[str, list[str]] | None = None) -> str:
    """The whole link of the present view, to be copied."""
    base = (st.context.url or "").split("?")[0]
    query = urlencode(found if found is not None else parameters(), doseq=True)
    return f"{base}?{query}" if query else base
