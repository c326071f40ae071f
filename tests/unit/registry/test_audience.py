"""What an audience may not see is not in its records: names, contacts, drafts and all that is in them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from domain.belonging import PARENTS, parent_column
from domain.codelist import codelist
from domain.record import Records
from domain.tables import TABLES
from domain.viewer import GOVERNMENT, Viewer, viewer
from registry.audience import narrowed
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from tests.builders import company, good_plan, plan, project, site, submitted, submitted_tables
from tests.drafted_plans import HOKKAIDO_DRAFT, HOKKAIDO_PLAN, plan_of
from tests.marked_rows import marked_rows
from tests.unit.registry.stored import FACTS, PLAN, frames, whole_plan

HOUJIN = "1234567890123"
DISCLOSURES = [
    ("public", "public", True),
    ("government", "public", False),
    ("withheld", "public", False),
    ("", "public", False),
    ("public", "government", True),
    ("government", "government", True),
    ("withheld", "government", False),
    ("", "government", False),
]


@pytest.fixture
def registry() -> Registry:
    return Registry("sqlite://")


def with_plan_at(registry: Registry, stage_code: str, plan_id: str = PLAN) -> None:
    """Take in a plan with rows in every table, at a stage."""
    rows = good_plan("b", plan_id)
    rows["plans"] = [plan(plan_id, stage_code=stage_code)]
    registry.accept(submitted_tables(rows), {}, FACTS)


def rows_of(records: Records, plan_id: str = PLAN) -> dict[str, int]:
    """Rows by table that belong to a plan; the ids of everything in it begin with the plan's."""
    return {
        name: int(records[name][table.key[0]].str.startswith(plan_id).sum()) for name, table in TABLES.items()
    }


@pytest.mark.parametrize(("disclosure", "audience", "is_shown"), DISCLOSURES)
def test_company_of_a_project_is_emptied_for_those_who_may_not_see_it(
    registry: Registry, disclosure: str, audience: str, is_shown: bool
) -> None:
    row = project(company_name="秘密社", corporate_number=HOUJIN, company_disclosure=disclosure)
    registry.accept(submitted([row], []), {}, FACTS)
    found = read_records(registry, audience=audience)
    shown = found.projects.iloc[0]
    expected = ("秘密社", HOUJIN) if is_shown else ("", "")
    assert (shown["company_name"], shown["corporate_number"]) == expected
    assert found.audience == audience
    assert (shown["company_disclosure"], shown["amount_yen"]) == (disclosure, 10_000_000_000)


@pytest.mark.parametrize(("disclosure", "audience", "is_shown"), DISCLOSURES)
def test_company_of_a_plan_is_listed_for_those_who_may_see_it(
    registry: Registry, disclosure: str, audience: str, is_shown: bool
) -> None:
    companies = [company(PLAN, "秘密社", disclosure=disclosure), company(PLAN, "公開社")]
    registry.accept(submitted_tables({"plans": [plan(PLAN)], "plan_companies": companies}), {}, FACTS)
    found = read_records(registry, audience=audience)["plan_companies"]
    assert found["company_name"].to_list() == (["公開社", "秘密社"] if is_shown else ["公開社"])
    assert found.index.to_list() == list(range(len(found)))


def test_only_the_hidden_companies_are_emptied(registry: Registry) -> None:
    rows = [project(f"P-{n}", company_disclosure=word) for n, word in enumerate(("withheld", "public"))]
    registry.accept(submitted(rows, []), {}, FACTS)
    assert read_records(registry).projects["company_name"].to_list() == ["", "会社"]


def test_contact_of_a_plan_is_for_government_only(registry: Registry) -> None:
    registry.accept(whole_plan(), {}, FACTS)
    contact = {
        audience: read_records(registry, audience=audience)["plans"].loc[0, "contact"]
        for audience in ("public", "government")
    }
    assert contact == {"public": "", "government": "架空の部署 000-0000-0000"}


@pytest.mark.parametrize("stage", [*codelist("plan_stage"), None])
def test_plan_is_public_with_all_its_rows_from_the_stage_on_that_is(registry: Registry, stage: Any) -> None:
    with_plan_at(registry, stage.code if stage else "")
    is_public = bool(stage) and stage.more["is_public"] == "yes"
    public = rows_of(read_records(registry))
    assert {count > 0 for count in public.values()} == {is_public}
    assert all(rows_of(read_records(registry, audience="government")).values())


def test_draft_beside_a_public_plan_hides_only_itself(registry: Registry) -> None:
    with_plan_at(registry, "bc_published", "B-1")
    with_plan_at(registry, "bc_draft", "B-2")
    found = read_records(registry)
    assert all(rows_of(found, "B-1").values())
    assert not any(rows_of(found, "B-2").values())
    assert all(frame.index.to_list() == list(range(len(frame))) for frame in found.tables.values()), (
        "rows are numbered afresh"
    )


def test_plan_becomes_public_when_it_reaches_that_stage(registry: Registry) -> None:
    with_plan_at(registry, "bc_precheck")
    with_plan_at(registry, "bc_published")
    assert not any(rows_of(read_records(registry, version=1)).values())
    assert all(rows_of(read_records(registry, version=2)).values())


def test_project_outside_all_plans_is_public(registry: Registry) -> None:
    registry.accept(submitted([project(plan_id="")], [site()]), {}, FACTS)
    found = read_records(registry)
    assert (len(found.projects), len(found.project_sites)) == (1, 1)


@pytest.mark.parametrize("gone", ["plans", "projects", "measures", "kpis"])
def test_row_whose_plan_is_unknown_is_not_public(registry: Registry, gone: str) -> None:
    with_plan_at(registry, "bc_draft")
    registry.accept({}, {}, FACTS, withdrawn={gone: frames(whole_plan())[gone]})
    assert not any(rows_of(read_records(registry)).values())
    government = rows_of(read_records(registry, audience="government"))
    assert [name for name, count in government.items() if not count] == [gone]


def test_every_table_leads_to_its_plan() -> None:
    assert {parent_column(name) for name in TABLES} == {"plan_id", *PARENTS}


def test_audience_that_does_not_exist_is_refused(registry: Registry) -> None:
    with pytest.raises(ValueError, match="everyone"):
        read_records(registry, audience="everyone")


def test_name_that_is_withheld_by_now_is_withheld_in_earlier_states_too(registry: Registry) -> None:
    for half, disclosure in (("2025H2", "public"), ("2026H1", "withheld")):
        rows = {
            "plans": [plan(PLAN)],
            "projects": [project("P-1", company_disclosure=disclosure, plan_id=PLAN), project("P-2")],
            "plan_companies": [company(PLAN, "秘密社", disclosure=disclosure), company(PLAN, "公開社")],
        }
        registry.accept(submitted_tables(rows), {}, SubmissionFacts("熊本県", half, half[:4]))
    for earlier in (read_records(registry, 1), read_records(registry, period="2025H2")):
        assert earlier.projects["company_name"].to_list() == ["", "会社"]
        assert earlier["plan_companies"]["company_name"].to_list() == ["公開社"]
        assert earlier.withheld_companies == {PLAN: 1}


def test_name_of_a_row_that_is_gone_keeps_its_disclosure(registry: Registry) -> None:
    handed_in = submitted([project("P-1")], [])
    registry.accept(handed_in, {}, FACTS)
    registry.accept({}, {}, FACTS, withdrawn={name: table.frame for name, table in handed_in.items()})
    assert read_records(registry, 1).projects["company_name"].to_list() == ["会社"]


def test_name_that_was_withheld_when_its_row_went_is_withheld_in_earlier_states_too(
    registry: Registry,
) -> None:
    said = [
        submitted_tables(
            {
                "plans": [plan(PLAN)],
                "projects": [
                    project("P-1", plan_id=PLAN, company_disclosure=word, amount_disclosure=word),
                ],
                "plan_companies": [company(PLAN, "秘密社", disclosure=word)],
            }
        )
        for word in ("public", "withheld")
    ]
    for half, rows in zip(("2025H2", "2026H1"), said, strict=True):
        registry.accept(rows, {}, SubmissionFacts("熊本県", half, half[:4]))
    gone = {name: said[1][name].frame for name in ("projects", "plan_companies")}
    registry.accept({}, {}, SubmissionFacts("熊本県", "2026H1", "2026"), withdrawn=gone)
    for earlier in (read_records(registry, 1), read_records(registry, period="2025H2")):
        assert earlier.projects[["company_name", "amount_yen"]].isin(["", pd.NA]).all(axis=None)
        assert earlier["plan_companies"].empty


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_plan_that_has_gone_back_to_a_draft_is_one_in_earlier_states_too(
    registry: Registry, is_withdrawn: bool
) -> None:
    for half, stage_code in (("2025H2", "bc_published"), ("2026H1", "bc_draft")):
        rows = good_plan("b", PLAN) | {"plans": [plan(PLAN, stage_code=stage_code)]}
        registry.accept(submitted_tables(rows), {}, SubmissionFacts("熊本県", half, half[:4]))
    if is_withdrawn:
        gone = {"plans": submitted_tables({"plans": [plan(PLAN, stage_code="bc_draft")]})["plans"].frame}
        registry.accept({}, {}, SubmissionFacts("熊本県", "2026H1", "2026"), withdrawn=gone)
    for asked in ({"version": 1}, {"period": "2025H2"}):
        assert not any(rows_of(read_records(registry, **asked)).values())
        others = read_records(registry, **asked, audience=Viewer("government", ("400009",)))
        assert not any(rows_of(others).values())
        own = read_records(registry, **asked, audience=Viewer("government", ("430005",)))
        assert own["plans"]["stage_code"].to_list() == ["bc_draft"]


@pytest.mark.parametrize("disclosure", ["public", "government", "withheld"])
@pytest.mark.parametrize(
    "areas", [(), ("430005",), ("kyushu",), ("010006",), ("440001",), ("430005", "hokkaido")]
)
def test_what_is_narrowed_is_what_would_be_read(
    registry: Registry, disclosure: str, areas: tuple[str, ...]
) -> None:
    for rows in (marked_rows(disclosure)[0], plan_of(HOKKAIDO_PLAN), plan_of(HOKKAIDO_DRAFT)):
        registry.accept(submitted_tables(rows), {}, FACTS)
    registry.accept(submitted([project("P-0", plan_id="B-430005-99")], [site("P-0")]), {}, FACTS)
    found = narrowed(read_records(registry, audience=viewer(GOVERNMENT)), Viewer(GOVERNMENT, areas))
    expected = read_records(registry, audience=Viewer(GOVERNMENT, areas))
    assert found.identity == expected.identity
    assert found.withheld_companies == expected.withheld_companies
    assert list(found.tables) == list(expected.tables)
    for name, frame in expected.tables.items():
        pd.testing.assert_frame_equal(found[name], frame)
