"""Sentences on a submission as a whole, which intake fills in."""

import pytest

from domain.finding import Cell, stops
from rules import submission


@pytest.mark.parametrize(
    ("made", "parts"),
    [
        (
            submission.FICTIONAL_INTO_REAL.at(Cell("a.xlsx"), "a.xlsx", registry="公表案件"),
            ["「a.xlsx」は架空", "「公表案件」は実データ"],
        ),
        (
            submission.REAL_INTO_FICTIONAL.at(Cell("a.xlsx"), "a.xlsx", registry="デモ（架空）"),
            ["実データのファイル", "「デモ（架空）」は架空"],
        ),
        (
            submission.PLAN_CHANGED_SINCE_EXPORT.at(Cell(), "B-1", at="2026-11-01 10:00", by="熊本県"),
            ["計画「B-1」", "2026-11-01 10:00", "熊本県の提出"],
        ),
        (submission.NO_PLAN_IN_FILE.at(Cell("a.xlsx"), "a.xlsx"), ["「a.xlsx」", "計画の行がありません"]),
        (
            submission.PLAN_OF_OTHER_FORM.at(
                Cell(), "地場産業成長プラン", plan_id="C-1", form="戦略産業クラスター計画"
            ),
            ["計画「C-1」", "「地場産業成長プラン」", "「戦略産業クラスター計画」の様式"],
        ),
    ],
    ids=lambda made: getattr(made, "rule", ""),
)
def test_it_stops_the_submission_and_says_what_and_where(made, parts):
    assert stops([made])
    assert all(part in made.sentence for part in parts)


def test_a_plan_that_is_written_anew_is_only_shown():
    assert not stops([submission.PLAN_EXISTS_ALREADY.at(Cell(), "B-1")])
