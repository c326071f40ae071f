"""Text as the fonts of sheets can show it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.layout.measured_text import has_glyph, width_mm
from briefing.layout.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("髙﨑檮鰺▲△①㈱㎡※→～■●ヶヵ々〇　全角", "髙﨑檮鰺▲△①㈱㎡※→～■●ヶヵ々〇　全角"),
        ("神社\ufa19と\ufa10", "神社\ufa19と\ufa10"),
        ("🗾日本", "〓日本"),
        ("か\u3099き\u3099", "がぎ"),
        ("葛\U000e0100城\u200b市\u202e", "葛城市"),
        ("a\u0000b\nc\u2028d", "a b c d"),
        ("軟\u00adかい", "軟かい"),
        ("", ""),
    ],
)
def test_what_has_no_glyph_is_told_and_what_is_no_character_goes(text: str, shown: str):
    assert printable(text) == shown


@given(st.text())
def test_all_that_is_printed_has_a_glyph_and_is_no_wider(text: str):
    shown = printable(text)
    assert all(map(has_glyph, shown))
    assert width_mm(shown, 10) <= width_mm(text, 10) + 1e-9
    assert printable(shown) == shown
