"""The demo that ships: a whole nation, unmistakably fictional, and small enough to ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.area import block_of
from domain.codelist import codelist
from domain.lg_code import is_prefecture
from domain.record import Records
from domain.viewer import WITHHELD_WORD
from intake.first_start import SHIPPED_DEMO, open_demo
from registry.database import Registry
from registry.disclosure import disclosure_columns
from registry.snapshot import AUDIENCES, read_records

LARGEST_BYTES = 8_000_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INVESTMAP_HOME", str(tmp_path_factory.mktemp("home")))
        return open_demo()


@pytest.fixture(scope="module", params=AUDIENCES)
def records(request: pytest.FixtureRequest, demo: Registry) -> Records:
    return read_records(demo, audience=request.param)


def test_the_pack_is_small_enough_to_ship() -> None:
    assert SHIPPED_DEMO.stat().st_size < LARGEST_BYTES


def test_it_is_fictional_and_says_so(demo: Registry, records: Records) -> None:
    assert demo.is_fictional
    assert records.is_fictional
    assert records.registry_label == "デモ（架空）"


def test_no_table_is_empty(records: Records) -> None:
    assert {name for name, frame in records.tables.items() if frame.empty} == set()


def test_every_block_and_every_prefecture_has_its_plans(records: Records) -> None:
    plans = records["plans"]
    of_type = {letter: plans[plans["plan_type"] == letter] for letter in "abc"}
    assert set(of_type["a"]["lead_block"]) == set(codelist("block").codes)
    assert set(of_type["b"]["author"]) == set(codelist("prefecture").codes)
    assert len(of_type["c"]) > 80
    assert not of_type["c"]["author"].map(is_prefecture).any()
    assert set(of_type["c"]["author"].map(block_of)) == set(codelist("block").codes)


def test_several_halves_have_been_reported_on(records: Records) -> None:
    assert records["progress_reports"]["period"].nunique() >= 3
    assert (records["plans"]["revision"] > 1).any()


def test_every_plan_project_and_company_is_called_fictional(records: Records) -> None:
    assert records["plans"]["title"].str.contains("架空").all()
    assert records["plans"]["note"].str.contains("架空").all()
    assert records.projects["name"].str.contains("架空").all()
    note = records.projects["note"]
    assert (note.str.contains("架空") | (note == WITHHELD_WORD)).all()
    names = [*records.projects["company_name"], *records["plan_companies"]["company_name"]]
    assert all("架空" in name for name in names if name)


def test_no_company_has_a_corporate_number(records: Records) -> None:
    for table in ("projects", "plan_companies"):
        assert (records[table]["corporate_number"] == "").all()


def test_addresses_are_reserved_ones(records: Records) -> None:
    found = {
        address
        for frame in records.tables.values()
        for column in frame.columns
        if frame[column].dtype == "str"
        for text in frame[column]
        for address in re.findall(r"https?://([^/\s]+)", text)
    }
    assert found == {"example.jp"}


def test_those_who_hand_in_are_called_fictional(demo: Registry) -> None:
    assert demo.submissions()["submitted_by"].str.contains("架空").all()


def test_the_public_sees_less_than_the_government(demo: Registry) -> None:
    public, government = (read_records(demo, audience=audience) for audience in AUDIENCES)
    assert len(public["plan_companies"]) < len(government["plan_companies"])
    assert (public["plans"]["contact"] == "").all()
    assert (government["plans"]["contact"] != "").all()


def test_some_values_of_every_restricted_kind_are_withheld(demo: Registry) -> None:
    government = read_records(demo, audience="government")
    for table, columns in disclosure_columns().items():
        for column in columns:
            assert government[table][column].isin(["government", "withheld"]).any(), (table, column)


def test_sums_of_withheld_amounts_are_told_in_every_way_that_is_safe(demo: Registry) -> None:
    sums = read_records(demo).withheld_sums
    assert {"exact", "band"} <= set(sums["state"])
    assert (sums["half"] == "2025H2").all()


def test_nothing_else_ships_beside_the_pack_and_its_vocabulary() -> None:
    folder: Path = SHIPPED_DEMO.parent
    assert {path.name for path in folder.iterdir()} == {
        "README.md",
        "causes.csv",
        "coastal_municipalities.csv",
        "demo.sqlite.gz",
        "kpis.csv",
        "measures.csv",
        "words.csv",
    }
