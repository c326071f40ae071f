"""A measure turns lines of totals into numbers, and numbers and classes into words with units."""

import math

import numpy as np
import pytest

from analysis.lines import UNALLOCATED, Lines
from analysis.measure import (
    Measure,
    format_class,
    format_per_capita,
    format_value,
    measured,
    measures_for,
    per_capita_yen,
)
from analysis.selection import Selection
from analysis.totals import Breakdown, lines_by
from domain.area import Level
from domain.codelist import codelist
from domain.population import populations
from tests.builders import IMARI, KUMAMOTO, OZU, SAGA, allocation, project, site

OKU = 10**8


@pytest.fixture
def lines() -> Lines:
    """By prefecture: 熊本 has an amount, 佐賀 an undisclosed one, 北海道 nothing; one spans both."""
    found = allocation(
        [
            project("P-1", amount_yen=1_738_301_000),
            project("P-2", amount_yen=None, amount_scope="not_disclosed"),
            project("P-3", amount_yen=5),
            project("P-4", amount_yen=0),
        ],
        [site("P-1"), site("P-2", IMARI), site("P-3"), site("P-3", IMARI), site("P-4", "472018")],
    )
    return lines_by(found, Selection(), Breakdown.PREFECTURE)


def by_code(lines: Lines, measure: Measure) -> dict[str, float]:
    return dict(zip(lines.codes, measured(lines, measure).tolist(), strict=True))


def test_projects_are_counted_everywhere(lines: Lines) -> None:
    found = by_code(lines, Measure.PROJECTS)
    assert (found[KUMAMOTO], found[SAGA], found["010006"], found[UNALLOCATED]) == (2, 2, 0, 1)


def test_amount_is_missing_and_not_zero_where_no_amount_counts(lines: Lines) -> None:
    found = by_code(lines, Measure.AMOUNT)
    assert found[KUMAMOTO] == 1_738_301_000
    assert math.isnan(found[SAGA])
    assert math.isnan(found["010006"])


def test_known_amount_of_zero_is_zero(lines: Lines) -> None:
    assert by_code(lines, Measure.AMOUNT)["470007"] == 0
    assert by_code(lines, Measure.PER_CAPITA)["470007"] == 0


def test_amount_per_head_is_by_the_inhabitants_of_the_census(lines: Lines) -> None:
    found = by_code(lines, Measure.PER_CAPITA)
    assert found[KUMAMOTO] == pytest.approx(1_738_301_000 / populations()[KUMAMOTO])
    assert math.isnan(found[SAGA])
    assert math.isnan(found[UNALLOCATED])


def test_amount_per_head_exists_for_every_prefecture_and_no_other_area() -> None:
    found = allocation([project()], [site(), site(lg_code=OZU)])
    prefectures = lines_by(found, Selection(), Breakdown.PREFECTURE)
    assert set(prefectures.codes) == set(codelist("prefecture").codes) == set(populations())
    assert not np.isnan(per_capita_yen(prefectures)).any()
    assert np.isnan(per_capita_yen(lines_by(found, Selection(), Breakdown.BLOCK))).all()


def test_measures_per_head_are_offered_for_prefectures_only() -> None:
    offered = {level: measures_for(level) for level in Level}
    assert offered.pop(Level.PREFECTURE) == tuple(Measure)
    assert set(offered.values()) == {(Measure.AMOUNT, Measure.PROJECTS)}


def test_every_measure_has_its_words_and_its_unit() -> None:
    assert [measure.label_ja for measure in Measure] == ["投資額", "件数", "人口当たり"]
    assert [measure.unit_ja[:3] for measure in Measure] == ["円", "件", "円／人"]
    assert "国勢調査、2020年" in Measure.PER_CAPITA.unit_ja


@pytest.mark.parametrize(
    ("value", "measure", "words"),
    [
        (1_247_200_000_000, Measure.AMOUNT, "1兆2,472億円"),
        (0, Measure.AMOUNT, "0円"),
        (12, Measure.PROJECTS, "12件"),
        (0, Measure.PROJECTS, "0件"),
        (1234, Measure.PROJECTS, "1,234件"),
        (717_000, Measure.PER_CAPITA, "71.7万円／人"),
        (9_999, Measure.PER_CAPITA, "9,999円／人"),
        (10_000, Measure.PER_CAPITA, "1.0万円／人"),
        (0, Measure.PER_CAPITA, "0円／人"),
        (np.nan, Measure.AMOUNT, "金額は非公表"),
        (np.nan, Measure.PER_CAPITA, "金額は非公表"),
    ],
)
def test_value_is_shown_with_its_unit(value: float, measure: Measure, words: str) -> None:
    assert format_value(value, measure) == words


def test_amount_per_head_is_rounded_for_people() -> None:
    assert format_per_capita(123_456.7) == "12.3万円／人"
    assert format_per_capita(0.4) == "0円／人"


@pytest.mark.parametrize(
    ("measure", "lower", "upper", "words"),
    [
        (Measure.PROJECTS, 1, 2, "1件"),
        (Measure.PROJECTS, 2, 5, "2〜4件"),
        (Measure.PROJECTS, 1000, 2000, "1,000〜1,999件"),
        (Measure.PROJECTS, 5, None, "5件以上"),
        (Measure.AMOUNT, 0, 100 * OKU, "100億円未満"),
        (Measure.AMOUNT, 100 * OKU, 1000 * OKU, "100億円〜1,000億円"),
        (Measure.AMOUNT, 10_000 * OKU, None, "1兆円以上"),
        (Measure.AMOUNT, 0, None, "金額あり"),
        (Measure.PER_CAPITA, 0, 5_000, "5,000円未満"),
        (Measure.PER_CAPITA, 5_000, 100_000, "5,000円〜10万円"),
        (Measure.PER_CAPITA, 100_000, None, "10万円以上"),
    ],
)
def test_class_of_a_legend_is_told_by_its_limits(
    measure: Measure, lower: float, upper: float | None, words: str
) -> None:
    assert format_class(measure, lower, upper) == words
