"""A session of the product over its WebSocket, as a browser has it: pages are run, files handed in, and a
page that asks to be run again is run again.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import time
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MOST_SECONDS = 60
"""A run that says nothing for so long has failed."""


@dataclass
class Drawn:
    """What a run put on the page: pieces of HTML, elements by kind, ids of what can be opened and closed, and
    how long it took.
    """

    html: str = ""
    elements: dict[str, list[Any]] = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)
    seconds: float = 0.0
    asked_again: tuple[float, str] | None = None
    """In how many seconds the page wants which part of it to be run again."""

    def widget(self, kind: str, words: str) -> Any:
        """The widget of a kind whose id holds ``words``."""
        return next(each for each in self.elements.get(kind, []) if words in each.id)


class PageSession:
    """One session; everything it is told is kept, as messages refer to earlier ones.

    With ``cookie``, that of a login, the session is that person's. ``hear`` is given every message as it comes.
    """

    def __init__(
        self, address: str, page: str = "", *, cookie: str = "", hear: Callable[[bytes], None] = bytes
    ) -> None:
        self.host, self.page_name = address.removeprefix("http://"), page
        self.cookie, self.hear = cookie, hear
        self.page_hash, self.session_id = "", ""
        self.known: dict[str, ForwardMsg] = {}
        self.states: dict[str, Any] = {}
        self.socket: websockets.ClientConnection

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[PageSession]:
        headers, token = {}, []
        if self.cookie:
            own = await asyncio.to_thread(self._token_cookie)
            headers = {"Cookie": f"{own}; {self.cookie}", "Origin": f"http://{self.host}"}
            token = [own.partition("=")[2]]
        async with websockets.connect(
            f"ws://{self.host}/_stcore/stream",
            subprotocols=["streamlit", *token],
            additional_headers=headers,
            max_size=None,
            ping_interval=None,
            open_timeout=60,
        ) as self.socket:
            yield self

    async def run(self, query: str = "", *, fragment: str = "", pressed: str = "") -> Drawn:
        """Run the page with the query of a link and the widgets' states; what it draws."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.fragment_id = query, fragment
        asked.page_name = "" if self.page_hash else self.page_name
        asked.page_script_hash = self.page_hash
        asked.cached_message_hashes.extend(self.known)
        for state in self.states.values():
            asked.widget_states.widgets.append(state)
        if pressed:
            asked.widget_states.widgets.add(id=pressed, trigger_value=True)
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        drawn = Drawn()
        while not await self._take(drawn):
            pass
        drawn.seconds = time.perf_counter() - start
        return drawn

    async def _take(self, drawn: Drawn) -> bool:
        """Take the next message; True if it ends the run."""
        answer = await self._next()
        if answer.WhichOneof("type") == "ref_hash":
            answer = self.known[answer.ref_hash]
        elif answer.metadata.cacheable:
            self.known[answer.hash] = answer
        what = answer.WhichOneof("type")
        if what == "delta" and answer.delta.WhichOneof("type") == "new_element":
            element = answer.delta.new_element
            kind = element.WhichOneof("type")
            drawn.elements.setdefault(kind, []).append(getattr(element, kind))
            if kind == "html":
                drawn.html += element.html.body
        elif what == "delta" and answer.delta.add_block.id:
            drawn.blocks.append(answer.delta.add_block.id)
        elif what == "new_session":
            self.session_id = answer.new_session.initialize.session_id or self.session_id
            # A run that starts over, as after st.rerun, draws the page anew; a fragment adds to it.
            if not answer.metadata.run.fragment_ids:
                drawn.html, drawn.elements, drawn.blocks, drawn.asked_again = "", {}, [], None
        elif what == "navigation":
            self.page_hash = answer.navigation.page_script_hash
        elif what == "auto_rerun":
            drawn.asked_again = answer.auto_rerun.interval, answer.auto_rerun.fragment_id
        # A run that calls for another one ends early, and the other one follows.
        return what == "script_finished" and answer.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
            ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
        )

    async def _next(self) -> ForwardMsg:
        content = await asyncio.wait_for(self.socket.recv(), MOST_SECONDS)
        self.hear(content)
        answer = ForwardMsg()
        answer.ParseFromString(content)
        return answer

    async def file_address(self, button: Any) -> str:
        """Press a download button whose file is made then; where the file lies, "" if it could not be made."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = uuid.uuid4().hex, self.session_id
        request.deferred_file.file_id = button.deferred_file_id
        await self.socket.send(message.SerializeToString())
        while (answer := await self._next()).WhichOneof("type") != "backend_operation_response":
            pass
        return answer.backend_operation_response.deferred_file.url

    def write(self, widget: Any, text: str) -> None:
        """Type into a box; it is sent with the next run."""
        message = BackMsg()
        self.states[widget.id] = message.rerun_script.widget_states.widgets.add(
            id=widget.id, string_value=text
        )

    def tick(self, widget: Any) -> None:
        """Tick a box; it is sent with the next run."""
        self.open(widget.id)

    def open(self, widget_id: str) -> None:
        """Open what can be opened and closed, or tick it; it is sent with the next run."""
        message = BackMsg()
        self.states[widget_id] = message.rerun_script.widget_states.widgets.add(id=widget_id, bool_value=True)

    def select(self, widget: Any, what: dict[str, Any]) -> None:
        """Select in a table or on a map; it is sent with the next run."""
        message = BackMsg()
        self.states[widget.id] = message.rerun_script.widget_states.widgets.add(
            id=widget.id, string_value=json.dumps({"selection": what})
        )

    async def upload(self, widget: Any, name: str, content: bytes) -> None:
        """Put a file into an uploader; the next run has it."""
        message = BackMsg()
        request = message.file_urls_request
        request.request_id, request.session_id = uuid.uuid4().hex, self.session_id
        request.file_names.append(name)
        await self.socket.send(message.SerializeToString())
        while (answer := await self._next()).WhichOneof("type") != "file_urls_response":
            pass
        (urls,) = answer.file_urls_response.file_urls
        await asyncio.to_thread(self._put, urls.upload_url, name, content)
        states = BackMsg().rerun_script.widget_states
        state = states.widgets.add(id=widget.id)
        state.file_uploader_state_value.uploaded_file_info.add(
            name=name, size=len(content), file_id=urls.file_id, file_urls=urls
        )
        self.states = {widget.id: state}

    def _put(self, path: str, name: str, content: bytes) -> None:
        """Send a file as a browser does, with the token that it was given in a cookie."""
        cookie = self._token_cookie()
        boundary = uuid.uuid4().hex
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Cookie": cookie,
            "X-Xsrftoken": cookie.partition("=")[2],
        }
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request("PUT", path, body, headers)
        status = connection.getresponse().status
        connection.close()
        if status != 204:
            raise RuntimeError(f"the file was refused: {status}")

    def _token_cookie(self) -> str:
        """The cookie by which a browser shows that it speaks for a page of ours."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return (answer.headers["Set-Cookie"] or "").partition(";")[0]
