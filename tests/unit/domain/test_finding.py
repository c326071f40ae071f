"""Findings: how a place and a finding are told, which findings stop, and the order of places."""

import pytest

from domain.finding import Actor, Cell, Finding, Severity, stops


def finding(severity: Severity, cell: Cell | None = None) -> Finding:
    return Finding("rule", severity, Actor.SENDER, cell or Cell(), "", "直してください。")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell(), ""),
        (Cell("a.csv"), "a.csv"),
        (Cell("a.csv", row=3), "a.csv 3行目"),
        (Cell("a.xlsx", "案件", 3, "投資額"), "a.xlsx 案件 3行目 「投資額」"),
        (Cell("a.csv", column="投資額"), "a.csv 「投資額」"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(cell, words):
    assert str(cell) == words


def test_places_sort_by_file_then_row_as_a_number():
    places = [Cell("b.csv", row=1), Cell("a.csv", row=10), Cell("a.csv", row=9), Cell("a.csv")]
    assert [(place.file, place.row) for place in sorted(places)] == [
        ("a.csv", 0),
        ("a.csv", 9),
        ("a.csv", 10),
        ("b.csv", 1),
    ]


def test_a_finding_says_severity_place_and_sentence():
    assert str(finding(Severity.ERROR, Cell("a.csv", row=2))) == "［誤り］a.csv 2行目: 直してください。"


def test_a_finding_without_a_place_says_none():
    assert str(finding(Severity.NOTICE)) == "［お知らせ］直してください。"


def test_only_errors_stop_a_submission():
    assert not stops([])
    assert not stops([finding(Severity.WARNING), finding(Severity.NOTICE)])
    assert stops([finding(Severity.WARNING), finding(Severity.ERROR)])


def test_severities_and_actors_have_japanese_words():
    assert [str(severity) for severity in Severity] == ["誤り", "要確認", "お知らせ"]
    assert [str(actor) for actor in Actor] == ["提出者", "受付者", "利用者"]
