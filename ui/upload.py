"""Step 2 of データ登録: the files that are handed in, for which half, by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from domain.fiscal_half import format_ja
from registry.database import SubmissionFacts
from ui import markup, visitor
from ui.half_choice import begun_halves
from ui.visitor import Visitor

_ROUND = "upload_round"
_LONGEST_NAME, _LONGEST_NOTE = 60, 200


@dataclass(frozen=True)
class Upload:
    """Files of this session, and what was said about them; they lie in the session's memory alone."""

    files: tuple[UploadedFile, ...]
    period: str
    submitted_by: str
    note: str

    @property
    def key(self) -> tuple[str, ...]:
        """What tells these files from any others that are chosen."""
        return tuple(file.file_id for file in self.files)

    def contents(self) -> dict[str, bytes]:
        """The files by name."""
        return {file.name: file.getvalue() for file in self.files}

    def facts(self) -> SubmissionFacts:
        """What is kept about the submission; it is as fresh as the day that it is handed in."""
        return SubmissionFacts(self.submitted_by, self.period, dt.date.today().isoformat(), self.note)


def show() -> Upload | None:
    """The place to put files and the questions about them; None while there is nothing to check, and for
    who may not hand anything in.
    """
    looking = visitor.current()
    if not looking.role.may_submit:
        markup.sentences("notice", [no_right(looking)])
        return None
    files = st.file_uploader(
        f"提出するファイル（xlsx・xlsm・xls・xlsb・ods・csv、1件{_largest_mb()}MBまで、複数可）",
        accept_multiple_files=True,
        key=f"upload_files_{st.session_state.get(_ROUND, 0)}",
    )
    half, sender = st.columns([5, 4])
    with half:
        period = _period()
    with sender:
        by = _sender(looking)
    note = st.text_input(
        "メモ（任意）", max_chars=_LONGEST_NOTE, placeholder="受け付ける人への連絡", key="upload_note"
    )
    if not files:
        return None
    repeated = sorted({file.name for file in files if [other.name for other in files].count(file.name) > 1})
    if repeated:
        markup.sentences(
            "trouble",
            [
                f"同じ名前のファイルが二つ以上あります（{'、'.join(repeated)}）。どちらかを外すか、名前を変えてください。"
            ],
        )
        return None
    return Upload(tuple(files), period, " ".join((by or "").split()), " ".join((note or "").split()))


def show_what_comes() -> None:
    """What will stand below once files are chosen; nothing for who cannot choose any."""
    if visitor.current().role.may_submit:
        st.caption("ファイルを選ぶと、3 確認の結果、4 変更点、5 受け付けるボタンがここに出ます。")


def _sender(looking: Visitor) -> str:
    """Who hands in: the person who is logged in, and nobody else; without a login whoever says so."""
    if looking.person:
        st.text_input(
            "提出者", value=looking.person.shown, disabled=True, key=f"sender_{looking.person.mail}"
        )
        return looking.person.shown
    return st.text_input(
        "提出者",
        max_chars=_LONGEST_NAME,
        placeholder="例: 熊本県産業振興局",
        key="upload_by",
        persist_state="session",
    )


def no_right(looking: Visitor) -> str:
    """Why nothing can be handed in, and what to do about it."""
    if looking.person is None:
        return "提出するには、左の「ログイン」から、提出の権限のある利用者でログインしてください。"
    return f"{looking.person.mail} には提出の権限がありません。要るときは、管理者に役割の表への登録を頼んでください。"


def start_over() -> None:
    """Leave the chosen files and the note behind; the sender stays."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop("upload_note", None)


def _period() -> str:
    """The half that is handed in for: the present one, unless another is chosen."""
    return st.selectbox(
        "対象の半期", begun_halves(), format_func=format_ja, key="upload_period", persist_state="session"
    )


def _largest_mb() -> int:
    return int(st.get_option("server.maxUploadSize"))
