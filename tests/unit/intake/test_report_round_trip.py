"""Whatever is written into a progress workbook comes out of the registry again, filled into the next one."""

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.progress_workbook import progress_workbook
from domain.codelist import codelist
from domain.report_tables import REPORT_TABLES
from intake.submission import CheckedSubmission, check_files
from registry.database import Registry, SubmissionFacts
from registry.plan_rows import rows_of_plans
from tests.report_books import HALF, PLAN, filled_in
from tests.reported_plan import ANSWERS, registry_of_reported_plan

FACTS = SubmissionFacts("熊本県産業課", HALF, "2025-10")


def form(registry: Registry) -> bytes:
    return progress_workbook(registry, [PLAN], HALF, dt.date(2025, 10, 10)).content


def checked(registry: Registry, content: bytes) -> CheckedSubmission:
    return check_files({"報告.xlsx": content}, registry)


COLUMNS = [
    (table, column)
    for table in REPORT_TABLES
    for column in table.columns
    if column.name not in table.key and column.name != "value_status"
]
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20
)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_whatever_is_filled_in_comes_out_filled_in_and_is_then_no_change(data: st.DataObject) -> None:
    """Rules may find fault with what is drawn; what is taken in is what the next form holds."""
    registry = registry_of_reported_plan()
    drawn: dict[tuple[str, str, str], dict[str, Any]] = {}
    for key, cells in ANSWERS.items():
        table = next(each for each in REPORT_TABLES if each.label_ja == key[0])
        changes = {}
        for column in (column for of, column in COLUMNS if of is table and column.kind in ("text", "code")):
            if column.kind == "code":
                words = [entry.label_ja for entry in codelist(column.vocabulary)]
                changes[column.heading_ja] = data.draw(st.none() | st.sampled_from(words))
            else:
                changes[column.heading_ja] = data.draw(st.none() | TEXT.map(lambda text: f"書{text.strip()}"))
        drawn[key] = cells | changes
    found = checked(registry, filled_in(form(registry), drawn))
    assert len(found.submitted["kpi_values"].frame) == 2
    registry.accept(found.difference.to_append(found.submitted), {}, FACTS)
    again = checked(registry, form(registry))
    assert again.difference.is_empty
    in_force = rows_of_plans(registry, [PLAN])
    for name, table in found.submitted.items():
        own = table.frame.set_index(list(table.table.key))[table.table.column_names[2:]]
        stored = in_force[name].set_index(list(table.table.key)).loc[own.index][own.columns]
        assert stored.equals(own)
