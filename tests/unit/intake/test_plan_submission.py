"""A plan's workbook on its way in: what it changes, what it takes back, and whose change would be lost."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.tables import TABLES
from intake.difference import difference
from intake.plan_export import export_plans
from intake.submission import CheckedSubmission, SubmissionRefused, accept, check_files
from loaders.plan_workbook import filled_bytes, template_bytes
from registry.database import ChangedMeanwhile, Registry, SubmissionFacts
from registry.plan_rows import rows_of_plans
from tests.builders import good_plan, submitted_tables
from tests.plan_files import table_alone

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-09")
PLAN = "B-430005-01"
Rows = dict[str, list[dict[str, Any]]]


def frames(rows: Rows) -> dict[str, pd.DataFrame]:
    return {name: table.frame(rows.get(name, [])) for name, table in TABLES.items()}


def book(rows: Rows, version: int = 0, *, is_fictional: bool = False) -> dict[str, bytes]:
    content = filled_bytes(frames(rows), "b", version=version, is_fictional=is_fictional)
    return {"計画.xlsx": content}


@pytest.fixture
def registry(registry_at: str) -> Registry:
    return Registry(registry_at)


def taken_in(registry: Registry, files: Mapping[str, bytes]) -> CheckedSubmission:
    checked = check_files(files, registry)
    assert checked.is_acceptable, [str(finding) for finding in checked.findings]
    accept(registry, checked, FACTS)
    return checked


def changes(checked: CheckedSubmission) -> tuple[int, int, int]:
    return tuple(checked.difference.count(kind) for kind in ("added", "changed", "withdrawn"))


def rules(checked: CheckedSubmission) -> list[str]:
    return [finding.rule for finding in checked.findings]


def test_a_new_plan_is_all_added(registry: Registry) -> None:
    rows = good_plan("b", PLAN)
    checked = taken_in(registry, book(rows))
    assert changes(checked) == (sum(map(len, rows.values())), 0, 0)
    assert rows_of_plans(registry, [PLAN])["measures"]["measure_id"].to_list() == sorted(
        row["measure_id"] for row in rows["measures"]
    )


def test_an_exported_plan_handed_in_unchanged_changes_nothing(registry: Registry) -> None:
    taken_in(registry, book(good_plan("b", PLAN)))
    checked = check_files({"x.xlsx": export_plans(registry, [PLAN]).content}, registry)
    assert checked.findings == []
    assert checked.difference.is_empty


def test_a_changed_field_is_told_before_and_after_and_nothing_else_is_stored(registry: Registry) -> None:
    rows = good_plan("b", PLAN)
    taken_in(registry, book(rows))
    rows["measures"][0]["who"] = "新しい課"
    checked = taken_in(registry, book(rows, registry.version()))
    assert changes(checked) == (0, 1, 0)
    (row,) = checked.difference.tables["measures"].row_changes()
    assert [(change.label_ja, change.after) for change in row.fields] == [("担当部署", "新しい課")]
    assert row.fields[0].before not in ("", "新しい課")


def test_a_row_that_the_file_no_longer_names_is_withdrawn(registry: Registry) -> None:
    rows = good_plan("b", PLAN)
    taken_in(registry, book(rows))
    gone = rows["plan_companies"].pop()
    checked = taken_in(registry, book(rows, registry.version()))
    assert changes(checked) == (0, 0, 1)
    left = rows_of_plans(registry, [PLAN])["plan_companies"]
    assert gone["company_name"] not in set(left["company_name"])


def test_reports_of_earlier_periods_need_not_be_repeated(registry: Registry) -> None:
    rows = good_plan("b", PLAN)
    taken_in(registry, book(rows))
    for table in ("progress_reports", "measure_reviews", "kpi_values"):
        rows[table] = []
    checked = taken_in(registry, book(rows, registry.version()))
    assert checked.difference.is_empty
    assert len(rows_of_plans(registry, [PLAN])["progress_reports"]) == 1


def test_another_plans_rows_are_left_alone(registry: Registry) -> None:
    taken_in(registry, book(good_plan("b", PLAN)))
    checked = taken_in(registry, book(good_plan("b", "B-430005-02"), registry.version()))
    assert changes(checked)[1:] == (0, 0)
    assert len(rows_of_plans(registry, [PLAN])["plans"]) == 1


def test_a_plan_that_changed_since_the_export_is_refused_and_says_by_whom(registry: Registry) -> None:
    rows = good_plan("b", PLAN)
    taken_in(registry, book(rows))
    exported = registry.version()
    rows["plans"][0]["title"] = "（架空）先に変えた計画"
    taken_in(registry, book(rows, exported))
    rows["plans"][0]["title"] = "（架空）後から変えた計画"
    late = check_files(book(rows, exported), registry)
    (finding,) = [each for each in late.findings if each.rule == "plan_changed_since_export"]
    assert "熊本県" in finding.sentence
    with pytest.raises(SubmissionRefused):
        accept(registry, late, FACTS)


def test_two_who_checked_at_once_cannot_both_be_accepted(registry: Registry) -> None:
    rows = good_plan("b", PLAN)
    taken_in(registry, book(rows))
    exported = registry.version()
    checked = []
    for title in ("（架空）一人目の計画", "（架空）二人目の計画"):
        rows["plans"][0]["title"] = title
        checked.append(check_files(book(rows, exported), registry))
    accept(registry, checked[0], FACTS)
    with pytest.raises(ChangedMeanwhile):
        accept(registry, checked[1], FACTS)
    assert rows_of_plans(registry, [PLAN])["plans"]["title"].to_list() == ["（架空）一人目の計画"]


def test_a_new_file_for_a_plan_that_is_there_is_pointed_out(registry: Registry) -> None:
    rows = good_plan("b", PLAN)
    taken_in(registry, book(rows))
    content = _without_version(book(rows, 1)["計画.xlsx"])
    assert rules(check_files({"x.xlsx": content}, registry)) == []  # nothing changes, nothing to say
    rows["plans"][0]["title"] = "（架空）書き直した計画"
    content = _without_version(book(rows, 1)["計画.xlsx"])
    assert "plan_exists_already" in rules(check_files({"x.xlsx": content}, registry))


def _without_version(content: bytes) -> bytes:
    """The file as a template that somebody filled: it does not know any version of the registry."""
    import io

    from openpyxl import load_workbook

    from loaders.plan_layout import FACT_VERSION, FACTS_SHEET

    opened = load_workbook(io.BytesIO(content))
    sheet = opened[FACTS_SHEET]
    for row in sheet.iter_rows():
        if row[0].value == FACT_VERSION:
            sheet.delete_rows(row[0].row)
            break
    packed = io.BytesIO()
    opened.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize("table", ["project_sites", "kpi_targets"])
def test_table_that_comes_alone_belongs_to_what_the_registry_has(registry: Registry, table: str) -> None:
    row = good_plan("b", PLAN)[table][0]
    assert rules(check_files(table_alone(table, row), registry)) == [
        "site_without_project" if table == "project_sites" else "link_without_target"
    ]
    taken_in(registry, book(good_plan("b", PLAN)))
    checked = check_files(table_alone(table, row), registry)
    assert checked.findings == []
    assert checked.difference.is_empty


@pytest.mark.parametrize("is_fictional", [False, True])
def test_real_and_fictional_never_mix(is_fictional: bool) -> None:
    registry = Registry("sqlite://", label="試験", is_fictional=is_fictional)
    rows = good_plan("b", PLAN)
    assert check_files(book(rows, is_fictional=is_fictional), registry).is_acceptable
    wrong = check_files(book(rows, is_fictional=not is_fictional), registry)
    assert not wrong.is_acceptable
    assert {"fictional_into_real", "real_into_fictional"} & set(rules(wrong))


def test_a_csv_which_says_nothing_of_itself_is_no_fiction() -> None:
    fictional = Registry("sqlite://", label="試験", is_fictional=True)
    row = "B-430005-01,AI・半導体,,"
    files = {"分野.csv": f"計画ID,分野,製品・技術・サービス,注意\n{row}".encode()}
    assert "real_into_fictional" in rules(check_files(files, fictional))
    assert "real_into_fictional" not in rules(check_files(files, Registry("sqlite://")))


@pytest.mark.parametrize("plan_type", ["a", "b", "c"])
def test_an_unfilled_template_is_refused(plan_type: str) -> None:
    checked = check_files({"様式.xlsx": template_bytes(plan_type)}, Registry("sqlite://"))
    assert not checked.is_acceptable
    assert rules(checked) == ["preset_rows_not_filled", "no_plan_in_file"]


def test_a_plan_of_another_type_than_its_form_is_refused() -> None:
    content = filled_bytes(frames(good_plan("c", "C-434043-01")), "b", version=0, is_fictional=False)
    assert "plan_of_other_form" in rules(check_files({"x.xlsx": content}, Registry("sqlite://")))


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_applying_a_difference_gives_the_submitted_rows(data: st.DataObject) -> None:
    """Whatever is changed, dropped or added: what is in force and the difference make what was sent."""
    before, after = good_plan("b", PLAN), good_plan("b", PLAN)
    for row in after["measures"]:
        if data.draw(st.booleans()):
            row["why"] = data.draw(TEXT)
    kept = data.draw(st.lists(st.sampled_from(after["plan_companies"]), unique_by=id))
    after["plan_companies"] = kept + [
        {**after["plan_companies"][0], "company_name": name}
        for name in data.draw(st.sets(TEXT.map(lambda text: f"架空{text.strip()}"), max_size=3))
    ]
    earlier, sent = frames(before), submitted_tables(after)
    found = difference(sent, earlier, is_whole=True)
    for name, table in found.tables.items():
        key = list(TABLES[name].key)
        old = earlier[name].set_index(key, drop=False)
        old = old.drop(index=[*table.withdrawn.set_index(key).index, *table.changed.set_index(key).index])
        columns = TABLES[name].column_names
        made = pd.concat([old[columns], table.added[columns], table.changed[columns]])
        wanted = sent[name].frame[columns]
        pd.testing.assert_frame_equal(
            made.sort_values(key, ignore_index=True), wanted.sort_values(key, ignore_index=True)
        )
        assert table.unchanged == len(wanted) - len(table.added) - len(table.changed)
