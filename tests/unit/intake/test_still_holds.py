"""A check is kept while others hand in, exactly as long as it would say the same if it were made again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.tables import TABLES
from intake.submission import CheckedSubmission, accept, check_files, still_holds
from loaders.plan_workbook import filled_bytes
from registry.database import ChangedMeanwhile, Registry, SubmissionFacts
from tests.builders import good_plan, project, site, submitted
from tests.plan_files import table_alone

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-09")
OURS, OTHER, NEW = "B-430005-01", "B-430005-02", "B-430005-03"
Rows = dict[str, list[dict[str, Any]]]


def book(rows: Rows, version: int) -> dict[str, bytes]:
    frames = {name: table.frame(rows.get(name, [])) for name, table in TABLES.items()}
    return {"計画.xlsx": filled_bytes(frames, "b", version=version, is_fictional=False)}


def renamed(plan_id: str, title: str) -> Rows:
    rows = good_plan("b", plan_id)
    rows["plans"][0]["title"] = title
    return rows


def taking(project_id: str) -> Rows:
    """The other plan with a project of ours in place of its own second one."""
    rows = good_plan("b", OTHER)
    gone = rows["projects"][1]["project_id"]
    for name, table in TABLES.items():
        if "project_id" in table.column_names:
            for row in rows.get(name, []):
                if row["project_id"] == gone:
                    row["project_id"] = project_id
    return rows


def with_one_company(plan_id: str) -> Rows:
    rows = good_plan("b", plan_id)
    return rows | {"plan_companies": rows["plan_companies"][:1]}


MEANWHILE = {
    "nothing": None,
    "a new plan": lambda: good_plan("b", NEW),
    "another plan changed": lambda: renamed(OTHER, "（架空）変えた計画"),
    "rows of another plan withdrawn": lambda: with_one_company(OTHER),
    "our plan changed": lambda: renamed(OURS, "（架空）先に変えた計画"),
    "our plan handed in unchanged": lambda: good_plan("b", OURS),
    "rows of our plan withdrawn": lambda: with_one_company(OURS),
    "a project of ours taken": lambda: taking(f"{OURS}-P2"),
    "a project taken that only our file names": lambda: taking(f"{OURS}-P9"),
}
ADDING_A_PROJECT = {"projects": [project(f"{OURS}-P9", plan_id=OURS, start_date="2026-05")]}
FILES = {
    "changed": lambda: renamed(OURS, "（架空）こちらの計画"),
    "unchanged": lambda: good_plan("b", OURS),
    "with a fault": lambda: renamed(OURS, ""),
    "with a project more": lambda: {
        name: rows + ADDING_A_PROJECT.get(name, []) for name, rows in good_plan("b", OURS).items()
    },
}


def told(checked: CheckedSubmission) -> tuple[Any, ...]:
    tables = checked.difference.tables.items()
    return (
        sorted(map(str, checked.findings)),
        checked.is_acceptable,
        {name: (len(t.added), len(t.changed), len(t.withdrawn), t.unchanged) for name, t in tables},
    )


@settings(max_examples=10, deadline=None)
@given(
    file=st.sampled_from(sorted(FILES)),
    meanwhile=st.lists(st.sampled_from(sorted(MEANWHILE)), min_size=1, max_size=3),
    is_there=st.booleans(),
)
@example("changed", ["our plan changed"], True)
@example("with a project more", ["a project taken that only our file names"], True)
@example("changed", ["a project of ours taken"], True)
@example("changed", ["a new plan", "another plan changed"], True)
@example("changed", ["our plan changed"], False)
def test_check_that_still_holds_would_say_the_same_again(
    file: str, meanwhile: list[str], is_there: bool
) -> None:
    registry = Registry("sqlite://")
    for plan in (OTHER, *[OURS] * is_there):
        accept(registry, check_files(book(good_plan("b", plan), 0), registry), FACTS)
    ours = book(FILES[file](), registry.version())
    checked = check_files(ours, registry)
    for what in meanwhile:
        if (rows := MEANWHILE[what]) is not None:
            other = check_files(book(rows(), registry.version()), registry)
            if other.is_acceptable:
                accept(registry, other, FACTS)
    if still_holds(checked, registry):
        assert told(checked) == told(check_files(ours, registry))


def both_plans() -> Registry:
    registry = Registry("sqlite://")
    for plan in (OTHER, OURS):
        accept(registry, check_files(book(good_plan("b", plan), 0), registry), FACTS)
    return registry


@pytest.mark.parametrize(
    ("meanwhile", "holds"),
    [
        ("nothing", True),
        ("a new plan", True),
        ("another plan changed", True),
        ("rows of another plan withdrawn", True),
        ("our plan handed in unchanged", True),
        ("our plan changed", False),
        ("rows of our plan withdrawn", False),
    ],
)
def test_only_what_touches_the_plan_ends_a_check(meanwhile: str, holds: bool) -> None:
    registry = both_plans()
    checked = check_files(book(FILES["changed"](), registry.version()), registry)
    if (rows := MEANWHILE[meanwhile]) is not None:
        other = check_files(book(rows(), registry.version()), registry)
        accept(registry, other, FACTS)
    assert still_holds(checked, registry) is holds


OTHERS_SITE = good_plan("b", OTHER)["project_sites"][1]
OURS_ADDED = site(f"{OURS}-P9")


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        (book(FILES["changed"](), 2), [[project(f"{OURS}-P2", plan_id=NEW)], []]),
        # What is in no plan has no version of its own, and no plan of the file knows of it.
        (book(FILES["with a project more"](), 2), [[project(f"{OURS}-P9")], [OURS_ADDED]]),
        (table_alone("project_sites", OTHERS_SITE), [[], [OTHERS_SITE | {"place_note": "先に直した"}]]),
        (table_alone("project_sites", OTHERS_SITE), [[project(f"{OTHER}-P2")], []]),
    ],
    ids=["taken by a plan", "added in no plan", "site changed", "moved into no plan"],
)
def test_record_that_others_have_touched_ends_a_check(file: dict[str, bytes], rows: list[Any]) -> None:
    registry = both_plans()
    checked = check_files(file, registry)
    assert still_holds(checked, registry)
    registry.accept(submitted(*rows), {}, FACTS)
    assert not still_holds(checked, registry)


def test_project_in_no_plan_is_not_overwritten_unseen() -> None:
    registry = both_plans()
    registry.accept(submitted([project("PUB-1")], [site("PUB-1")]), {}, FACTS)
    checked = check_files(table_alone("project_sites", site("PUB-1", place_note="こちら")), registry)
    assert checked.difference.count("changed") == 1
    registry.accept(submitted([], [site("PUB-1", place_note="先に直した")]), {}, FACTS)
    with pytest.raises(ChangedMeanwhile, match="PUB-1"):
        accept(registry, checked, FACTS)


def test_project_added_in_no_plan_meanwhile_is_not_taken_over() -> None:
    registry = both_plans()
    checked = check_files(book(FILES["with a project more"](), 2), registry)
    registry.accept(submitted([project(f"{OURS}-P9")], [OURS_ADDED]), {}, FACTS)
    with pytest.raises(ChangedMeanwhile, match=f"{OURS}-P9"):
        accept(registry, checked, FACTS)


def test_check_without_a_registry_holds_against_none() -> None:
    registry = Registry("sqlite://")
    assert not still_holds(check_files(book(FILES["changed"](), 0)), registry)
