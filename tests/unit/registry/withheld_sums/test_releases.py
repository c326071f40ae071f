"""The sums that a registry tells the public: at the days of publication, and only of what they are about."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from domain.area import NATION, block_of
from domain.lg_code import prefecture_of
from domain.record import Records
from domain.reporting_period import THEN
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from tests.builders import plan, project, site, submitted_tables
from tests.places import FUKUOKA_CITY, IMARI, KIKUYO, KITAKAMI, OZU
from tests.withheld_attack import Told, band, relative_widths

OKU = 10**8
PLACES = (KIKUYO, OZU, IMARI, FUKUOKA_CITY, KITAKAMI)


def withheld(number: int, oku: float, **values: Any) -> dict[str, Any]:
    names = {"company_name": f"架空{number:03}社", "company_disclosure": "withheld"}
    return project(
        f"P-{number}", amount_yen=round(oku * OKU), amount_disclosure="government", **names | values
    )


def accept(
    registry: Registry, day: str, half: str, *projects: dict, places: dict[str, str] | None = None
) -> None:
    rows: dict[str, list] = {
        "projects": list(projects),
        "project_sites": [
            site(row["project_id"], (places or {}).get(row["project_id"], KIKUYO)) for row in projects
        ],
    }
    facts = SubmissionFacts("熊本県", half, day[:7], "", f"{day}T12:00:00+09:00")
    registry.accept(submitted_tables(rows), {}, facts)


@pytest.fixture
def registry() -> Registry:
    return Registry("sqlite://")


def five(first: int = 0) -> list[dict]:
    return [withheld(first + at, 20 + at) for at in range(5)]


def nation(records: Records) -> list[tuple]:
    sums = records.withheld_sums
    rows = sums[(sums["area"] == NATION) & (sums["field_code"] == "")]
    return list(zip(rows["half"], rows["projects"], rows["state"], rows["amount_yen"], strict=True))


OVER = ("2026-01-10", "2025H2", project("P-99"))
"""A submission after the day of publication of 2025H1 (2025-12-25)."""


def test_nothing_is_told_before_the_day_of_publication_is_over(registry: Registry) -> None:
    accept(registry, "2025-11-01", "2025H1", *five())
    assert nation(read_records(registry)) == []
    accept(registry, *OVER)
    assert nation(read_records(registry)) == [("2025H1", 5, "exact", 110 * OKU)]
    assert nation(read_records(registry, 1)) == []


def test_release_stands_still_whatever_comes_afterwards(registry: Registry) -> None:
    accept(registry, "2025-11-01", "2025H1", *five())
    accept(registry, *OVER)
    before = read_records(registry).withheld_sums
    accept(registry, "2026-01-11", "2025H2", withheld(7, 1))
    accept(registry, "2026-01-12", "2025H1", withheld(0, 999), withheld(8, 5))
    pd.testing.assert_frame_equal(read_records(registry).withheld_sums, before)


def test_next_release_is_audited_together_with_the_last(registry: Registry) -> None:
    accept(registry, "2025-11-01", "2025H1", *five())
    accept(registry, "2026-01-11", "2025H2", withheld(7, 30))
    accept(registry, "2026-07-01", "2026H1", project("P-99"))
    assert nation(read_records(registry)) == [("2025H2", 6, "band", pd.NA)]
    assert nation(read_records(registry, period="2025H1")) == [("2025H1", 5, "exact", 110 * OKU)]
    assert nation(read_records(registry, period="2025H1", known=THEN)) == [("2025H1", 5, "exact", 110 * OKU)]


def test_release_is_told_less_once_amounts_in_it_have_been_made_public(registry: Registry) -> None:
    accept(registry, "2025-11-01", "2025H1", *five())
    accept(registry, *OVER)
    assert nation(read_records(registry)) == [("2025H1", 5, "exact", 110 * OKU)]
    accept(registry, "2026-01-11", "2025H2", *(row | {"amount_disclosure": "public"} for row in five()[:4]))
    for told in (read_records(registry), read_records(registry, 2), read_records(registry, period="2025H1")):
        assert nation(told) == [("2025H1", 5, "band", pd.NA)], "110億円 less the four would be the fifth"


def test_amount_that_was_public_before_it_was_withheld_is_told_by_no_sum(registry: Registry) -> None:
    accept(registry, "2025-10-01", "2025H1", withheld(0, 20) | {"amount_disclosure": "public"})
    accept(registry, "2025-11-01", "2025H1", withheld(0, 20))
    accept(registry, *OVER)
    assert nation(read_records(registry)) == [("2025H1", 1, "band", pd.NA)]


@pytest.mark.parametrize(
    "values",
    [
        {"amount_disclosure": "withheld"},
        {"amount_disclosure": ""},
        {"status_code": "withdrawn"},
        {"amount_yen": None},
        {"plan_id": "B-9"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_may_be_in_no_sum_is_in_none(registry: Registry, values: dict) -> None:
    registry.accept(
        submitted_tables({"plans": [plan("B-9", stage_code="bc_draft")]}),
        {},
        SubmissionFacts("a", "2025H1", "2025", "", "2025-10-01T00:00:00+09:00"),
    )
    accept(registry, "2025-11-01", "2025H1", *five(), withheld(9, 500) | values)
    accept(registry, *OVER)
    assert nation(read_records(registry)) == [("2025H1", 5, "exact", 110 * OKU)]


def test_projects_of_one_company_are_one_contributor_under_any_spelling(registry: Registry) -> None:
    spellings = ("架空精機株式会社", "架空精機 株式会社", "（株）架空精機", "架空精機㈱", "架空精機")
    rows = [withheld(at, 20, company_name=name) for at, name in enumerate(spellings)]
    accept(registry, "2025-11-01", "2025H1", *rows, withheld(9, 20))
    accept(registry, *OVER)
    assert nation(read_records(registry)) == [("2025H1", 6, "band", pd.NA)]


def test_government_sees_the_amounts_and_needs_no_sums(registry: Registry) -> None:
    accept(registry, "2025-11-01", "2025H1", *five())
    accept(registry, *OVER)
    records = read_records(registry, audience="government")
    assert records.withheld_sums.empty
    assert records.projects["amount_yen"].notna().all()


def told_by(records: Records, position: dict[str, int]) -> list[Told]:
    """What the public's records say, the places and fields of withheld projects among it."""
    projects = records.projects.set_index("project_id")
    own = projects[projects["amount_disclosure"] == "government"]
    places = records.project_sites.set_index("project_id")["lg_code"]
    found = []
    for row in records.withheld_sums.itertuples():
        inside = [
            position[key]
            for key in own.index
            if row.area in (NATION, prefecture_of(places[key]), block_of(places[key]))
            and row.field_code in ("", own.at[key, "field_code"])
        ]
        assert len(inside) == row.projects
        if row.state == "exact":
            found.append(Told(tuple(inside), float(row.amount_yen), float(row.amount_yen)))
        elif row.state == "band":
            found.append(Told(tuple(inside), *band(row.size_band)))
    return found


def test_public_records_do_not_solve_for_any_amount(registry: Registry) -> None:
    amounts = [3, 12, 9.9, 55, 61, 480, 101, 20, 20, 33, 75, 990, 14, 52, 7, 230]
    fields = ("food", "ocean", "quantum")
    rows = [withheld(at, oku, field_code=fields[at % 3]) for at, oku in enumerate(amounts)]
    places = {row["project_id"]: PLACES[at % len(PLACES)] for at, row in enumerate(rows)}
    accept(registry, "2025-11-01", "2025H1", *rows[:11], places=places)
    accept(registry, "2026-01-11", "2025H2", *rows[11:], places=places)
    accept(registry, "2026-07-01", "2026H1", project("P-99"))
    position = {row["project_id"]: at for at, row in enumerate(rows)}
    told = [
        each
        for half in ("2025H1", "2025H2")
        for each in told_by(read_records(registry, period=half), position)
    ]
    assert any(each.least == each.most for each in told), "some sums are told exactly"
    widths = relative_widths(
        len(rows),
        told,
        {key: [at] for key, at in position.items()},
        lambda asked: sum(amounts[at] for at in asked) * OKU,
    )
    assert {key: width for key, width in widths.items() if width < 0.3} == {}
