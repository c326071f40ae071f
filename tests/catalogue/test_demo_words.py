"""The demo's vocabulary covers every code list that it writes of, and names no real firm or ministry."""

import csv
import re

import pytest

from demo.words import FOLDER, causes, kpi_kinds, measure_kinds, words
from domain.codelist import codelist


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("use", ["cluster", "product", "facility", "trade"])
def test_every_field_has_its_words(use: str) -> None:
    assert all(words(use, code) for code in codelist("plan_field").codes)


def test_every_category_of_measures_has_a_kind() -> None:
    assert all(measure_kinds(code) for code in codelist("measure_category").codes)
    assert {row["category"] for row in rows("measures")} <= set(codelist("measure_category").codes)


def test_every_criterion_has_grounds_and_every_conditional_one_a_reason_not_to_apply() -> None:
    for entry in codelist("requirement"):
        assert words("grounds", entry.code)
        if entry.more["level"] == "conditional":
            assert words("not_applicable", entry.code)


def test_every_kind_of_cause_occurs_with_a_known_action() -> None:
    assert {cause.kind for cause in causes()} == set(codelist("cause_kind").codes)
    assert {cause.action for cause in causes()} <= set(codelist("review_action").codes)


@pytest.mark.parametrize("plan_type", codelist("plan_type").codes)
def test_kinds_of_kpis_are_in_the_vocabularies_and_the_first_is_an_outcome(plan_type: str) -> None:
    kinds = kpi_kinds(plan_type)
    assert kinds[0].words["level"] == "outcome"
    for kind in kinds:
        for column, vocabulary in (
            ("category", "kpi_category"),
            ("direction", "kpi_direction"),
            ("level", "kpi_level"),
            ("periodicity", "periodicity"),
        ):
            assert kind.words[column] in codelist(vocabulary)


def test_every_project_status_that_needs_words_has_them() -> None:
    assert words("report", "on_track")
    for status in codelist("judged_status").codes:
        assert words("report", status)


def test_no_distinctive_word_is_part_of_another_of_another_disclosure() -> None:
    """Else a name that must not be shown could be read in one that is shown."""
    named = [(row["text"], row["about"]) for row in rows("words") if row["use"] == "name"]
    for word, disclosure in named:
        assert disclosure in codelist("disclosure")
        assert not [other for other, of in named if of != disclosure and other.startswith(word)]


def test_programmes_meetings_and_sources_are_called_fictional() -> None:
    assert all("架空" in row["programme"] for row in rows("measures"))
    for use in ("meeting", "ministry", "estate"):
        assert all("架空" in row["text"] for row in rows("words") if row["use"] == use)
    assert all("架空" in row["statistic"] for row in rows("kpis"))


def test_no_word_stands_twice_for_the_same_use() -> None:
    found = [(row["use"], row["about"], row["text"]) for row in rows("words") if row["use"] != "form"]
    assert len(found) == len(set(found))


def test_real_ministries_and_schemes_are_not_named() -> None:
    text = "\n".join((FOLDER / f"{name}.csv").read_text("utf-8") for name in ("words", "measures", "kpis"))
    assert not re.search("経済産業省|国土交通省|文部科学省|内閣府|農林水産省|地域未来交付金", text)
