"""Our script in the browser, but for one statement in ``ui.page_head``: it tells the size of the map's frame, follows
our links without loading the page anew, and has the page run again when a lost connection is back. Without it every
link still works as an ordinary one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui.map_view import USUAL_FRAME

SCRIPT = """
export default function (component) {
  const { setStateValue, setTriggerValue } = component;
  document.documentElement.lang = 'ja';
  const reckoned = document.cookie.match(/map_frame=(\\d+)x(\\d+)/);
  let told = reckoned && [+reckoned[1], +reckoned[2]], waiting = null;
  const tell = () => {
    const frame = document.querySelector('.st-key-map_frame');
    if (!frame) return;
    const box = frame.getBoundingClientRect();
    const size = [Math.round(box.width), Math.round(box.height)];
    if (size[0] < 50 || size[1] < 50) return;
    if (told && Math.abs(told[0] - size[0]) < 16 && Math.abs(told[1] - size[1]) < 16) return;
    told = size;
    setStateValue('frame', size);
  };
  const observer = new ResizeObserver(() => { clearTimeout(waiting); waiting = setTimeout(tell, 150); });
  // A deck that is just being set up would overwrite a camera that comes meanwhile with its first one.
  const look = () => {
    const canvas = document.querySelector('.st-key-map_frame canvas');
    waiting = canvas ? setTimeout(() => { observer.observe(canvas.closest('.st-key-map_frame')); tell(); }, 1000)
      : setTimeout(look, 100);
  };
  look();
  // The picture of the first view (ui/first_picture.py) would not follow what is done to the map.
  const touches = ['pointerdown', 'wheel', 'keydown', 'popstate'];
  const touched = () => { document.documentElement.dataset.touched = ''; };
  touches.forEach((name) => window.addEventListener(name, touched, {capture: true, passive: true}));
  // Links that replace some parameters of the present address and keep the others, here or on another page.
  const completed = (event) => {
    const link = event.target.closest && event.target.closest('a[data-go]');
    if (!link || link.dataset.keep === undefined) return link;
    const here = new URL(window.location.href);
    new URLSearchParams(link.dataset.keep).forEach((value, name) => {
      if (value) here.searchParams.set(name, value); else here.searchParams.delete(name);
    });
    const page = link.dataset.page === undefined ? here.pathname.split('/').pop() : link.dataset.page;
    link.setAttribute('href', page + here.search || './');
    return link;
  };
  const reaches = ['pointerdown', 'focusin'];
  reaches.forEach((name) => document.addEventListener(name, completed));
  const follow = (event) => {
    const link = completed(event);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue('go', link.getAttribute('href'));
  };
  document.addEventListener('click', follow);
  const leave = (event) => {
    const back = event.key === 'Escape' && document.querySelector('a[data-escape]');
    if (back) back.click();
  };
  document.addEventListener('keydown', leave);
  // What Streamlit says in English of a file that did not come (ui/failed_download.py has the rest); the style sheet
  // gives the words an animation, so that nothing is watched before they are there.
  const speak = (event) => {
    if (event.animationName !== 'download-failed' || /[^\\x00-\\x7f]/.test(event.target.textContent)) return;
    event.target.textContent = 'サーバーとの接続が切れたか、時間がかかりすぎています。つながってから、もう一度押してください。';
  };
  document.addEventListener('animationstart', speak);
  // A connection that was lost may have come back to another process, which knows nothing of this page until it is
  // run; a click in the line of pages before that would leave the filters behind. Not all at the same moment.
  const app = document.querySelector('[data-testid=stApp]');
  let wasLost = false, anew = null;
  const heed = () => {
    const isThere = app.getAttribute('data-test-connection-state') === 'CONNECTED';
    if (isThere && wasLost) anew = setTimeout(() => setTriggerValue('again', true), 300 * Math.random());
    wasLost = !isThere;
  };
  const connection = new MutationObserver(heed);
  if (app) connection.observe(app, {attributes: true, attributeFilter: ['data-test-connection-state']});
  return () => {
    connection.disconnect(); clearTimeout(anew);
    document.removeEventListener('keydown', leave); document.removeEventListener('animationstart', speak);
    observer.disconnect(); clearTimeout(waiting); document.removeEventListener('click', follow);
    reaches.forEach((name) => document.removeEventListener(name, completed));
    touches.forEach((name) => window.removeEventListener(name, touched, {capture: true}));
  };
}
"""

_component = st.components.v2.component("investmap_bridge", js=SCRIPT)
KEY, _COOKIE = "browser_bridge", "browser_bridge_cookie"


def mount(on_go: Callable[[str], None]) -> None:
    """Put the script on the page; ``on_go`` hears the address of a link of ours that was clicked."""
    _component(
        key=KEY,
        on_frame_change=lambda: None,
        on_again_change=lambda: None,
        on_go_change=lambda: on_go(_state().get("go") or ""),
    )


def frame_size() -> tuple[int, int]:
    """Width and height in pixels of the map's frame, as told by this browser.

    Before it has told, the size that the page's head has reckoned (``ui.page_head``), and without
    that the frame of a 1280 x 720 laptop.
    """
    told = _state().get("frame") or _reckoned()
    try:
        width, height = (min(8000, max(50, int(value))) for value in told)
    except (TypeError, ValueError):
        return USUAL_FRAME
    return width, height


def _reckoned() -> list[str]:
    """What the cookie of the page's head says; read once a session."""
    if _COOKIE not in st.session_state:
        st.session_state[_COOKIE] = (st.context.cookies.get("map_frame") or "").split("x")
    found: list[str] = st.session_state[_COOKIE]
    return found


def _state() -> dict[str, Any]:
    return dict(st.session_state.get(KEY) or {})
