"""Marked words: nothing is lost, and what is marked can be read."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.marked_text import ADDED, REMOVED, SAME, marked

TEXTS = st.text(st.sampled_from("投資額百億円をの、。兆 12３.アイabＡ\n"), max_size=40)


def shown(before: str, after: str) -> str:
    """``[-…-]`` for what was removed, ``{+…+}`` for what was added."""
    frames = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
    return "".join(frames[piece.kind].format(piece.text) for piece in marked(before, after))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_marked_one(before, after):
    pieces = marked(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(one != other for one, other in itertools.pairwise(kinds))


@given(TEXTS)
def test_a_text_that_stays_has_no_marks(text):
    assert {piece.kind for piece in marked(text, text)} <= {SAME}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("売上を2倍にする", "売上を3倍にする", "売上を[-2-]{+3+}倍にする"),
        ("投資は1,200億円", "投資は1,250.5億円", "投資は[-1,200億円-]{+1,250.5億円+}"),
        ("売上1兆6,230億円を", "売上1兆9,030億円を", "売上[-1兆6,230億円-]{+1兆9,030億円+}を"),
        ("用地の整備を進める", "用地と人材の整備を進める", "用地{+と人材+}の整備を進める"),
        ("ロボットの導入", "センサーの導入", "[-ロボット-]{+センサー+}の導入"),
        ("", "新しい文", "{+新しい文+}"),
        ("古い文", "", "[-古い文-]"),
        ("第1期\n第2期", "第1期\n第3期", "第1期\n第[-2-]{+3+}期"),
    ],
)
def test_words_and_numbers_are_marked_whole(before, after, found):
    assert shown(before, after) == found


def test_a_lone_particle_between_two_changes_is_marked_with_them():
    assert (
        shown("県の支援で工場を建てる", "市の補助で工場を建てる") == "[-県の支援-]{+市の補助+}で工場を建てる"
    )
