"""Alerts: by which rule a KPI or a measure bears each one."""

import numpy as np
import pytest

from analysis.alerts import kpi_alerts, measure_alerts
from tests.builders import kpi, kpi_value, measure, review
from tests.unit.analysis.judged_plans import allocation_of, one_kpi

TWO_YEARS = {"baseline_date": "2025-03-31", "target_date": "2027-03-31"}


def alerts(values, **facts) -> tuple[str, ...]:
    return one_kpi(values, half="2026H1", **facts).alerts


def bearing(code: str, kpis: list[dict], values: list[dict], half: str = "2025H2") -> list[str]:
    allocation = allocation_of({"kpis": kpis, "kpi_values": values})
    flags = kpi_alerts(allocation, half)[code]
    return allocation.records["kpis"]["kpi_id"][flags].to_list()


def of_progress(
    *percents: float, category: str = "sales", prefix: str = "K"
) -> tuple[list[dict], list[dict]]:
    """KPIs of one kind whose progress on 2026-03-31 is so many per cent."""
    ids = [f"{prefix}-{at}" for at in range(len(percents))]
    kpis = [kpi(kpi_id, category=category, **TWO_YEARS) for kpi_id in ids]
    values = [
        kpi_value(kpi_id, "2025H2", value=100 + percent / 2, value_date="2026-03-31")
        for kpi_id, percent in zip(ids, percents, strict=True)
    ]
    return kpis, values


@pytest.mark.parametrize(
    ("percents", "behind"),
    [
        ((100, 100, 100, 90, 69.9), ["K-4"]),
        ((100, 100, 100, 90, 70), []),
        ((100, 100, 100, 69.9), []),
        ((40, 30, 20, 15, 12), []),
        ((150, 120, 100, 60, -20), ["K-3", "K-4"]),
    ],
)
def test_kpi_far_behind_the_median_of_its_kind_is_told(percents, behind):
    assert bearing("far_behind", *of_progress(*percents)) == behind


def test_kinds_are_compared_among_themselves():
    sales, exports = of_progress(*[100] * 5), of_progress(*[50] * 5, category="export", prefix="X")
    assert bearing("far_behind", sales[0] + exports[0], sales[1] + exports[1]) == []


def test_what_has_no_progress_neither_counts_nor_is_behind():
    kpis, values = of_progress(100, 100, 100, 100, 20)
    kpis[4]["direction"], kpis[4]["target"] = "keep", 100
    assert bearing("far_behind", kpis, values) == []
    assert np.isnan(one_kpi({}, **TWO_YEARS).progress)


@pytest.mark.parametrize(
    ("values", "facts", "falls"),
    [
        ((110, 108, 105), {}, True),
        ((110, 108, 108), {}, False),
        ((110, 108), {}, False),
        ((100, 110, 105), {}, False),
        ((110, 108, 105, 106), {}, False),
        ((90, 93, 95), {"direction": "down", "target": 50}, True),
        ((90, 85, 80), {"direction": "down", "target": 50}, False),
        ((101, 103, 106), {"direction": "keep", "target": 100}, True),
        ((99, 102, 96), {"direction": "keep", "target": 100}, True),
        ((106, 103, 100), {"direction": "keep", "target": 100}, False),
        ((3, 2, 1), {"level": "execution", "target": 4}, False),
    ],
)
def test_values_that_fell_twice_running_are_told(values, facts, falls):
    halves = ("2024H2", "2025H1", "2025H2", "2026H1")[-len(values) :]
    assert ("falling_twice" in alerts(dict(zip(halves, values, strict=True)), **facts)) is falls


def test_halves_without_a_value_do_not_end_a_fall():
    assert "falling_twice" in alerts({"2024H1": 110, "2025H1": 108, "2026H1": 105})


def test_fall_of_one_kpi_is_not_taken_for_that_of_the_next():
    kpis = [kpi("K-1"), kpi("K-2")]
    values = [
        *(
            kpi_value("K-1", half, value=value)
            for half, value in (("2024H1", 130), ("2024H2", 120), ("2025H1", 110))
        ),
        *(kpi_value("K-2", half, value=value) for half, value in (("2025H1", 109), ("2025H2", 108))),
    ]
    assert bearing("falling_twice", kpis, values) == ["K-1"]


@pytest.mark.parametrize(
    ("values", "periodicity", "is_told"),
    [
        ({"2025H1": 101}, "half", True),
        ({"2025H2": 101}, "half", False),
        ({"2024H2": 101}, "year", False),
        ({"2023H2": 101}, "year", False),
        ({"2024H1": 101}, "year", True),
    ],
)
def test_two_values_that_did_not_come_are_told(values, periodicity, is_told):
    assert ("no_value_twice" in alerts(values, periodicity=periodicity)) is is_told


def test_measures_bear_the_alerts_of_measures():
    allocation = allocation_of(
        {
            "measures": [measure("M-1", why=""), measure("M-2"), measure("M-3")],
            "measure_reviews": [
                review("M-2", half, execution="delayed", result="needs_work") for half in ("2025H2", "2026H1")
            ],
        }
    )
    found = {code: flags.tolist() for code, flags in measure_alerts(allocation, "2026H1").items()}
    assert found == {"incomplete_5w1h": [True, False, False], "carried_over_twice": [False, True, False]}
