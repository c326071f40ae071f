"""data/sources.csv: every source described, dated, and reachable only over the web's own schemes."""

import csv
import re

from domain.codelist import codelist
from domain.folders import DATA
from domain.partial_date import first_day, is_partial_date, last_day

with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
    SOURCES = list(csv.DictReader(file))


def test_each_source_is_named_once():
    names = [row["source"] for row in SOURCES]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)


def test_each_source_says_what_it_is_who_made_it_its_terms_and_its_use():
    for row in SOURCES:
        assert None not in row
        for column in ("title_ja", "publisher_ja", "licence_ja", "used_for_ja", "note_ja"):
            assert row[column].strip(), f"{row['source']} {column}"


def test_each_source_is_dated_and_was_retrieved_after_its_facts():
    for row in SOURCES:
        assert is_partial_date(row["as_of"])
        assert is_partial_date(row["retrieved"])
        assert first_day(row["as_of"]) <= last_day(row["retrieved"])


def test_addresses_are_web_pages_or_empty():
    for row in SOURCES:
        assert re.fullmatch(r"(https?://[^\s<>\"']+)?", row["url"])


def test_outside_sources_have_an_address():
    own = {"public_projects", "investmap_design", "noto_sans_jp"}
    assert {row["source"] for row in SOURCES if not row["url"]} <= own


def test_what_the_product_takes_its_dates_from_is_described():
    named = {row["source"] for row in SOURCES}
    assert {"public_projects", "jma_areas", "census_2020"} <= named
    assert {entry.source for entry in codelist("municipality")} <= named


def test_counts_in_the_notes_agree_with_the_data():
    notes = {row["source"]: row["note_ja"] for row in SOURCES}
    with (DATA / "public" / "public_projects.csv").open(encoding="utf-8", newline="") as projects:
        count = len(list(csv.DictReader(projects)))
    assert notes["public_projects"].startswith(f"{count}件")
    assert "1,741市区町村と北方領土6村" in notes["lg_code_register"]
