"""Limits of grades from the code list, ours and those that 茨城県 publishes."""

import numpy as np
import pytest

from analysis.grading import IBARAKI, LEVEL_TO_KEEP, PROGRESS, grades_at_least, grades_at_most
from domain.codelist import codelist

GRADES = codelist("kpi_grade").codes


def letters_of_ibaraki(rates: list[float]) -> list[str]:
    letter = {
        entry.more["grade"]: entry.more["letter"]
        for entry in codelist("grading")
        if entry.more["grading"] == IBARAKI
    }
    return [letter[GRADES[at]] for at in grades_at_least(np.array(rates), IBARAKI)]


@pytest.mark.parametrize(
    ("rate", "letter"),
    [
        (1.2, "A"),
        (1.0, "A"),
        (0.9999, "B+"),
        (0.8, "B+"),
        (0.7999, "B"),
        (0.5, "B"),
        (0.4999, "C"),
        (0.0, "C"),
    ],
)
def test_limits_of_ibaraki_are_those_that_it_publishes(rate, letter):
    """A: 実績値が期待値以上、B+: 80〜99％、B: 50〜79％、C: 50％未満 (note ※1 of its 調書)."""
    assert letters_of_ibaraki([rate]) == [letter]


@pytest.mark.parametrize(
    ("name", "expected", "actual", "published_rate"),
    [
        ("雇用創出数 平成27年度", 2_000, 2_748, 137.4),
        ("雇用創出数 平成27〜28年度", 4_000, 5_163, 129.0),
        ("雇用創出数 平成27〜29年度", 6_000, 7_077, 117.9),
        ("農業産出額 平成26年", 4_278, 4_292, 100.3),
    ],
)
def test_figures_that_ibaraki_published_come_out_again(name, expected, actual, published_rate):
    """The sheets cut the rate off after one decimal; all these were graded 順調."""
    assert actual * 1000 // expected / 10 == published_rate
    assert letters_of_ibaraki([actual / expected]) == ["A"]


def test_words_of_ibaraki_are_those_of_our_grades():
    words = [entry for entry in codelist("grading") if entry.more["grading"] == IBARAKI]
    for entry in words:
        assert (
            f"{entry.more['letter']} {codelist('kpi_grade').label(entry.more['grade'])}）" in entry.label_ja
        )
    assert [entry.more["letter"] for entry in words] == ["A", "B+", "B", "C"]


@pytest.mark.parametrize("slip", [-1e-12, 0.0, 1e-12])
def test_binary_fractions_do_not_decide_at_a_limit(slip):
    at_limit = np.array([1.0, 0.8, 0.5]) + slip
    assert [GRADES[at] for at in grades_at_least(at_limit, PROGRESS)] == [
        "on_track",
        "mostly_on_track",
        "slightly_behind",
    ]
    assert [GRADES[at] for at in grades_at_most(np.array([0.1, 0.15, 0.2]) + slip, LEVEL_TO_KEEP)] == [
        "on_track",
        "mostly_on_track",
        "slightly_behind",
    ]


def test_what_is_not_a_number_passes_no_limit():
    assert [GRADES[at] for at in grades_at_least(np.array([np.nan, -np.inf, np.inf]), PROGRESS)] == [
        "behind",
        "behind",
        "on_track",
    ]
    assert GRADES[grades_at_most(np.array([np.nan]), LEVEL_TO_KEEP)[0]] == "behind"
