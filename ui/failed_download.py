"""A file that could not be handed out: why, in Japanese, under its button, where Streamlit would speak English."""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_storage import MediaFileStorageError

from ui.handing_out import RightsChanged

_LOG = logging.getLogger(__name__)
_AWAY = (
    "登録簿のデータベースにつながらず、利用の記録を書けないため、ファイルを渡していません。"
    "つながってから、もう一度押してください。"
)
_RIGHTS = "見られる範囲が変わったため、ファイルを渡していません。画面を読み直してください。"
_OLD = "画面が古くなっています。読み直して、もう一度押してください。"
_FAILED = "ファイルを用意できませんでした。もう一度押し、続くときは管理者に知らせてください。"


class ToldInJapanese(DeferredFileHandler):
    """Makes the file of a button that was pressed; the browser shows what is said where that fails."""

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """The address of the file, or a sentence on why there is none."""
        answer = BackendOperationResponse(request_id=request.request_id)
        try:
            files = self._get_media_file_mgr()
            url = await asyncio.to_thread(files.execute_deferred, request.deferred_file.file_id)
        except Exception as error:
            answer.error_msg = sentence_on(error)
        else:
            answer.deferred_file.CopyFrom(DeferredFileResponsePayload(url=url))
        return answer


def sentence_on(error: Exception) -> str:
    """What is told of a failure; one that nobody expects goes into the server's log."""
    cause = error.__cause__ or error
    if isinstance(cause, SQLAlchemyError):
        return _AWAY
    if isinstance(cause, RightsChanged):
        return _RIGHTS
    if isinstance(cause, MediaFileStorageError):
        return _OLD
    _LOG.error("a file could not be made", exc_info=cause)
    return _FAILED


def speak_japanese() -> None:
    """From now on new sessions are told in Japanese."""
    app_session.DeferredFileHandler = ToldInJapanese  # type: ignore[attr-defined]
