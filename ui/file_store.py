"""Files on their way to a browser: at addresses nobody can work out, and there long enough to be fetched.

Streamlit names a file by a digest of its contents (over 1 MB of parts of them), and drops what a button
made as soon as two runs of any session have ended, which among many viewers is before it was fetched.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time

from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryFile, MemoryMediaFileStorage

SECONDS = {MediaFileKind.DOWNLOADABLE: 60.0, MediaFileKind.MEDIA: 10.0}
"""How long a file is there after Streamlit has let it go, by what it is for; pictures are fetched at once."""

MOST_BYTES = 200 * 2**20
"""Of the files that are kept only for that time; beyond it those let go first are dropped sooner."""


class FileStore(MemoryMediaFileStorage):
    """What Streamlit's media manager stores and serves, kept in memory."""

    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._let_go: dict[str, float] = {}
        """When each file ends that no session shows any more, those let go first in front."""

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        """Store a file under an id made of all its contents and a secret of this process."""
        content = self._read_file(path_or_data) if isinstance(path_or_data, str) else path_or_data
        digest = hashlib.blake2b(content, digest_size=20, key=self._key)
        digest.update(f"\0{mimetype}\0{filename or ''}".encode())
        file_id = digest.hexdigest()
        with self._lock:
            self._files_by_id[file_id] = MemoryFile(content, mimetype, kind, filename)
            self._let_go.pop(file_id, None)
            self._drop_what_has_ended()
        return file_id

    def get_file(self, filename: str) -> MemoryFile:
        """The file at an address; :class:`MediaFileStorageError` where there is none, or no more."""
        with self._lock:
            self._drop_what_has_ended()
        return super().get_file(filename)

    def delete_file(self, file_id: str) -> None:
        """Let a file go: it is dropped once its time is over."""
        with self._lock:
            if (file := self._files_by_id.get(file_id)) is not None:
                self._let_go.setdefault(file_id, time.monotonic() + SECONDS[file.kind])
            self._drop_what_has_ended()

    def _drop_what_has_ended(self) -> None:
        now = time.monotonic()
        kept = sum(len(self._files_by_id[file_id].content) for file_id in self._let_go)
        for file_id, end in sorted(self._let_go.items(), key=lambda file: file[1] > now):
            if end <= now or kept > MOST_BYTES:
                kept -= len(self._files_by_id.pop(file_id).content)
                del self._let_go[file_id]


def keep_files() -> None:
    """From now on servers store files here."""
    memory_media_file_storage.MemoryMediaFileStorage = FileStore  # type: ignore[misc]
