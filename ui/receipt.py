"""The receipt of an accepted submission: its number, what it changed, and the ways on."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from domain.fiscal_half import format_ja
from registry.database import Registry
from registry.plan_rows import rows_of_plans
from ui import link
from ui.checked_upload import CheckedUpload
from ui.upload import Upload

_KEPT = "receipt"
_MOST_LINKS = 30


@dataclass(frozen=True)
class Receipt:
    """What a sender is told: id and version, facts in words, id and title of the plans handed in."""

    submission_id: str
    version: int
    facts: tuple[str, ...]
    plans: tuple[tuple[str, str], ...]


def give(given: Upload, found: CheckedUpload, registry: Registry) -> None:
    """Keep the receipt of what this session has just handed in."""
    submissions = registry.submissions().set_index("submission_id")
    version = int(submissions.loc[found.submission_id, "sequence"])
    plans = _plans(found, registry)
    titles = zip(plans["plan_id"], plans["title"], strict=True)
    facts = (format_ja(given.period), given.submitted_by, found.checked.difference.summary())
    st.session_state[_KEPT] = Receipt(found.submission_id, version, facts, tuple(titles))


def _plans(found: CheckedUpload, registry: Registry) -> pd.DataFrame:
    """The plans handed in, or those that were reported on."""
    submitted = found.checked.submitted
    if "plans" in submitted:
        return submitted["plans"].frame
    reports = submitted.get("progress_reports")
    reported = [] if reports is None else list(reports.frame["plan_id"].unique())
    return rows_of_plans(registry, reported)["plans"]


def show() -> None:
    """The receipt of what this session handed in last, until the next files are chosen."""
    receipt: Receipt | None = st.session_state.get(_KEPT)
    if receipt is not None:
        st.html(_html(receipt))


def forget() -> None:
    """The next files are chosen: the receipt has been read."""
    st.session_state.pop(_KEPT, None)


def _html(receipt: Receipt) -> str:
    records = "".join(
        f"<li>{_way(link.PLAN, {'plan': plan_id}, f'計画カルテ　{title}')}</li>"
        for plan_id, title in receipt.plans[:_MOST_LINKS]
    )
    more = len(receipt.plans) - _MOST_LINKS
    rest = f"<li>ほか{more:,}件は計画一覧にあります</li>" if more > 0 else ""
    on_map = _way(link.MAP, {"map": "plan"} if receipt.plans else {}, "投資マップで見る")
    recorded = _way(link.STATUS, {"submission": receipt.submission_id}, "提出状況で見る")
    return (
        '<div class="verdict good" role="status">受け付けました。'
        f"<p>受付番号 <b>{escape(receipt.submission_id)}</b>　登録簿 第{receipt.version:,}版　"
        f"{escape('　'.join(receipt.facts))}</p>"
        f"<ul>{records}{rest}<li>{on_map}</li><li>{recorded}</li></ul></div>"
    )


def _way(page: str, view: dict[str, str], words: str) -> str:
    address = link.relative_address(page, view=view)
    return f'<a data-go href="{escape(address, quote=True)}">{escape(words)}</a>'
