"""Texts that somebody might write to do harm, and texts that merely are odd."""

from __future__ import annotations

from hypothesis import strategies as st

from analysis.selection import PARAMETERS
from ui.link import VIEW_PARAMETERS

MARK = "投資マップ害"
"""A word in every text that is followed through an output, so that it is found there."""

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "</style><iframe src=javascript:alert(1)>",
    "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "&lt;b&gt;&#60;i&#62;&quot;",
    "<!-- <![CDATA[ ]]> -->",
    "{{7*7}} ${7*7} #{7*7}",
    "[表示](javascript:alert(1)) ![](http://evil.example/x.png) **強調** `code`",
)
FORMULAS = (
    '=HYPERLINK("http://evil.example","見る")',
    "=cmd|' /C calc'!A0",
    "+1+1", "-1-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", "＋1", "－1", "＠A1",
    '";=1+1',
)  # fmt: skip
TYPST = (
    '#read("/etc/passwd")',
    "#panic()",
    "$x^2$ *太* _斜_ @ref <label> // 注",
    "#sys.inputs",
    "\\u{202e} ``` #let x = 1",
)
PATHS = (
    "../../../etc/passwd",
    "..\\..\\boot.ini",
    "/etc/passwd",
    "C:\\a",
    "CON",
    "a/b",
    "x\r\nSet-Cookie: a=b",
    "名前\x00.xlsx",
    "." * 300,
)
ODD = (
    "\u202e逆さ\u202c", "\u200b見えない\u200b", "\ufeff", "\u2028行\u2029段", "\x07\x08\x1b[31m赤", "\ud800", "\udfff片割れ",
    "a\u0301" * 200, "👨‍👩‍👧‍👦", "ｶﾞﾊﾟ", "𠮷野家", "\U000e0041", "﷽" * 20, "　全角　", "長" * 5000, "", "' OR 1=1; DROP TABLE plans; --",
    "%s%n%x {0} {} %(a)s", "NaN", "1e999", "null", "__import__('os')",
)  # fmt: skip
KNOWN = SCRIPTS + FORMULAS + TYPST + PATHS + ODD

hostile_texts = st.one_of(
    st.sampled_from(KNOWN),
    st.lists(st.sampled_from(KNOWN), min_size=2, max_size=3).map("".join),
    st.text(max_size=60),
    # Any of the codes that a file can hold, halves of characters among them.
    st.text(st.characters(codec=None, exclude_categories=()), max_size=40),
)
"""Any text at all, and often one of the known ones."""


def writable(text: str) -> str:
    """``text`` without halves of characters, which no file of UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode()


link_parameters = st.dictionaries(
    st.one_of(st.sampled_from([*PARAMETERS, *VIEW_PARAMETERS]), hostile_texts),
    st.lists(st.one_of(hostile_texts, st.sampled_from(("kyushu", "430005", "2026", "a", "0"))), max_size=3),
    max_size=6,
)
"""The query of a link: names and values, ours and any others."""
