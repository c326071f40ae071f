"""A registry with two halves, 2025H2 and 2026H1, between which something of every kind happens."""

from __future__ import annotations

from typing import Any

import pytest

from domain.tables import TABLES
from registry.database import Registry, SubmissionFacts
from tests.builders import (
    IMARI,
    KIKUYO,
    OZU,
    good_plan,
    kpi,
    kpi_value,
    plan_area,
    project,
    site,
    submitted_tables,
)
from tests.plan_snapshots import Rows, joined

OKU = 10**8
THEN, NOW = "2025H2", "2026H1"
A, B, C, ADDED = "A-kyushu-01", "B-430005-01", "C-434043-01", "B-430005-02"
NOT_DISCLOSED = {"amount_yen": None, "amount_scope": "not_disclosed"}
REASON = "資材の値上がりのため額を見直した"
TARGET_REASON = "実績が見込みを上回ったため、目標を引き上げた"

BRIDGE = {
    "before": (12, 1275 * OKU),
    "new": (4, 430 * OKU),
    "increased": (0, 30 * OKU),
    "decreased": (0, -20 * OKU),
    "withdrawn": (-2, -45 * OKU),
    "moved": (0, 0),
    "disclosed": (0, 7 * OKU),
    "after": (14, 1677 * OKU),
}
"""What the whole nation's bridge comes to, reckoned by hand from the rows below."""


def rows_then() -> dict[str, list[dict[str, Any]]]:
    """Three plans with two projects each (900億円 in all), and six projects outside of them."""
    outside = [
        project("X-1", name="増える案件"),
        project("X-2", name="減る案件"),
        project("X-3", name="取り下げる案件", amount_yen=40 * OKU),
        project("X-4", name="消える案件", amount_yen=5 * OKU),
        project("X-5", name="移る案件", amount_yen=130 * OKU),
        project("X-6", name="公表される案件", **NOT_DISCLOSED),
    ]
    places = {"X-5": OZU}
    found = joined(
        *(good_plan(each) for each in "abc"),
        {
            "projects": outside,
            "project_sites": [
                site(row["project_id"], places.get(row["project_id"], KIKUYO)) for row in outside
            ],
        },
    )
    for value in found["kpi_values"]:
        value |= {"period": THEN, "value_date": "2026-03-31", "value": 112}
    found["kpi_values"].append(kpi_value(f"{C}-K2", THEN, value=1))
    for name in ("progress_reports", "measure_reviews"):
        for row in found[name]:
            row |= {"period": THEN}
    return found


def rows_now() -> dict[str, list[dict[str, Any]]]:
    """What is handed in half a year later: the whole of every table."""
    found = rows_then()
    by_id = {row["project_id"]: row for row in found["projects"]}
    by_id["X-1"] |= {"amount_yen": 130 * OKU, "note": REASON}
    by_id["X-2"] |= {"amount_yen": 80 * OKU}
    by_id["X-3"] |= {"status_code": "withdrawn"}
    by_id["X-6"] |= {"amount_yen": 7 * OKU, "amount_scope": "single_site"}
    found["projects"] = [row for row in found["projects"] if row["project_id"] != "X-4"]
    found["project_sites"] = [
        row for row in found["project_sites"] if row["project_id"] not in ("X-4", "X-5")
    ]
    found["project_sites"].append(site("X-5", IMARI))
    _revise(found)
    new = [project("X-7", name="新しい案件"), project("X-8", name="額を示さない案件", **NOT_DISCLOSED)]
    second = good_plan("b", ADDED)
    second["projects"][1]["amount_yen"] = 130 * OKU
    return joined(found, second, {"projects": new, "project_sites": [site(row["project_id"]) for row in new]})


def _revise(rows: dict[str, list[dict[str, Any]]]) -> None:
    """The second version of plan B: text, area and a target; a KPI of plan C ends and another begins."""
    plan = next(row for row in rows["plans"] if row["plan_id"] == B)
    plan |= {
        "revision": 2,
        "revised_date": "2026-08-01",
        "goal": "架空の産業の現状を認識し、10年で売上を3倍にする",
    }
    rows["plan_areas"] = [row for row in rows["plan_areas"] if (row["plan_id"], row["lg_code"]) != (B, OZU)]
    rows["plan_areas"].append(plan_area(B, IMARI, role="member"))
    target = next(row for row in rows["kpis"] if row["kpi_id"] == f"{B}-K1")
    target |= {"target": 230, "note": TARGET_REASON}
    rows["kpis"] = [row for row in rows["kpis"] if row["kpi_id"] != f"{C}-K2"]
    rows["kpis"].append(kpi(f"{C}-K3", C, name="新しい指標"))
    rows["kpi_values"] = [row for row in rows["kpi_values"] if row["kpi_id"] != f"{C}-K2"]
    worse, better, same = f"{A}-K1", f"{B}-K1", f"{C}-K1"
    rows["kpi_values"] += [
        kpi_value(worse, NOW, value=101),
        kpi_value(better, NOW, value=240),
        kpi_value(same, NOW, value=118),
        kpi_value(f"{C}-K3", NOW, value=160),
    ]


def registry_of_two_halves(url: str, **facts: Any) -> Registry:
    """Both states handed in whole, one after the other; what the second no longer names is withdrawn."""
    registry = Registry(url, **facts)
    then, now = rows_then(), rows_now()
    registry.accept(
        submitted_tables(then),
        {},
        SubmissionFacts("試験の提出者", THEN, "2026-03", received_at="2026-04-20T09:00:00+09:00"),
    )
    gone = submitted_tables({name: _missing(name, then, now) for name in then})
    registry.accept(
        submitted_tables(now),
        {},
        SubmissionFacts("試験の提出者", NOW, "2026-09", received_at="2026-10-20T09:00:00+09:00"),
        withdrawn={name: table.frame for name, table in gone.items() if len(table.frame)},
    )
    return registry


def _missing(name: str, then: Rows, now: Rows) -> list[dict[str, Any]]:
    key = TABLES[name].key
    kept = {tuple(row[column] for column in key) for row in now[name]}
    return [dict(row) for row in then[name] if tuple(row[column] for column in key) not in kept]


@pytest.fixture(scope="module")
def two_halves_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A fictional registry of two halves, for tests that only read it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('halves')}/halves.sqlite"
    registry_of_two_halves(url, label="試験（架空）", is_fictional=True)
    return url


@pytest.fixture
def two_halves_in_use(two_halves_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The registry in use holds two halves and nothing else; returns its address."""
    monkeypatch.setenv("INVESTMAP_REGISTRY", two_halves_url)
    return two_halves_url
