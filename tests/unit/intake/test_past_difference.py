"""What a submission changed reads the same after its acceptance as before."""

import pytest

from intake.past_difference import difference_of
from intake.submission import accept, check_files
from registry.database import Registry, SubmissionFacts
from tests.plan_files import plan_workbook

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-06-30")


def changed(rows):
    rows["projects"][0]["amount_yen"] = 21_000_000_000
    rows["measures"] = rows["measures"][:1]
    rows["measure_reviews"] = rows["measure_reviews"][:1]
    rows["plan_areas"] = rows["plan_areas"][:1]


@pytest.fixture
def registry(tmp_path):
    return Registry(f"sqlite:///{tmp_path / 'registry.sqlite'}")


def told(difference):
    return {name: each.row_changes() for name, each in difference.tables.items() if each.row_changes()}


@pytest.mark.parametrize("change", [lambda _: None, changed], ids=["new plan", "changed plan"])
def test_difference_is_the_same_before_and_after_acceptance(registry, change):
    accept(registry, check_files({"p.xlsx": plan_workbook("c")}, registry), FACTS)
    if change is changed:
        accept(registry, check_files({"p.xlsx": plan_workbook()}, registry), FACTS)
    content = plan_workbook(version=registry.version(), change=change)
    checked = check_files({"p.xlsx": content}, registry)
    before = told(checked.difference)
    key = accept(registry, checked, FACTS)
    assert before, "something must differ"
    assert told(difference_of(registry, key)) == before


def test_submission_of_no_change_changed_nothing(registry):
    accept(registry, check_files({"p.xlsx": plan_workbook()}, registry), FACTS)
    again = check_files({"p.xlsx": plan_workbook(version=1)}, registry)
    assert difference_of(registry, accept(registry, again, FACTS)).is_empty
