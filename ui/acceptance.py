"""Step 5 of データ登録: accepting what was checked, and saying why where that cannot be."""

from __future__ import annotations

import contextlib
from html import escape
from typing import NoReturn

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from domain.finding import Severity
from domain.fiscal_half import format_ja
from intake.submission import accept
from registry.database import AlreadyAccepted, ChangedMeanwhile, Registry
from registry.unreadable import is_on_server, unreadable
from ui import checked_upload, handing_out, markup, receipt, shared_records, upload, visitor
from ui.checked_upload import CheckedUpload
from ui.upload import Upload

_ASKED, _TROUBLE, _UNSURE = "acceptance_asked", "acceptance_trouble", "acceptance_unsure"
_LOST = (
    "受け付けの途中で、登録簿のデータベースにつながらなくなりました。もう一度「受け付ける」を押してください。"
)

_NOT_REACHED = (
    "登録簿のデータベースにつながりませんでした。つながると、この画面は自動で戻ります。"
    "ファイルはそのままで、もう一度「受け付ける」を押してください。"
)
_NOT_KNOWN = (
    "受け付けの途中で、登録簿のデータベースにつながらなくなりました。"
    "受け付けたかどうかは、つながりしだい確かめて、ここでお知らせします。"
)


def show(given: Upload, found: CheckedUpload, registry: Registry) -> None:
    """What still stands against acceptance, the button, and what follows from pressing it."""
    missing = _missing(given, found, registry)
    confirmed = _confirmed(found)
    if missing:
        st.html("".join(f'<p class="remark">{escape(sentence)}</p>' for sentence in missing))
    st.button(
        "受け付ける",
        type="primary",
        disabled=bool(missing) or not confirmed,
        key=f"accept_{found.submission_id}",
        on_click=_ask,
        args=(found.submission_id,),
    )
    # Only for what was shown when the button was pressed: a check made since has another id.
    if st.session_state.pop(_ASKED, "") == found.submission_id and confirmed and not missing:
        _accept(given, found, registry)


def _ask(submission_id: str) -> None:
    st.session_state[_ASKED] = submission_id


def _missing(given: Upload, found: CheckedUpload, registry: Registry) -> list[str]:
    sentences = []
    looking = visitor.current()
    if not looking.role.may_submit:
        sentences.append(upload.no_right(looking))
    if not found.checked.is_acceptable:
        sentences.append("誤りがあるため受け付けられません。直したファイルを選び直してください。")
    if not given.submitted_by:
        sentences.append("提出者を入れてください。")
    halves = found.checked.report_periods
    if halves and halves != (given.period,):
        told = "、".join(map(format_ja, halves))
        sentences.append(
            f"{told}の進捗報告です。「対象の半期」をその半期にし、半期の違う報告は別々に提出してください。"
        )
    if not registry.is_lasting:
        sentences.append(
            "登録簿を開けていないため、いまは受け付けられません。上の案内に従って開き直してください。"
        )
    return sentences


def _confirmed(found: CheckedUpload) -> bool:
    """True if nothing has to be confirmed, or it has been."""
    withdrawn = found.checked.difference.count("withdrawn")
    doubtful = sum(finding.severity is Severity.WARNING for finding in found.checked.findings)
    reasons = [
        words
        for words, number in ((f"取下げ {withdrawn:,}行", withdrawn), (f"要確認 {doubtful:,}件", doubtful))
        if number
    ]
    if not reasons or not found.checked.is_acceptable:
        return True
    return st.checkbox(f"変更点を確かめた（{'、'.join(reasons)}）", key=f"confirmed_{found.submission_id}")


def _accept(given: Upload, found: CheckedUpload, registry: Registry) -> NoReturn:
    found.is_sent = True
    with st.status("受け付けています…", expanded=True) as status:
        status.write("登録簿に書いています…")
        try:
            # Pressed twice, the first press has done it.
            with contextlib.suppress(AlreadyAccepted):
                accept(registry, found.checked, given.facts(), submission_id=found.submission_id)
        except ChangedMeanwhile as error:
            _begin_anew(str(error))
        except SQLAlchemyError as error:
            _leave_open(registry, error)
        status.update(label="受け付けました", state="complete")
        # The submission itself tells who and when, so it stands also where this cannot be written.
        with contextlib.suppress(SQLAlchemyError):
            what = f"{'、'.join(found.checked.files)}（{found.checked.difference.summary()}）"
            handing_out.note(registry, visitor.current(), "submission", found.submission_id, what)
    _finish(given, found, registry)


def _begin_anew(sentence: str) -> NoReturn:
    """Nothing was accepted: say why, and check the same files against what is there now."""
    checked_upload.forget()
    st.session_state[_TROUBLE] = sentence
    st.rerun()


def _leave_open(registry: Registry, error: SQLAlchemyError) -> NoReturn:
    """Whether it was accepted is not known: the answer may have been lost on its way. The next run asks."""
    reason = _LOST if is_on_server(registry.url) else str(unreadable(registry.url, error))
    st.session_state[_UNSURE] = reason
    st.rerun()


def resume(given: Upload, registry: Registry) -> None:
    """Give the receipt that a run did not come to give: another press or an outage broke it off after
    accepting. What was not accepted is told, and can be sent again under the same id.
    """
    found = checked_upload.kept()
    if found is None or not found.is_sent or found.asked.files != given.key:
        return
    if registry.has_submission(found.submission_id):
        st.session_state.pop(_UNSURE, None)
        _finish(given, found, registry)
    if reason := st.session_state.pop(_UNSURE, ""):
        found.is_sent = False
        _tell_refused(reason)


def _finish(given: Upload, found: CheckedUpload, registry: Registry) -> NoReturn:
    receipt.give(given, found, registry)
    shared_records.look_again()
    checked_upload.forget()
    upload.start_over()
    st.rerun()


def told_while_away() -> list[str]:
    """What is to be told of a press on 受け付ける now that the registry cannot be asked; nothing where there was none.

    A press that came to nothing is forgotten: what was meant now is not to be done at some later moment.
    """
    found = checked_upload.kept()
    if found is not None and found.is_sent:
        return [_NOT_KNOWN]
    if not st.session_state.pop(_ASKED, ""):
        return []
    st.session_state[_TROUBLE] = _NOT_REACHED
    return [f"受け付けていません。{_NOT_REACHED}"]


def show_trouble() -> None:
    """Why the last press accepted nothing; said once."""
    if sentence := st.session_state.pop(_TROUBLE, ""):
        _tell_refused(sentence)


def _tell_refused(sentence: str) -> None:
    markup.sentences("trouble", [f"受け付けていません。{sentence}"])
