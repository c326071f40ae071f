"""Parts of 変更点 that draw: marked words are escaped, bars stand where the steps do, words have signs."""

from __future__ import annotations

import re

import pytest

from analysis.allocation import Allocation, allocate
from analysis.investment_bridge import bridge
from analysis.selection import Selection
from briefing.change_words import signed_count, signed_yen, state_words
from domain.value_words import EMPTY
from tests.plan_snapshots import plan_records
from tests.two_halves import NOW, THEN, B, rows_now, rows_then
from ui import bridge_chart, version_rows
from ui.marked_words import change_html, marked_html

ALL = Selection()
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def two_halves() -> tuple[Allocation, Allocation]:
    before, after = (
        allocate(plan_records(rows, period=half)) for rows, half in ((rows_then(), THEN), (rows_now(), NOW))
    )
    return before, after


def test_what_came_from_a_file_is_shown_and_not_run():
    for drawn in (marked_html(HOSTILE, "b" * 50), change_html("a", "<b>"), change_html(HOSTILE * 2, HOSTILE)):
        assert "<img" not in drawn
        assert "<b>" not in drawn


def test_short_values_stand_side_by_side_and_an_empty_one_is_not_struck():
    assert change_html("1", "2") == '<span class="marked"><del>1</del> → <ins>2</ins></span>'
    assert "<del>" not in change_html(EMPTY, "2")
    assert marked_html(EMPTY, "新しい文") == '<span class="marked"><ins>新しい文</ins></span>'


@pytest.mark.parametrize(
    ("yen", "words"), [(690_100_000_000, "＋6,901億円"), (-5_000_000_000, "▲50億円"), (0, "±0円")]
)
def test_differences_have_a_sign(yen, words):
    assert signed_yen(yen) == words


def test_numbers_have_a_sign_and_withheld_amounts_a_word():
    assert [signed_count(number) for number in (3, -2, 0)] == ["＋3件", "▲2件", "±0件"]
    assert state_words("counted", 10**8) == "1億円"
    assert state_words("not_disclosed", None) == "非公表"
    assert state_words("counted", 0) == "0円"


def drawn_html(before: Allocation, after: Allocation) -> str:
    ways = (("all", ""), *((step.code, "") for step in bridge(before, after, ALL)))
    return bridge_chart._html(before, after, ALL, "all", ways, ("前", "後"))


def bars(before: Allocation, after: Allocation) -> list[tuple[str, float, float]]:
    """Kind, left end and right end in % of every bar for the amount, in order."""
    html = drawn_html(before, after)
    drawn = re.findall(r'<i class="([a-z ]+)" style="left:([\d.]+)%;width:([\d.]+)%"', html)
    return [(kind, float(left), float(left) + float(width)) for kind, left, width in drawn[::2]]


def test_bars_lead_from_the_total_then_to_the_total_now(two_halves):
    drawn = bars(*two_halves)
    assert [kind for kind, _, _ in drawn] == ["end", "up", "up", "down", "down", "none", "up", "end"]
    level = drawn[0][2]
    for kind, left, right in drawn[1:-1]:
        assert (left if kind == "up" else right) == pytest.approx(level, abs=0.02)
        level = right if kind == "up" else left
    assert level == pytest.approx(drawn[-1][2], abs=0.02)


def test_bars_of_small_changes_do_not_begin_at_zero_and_say_so(two_halves):
    before, _ = two_halves
    assert "図の左端" not in drawn_html(before, before)
    rows = rows_then()
    rows["projects"][0]["amount_yen"] += 10**9
    html = drawn_html(before, allocate(plan_records(rows, period=NOW)))
    assert "図の左端を投資額は1,270億円としています" in html
    assert '<i class="end broken"' in html


def test_rows_of_a_version_are_called_by_name_not_by_id(two_halves):
    now = rows_now()
    now["project_sites"] = [row for row in now["project_sites"] if row["project_id"] != f"{B}-P2"]
    now["project_years"] = now["project_years"][1:]
    records = plan_records(rows_then(), period=THEN), plan_records(now, period=NOW)
    found = {section.label_ja: section for section in version_rows.sections(*records, B)}
    assert "架空の部材工場・熊本県 大津町" in found["案件の所在地"].html
    assert B not in found["案件の所在地"].html
