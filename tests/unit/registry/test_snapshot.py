"""A snapshot is the fold of all accepted rows, as of any version and period."""

import random

import pandas as pd
import pytest

from domain.project_tables import PROJECT_SITES, PROJECTS
from domain.tables import TABLES
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from tests.builders import IMARI, KIKUYO, OZU, good_plan, project, site, submitted, submitted_tables

HOUJIN = "1234567890123"


def facts(as_of: str = "2026-03", period: str = "2026H1") -> SubmissionFacts:
    return SubmissionFacts("熊本県", period, as_of)


def take_in(registry: Registry, projects: list[dict], sites: list[dict], as_of: str = "2026-03") -> None:
    registry.accept(submitted(projects, sites), {}, facts(as_of))


def withdraw(registry: Registry, projects: list[dict], sites: list[dict]) -> None:
    taken_back = {name: table.frame for name, table in submitted(projects, sites).items()}
    registry.accept({}, {}, facts(), withdrawn=taken_back)


def names(registry: Registry, version: int | None = None, period: str | None = None) -> dict[str, str]:
    found = read_records(registry, version, period=period).projects
    return dict(zip(found["project_id"], found["name"], strict=True))


def places(registry: Registry, version: int | None = None) -> list[tuple[str, str]]:
    found = read_records(registry, version).project_sites
    return list(zip(found["project_id"], found["lg_code"], strict=True))


def test_empty_registry_is_a_snapshot_without_rows(registry: Registry) -> None:
    found = read_records(registry)
    assert (found.version, found.as_of, found.accepted_at) == (0, "", "")
    assert len(found.projects) == len(found.project_sites) == 0
    assert list(found.projects.columns) == PROJECTS.column_names
    assert list(found.project_sites.columns) == PROJECT_SITES.column_names


def test_last_accepted_row_of_a_key_wins(registry: Registry) -> None:
    take_in(registry, [project(name="初め"), project("P-2", name="別")], [])
    take_in(registry, [project(name="後")], [])
    assert names(registry) == {"P-1": "後", "P-2": "別"}


def test_last_row_wins_column_by_column_even_where_it_is_empty(registry: Registry) -> None:
    take_in(registry, [project(amount_yen=100, note="注")], [])
    take_in(registry, [project(amount_yen=None, note="")], [])
    row = read_records(registry).projects.iloc[0]
    assert pd.isna(row["amount_yen"])
    assert row["note"] == ""


def test_earlier_versions_read_as_they_were(registry: Registry) -> None:
    take_in(registry, [project(name="初め")], [site()], "2025-09")
    take_in(registry, [project(name="後"), project("P-2", name="新")], [], "2026-03")
    withdraw(registry, [project()], [site()])
    assert [names(registry, version) for version in range(4)] == [
        {},
        {"P-1": "初め"},
        {"P-1": "後", "P-2": "新"},
        {"P-2": "新"},
    ]
    assert [places(registry, version) for version in range(4)] == [
        [],
        [("P-1", KIKUYO)],
        [("P-1", KIKUYO)],
        [],
    ]
    assert [read_records(registry, version).as_of for version in (1, 2)] == ["2025-09", "2026-03"]
    assert [read_records(registry, version).version for version in (1, None)] == [1, 3]


def test_withdrawn_key_disappears_and_others_stay(registry: Registry) -> None:
    take_in(registry, [project("P-1"), project("P-2")], [site("P-1"), site("P-2"), site("P-2", OZU)])
    withdraw(registry, [project("P-1")], [site("P-1"), site("P-2", OZU)])
    assert list(names(registry)) == ["P-2"]
    assert places(registry) == [("P-2", KIKUYO)]


def test_withdrawn_key_can_come_back(registry: Registry) -> None:
    take_in(registry, [project(name="初め")], [site()])
    withdraw(registry, [project()], [site()])
    take_in(registry, [project(name="再び")], [site()])
    assert names(registry) == {"P-1": "再び"}
    assert places(registry) == [("P-1", KIKUYO)]


def test_withdrawn_key_that_the_same_submission_hands_in_stays(registry: Registry) -> None:
    take_in(registry, [project(name="初め")], [])
    taken_back = {name: table.frame for name, table in submitted([project()], []).items()}
    registry.accept(submitted([project(name="直し")], []), {}, facts(), withdrawn=taken_back)
    assert names(registry) == {"P-1": "直し"}


def test_withdrawal_of_a_key_that_was_never_there_changes_nothing(registry: Registry) -> None:
    take_in(registry, [project()], [])
    withdraw(registry, [project("P-9")], [])
    assert list(names(registry)) == ["P-1"]


def test_site_is_keyed_by_project_and_place(registry: Registry) -> None:
    take_in(registry, [project()], [site(place_note="初め"), site(lg_code=IMARI)])
    take_in(registry, [], [site(place_note="後"), site(lg_code="")])
    found = read_records(registry).project_sites
    assert found[["lg_code", "place_note"]].to_numpy().tolist() == [["", ""], [IMARI, ""], [KIKUYO, "後"]]


def test_rows_are_sorted_by_key_and_numbered_afresh(registry: Registry) -> None:
    take_in(
        registry,
        [project("P-2"), project("P-10"), project("P-1")],
        [site("P-2"), site("P-1", OZU), site("P-1")],
    )
    found = read_records(registry)
    assert found.projects["project_id"].to_list() == ["P-1", "P-10", "P-2"]
    assert places(registry) == [("P-1", OZU), ("P-1", KIKUYO), ("P-2", KIKUYO)]
    assert found.projects.index.to_list() == found.project_sites.index.to_list() == [0, 1, 2]


def test_columns_have_the_types_of_their_definitions(registry: Registry) -> None:
    take_in(registry, [project(is_core=True), project("P-2")], [site(share=0.25, lon=130.8, lat=32.9)])
    found = read_records(registry)
    for table, frame in ((PROJECTS, found.projects), (PROJECT_SITES, found.project_sites)):
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
            c.name: c.dtype for c in table.columns
        }
    assert found.projects["is_core"].to_list() == [True, pd.NA]
    assert found.project_sites.loc[0, ["share", "lon", "lat"]].to_list() == [0.25, 130.8, 32.9]


def test_every_column_comes_back_as_it_was_handed_in(registry: Registry) -> None:
    handed_in = project(
        corporate_number=HOUJIN,
        public_support_yen=0,
        start_date="2025-04",
        is_core=False,
        source_quote='「引用」, "二重"\n改行',
        note="髙﨑\U000e0100",
    )
    take_in(registry, [handed_in], [])
    assert read_records(registry).projects.iloc[0].to_dict() == handed_in


def test_no_table_is_forgotten(registry: Registry) -> None:
    assert list(read_records(registry).tables) == list(TABLES)


@pytest.mark.parametrize("plan_type", ["a", "b", "c"])
def test_rows_of_every_table_come_back_as_they_were_handed_in(registry: Registry, plan_type: str) -> None:
    handed_in = submitted_tables(good_plan(plan_type))
    registry.accept(handed_in, {}, facts())
    found = read_records(registry, audience="government")
    for name, table in TABLES.items():
        if name in ("projects", "plan_companies"):
            continue  # names are withheld; see test_audience
        expected = handed_in[name].frame[table.column_names].sort_values(list(table.key), ignore_index=True)
        pd.testing.assert_frame_equal(found[name], expected)


def test_period_looked_at_hides_what_was_handed_in_for_later_ones(registry: Registry) -> None:
    for period, name in (("2026H1", "上期"), ("2026H2", "下期"), ("2027H1", "翌年")):
        registry.accept(submitted([project(name=name)], []), {}, facts(period=period))
    found = [names(registry, period=period) for period in ("2025H2", "2026H1", "2026H2", "2027H1", None, "")]
    assert [each.get("P-1") for each in found] == [None, "上期", "下期", "翌年", "翌年", "翌年"]


def test_late_correction_of_an_earlier_period_counts_in_it_and_after(registry: Registry) -> None:
    for period, name in (("2026H1", "上期"), ("2026H2", "下期"), ("2026H1", "上期の直し")):
        registry.accept(submitted([project(name=name)], []), {}, facts(period=period))
    assert [names(registry, period=period)["P-1"] for period in ("2026H1", "2026H2")] == ["上期の直し"] * 2
    assert names(registry, version=2, period="2026H1") == {"P-1": "上期"}


def test_withdrawal_counts_from_its_period_on(registry: Registry) -> None:
    registry.accept(submitted([project()], []), {}, facts(period="2026H1"))
    taken_back = {name: table.frame for name, table in submitted([project()], []).items()}
    registry.accept({}, {}, facts(period="2026H2"), withdrawn=taken_back)
    assert [len(names(registry, period=period)) for period in ("2026H1", "2026H2")] == [1, 0]


def test_snapshot_of_a_period_has_its_time_and_its_newest_fact(registry: Registry) -> None:
    for period, as_of in (("2026H1", "2026-09"), ("2026H2", "2027-03"), ("2026H2", "2026-12")):
        registry.accept(submitted([project()], []), {}, facts(as_of, period))
    received = registry.submissions()["received_at"].to_list()
    first, all_of_it = read_records(registry, period="2026H1"), read_records(registry)
    assert (first.as_of, first.accepted_at, first.period) == ("2026-09", received[0], "2026H1")
    assert (all_of_it.as_of, all_of_it.accepted_at, all_of_it.period) == ("2027-03", received[2], "")


def test_fold_is_that_of_a_dictionary() -> None:
    """Whatever was handed in and taken back in any order: the last word on each key counts."""
    draw = random.Random(7)
    registry, expected = Registry("sqlite://"), []
    now: dict[str, str] = {}
    for step in range(40):
        keys = draw.sample([f"P-{number}" for number in range(12)], 4)
        rows = [project(key, name=f"{step}") for key in keys[:2]]
        gone = submitted([project(key) for key in keys[2:]], [])
        registry.accept(submitted(rows, []), {}, facts(), withdrawn={"projects": gone["projects"].frame})
        now = {k: v for k, v in now.items() if k not in keys[2:]} | dict.fromkeys(keys[:2], f"{step}")
        expected.append(dict(sorted(now.items())))
    assert [dict(sorted(names(registry, version).items())) for version in range(1, 41, 3)] == expected[::3]


def test_snapshots_of_different_versions_audiences_and_periods_tell_themselves_apart(
    registry: Registry,
) -> None:
    take_in(registry, [project()], [])
    take_in(registry, [project()], [])
    found = [
        read_records(registry, version, audience, period)
        for version in (1, 2)
        for audience in ("public", "government")
        for period in ("", "2026H1")
    ]
    assert len({records.identity for records in found}) == 8


def test_snapshot_does_not_change_when_the_registry_grows(registry: Registry) -> None:
    take_in(registry, [project(name="初め")], [])
    before = read_records(registry)
    take_in(registry, [project(name="後")], [])
    assert before.projects["name"].to_list() == ["初め"]


def test_corrections_that_came_with_a_later_half_count_since_and_not_then(registry: Registry) -> None:
    plan = submitted_tables(good_plan("b", "B-1"))
    kpi = plan["kpis"].frame["kpi_id"].iloc[0]
    first = {"kpi_id": kpi, "period": "2025H2", "value": 10.0, "value_status": "preliminary"}
    corrected = first | {"value": 11.0, "value_status": "final"}
    ahead = first | {"period": "2026H1", "value": 15.0}
    take = {"2025H2": "2026-05-01T09:00:00+09:00", "2026H1": "2026-10-20T09:00:00+09:00"}
    registry.accept(
        submitted_tables({**good_plan("b", "B-1"), "kpi_values": [first]}),
        {},
        SubmissionFacts("熊本県", "2025H2", "2026-05", received_at=take["2025H2"]),
    )
    registry.accept(
        submitted_tables(
            {
                "kpi_values": [corrected, ahead],
                "plans": [good_plan("b", "B-1")["plans"][0] | {"title": "改訂後"}],
            }
        ),
        {},
        SubmissionFacts("熊本県", "2026H1", "2026-10", received_at=take["2026H1"]),
    )

    def seen(**asked: str) -> tuple[dict[str, float], str]:
        found = read_records(registry, **asked)
        values = found["kpi_values"]
        return dict(zip(values["period"], values["value"], strict=True)), found["plans"]["title"].iloc[0]

    title = good_plan("b", "B-1")["plans"][0]["title"]
    assert seen(period="2025H2", known="then") == ({"2025H2": 10.0}, title)
    assert seen(period="2025H2", known="since") == ({"2025H2": 11.0}, title)
    assert seen(period="2026H1", known="since") == ({"2025H2": 11.0, "2026H1": 15.0}, "改訂後")
    assert seen() == ({"2025H2": 11.0, "2026H1": 15.0}, "改訂後")


def test_what_came_after_the_day_of_publication_was_not_known_then(registry: Registry) -> None:
    for name, received in (("当日", "2026-06-30T23:59:00+09:00"), ("翌日", "2026-07-01T00:01:00+09:00")):
        registry.accept(
            submitted([project(name=name)], []),
            {},
            SubmissionFacts("熊本県", "2025H2", "2026-06", received_at=received),
        )
    assert read_records(registry, period="2025H2", known="then").projects["name"].tolist() == ["当日"]
    assert read_records(registry, period="2025H2").projects["name"].tolist() == ["翌日"]


def test_then_is_asked_of_a_reporting_period(registry: Registry) -> None:
    with pytest.raises(ValueError, match="no reporting period"):
        read_records(registry, known="then")
