"""The rows of single plans, and of other plans under the same keys, without reading all the rest."""

import pandas as pd
import pytest
import sqlalchemy as sa

from domain.record import Submitted
from domain.tables import TABLES
from registry.database import Registry
from registry.plan_rows import rows_of_plans
from registry.snapshot import read_records
from tests.builders import good_plan, kpi, kpi_value, plan, project, site, submitted_tables
from tests.unit.registry.stored import FACTS, frames, whole_plan


def take_in(registry: Registry, **rows: list[dict]) -> str:
    return registry.accept(submitted_tables(rows), {}, FACTS)


def keys_of(submitted: Submitted) -> dict[str, set[tuple[str, ...]]]:
    return {
        name: set(table.frame[list(TABLES[name].key)].itertuples(index=False, name=None))
        for name, table in submitted.items()
    }


def ids(found: dict[str, pd.DataFrame], table: str) -> list[str]:
    return found[table][TABLES[table].key[0]].to_list()


@pytest.fixture
def three(registry: Registry) -> Registry:
    """Three plans with rows in every table."""
    for plan_id in ("B-1", "B-2", "B-3"):
        registry.accept(whole_plan(plan_id), {}, FACTS)
    return registry


@pytest.mark.parametrize("plan_ids", [["B-2"], ["B-1", "B-3"], ["B-1", "B-2", "B-3"]])
def test_rows_of_plans_are_theirs_in_every_table(three: Registry, plan_ids: list[str]) -> None:
    found = rows_of_plans(three, plan_ids)
    assert list(found) == list(TABLES)
    for name, table in TABLES.items():
        handed_in = pd.concat([whole_plan(plan_id)[name].frame for plan_id in plan_ids])
        expected = handed_in[table.column_names].sort_values(list(table.key), ignore_index=True)
        pd.testing.assert_frame_equal(found[name], expected)


def test_unknown_plan_has_no_rows_but_all_columns(three: Registry) -> None:
    for name, frame in rows_of_plans(three, ["B-9"], {"projects": {("P-9",)}}).items():
        assert len(frame) == 0
        assert {k: str(v) for k, v in frame.dtypes.items()} == {c.name: c.dtype for c in TABLES[name].columns}


def test_rows_are_those_in_force(three: Registry) -> None:
    gone = {name: frame for name, frame in frames(whole_plan("B-1")).items() if name == "measures"}
    three.accept(
        submitted_tables({"projects": [project("B-1-P1", plan_id="B-1", name="改題")]}),
        {},
        FACTS,
        withdrawn=gone,
    )
    found = rows_of_plans(three, ["B-1"])
    assert found["projects"]["name"].to_list() == ["改題", "架空の部材工場"]
    assert len(found["measures"]) == 0
    assert len(found["measure_reviews"]) == 0, "their measures are gone"


def test_names_are_not_withheld_from_those_who_hand_in(three: Registry) -> None:
    assert "架空素材株式会社" in rows_of_plans(three, ["B-1"])["projects"]["company_name"].to_list()


def test_project_that_went_to_another_plan_is_the_other_plans(three: Registry) -> None:
    take_in(three, projects=[project("B-1-P1", plan_id="B-2")])
    assert ids(rows_of_plans(three, ["B-1"]), "projects") == ["B-1-P2"]
    other = rows_of_plans(three, ["B-2"])
    assert ids(other, "projects") == ["B-1-P1", "B-2-P1", "B-2-P2"]
    assert "B-1-P1" in ids(other, "project_sites")


def test_project_that_came_back_is_there_once(three: Registry) -> None:
    take_in(three, projects=[project("B-1-P1", plan_id="B-2")])
    take_in(three, projects=[project("B-1-P1", plan_id="B-1", name="戻り")])
    both = rows_of_plans(three, ["B-1", "B-2"])
    assert ids(both, "projects") == ["B-1-P1", "B-1-P2", "B-2-P1", "B-2-P2"]
    assert both["projects"]["name"].to_list()[0] == "戻り"


def test_rows_of_other_plans_are_told_where_they_bear_a_key(three: Registry) -> None:
    take_in(three, projects=[project("P-free", plan_id="")], project_sites=[site("P-free")])
    asked = {"projects": {("B-2-P1",), ("P-free",), ("P-new",)}, "kpi_values": {("B-3-K1", "2026H1")}}
    found = rows_of_plans(three, ["B-1"], asked)
    assert ids(found, "projects") == ["B-1-P1", "B-1-P2", "B-2-P1", "P-free"]
    assert ids(found, "kpi_values") == ["B-1-K1", "B-3-K1"]
    assert ids(found, "project_sites") == ["B-1-P1", "B-1-P2"], "only the keys that were asked for"


def test_key_counts_as_a_whole(three: Registry) -> None:
    take_in(three, kpi_values=[kpi_value("B-3-K1", "2026H2")])
    found = rows_of_plans(three, [], {"kpi_values": {("B-3-K1", "2026H2")}})
    assert found["kpi_values"]["period"].to_list() == ["2026H2"]


def test_plan_handed_in_again_is_the_same_as_what_is_in_force(three: Registry) -> None:
    handed_in = whole_plan("B-2")
    found = rows_of_plans(three, ["B-2"], keys_of(handed_in))
    for name, frame in rows_of_plans(three, ["B-2"]).items():
        pd.testing.assert_frame_equal(found[name], frame)


def test_many_keys_are_looked_up_at_once(registry: Registry) -> None:
    count = 25_000
    rows = [project(f"P-{number:05d}", plan_id="B-1") for number in range(count)]
    sites = [site(row["project_id"]) for row in rows]
    take_in(registry, plans=[plan("B-1")], projects=rows, project_sites=sites)
    found = rows_of_plans(registry, ["B-1"], {"projects": {(row["project_id"],) for row in rows}})
    assert (len(found["projects"]), len(found["project_sites"])) == (count, count)


def test_rows_are_found_by_index_alone(tmp_path: object) -> None:
    registry = Registry(f"sqlite:///{tmp_path}/registry.sqlite")
    registry.accept(whole_plan("B-1"), {}, FACTS)
    asked: list[tuple[str, object]] = []
    sa.event.listen(
        registry.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3]))
    )
    rows_of_plans(registry, ["B-1"], keys_of(whole_plan("B-1")))
    assert len(asked) >= len(TABLES)
    with registry.engine.connect() as connection:
        for statement, values in list(asked):
            plan_of_query = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert not [step for step in plan_of_query if step[3].startswith("SCAN ")], statement


def test_rows_agree_with_the_snapshot_for_every_type(registry: Registry) -> None:
    for plan_type in "abc":
        registry.accept(submitted_tables(good_plan(plan_type)), {}, FACTS)
    records = read_records(registry, audience="government")
    found = rows_of_plans(registry, records["plans"]["plan_id"].to_list())
    for name in set(TABLES) - {"projects", "plan_companies"}:
        pd.testing.assert_frame_equal(found[name], records[name])


def test_kpi_of_a_plan_and_its_values_go_together(three: Registry) -> None:
    take_in(three, kpis=[kpi("K-new", "B-1")], kpi_values=[kpi_value("K-new")])
    assert "K-new" in ids(rows_of_plans(three, ["B-1"]), "kpi_values")
