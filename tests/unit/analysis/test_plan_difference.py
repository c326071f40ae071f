"""What differs between two versions of a plan, field by field, on areas, and on the targets of KPIs."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.allocation import allocate
from analysis.changed_plans import CHANGED, ENDED, NEW, REVISED, changed_plans
from analysis.plan_difference import AreaChange, PlanDifference, plan_difference
from analysis.selection import Selection
from domain.record import Records
from tests.builders import (
    IMARI,
    KIKUYO,
    KUMAMOTO,
    OZU,
    good_plan,
    kpi,
    kpi_target,
    plan_area,
    progress_report,
)
from tests.plan_snapshots import plan_records

B = "B-430005-01"
ALL = Selection()


def version(**changed: Any) -> dict[str, Any]:
    """Rows of the good plan of type B; ``plans`` changes its plan row, other names replace tables."""
    rows = good_plan("b")
    rows["plans"][0] |= changed.pop("plans", {})
    return rows | changed


def difference(then: dict[str, Any], now: dict[str, Any]) -> PlanDifference:
    return plan_difference(plan_records(then), plan_records(now), B)


def rows_that_differ(found: PlanDifference) -> dict[str, list[str]]:
    return {
        name: [f"{row.kind} {row.name}" for row in each.row_changes()]
        for name, each in found.tables.items()
        if each.row_changes()
    }


def test_a_version_and_itself_do_not_differ():
    found = difference(version(), version())
    assert (found.kind, rows_that_differ(found), found.targets) == ("", {}, ())
    assert found.areas == AreaChange((), (), (OZU, KIKUYO))


def test_text_amount_and_revision_are_told_field_by_field():
    found = difference(version(), version(plans={"revision": 2, "goal": "架空の目標", "jobs_target": 500}))
    (row,) = found.tables["plans"].row_changes()
    assert [(field.label_ja, field.before, field.after) for field in row.fields] == [
        ("版", "1", "2"),
        ("目標（現状認識と目指す姿）", "架空の産業の現状を認識し、10年で売上を2倍にする", "架空の目標"),
        ("雇用の目標", "400", "500"),
    ]


def test_rows_of_every_table_of_the_plan_are_compared_and_reports_are_not():
    now = version()
    now["measures"] = now["measures"][:1]
    now["projects"][0]["status_code"] = "operating"
    now["progress_reports"] = [progress_report(B, period="2026H2")]
    assert rows_that_differ(difference(version(), now)) == {
        "projects": ["changed 架空工場の増設"],
        "measures": [f"withdrawn {good_plan('b')['measures'][1]['name']}"],
    }


def test_areas_are_municipalities_even_where_a_plan_names_a_prefecture():
    now = version(plan_areas=[plan_area(B, KUMAMOTO), plan_area(B, IMARI, role="member")])
    areas = difference(version(), now).areas
    assert IMARI in areas.added
    assert len(areas.added) == 44
    assert (areas.removed, areas.kept) == ((), (OZU, KIKUYO))
    back = difference(now, version()).areas
    assert (back.added, back.removed, back.kept) == ((), areas.added, areas.kept)


def test_a_linked_area_is_no_part_of_the_plan():
    now = version(plan_areas=[*version()["plan_areas"], plan_area(B, IMARI, role="linked")])
    assert difference(version(), now).areas.added == ()


def test_a_plan_that_is_new_or_gone_is_told_so():
    nothing: dict[str, Any] = {}
    assert difference(nothing, version()).kind == "added"
    assert difference(version(), nothing).kind == "withdrawn"


# --- targets of KPIs


def with_target(target: float, note: str = "", plan_note: str = "", due: float = 150) -> dict[str, Any]:
    kpi_id = f"{B}-K1"
    return version(
        plans={"note": plan_note},
        kpis=[kpi(kpi_id, B, target=target, note=note)],
        kpi_targets=[kpi_target(kpi_id, target=due)],
    )


def test_a_target_is_told_with_what_its_note_newly_says():
    (change,) = difference(
        with_target(200, "統計の値"),
        with_target(230, "統計の値。実績が上回ったため引き上げた", "別の注", due=160),
    ).targets
    assert change.items[0] == ("目標値", "200", "230")
    assert change.items[1][1:] == ("150", "160")
    assert (change.kind, change.reason, change.reason_from) == (
        "changed",
        "実績が上回ったため引き上げた",
        "KPIの注意",
    )


def test_the_plans_note_gives_the_reason_where_the_kpis_says_nothing_new():
    (change,) = difference(with_target(200, "注"), with_target(230, "注", "目標を改めた")).targets
    assert (change.reason, change.reason_from) == ("目標を改めた", "計画の注意")


def test_a_target_without_any_reason_says_nothing():
    (change,) = difference(with_target(200), with_target(230)).targets
    assert (change.reason, change.reason_from) == ("", "")


@pytest.mark.parametrize(("then", "now", "kind"), [(0, 1, "added"), (1, 0, "withdrawn")])
def test_kpis_that_come_and_go_are_told_with_their_targets(then, now, kind):
    sides = [version(kpis=[kpi(f"{B}-K9", B)] * count, kpi_targets=[]) for count in (then, now)]
    (change,) = difference(*sides).targets
    assert (change.kind, change.kpi_id) == (kind, f"{B}-K9")
    assert ("目標値", "200") in {(name, words[now]) for name, *words in change.items}


def test_a_name_alone_is_no_change_of_the_target():
    now = version()
    now["kpis"][0]["name"] = "別の指標名"
    found = difference(version(), now)
    assert found.targets == ()
    assert rows_that_differ(found) == {"kpis": ["changed 別の指標名"]}


# --- the list of plans


def listed(
    then: list[dict[str, Any]], now: list[dict[str, Any]], selection: Selection = ALL
) -> dict[str, str]:
    found = changed_plans(*(allocate(plan_records(*side)) for side in (then, now)), selection)
    return dict(zip(found["plan_id"], found["kind"], strict=True))


def test_plans_are_listed_by_what_became_of_them():
    then = [version(), good_plan("a"), good_plan("c"), good_plan("b", "B-430005-02")]
    revised, changed = version(plans={"revision": 2}), good_plan("a")
    changed["measures"][0]["what"] = "別の中身"
    now = [revised, changed, good_plan("c"), good_plan("b", "B-430005-03")]
    assert listed(then, now) == {
        B: REVISED,
        "A-kyushu-01": CHANGED,
        "B-430005-03": NEW,
        "B-430005-02": ENDED,
    }
    assert list(listed(then, now)) == [B, "A-kyushu-01", "B-430005-03", "B-430005-02"]
    assert listed(then, now, Selection(plan_types=("a",))) == {"A-kyushu-01": CHANGED}
    assert listed(then, now, Selection("hokkaido")) == {}


def test_a_new_date_of_the_next_figure_alone_is_no_change_of_a_plan():
    now = version()
    now["kpis"][0]["next_date"] = "2027-05"
    assert listed([version()], [now]) == {}


def test_the_list_counts_rows_and_names_the_plans_own_items():
    now = version(plans={"revision": 2, "goal": "別の目標"}, plan_areas=[plan_area(B)])
    now["projects"][0]["status_code"] = "operating"
    now["project_years"] = []
    found = changed_plans(*(allocate(plan_records(side)) for side in (version(), now)), ALL)
    (line,) = found.to_dict("records")
    assert (line["before_revision"], line["after_revision"]) == (1, 2)
    assert line["items"] == "目標"
    assert {name: line[name] for name in ("areas", "measures", "kpis", "projects", "others")} == {
        "areas": 1,
        "measures": 0,
        "kpis": 0,
        "projects": 3,
        "others": 0,
    }


def test_a_project_that_goes_to_another_plan_changes_both():
    other = good_plan("b", "B-430005-02")
    now = version()
    now["projects"][1]["plan_id"] = "B-430005-02"
    then_records, now_records = plan_records(version(), other), plan_records(now, other)
    found = changed_plans(allocate(then_records), allocate(now_records), ALL)
    assert found.set_index("plan_id")["projects"].to_dict() == {B: 1, "B-430005-02": 1}
    gone, come = (plan_difference(then_records, now_records, plan_id) for plan_id in (B, "B-430005-02"))
    assert [len(each.tables["projects"].withdrawn) for each in (gone, come)] == [1, 0]
    assert [len(each.tables["projects"].added) for each in (gone, come)] == [0, 1]


def test_snapshots_without_plans_have_none_that_changed():
    empty: Records = plan_records()
    assert changed_plans(allocate(empty), allocate(empty), ALL).empty
