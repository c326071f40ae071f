"""Accepted plans as files: whole, current, no change when handed in again, and honest about secrets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.record import Submitted
from domain.tables import TABLES
from intake.plan_export import NotExportable, export_plans
from intake.submission import check_files
from loaders.plan_layout import plan_tables
from registry.database import Registry, SubmissionFacts
from tests.builders import good_plan, submitted_tables
from tests.unit.loaders.rows_of_any_kind import row_of
from tests.unit.loaders.workbooks import values

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-09")
PLAN = "B-430005-01"


def plan_of(plan_type: str, plan_id: str) -> Submitted:
    return submitted_tables(good_plan(plan_type, plan_id))


@pytest.fixture
def registry() -> Registry:
    """Two plans of type B and one of type A, each handed in once."""
    made = Registry("sqlite://", label="試験", is_fictional=True)
    for plan_type, plan_id in (("b", PLAN), ("b", "B-430005-02"), ("a", "A-kyushu-01")):
        made.accept(plan_of(plan_type, plan_id), {}, FACTS)
    return made


def facts(content: bytes) -> dict[str, str]:
    return dict(values(content, "様式情報"))


def test_the_file_holds_every_row_of_the_plan_and_of_no_other(registry: Registry) -> None:
    content = export_plans(registry, [PLAN]).content
    rows = good_plan("b", PLAN)
    for table in plan_tables():
        assert len(values(content, table.label_ja)) - 1 == len(rows[table.name])
    assert [row[0] for row in values(content, "計画")[1:]] == [PLAN]


def test_several_plans_of_a_type_are_one_file(registry: Registry) -> None:
    content = export_plans(registry, ["B-430005-02", PLAN, PLAN]).content
    assert [row[0] for row in values(content, "計画")[1:]] == [PLAN, "B-430005-02"]


def test_the_file_knows_the_registry_and_its_version(registry: Registry) -> None:
    told = facts(export_plans(registry, [PLAN]).content)
    assert (told["書き出した登録簿の版"], told["登録簿の種類"]) == ("3", "架空")
    assert told["計画の種類"] == "地域産業クラスター計画"
    assert facts(export_plans(registry, ["A-kyushu-01"]).content)["計画の種類"] == "戦略産業クラスター計画"


def test_withheld_names_are_in_the_file_and_counted(registry: Registry) -> None:
    exported = export_plans(registry, [PLAN])
    names = [row[1] for row in values(exported.content, "主要企業")[1:]]
    assert sorted(names) == ["架空精機株式会社", "架空素材株式会社"]
    assert exported.restricted_names == 2


def test_a_plan_that_is_not_there_is_named(registry: Registry) -> None:
    with pytest.raises(NotExportable, match="計画「B-9」「B-8」は登録簿にありません"):
        export_plans(registry, [PLAN, "B-9", "B-8"])


def test_plans_of_two_types_are_refused(registry: Registry) -> None:
    with pytest.raises(NotExportable, match="種類ごとに書き出してください"):
        export_plans(registry, [PLAN, "A-kyushu-01"])


@pytest.mark.parametrize("plan_type", ["a", "b", "c"])
def test_a_plan_handed_in_again_as_it_was_written_is_no_change_and_no_finding(plan_type: str) -> None:
    registry = Registry("sqlite://", label="試験", is_fictional=True)
    registry.accept(plan_of(plan_type, PLAN), {}, FACTS)
    checked = check_files({"計画.xlsx": export_plans(registry, [PLAN]).content}, registry)
    assert [str(finding) for finding in checked.findings] == []
    assert checked.difference.is_empty


@settings(max_examples=20)
@given(st.data(), st.sampled_from(list(TABLES.values())))
def test_whatever_a_plan_says_is_no_change_when_handed_in_again(data: st.DataObject, table) -> None:
    """Rules may find fault with a value drawn at random; the difference must not."""
    rows = good_plan("b", PLAN)
    links = {"plan_id", "project_id", "measure_id", "kpi_id", *table.key}
    drawn = data.draw(row_of(table, "b"))
    rows[table.name][0] |= {name: value for name, value in drawn.items() if name not in links}
    registry = Registry("sqlite://")
    registry.accept(submitted_tables(rows), {}, FACTS)
    content = export_plans(registry, [PLAN]).content
    assert check_files({"計画.xlsx": content}, registry).difference.is_empty
