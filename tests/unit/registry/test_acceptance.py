"""A registry only ever grows, and stores a submission whole or not at all."""

import hashlib

import pytest
import sqlalchemy as sa

from domain.record import Submitted
from registry.database import AlreadyAccepted, Registry
from registry.schema import RECORD_TABLES, SUBMISSION_FILES
from tests.builders import IMARI, KIKUYO, measure, project, site, submitted, submitted_tables
from tests.unit.registry.stored import FACTS, FILES, counts, frames, rows, whole_plan


@pytest.fixture
def filled(registry: Registry) -> Registry:
    registry.accept(submitted([project()], [site()]), FILES, FACTS, submission_id="S-first")
    return registry


def broken_in_the_last_table() -> Submitted:
    """A submission whose last table lacks a text that the database insists on."""
    tables = whole_plan()
    tables["kpi_values"].frame["note"] = None
    return tables


def test_accepted_submission_is_one_row_with_its_facts(filled: Registry) -> None:
    line = filled.submissions().iloc[0]
    assert line[["sequence", "submission_id", "submitted_by", "period", "as_of", "note"]].to_list() == [
        1,
        "S-first",
        "熊本県",
        "2026H1",
        "2026-09",
        "上期の報告",
    ]
    assert line["file_names"] == "projects.csv、sites.csv"
    assert line["received_at"][10] == "T"
    assert line["received_at"][-6] in "+-", "the time of receipt has its offset"


def test_submissions_are_numbered_without_a_gap(filled: Registry) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        filled.accept(broken_in_the_last_table(), FILES, FACTS)
    filled.accept(whole_plan(), {}, FACTS)
    assert filled.submissions()["sequence"].to_list() == [1, 2]
    assert filled.version() == 2


def test_original_files_are_stored_byte_for_byte(filled: Registry) -> None:
    stored = {row["file_name"]: row for row in rows(filled, SUBMISSION_FILES.name)}
    assert {name: bytes(row["content"]) for name, row in stored.items()} == FILES
    assert {name: row["sha256"] for name, row in stored.items()} == {
        name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()
    }


def test_rows_of_every_table_are_stored_with_their_place_in_the_file(registry: Registry) -> None:
    handed_in = whole_plan()
    assert set(handed_in) == set(RECORD_TABLES)
    registry.accept(handed_in, {}, FACTS)
    for name, table in handed_in.items():
        found = rows(registry, name)
        place = ["source_file", "source_sheet", "source_row"]
        assert [[row[key] for key in place] for row in found] == table.frame[place].to_numpy().tolist()
        assert len(found) > 0, name


def test_missing_numbers_are_stored_as_nothing_and_zero_as_zero(registry: Registry) -> None:
    registry.accept(submitted([project(amount_yen=None, public_support_yen=0)], []), {}, FACTS)
    (row,) = rows(registry, "projects")
    assert (row["amount_yen"], row["public_support_yen"], row["is_core"]) == (None, 0, None)


def test_largest_amounts_are_stored_to_the_yen(registry: Registry) -> None:
    registry.accept(submitted([project(amount_yen=9_007_199_254_740_993)], []), {}, FACTS)
    assert rows(registry, "projects")[0]["amount_yen"] == 9_007_199_254_740_993


def test_column_named_like_a_word_of_the_database_is_stored(registry: Registry) -> None:
    registry.accept(submitted_tables({"measures": [measure(where="検討会")]}), {}, FACTS)
    assert rows(registry, "measures")[0]["where"] == "検討会"


def test_text_that_looks_like_a_placeholder_is_stored_as_it_is(registry: Registry) -> None:
    registry.accept(submitted([project(name="100%s :x ? %(y)s")], []), {}, FACTS)
    assert rows(registry, "projects")[0]["name"] == "100%s :x ? %(y)s"


def test_withdrawn_rows_are_appended_and_marked(filled: Registry) -> None:
    gone = submitted([project()], [site(lg_code=IMARI)])
    filled.accept({}, {}, FACTS, withdrawn=frames(gone))
    assert [row["is_withdrawn"] for row in rows(filled, "projects")] == [False, True]
    assert [(row["lg_code"], row["is_withdrawn"]) for row in rows(filled, "project_sites")] == [
        (KIKUYO, False),
        (IMARI, True),
    ]


def test_withdrawn_rows_as_read_back_have_no_place_in_a_file(filled: Registry) -> None:
    gone = submitted([project()], [])["projects"].frame.drop(columns=["source_file", "source_row"])
    filled.accept({}, {}, FACTS, withdrawn={"projects": gone})
    assert [(row["source_file"], row["source_row"]) for row in rows(filled, "projects")][1] == ("", 0)


def test_submission_that_fails_half_way_leaves_nothing(registry: Registry) -> None:
    assert list(RECORD_TABLES)[-1] == "kpi_values", "the failing table is written last"
    with pytest.raises(sa.exc.IntegrityError, match="note"):
        registry.accept(broken_in_the_last_table(), FILES, FACTS)
    assert set(counts(registry).values()) == {0}
    assert registry.version() == 0


def test_failed_submission_leaves_earlier_ones_alone_and_can_be_repeated(filled: Registry) -> None:
    before = counts(filled)
    with pytest.raises(sa.exc.IntegrityError):
        filled.accept(broken_in_the_last_table(), FILES, FACTS, submission_id="S-second")
    assert counts(filled) == before
    filled.accept(whole_plan(), FILES, FACTS, submission_id="S-second")
    assert filled.submissions()["submission_id"].to_list() == ["S-first", "S-second"]


def test_submission_id_is_accepted_once(filled: Registry) -> None:
    before = counts(filled)
    with pytest.raises(AlreadyAccepted, match="S-first"):
        filled.accept(submitted([project("P-2")], []), {"other.csv": b"x"}, FACTS, submission_id="S-first")
    assert counts(filled) == before


def test_submissions_without_an_id_get_different_ones(registry: Registry) -> None:
    ids = [registry.accept(submitted([project()], []), {}, FACTS) for _ in range(2)]
    assert len(set(ids)) == 2
    assert registry.submissions()["submission_id"].to_list() == ids
    assert registry.version() == 2
