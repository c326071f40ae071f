"""A way to a server that can be cut: from then on it swallows what is sent and answers nothing, as a network does that
drops packets. Connections stay open, and new ones are taken and never answered.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading


class BlackHole:
    """A port of this machine that leads to a server's, while it is open."""

    def __init__(self, port: int) -> None:
        self._to, self._is_open, self._ends = port, True, False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._watched = selectors.DefaultSelector()
        self._watched.register(self._listening, selectors.EVENT_READ, None)
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()

    def swallow(self) -> None:
        """Answer nothing any more."""
        self._is_open = False

    def open(self) -> None:
        """Lead to the server again: new connections; those that were cut stay so."""
        self._is_open = True

    def close(self) -> None:
        self._ends = True
        self._thread.join()
        for key in list(self._watched.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]

    def _carry(self) -> None:
        while not self._ends:
            for key, _ in self._watched.select(timeout=0.05):
                if key.fileobj is self._listening:
                    self._take(self._listening.accept()[0])
                else:
                    self._pass_on(key.fileobj, key.data)  # type: ignore[arg-type]

    def _take(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self._to)) if self._is_open else None
        self._watched.register(client, selectors.EVENT_READ, server)
        if server:
            self._watched.register(server, selectors.EVENT_READ, client)

    def _pass_on(self, source: socket.socket, target: socket.socket | None) -> None:
        with contextlib.suppress(OSError):
            told = source.recv(65536)
            if told and (target is None or not self._is_open):
                # Cut for good: what comes later must not be taken for the answer to what was swallowed.
                self._watched.modify(source, selectors.EVENT_READ, None)
                return
            if told and target:
                target.sendall(told)
                return
        self._watched.unregister(source)
        source.close()
        if target is not None:
            with contextlib.suppress(OSError):
                target.shutdown(socket.SHUT_RDWR)
