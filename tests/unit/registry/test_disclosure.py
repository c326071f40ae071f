"""Every restricted field is for those to whom it is disclosed, and nothing else of its row goes with it."""

from __future__ import annotations

import pandas as pd
import pytest

from domain.codelist import codelist
from domain.record import Kind, Records
from domain.tables import TABLES
from domain.viewer import Viewer
from registry.audience import for_audience
from registry.database import Registry, SubmissionFacts
from registry.disclosure import (
    EMPTY,
    NO_ROW,
    WORD,
    WORD_FOR_TEXT,
    RestrictedField,
    disclosure_columns,
    restricted_fields,
)
from registry.snapshot import read_records
from tests.builders import plan, project, site, submitted, submitted_tables
from tests.marked_rows import PROJECT, found_in, marked_rows, texts_of
from tests.places import IMARI, KIKUYO, KUMAMOTO, OZU, SAGA
from tests.unit.registry.stored import FACTS

SEEN = [
    ("public", "public", True), ("government", "public", False), ("withheld", "public", False),
    ("public", "government", True), ("government", "government", True), ("withheld", "government", False),
    ("不明", "government", False),
]  # fmt: skip
OPTIONAL = [
    (table, column)
    for table, columns in disclosure_columns().items()
    for column in columns
    if not TABLES[table][column].is_required
]
FIELDS = [field for field in restricted_fields() if field.by_table]


def registry_of(rows: dict) -> Registry:
    registry = Registry("sqlite://")
    registry.accept(submitted_tables(rows), {}, FACTS)
    return registry


def seen(rows: dict, audience: str = "public") -> dict[str, pd.DataFrame]:
    """What an audience sees of rows that a registry read."""
    return for_audience(
        {name: table.frame(rows.get(name, [])) for name, table in TABLES.items()}, audience
    ).tables


def with_word(field: RestrictedField, word: str) -> dict:
    """The marked rows, all public but for what one column of disclosures decides about."""
    rows, _ = marked_rows("public")
    for table, columns in disclosure_columns().items():
        for row in rows[table]:
            row |= dict.fromkeys(columns, "public")
    for row in rows[field.by_table]:
        row[field.by_column] = word
    return rows


def test_government_finds_every_mark_that_is_for_it() -> None:
    rows, marks = marked_rows("government")
    found = found_in(texts_of(seen(rows, "government")), marks)
    assert set(found) == {f"{mark.table}.{mark.column}" for mark in marks}


def test_public_finds_none_of_the_marks() -> None:
    rows, marks = marked_rows("government")
    assert found_in(texts_of(seen(rows)), marks) == []


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.table}.{field.column}-{field.by_column}")
def test_each_field_follows_its_own_disclosure(field: RestrictedField) -> None:
    for word, audience, is_shown in SEEN:
        whole = seen(with_word(field, "public"), audience)[field.table]
        rows = seen(with_word(field, word), audience)[field.table]
        if field.shown == NO_ROW:
            assert (len(rows) == len(whole)) is is_shown, (word, audience)
        else:
            assert rows[field.column].equals(whole[field.column]) is is_shown, (word, audience)


@pytest.mark.parametrize(("table", "column"), OPTIONAL)
def test_empty_disclosure_is_public_where_no_word_is_required(table: str, column: str) -> None:
    rows, marks = marked_rows("public")
    of_table = [mark for mark in marks if mark.table == table]
    shown = found_in(texts_of(seen(rows)), of_table)
    for row in rows[table]:
        row[column] = ""
    assert found_in(texts_of(seen(rows)), of_table) == shown


def seen_sites(sites: list[dict], **values: object) -> pd.DataFrame:
    registry = Registry("sqlite://")
    registry.accept(submitted([project(place_disclosure="government", **values)], sites), {}, FACTS)
    return read_records(registry)["project_sites"]


def test_place_that_is_restricted_is_told_by_its_prefecture() -> None:
    (row,) = seen_sites(
        [site(lg_code=KIKUYO, location_precision="exact", lon=130.8, lat=32.8, place_note="○○団地")]
    ).to_dict("records")
    assert (row["lg_code"], row["location_precision"], row["place_note"]) == (
        KUMAMOTO,
        "prefecture",
        "（非公開）",
    )
    assert pd.isna(row["lon"])
    assert pd.isna(row["lat"])


def test_place_that_is_unknown_stays_unknown() -> None:
    (row,) = seen_sites([site(lg_code="")]).to_dict("records")
    assert (row["lg_code"], row["location_precision"]) == ("", "unknown")


def test_sites_in_one_prefecture_become_one() -> None:
    rows = seen_sites(
        [site(lg_code=KIKUYO, share=0.25), site(lg_code=OZU, share=0.5), site(lg_code=IMARI, share=0.25)]
    )
    assert rows[["lg_code", "share"]].values.tolist() == [[SAGA, 0.25], [KUMAMOTO, 0.75]]


def test_total_over_sites_of_one_prefecture_still_counts_there() -> None:
    rows = seen_sites([site(lg_code=KIKUYO), site(lg_code=OZU)], amount_scope="multi_site_total")
    assert rows[["lg_code", "share"]].values.tolist() == [[KUMAMOTO, 1.0]]


def test_sites_whose_shares_are_not_all_told_have_none_together() -> None:
    rows = seen_sites([site(lg_code=KIKUYO, share=0.25), site(lg_code=OZU), site(lg_code=IMARI, share=0.25)])
    assert rows["share"].isna().tolist() == [False, True]


def test_amount_that_is_restricted_is_neither_zero_nor_told_by_anything_beside_it() -> None:
    rows, _ = marked_rows("government")
    records = seen(rows)
    row = records["projects"].set_index("project_id").loc[PROJECT]
    assert row["amount_scope"] == "not_disclosed"
    assert row["amount_disclosure"] == "government"
    assert row[["amount_yen", "public_support_yen"]].isna().all()
    assert (row[["source_quote", "note"]] == "（非公開）").all()
    assert row["source_url"] == ""
    assert PROJECT not in records["project_years"]["project_id"].to_list()


def earlier(then: str, now: str) -> Records:
    registry = Registry("sqlite://")
    for half, word, amount in (("2025H2", then, 1), ("2026H1", now, 2)):
        rows = {"projects": [project("P-1", amount_disclosure=word, amount_yen=amount)]}
        registry.accept(submitted_tables(rows), {}, SubmissionFacts("熊本県", half, half[:4]))
    return read_records(registry, period="2025H2")


@pytest.mark.parametrize(
    ("then", "now", "is_shown"),
    [("", "", True), ("", "government", False), ("government", "", False), ("withheld", "government", False)],
)
def test_earlier_value_is_shown_if_it_was_public_and_still_is(then: str, now: str, is_shown: bool) -> None:
    assert earlier(then, now).projects["amount_yen"].notna().tolist() == [is_shown]


def test_stricter_word_of_both_counts_for_the_government() -> None:
    words = {
        earlier(*pair).projects.loc[0, "amount_disclosure"] for pair in [("withheld", ""), ("", "withheld")]
    }
    assert words == {"withheld"}


AREAS = {
    "B-1": (KUMAMOTO, [KIKUYO]),
    "B-2": (IMARI, [IMARI]),
    "B-3": ("国", [KUMAMOTO, SAGA]),
    "B-4": ("国", []),
}


def drafts_seen(*areas: str, **values: str) -> list[str]:
    rows: dict = {
        "plans": [
            plan(plan_id, stage_code="bc_draft", author=author, **({"lead_block": ""} | values))
            for plan_id, (author, _) in AREAS.items()
        ],
        "plan_areas": [
            {"plan_id": plan_id, "lg_code": code, "role": "lead", "note": ""}
            for plan_id, (_, codes) in AREAS.items()
            for code in codes
        ],
    }
    seen = read_records(registry_of(rows), audience=Viewer("government", areas))
    assert seen.drafts_of == areas
    return seen["plans"]["plan_id"].to_list()


@pytest.mark.parametrize(
    ("areas", "plans"),
    [
        (("japan",), ["B-1", "B-2", "B-3", "B-4"]),
        (("kyushu",), ["B-1", "B-2", "B-3"]),
        ((KUMAMOTO,), ["B-1", "B-3"]),
        ((SAGA,), ["B-2", "B-3"]),
        (("tohoku",), []),
        ((), []),
        ((KUMAMOTO, "tohoku"), ["B-1", "B-3"]),
    ],
)
def test_drafts_are_seen_by_those_whose_area_they_are_about(areas: tuple[str, ...], plans: list[str]) -> None:
    assert drafts_seen(*areas) == plans


def test_draft_is_of_its_lead_block_and_of_those_that_work_with_it() -> None:
    assert drafts_seen("tohoku", lead_block="tohoku") == list(AREAS)
    assert drafts_seen("shikoku", co_blocks="中国、四国") == list(AREAS)
    assert drafts_seen("kanto", co_blocks="中国、四国") == []


def test_words_of_the_list_are_fields_columns_and_what_can_stand_there() -> None:
    for field in restricted_fields():
        table = TABLES[field.table]
        if field.by_table:
            assert TABLES[field.by_table][field.by_column].vocabulary == "disclosure"
        if field.shown == NO_ROW:
            assert field.column == ""
        elif field.shown not in (EMPTY, WORD, WORD_FOR_TEXT):
            column = table[field.column]
            assert column.kind is Kind.PLACE or field.shown in codelist(column.vocabulary)


def test_every_column_of_that_vocabulary_decides_about_something() -> None:
    columns = {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if column.vocabulary == "disclosure"
    }
    assert columns == {(table, column) for table, found in disclosure_columns().items() for column in found}
