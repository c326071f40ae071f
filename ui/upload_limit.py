"""How much one visitor may lay into the server's memory: Streamlit bounds a file, not the number of files."""

from __future__ import annotations

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

MOST_BYTES, MOST_FILES = 200 * 2**20, 60
"""Of one session: four files of the largest size, or the CSVs of many plans."""

_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/")


class UploadLimit:
    """Refuses further files of a session that has laid down as much as one may."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "PUT":
            found = _UPLOAD.search(scope["path"])
            if found and _is_full(found[1]):
                refusal = PlainTextResponse(
                    "一度に出せるファイルの数か大きさを超えています。", status_code=413
                )
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _is_full(session_id: str) -> bool:
    manager = Runtime.instance().uploaded_file_mgr if Runtime.exists() else None
    if not isinstance(manager, MemoryUploadedFileManager):
        return False
    files = list(manager.file_storage.get(session_id, {}).values())
    return len(files) >= MOST_FILES or sum(len(file.data) for file in files) > MOST_BYTES
