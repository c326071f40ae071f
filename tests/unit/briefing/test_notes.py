"""Sentences beside numbers: whole Japanese sentences, with the date and the sources they need."""

import pytest

from briefing.notes import (
    COUNTING_RULE,
    COVERAGE_NOTE,
    FICTION_NOTE,
    PLAN_COVERAGE_NOTE,
    ROUNDING_NOTE,
    TERRITORY_NOTE,
    as_of_sentence,
    coverage_note,
    file_name,
    source_sentence,
    sources,
)
from domain.codelist import codelist
from domain.partial_date import is_partial_date
from tests.builders import plan, records
from tests.plan_snapshots import plan_records

SENTENCES = (
    *COUNTING_RULE, COVERAGE_NOTE, PLAN_COVERAGE_NOTE, FICTION_NOTE, ROUNDING_NOTE, TERRITORY_NOTE,
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_note_is_whole_sentences(sentence: str) -> None:
    assert sentence.endswith("。")
    assert "。。" not in sentence
    assert sentence == sentence.strip()


@pytest.mark.parametrize(
    "word", ["1回だけ", "配分", "最も小さい区域", "下限値", "公表されていない", "支援", "取下げ"]
)
def test_counting_rule_speaks_of_every_case(word: str) -> None:
    assert any(word in sentence for sentence in COUNTING_RULE)


def test_statuses_that_do_not_count_are_those_that_the_rule_names() -> None:
    left_out = [e.label_ja for e in codelist("project_status") if e.more["counts_in_total"] != "yes"]
    (sentence,) = [sentence for sentence in COUNTING_RULE if "状況" in sentence]
    assert left_out == ["取下げ"]
    assert all(f"「{label}」" in sentence for label in left_out)


@pytest.mark.parametrize(
    ("as_of", "is_fictional", "sentence"),
    [
        ("2026-03", False, "公表案件、2026年3月時点"),
        ("2026-03-31", False, "公表案件、2026年3月31日時点"),
        ("2026", True, "公表案件（架空）、2026年時点"),
    ],
)
def test_date_is_told_as_far_as_it_is_known(as_of: str, is_fictional: bool, sentence: str) -> None:
    found = records([], [], registry_label="公表案件", is_fictional=is_fictional, as_of=as_of)
    assert as_of_sentence(found) == sentence


def test_source_names_the_announcements_the_compiler_and_the_date() -> None:
    found = source_sentence(records([], [], is_fictional=False))
    assert found.startswith("出典: 各案件の公表資料")
    assert "地域未来投資マップが作成" in found
    assert found.endswith("試験、2026年3月時点。")


def test_fictional_records_claim_no_source_and_no_coverage() -> None:
    found = records([], [], is_fictional=True)
    assert source_sentence(found) == (
        "出典: 地域未来投資マップが作成した架空のデータ。試験（架空）、2026年3月時点。"
    )
    assert coverage_note(found) == FICTION_NOTE
    assert coverage_note(records([], [], is_fictional=False)) == COVERAGE_NOTE
    assert file_name("投資マップ", found) == "【架空】投資マップ"


def test_registry_with_plans_names_them_as_a_source() -> None:
    found = plan_records({"plans": [plan()]}, is_fictional=False)
    assert source_sentence(found).startswith("出典: 提出された計画と、各案件の公表資料")
    assert coverage_note(found) == PLAN_COVERAGE_NOTE


def test_label_that_says_fictional_says_it_once() -> None:
    assert as_of_sentence(records([], [], registry_label="デモ（架空）")) == "デモ（架空）、2026年3月時点"


def test_every_source_is_named_with_its_publisher_its_licence_and_its_use() -> None:
    assert len({source.source for source in sources()}) == len(sources()) > 0
    for source in sources():
        assert source.title_ja, source
        assert source.publisher_ja, source
        assert source.licence_ja, source
        assert source.used_for_ja, source
        assert source.url == "" or source.url.startswith("http"), source
        assert is_partial_date(source.retrieved), source
        assert source.as_of == "" or is_partial_date(source.as_of), source


@pytest.mark.parametrize(
    "name", ["strategic_field", "block", "project_status", "size_band", "amount_scope", "municipality"]
)
def test_every_vocabulary_names_a_source_that_is_listed(name: str) -> None:
    assert {entry.source for entry in codelist(name)} <= {source.source for source in sources()}


def test_shipped_projects_and_boundaries_are_among_the_sources() -> None:
    assert {"public_projects", "jma_areas", "census_2020"} <= {source.source for source in sources()}
