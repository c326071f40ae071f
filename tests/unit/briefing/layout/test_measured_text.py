from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.layout.measured_text import (
    NEVER_FIRST,
    NEVER_LAST,
    Face,
    broken,
    has_glyph,
    pieces,
    shortened,
    width_mm,
)
from domain.municipality import municipalities

_JAPANESE = st.text(
    st.sampled_from("投資額は3兆9,000億円、全国の38％（前年比）「AI・半導体」ABC xyz ー々ゃ＋▲…。"),
    max_size=80,
)
_SHOWN_IN_CONVENTIONS = "髙﨑檮鰺▲△①㈱㎡※→～■●ヶヵ々〇◎○□◇…％／：（）「」"


def test_a_full_width_character_is_a_square_of_its_size() -> None:
    assert round(width_mm("円", 72), 3) == 25.4
    assert width_mm("円円", 10) == 2 * width_mm("円", 10)
    assert width_mm("1", 10) < width_mm("円", 10)


def test_every_municipality_and_sign_of_the_conventions_has_a_glyph() -> None:
    texts = "".join(each.label_ja for each in municipalities()) + _SHOWN_IN_CONVENTIONS
    assert [character for character in texts if not has_glyph(character)] == []


def test_what_the_fonts_lack_is_known_and_takes_a_square() -> None:
    assert not has_glyph("🙂")
    assert not has_glyph("\x00")
    assert width_mm("🙂", 72) == 25.4


@given(_JAPANESE)
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(_JAPANESE, st.floats(15, 80), st.floats(6, 20))
def test_no_line_is_wider_than_its_box_and_nothing_is_lost(text: str, width: float, size: float) -> None:
    lines = broken(text, size, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_mm(line.rstrip(), size) <= width + 1e-6 for line in lines)


@given(_JAPANESE)
def test_lines_begin_and_end_as_japanese_lines_may(text: str) -> None:
    lines = [line for line in broken(text.replace(" ", ""), 10, 60) if line]
    # A run of marks that is wider than a line has to break somewhere.
    ordinary = [line for line in lines if len(line) > 3]
    for before, after in itertools.pairwise(ordinary):
        if width_mm(max(pieces(text.replace(" ", "")), key=len), 10) <= 60:
            assert after[0] not in NEVER_FIRST
            assert before[-1] not in NEVER_LAST


def test_numbers_and_their_units_stay_together() -> None:
    assert pieces("計3,900億円と12件") == ["計", "3,900億円", "と", "12件"]
    assert pieces("日本の年度") == ["日", "本", "の", "年", "度"]


@given(_JAPANESE, st.integers(1, 4))
def test_what_is_shortened_ends_in_dots_and_fits(text: str, most: int) -> None:
    lines, is_cut = shortened(text, 10, 40, most)
    assert len(lines) <= most
    assert all(width_mm(line.rstrip(), 10) <= 40 + 1e-6 for line in lines)
    assert is_cut == (len(broken(text, 10, 40)) > most)
    if is_cut:
        assert lines[-1].endswith("…")


def test_text_is_as_wide_as_in_the_widest_of_its_faces() -> None:
    both: tuple[Face, ...] = ("noto_sans_jp", "biz_udpgothic")
    assert width_mm("0", 72, False, ("biz_udpgothic",)) == pytest.approx(0.76 * 25.4)
    assert width_mm("（", 72, False, ("biz_udpgothic",)) == pytest.approx(0.5 * 25.4)
    assert width_mm("円🙂", 72, True, ("biz_udpgothic",)) == pytest.approx(2 * 25.4)
    for text in ("1,234", "（注）ソフトウェア", "投資額は3兆円"):
        assert width_mm(text, 9, False, both) == max(width_mm(text, 9, False, (face,)) for face in both)
