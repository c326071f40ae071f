"""A web server that tells the service manager (systemd) when it begins to answer."""

from __future__ import annotations

import os
import socket

import uvicorn


class AnnouncedServer(uvicorn.Server):
    """uvicorn, which says that it is ready to whom ``NOTIFY_SOCKET`` names, as sd_notify(3) has it.

    Registry and boundaries are read before: who starts the processes one after the other can go by it.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        address = os.environ.get("NOTIFY_SOCKET")
        if self.started and address:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
                manager.sendto(b"READY=1", address.replace("@", "\0", 1) if address[0] == "@" else address)
