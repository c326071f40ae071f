"""利用の記録 for administrators: who did what when with what not everybody may see, the newest first."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from briefing.answer_book import AUDIENCE_LABEL
from briefing.spreadsheet import harmless
from domain.codelist import codelist
from registry.access_log import ACTIONS, entries
from registry.database import Registry
from ui import handing_out, markup, visitor
from ui.shared_records import registry_in_use

_DAYS, _MOST = 30, 500
_OF_LOGINS = ("sign_in", "sign_out", "refusal")
"""Actions whose subject is the number of a login: the same for coming and leaving."""
_HEADINGS = ("日時", "利用者", "取扱区分", "行為", "対象", "備考")


def may_see() -> bool:
    """True for administrators: by the table of roles, or at a machine of one's own that shows everything."""
    return visitor.current().role.may_administer


def show() -> None:
    """The entries that are asked for, and the same as a file."""
    if not may_see():
        markup.sentences("notice", ["利用の記録は、管理の権限のある利用者が見られます。"])
        return
    registry = registry_in_use()
    since, actor, action = _asked()
    found = _in_words(entries(registry, since=since, actor=actor, action=action))
    _show_table(found)
    _save(registry, found, since)


def _asked() -> tuple[str, str, str]:
    """From which day on, whose and which entries."""
    first, second, third = st.columns(3)
    day = first.date_input(
        "この日から", dt.date.today() - dt.timedelta(days=_DAYS), format="YYYY/MM/DD", key="access_since"
    )
    actor = second.text_input("利用者", placeholder="メールアドレス（すべて）", key="access_actor")
    words = codelist(ACTIONS)
    action = third.selectbox(
        "行為",
        ["", *words.codes],
        format_func=lambda code: words.label(code) or "すべて",
        key="access_action",
    )
    return day.isoformat() if isinstance(day, dt.date) else "", actor.strip(), action


def _in_words(found: pd.DataFrame) -> pd.DataFrame:
    """Entries as they are read, the newest first."""
    shown = found.iloc[::-1].reset_index(drop=True)
    shown["at"] = shown["at"].str[:19].str.replace("T", " ")
    shown["audience"] = [AUDIENCE_LABEL.get(code, code) for code in shown["audience"]]
    of_login = shown["action"].isin(_OF_LOGINS)
    shown.loc[of_login, "subject"] = "ログイン番号 " + shown.loc[of_login, "subject"]
    shown["action"] = [codelist(ACTIONS).label(code) for code in shown["action"]]
    return shown.set_axis(list(_HEADINGS), axis=1)


def _show_table(found: pd.DataFrame) -> None:
    if found.empty:
        st.info("この条件に当てはまる記録はありません。")
        return
    st.dataframe(
        found.head(_MOST),
        hide_index=True,
        placeholder="—",
        height=min(34 * (min(len(found), _MOST) + 1) + 4, 620),
        row_height=34,
        column_config={
            "日時": st.column_config.Column(width=150),
            "利用者": st.column_config.Column(width=220),
            "取扱区分": st.column_config.Column(width=80),
            "行為": st.column_config.Column(width=120),
            "対象": st.column_config.Column(width=320),
        },
        alt="利用の記録の表",
    )
    more = f"新しいものから{_MOST:,}件を表示しています。" if len(found) > _MOST else ""
    st.caption(f"{len(found):,}件。{more}記録は消すことも直すこともできません。")


def _save(registry: Registry, found: pd.DataFrame, since: str) -> None:
    name = f"利用の記録_{since}から.csv"
    st.download_button(
        "CSV（利用の記録）",
        data=handing_out.recorded(
            registry, name, lambda: found.map(harmless).to_csv(index=False).encode("utf-8-sig")
        ),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key="access_csv",
        disabled=found.empty,
    )
