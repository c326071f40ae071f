"""The two halves that are compared: from the link, or the half looked at and the one before; two boxes."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis.allocation import Allocation
from analysis.half import asked_half, half_before
from domain.fiscal_half import format_ja, short_ja
from ui import link, markup
from ui.shared_records import Shared, shared

_KEYS = {"from": "changes_from", "to": "changes_to"}


@dataclass(frozen=True)
class TwoHalves:
    """Two halves, the earlier first, and the records as of each."""

    start: str
    end: str
    before: Allocation
    after: Allocation

    @property
    def start_words(self) -> str:
        return short_ja(self.start)

    @property
    def end_words(self) -> str:
        return short_ja(self.end)


def usual(everything: Shared, registry: str) -> TwoHalves | None:
    """The half looked at and the one before it, whatever a link compares; None where there is no such half.

    ``registry`` is the one of :mod:`ui.link` that ``everything`` is of.
    """
    halves = everything.halves
    start = half_before(everything.allocation.records, halves)
    return _read(start, halves[halves.index(start) - 1], everything, registry) if start else None


def _read(start: str, end: str, everything: Shared, registry: str) -> TwoHalves:
    known = everything.allocation.records.known
    before, after = (shared(registry, half, known).allocation for half in (start, end))
    return TwoHalves(start, end, before, after)


def asked(everything: Shared) -> TwoHalves | None:
    """What the link asks to compare; None where nothing has been handed in for two halves.

    What of the link cannot be compared is told, and the nearest that can be is shown.
    """
    halves = everything.halves
    if len(halves) < 2:
        return None
    end, start = _asked_end(everything), ""
    earlier = [half for half in halves if half < end]
    start = link.view("from") if link.view("from") in earlier else earlier[0]
    troubles = [
        f"リンクの{link.VIEW_PARAMETERS[name].label_ja}「{given}」は比べられません。{short_ja(shown)}を表示しています。"
        for name, shown in (("from", start), ("to", end))
        if (given := link.view(name)) and given != shown
    ]
    markup.sentences("notice", troubles)
    return _read(start, end, everything, link.view("registry"))


def _asked_end(everything: Shared) -> str:
    """The later half: of the link, or the half looked at; never the first of all."""
    later = everything.halves[:-1]
    looked_at = asked_half(everything.allocation.records)
    return next((half for half in (link.view("to"), looked_at) if half in later), later[0])


def boxes(everything: Shared, halves: TwoHalves) -> None:
    """Two boxes in which other halves can be chosen, the earlier one before the later."""
    earlier = [half for half in everything.halves if half < halves.end]
    with st.container(horizontal=True, width="content"):
        _box("from", "はじめ", earlier, halves.start)
        _box("to", "おわり", list(everything.halves[:-1]), halves.end)


def _box(name: str, label: str, options: list[str], chosen: str) -> None:
    key = _KEYS[name]
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen
    st.selectbox(label, options, format_func=format_ja, key=key, on_change=lambda: _take(name), width=290)


def _take(name: str) -> None:
    chosen = st.session_state[_KEYS[name]]
    link.set_view(name, chosen)
    if name == "to" and link.view("from") >= chosen:
        link.set_view("from", "")


def nothing(everything: Shared) -> None:
    """What stands here where there is nothing to compare: why, and where there is something."""
    halves = everything.halves
    known = f"いま登録があるのは{short_ja(halves[0])}だけです。" if halves else "まだ登録がありません。"
    markup.sentences(
        "notice",
        [
            f"比べられる半期が二つありません。{known}次の半期の提出を受け付けると、ここに変更点が出ます。",
        ],
    )
    if link.view("registry") != link.DEMO:
        st.caption("架空のデータでの見え方は、サイドバーの登録簿で「デモ（架空）」を選ぶと確かめられます。")
