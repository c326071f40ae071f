"""The bridge of the investment total adds up, and every project stands in the step where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings

from analysis.allocation import Allocation, allocate
from analysis.bridge_list import bridge_list
from analysis.change_reason import (
    NEWLY_DISCLOSED,
    NEWLY_REGISTERED,
    NO_LONGER_DISCLOSED,
    NO_REASON,
    ROW_WITHDRAWN,
    STATUS_RESUMED,
    STATUS_WITHDRAWN,
    told_since,
)
from analysis.investment_bridge import (
    CHANGES,
    DECREASED,
    DISCLOSED,
    INCREASED,
    MOVED,
    NEW,
    WITHDRAWN,
    bridge,
    entries,
)
from analysis.selection import Selection
from analysis.totals import Breakdown, total
from domain.codelist import codelist
from tests.builders import IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, plan, project, site
from tests.plan_snapshots import plan_allocation
from tests.unit.analysis.brute_force import Placed, lines, place
from tests.unit.analysis.strategies import near_selections, small_records
from tests.unit.analysis.two_records import Rows, records_of, selections_of_plans, two_states

OKU = 10**8
ALL = Selection()


def state(
    *projects: dict[str, Any], sites: Sequence[dict[str, Any]] | None = None, plans: Sequence = ()
) -> Allocation:
    """An allocation of these projects, each in 菊陽町 unless sites are given."""
    placed = [site(row["project_id"]) for row in projects] if sites is None else sites
    return plan_allocation({"projects": projects, "project_sites": placed, "plans": plans})


def changes(before: Allocation, after: Allocation, selection: Selection = ALL) -> dict[str, tuple[int, int]]:
    """By step, projects and yen; steps that change nothing and have no entry are left out."""
    found = bridge(before, after, selection)
    return {step.code: (step.projects, step.amount_yen) for step in found.changes if step.entries}


def reasons(before: Allocation, after: Allocation, selection: Selection = ALL) -> list[str]:
    return bridge_list(before, after, selection)["reason"].to_list()


# --- properties


@settings(deadline=None, max_examples=100)
@given(two_states(), selections_of_plans())
def test_the_bridge_adds_up_for_any_two_snapshots_under_any_selection(states, selection):
    before, after = (allocate(records_of(rows)) for rows in states)
    found = bridge(before, after, selection)
    ends = [total(each, selection) for each in (before, after)]
    assert [(end.projects, end.amount_yen) for end in (found.before, found.after)] == [
        (end.projects, end.amount_yen) for end in ends
    ]
    assert found.before.amount_yen + sum(step.amount_yen for step in found.changes) == found.after.amount_yen
    assert found.before.projects + sum(step.projects for step in found.changes) == found.after.projects
    behind = bridge_list(before, after, selection)
    assert all(behind["reason"])
    for step in found.changes:
        listed = behind[behind["step"] == step.code]
        assert int(listed["amount_yen"].fillna(0).sum()) == step.amount_yen
        assert (int(listed["projects"].sum()), len(listed)) == (step.projects, step.entries)
        assert step.raised_yen + step.lowered_yen == step.amount_yen
        assert step.gained + step.lost == step.projects
    assert found[INCREASED].lowered_yen == found[DECREASED].raised_yen == 0


@settings(deadline=None, max_examples=60)
@given(two_states(), near_selections())
def test_every_project_stands_where_the_slow_way_puts_it(states, selection):
    before, after = (allocate(records_of(rows)) for rows in states)
    assert changes(before, after, selection) == slow_changes(*states, selection)


@settings(deadline=None, max_examples=20)
@given(small_records(), near_selections())
def test_nothing_changes_between_a_snapshot_and_itself(rows, selection):
    same = [state(*rows[0], sites=rows[1]) for _ in range(2)]
    assert changes(*same, selection) == {}


@settings(deadline=None, max_examples=20)
@given(two_states(), selections_of_plans())
def test_the_way_back_takes_what_the_way_there_brought(states, selection):
    before, after = (allocate(records_of(rows)) for rows in states)
    there, back = bridge(before, after, selection), bridge(after, before, selection)
    assert there[DISCLOSED].amount_yen == -back[DISCLOSED].amount_yen
    assert there.before.amount_yen == back.after.amount_yen


def slow_changes(then: Rows, now: Rows, selection: Selection) -> dict[str, tuple[int, int]]:
    """The steps by plain loops over single projects (see the docstring of ``analysis.investment_bridge``)."""
    sides = [
        {each.row["project_id"]: each for each in place(rows["projects"], sorted_sites(rows))}
        for rows in (then, now)
    ]
    found: dict[str, list[tuple[int, int]]] = {}
    for project_id in sorted({*sides[0], *sides[1]}):
        old, new = (side.get(project_id) for side in sides)
        for code, projects, yen in slow_entries(old, new, selection):
            found.setdefault(code, []).append((projects, yen))
    return {code: tuple(map(sum, zip(*found[code], strict=True))) for code in CHANGES if code in found}  # type: ignore[misc]


def sorted_sites(rows: Rows) -> list[dict[str, Any]]:
    return sorted(rows["project_sites"], key=lambda row: row["lg_code"])


def slow_entries(old: Placed | None, new: Placed | None, selection: Selection) -> list[tuple[str, int, int]]:
    was, now = counted(old, selection), counted(new, selection)
    if was is None and now is None:
        return []
    if was is None:
        return [(NEW if old is None else MOVED, 1, now)]
    if now is None:
        is_gone = new is None or new.row["status_code"] == "withdrawn"
        return [(WITHDRAWN if is_gone else MOVED, -1, -was)]
    assert old
    assert new
    if (old.row["amount_yen"] is None) != (new.row["amount_yen"] is None):
        return [(DISCLOSED, 0, now - was)]
    kept = Placed(old.row | {"amount_yen": new.row["amount_yen"]}, old.sites)
    middle = counted(kept, Selection(selection.area, statuses=codelist("project_status").codes))
    assert middle is not None
    grown = middle - was
    if new.row["amount_yen"] == old.row["amount_yen"]:
        grown = 0
    elif places_of(old) == places_of(new):
        grown = now - was
    found = [(INCREASED if grown > 0 else DECREASED, 0, grown)] if grown else []
    return found + ([(MOVED, 0, now - was - grown)] if now - was - grown else [])


def places_of(placed: Placed) -> list[Any]:
    return [
        *sorted((row["lg_code"], row["share"] or 0) for row in placed.sites),
        placed.row["amount_scope"] == "multi_site_total",
    ]


def counted(placed: Placed | None, selection: Selection) -> int | None:
    """What of a project counts in a selection; None where it is not selected."""
    (line,) = lines([placed] if placed else [], selection, Breakdown.NATION)
    return line["amount_yen"] if line["projects"] else None


# --- steps


def test_a_project_without_an_earlier_row_is_new():
    before, after = state(project("P-1")), state(project("P-1"), project("P-2", amount_yen=3 * OKU))
    assert changes(before, after) == {NEW: (1, 3 * OKU)}
    assert reasons(before, after) == [NEWLY_REGISTERED]


def test_a_new_project_with_a_withheld_amount_counts_as_one_and_not_as_zero_yen():
    before, after = state(), state(project("P-1", amount_yen=None, amount_scope="not_disclosed"))
    assert changes(before, after) == {NEW: (1, 0)}
    step = bridge(before, after, Selection())[NEW]
    assert (step.entries, step.undisclosed) == (1, 1)
    (line,) = bridge_list(before, after, Selection()).to_dict("records")
    assert line["amount_yen"] is line["after_yen"] or str(line["amount_yen"]) == "<NA>"
    assert (line["before_state"], line["after_state"]) == ("absent", "not_disclosed")


@pytest.mark.parametrize(("amount", "code"), [(130 * OKU, INCREASED), (70 * OKU, DECREASED)])
def test_another_amount_is_an_increase_or_a_decrease(amount, code):
    before, after = state(project()), state(project(amount_yen=amount))
    assert changes(before, after) == {code: (0, amount - 100 * OKU)}


def test_a_row_that_is_gone_and_a_status_of_withdrawal_are_withdrawn():
    before = state(project("P-1"), project("P-2", amount_yen=OKU))
    after = state(project("P-1", status_code="withdrawn"))
    assert changes(before, after) == {WITHDRAWN: (-2, -101 * OKU)}
    assert reasons(before, after) == [STATUS_WITHDRAWN, ROW_WITHDRAWN]


def test_a_suspended_project_stays_in_the_total():
    assert changes(state(project()), state(project(status_code="suspended"))) == {}


def test_a_withdrawal_that_is_taken_back_is_no_new_project():
    before, after = state(project(status_code="withdrawn")), state(project())
    assert changes(before, after) == {MOVED: (1, 100 * OKU)}
    assert reasons(before, after) == [STATUS_RESUMED]


def test_an_amount_that_is_disclosed_or_withheld_is_neither_increase_nor_decrease():
    hidden = {"amount_yen": None, "amount_scope": "not_disclosed"}
    before = state(project("P-1", **hidden), project("P-2", amount_yen=3 * OKU))
    after = state(project("P-1"), project("P-2", **hidden))
    assert changes(before, after) == {DISCLOSED: (0, 97 * OKU)}
    step = bridge(before, after, Selection())[DISCLOSED]
    assert (step.raised_yen, step.lowered_yen) == (100 * OKU, -3 * OKU)
    assert reasons(before, after) == [
        f"{NEWLY_DISCLOSED}。{NO_REASON}",
        f"{NO_LONGER_DISCLOSED}。{NO_REASON}",
    ]


def test_a_project_that_changes_its_field_leaves_one_selection_and_enters_the_other():
    before, after = state(project(field_code="ocean")), state(project(field_code="shipbuilding"))
    assert changes(before, after) == {}
    assert changes(before, after, Selection(fields=("ocean",))) == {MOVED: (-1, -100 * OKU)}
    assert changes(before, after, Selection(fields=("shipbuilding",))) == {MOVED: (1, 100 * OKU)}
    assert reasons(before, after, Selection(fields=("ocean",))) == ["分野: 海洋 → 造船"]


def test_a_project_that_moves_to_another_prefecture_leaves_the_first():
    before, after = state(project()), state(project(), sites=[site(lg_code=IMARI)])
    assert changes(before, after, Selection("kyushu")) == {}
    assert changes(before, after, Selection(KUMAMOTO)) == {MOVED: (-1, -100 * OKU)}
    assert changes(before, after, Selection(SAGA)) == {MOVED: (1, 100 * OKU)}
    assert reasons(before, after, Selection(SAGA)) == ["所在地: 熊本県 菊陽町 → 佐賀県 伊万里市"]


def test_other_shares_move_money_and_no_project():
    row = project(amount_scope="multi_site_total")
    then = [site(share=0.6), site(lg_code=OZU, share=0.4)]
    now = [site(share=0.5), site(lg_code=OZU, share=0.5)]
    before, after = state(row, sites=then), state(row, sites=now)
    assert changes(before, after, Selection(KIKUYO)) == {MOVED: (0, -10 * OKU)}
    assert changes(before, after, Selection(OZU)) == {MOVED: (0, 10 * OKU)}
    assert reasons(before, after, Selection(OZU)) == ["配分: 40％・60％ → 50％・50％"]


def test_a_larger_amount_at_other_shares_is_told_apart_from_the_shares():
    then, now = (
        [site(share=0.6), site(lg_code=OZU, share=0.4)],
        [site(share=0.5), site(lg_code=OZU, share=0.5)],
    )
    before = state(project(amount_scope="multi_site_total"), sites=then)
    after = state(project(amount_scope="multi_site_total", amount_yen=200 * OKU), sites=now)
    # 60億円 → 120億円 at the old shares, then → 100億円 by the new ones.
    assert changes(before, after, Selection(KIKUYO)) == {INCREASED: (0, 60 * OKU), MOVED: (0, -20 * OKU)}
    listed = bridge_list(before, after, Selection(KIKUYO))
    assert listed["before_yen"].to_list() == [60 * OKU] * 2
    assert listed["after_yen"].to_list() == [100 * OKU] * 2


def test_a_larger_amount_at_another_place_is_told_apart_from_the_place():
    then, now = [site(), site(lg_code=OZU)], [site(), site(lg_code=IMARI)]
    before = state(project(amount_scope="multi_site_total"), sites=then)
    after = state(project(amount_scope="multi_site_total", amount_yen=130 * OKU), sites=now)
    # 130億円 would count in 熊本県 at the old sites; at the new ones they count in 九州 only.
    assert changes(before, after, Selection(KUMAMOTO)) == {INCREASED: (0, 30 * OKU), MOVED: (0, -130 * OKU)}
    assert changes(before, after, Selection("kyushu")) == {INCREASED: (0, 30 * OKU)}


def test_an_amount_that_crosses_a_size_band_moves_between_bands():
    before, after = state(project(amount_yen=9 * OKU)), state(project(amount_yen=11 * OKU))
    assert changes(before, after, Selection(size_bands=("under_1b",))) == {MOVED: (-1, -9 * OKU)}
    assert reasons(before, after, Selection(size_bands=("under_1b",))) == [
        "投資規模: 10億円未満 → 10億〜50億円"
    ]


def test_a_project_that_joins_a_plan_enters_the_plans_type():
    plans = [plan()]
    before, after = state(project(), plans=plans), state(project(plan_id="B-430005-01"), plans=plans)
    assert changes(before, after) == {}
    assert changes(before, after, Selection(plan_types=("b",))) == {MOVED: (1, 100 * OKU)}
    assert reasons(before, after, Selection(plan_types=("b",))) == [
        "計画の種類: 計画未策定 → 地域産業クラスター計画"
    ]


def test_the_list_has_the_largest_change_first_and_those_without_an_amount_last():
    before = state(project("P-1", amount_yen=5 * OKU))
    after = state(
        project("P-2", amount_yen=2 * OKU),
        project("P-3", amount_yen=None, amount_scope="not_disclosed"),
        project("P-4", amount_yen=9 * OKU),
    )
    listed = bridge_list(before, after, Selection())
    assert listed["project_id"].to_list() == ["P-4", "P-1", "P-2", "P-3"]
    assert listed["name"].to_list() == ["案件 P-4", "案件 P-1", "案件 P-2", "案件 P-3"]
    assert bridge_list(before, after, Selection(), most=2)["project_id"].to_list() == ["P-4", "P-1"]
    assert bridge_list(before, after, Selection(), WITHDRAWN)["project_id"].to_list() == ["P-1"]


def test_an_amount_that_only_counts_in_a_wider_area_is_told_so():
    row = project(amount_scope="multi_site_total")
    before, after = state(), state(row, sites=[site(), site(lg_code=OZU)])
    (line,) = bridge_list(before, after, Selection(KIKUYO)).to_dict("records")
    assert (line["projects"], line["after_state"]) == (1, "wider")


# --- reasons


def test_the_reason_of_an_amount_is_what_the_note_newly_says():
    before = state(project(note="架空の案件"))
    after = state(project(note="架空の案件。資材の値上がりで見直した", amount_yen=OKU))
    assert reasons(before, after) == ["資材の値上がりで見直した"]


def test_an_amount_without_a_new_note_has_no_reason():
    before, after = state(project(note="注")), state(project(note="注", amount_yen=OKU))
    assert reasons(before, after) == [NO_REASON]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", ""),
        ("甲", "甲", ""),
        ("甲。乙", "甲", ""),
        ("甲", "甲。乙", "乙"),
        ("甲\n乙", "丙。乙。丁", "丙。丁"),
    ],
)
def test_what_a_note_newly_says_is_its_new_sentences(before, after, told):
    assert told_since(before, after) == told


def test_every_step_and_state_has_a_word():
    words = codelist("bridge_step")
    assert words.codes == ("before", *CHANGES, "after")
    found = entries(state(project()), state(), Selection())
    assert {codelist("counted_state").codes[at] for at in (*found.then.states(), *found.now.states())} == {
        "counted",
        "absent",
    }


def test_empty_snapshots_have_an_empty_bridge():
    assert changes(state(), state()) == {}
    assert bridge_list(state(), state(), ALL).empty
