"""Files are read and checked as a whole; one error keeps all of them out of the registry."""

import pandas as pd
import pytest

from domain.finding import Severity
from intake.submission import CheckedSubmission, SubmissionRefused, accept, check_files
from registry.database import AlreadyAccepted, Registry, SubmissionFacts
from registry.snapshot import read_records, rows_handed_in_by
from tests.builders import IMARI, KIKUYO, OZU

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-03")
PROJECT_HEADINGS = (
    "project_id,name_ja,company_ja,strategic_field,prefecture_ja,municipality_ja,investment_oku_yen,"
    "public_support_oku_yen,announced_year,planned_operation,status,amount_status,source_url,source_quote,note"
)
SITE_HEADINGS = "project_id,prefecture_ja,municipality_ja,share_pct,place_note"


def line(project_id: str, amount: str = "100", scope: str = "confirmed", place: str = "菊陽町") -> str:
    return f"{project_id},工場,会社,AI・半導体,熊本県,{place},{amount},,2024,2027,公表,{scope},https://example.jp/,,"


def files(lines: list[str], sites: list[str] | None = None) -> dict[str, bytes]:
    found = {"projects.csv": "\n".join([PROJECT_HEADINGS, *lines]).encode()}
    if sites is not None:
        found["sites.csv"] = "\n".join([SITE_HEADINGS, *sites]).encode()
    return found


@pytest.fixture
def registry(registry_at: str) -> Registry:
    return Registry(registry_at)


def keys(registry: Registry) -> tuple[list[str], list[tuple[str, str]]]:
    found = read_records(registry)
    sites = found.project_sites
    return found.projects["project_id"].to_list(), list(
        zip(sites["project_id"], sites["lg_code"], strict=True)
    )


def in_force(registry: Registry) -> dict[str, pd.DataFrame]:
    return rows_handed_in_by(registry, FACTS.submitted_by)


def test_good_files_are_acceptable_and_stored(registry: Registry) -> None:
    checked = check_files(files([line("P-1"), line("P-2")], ["P-1,熊本県,大津町,,"]))
    assert checked.is_acceptable
    submission_id = accept(registry, checked, FACTS)
    assert registry.submissions()["submission_id"].to_list() == [submission_id]
    assert keys(registry) == (["P-1", "P-2"], [("P-1", OZU), ("P-1", KIKUYO), ("P-2", KIKUYO)])


@pytest.mark.parametrize(
    "faulty",
    [
        pytest.param(files([line("P-1"), line("P-1")]), id="key twice"),
        pytest.param(files([line("P-1"), line("P-2", place="菊用町")]), id="place that does not exist"),
        pytest.param(files([line("P-1", amount="約100")]), id="amount in words"),
        pytest.param(files([line("P-1", amount="")]), id="amount missing"),
        pytest.param(files([line("P-1")], ["P-9,熊本県,大津町,,"]), id="site of an unknown project"),
        pytest.param({"memo.txt": b"\x89PNG\x0d\x0a\x1a\x0a\x00"}, id="picture"),
    ],
)
def test_refused_submission_stores_nothing(registry: Registry, faulty: dict[str, bytes]) -> None:
    checked = check_files(faulty)
    assert not checked.is_acceptable
    with pytest.raises(SubmissionRefused) as caught:
        accept(registry, checked, FACTS)
    assert registry.version() == 0
    assert keys(registry) == ([], [])
    assert any(finding.severity is Severity.ERROR for finding in caught.value.findings)
    assert str(caught.value).startswith("［")


def test_refusal_tells_every_finding_with_its_place() -> None:
    checked = check_files(files([line("P-1", amount="x"), line("P-2", place="菊用町")]))
    told = str(SubmissionRefused(checked.findings))
    assert "projects.csv 2行目 「investment_oku_yen」" in told
    assert "projects.csv 3行目 「municipality_ja」" in told


def test_warning_does_not_stop_a_submission(registry: Registry) -> None:
    checked = check_files(files([line("P-1", scope="confirmed (multi-site total)")]))
    assert [finding.rule for finding in checked.findings] == ["multi_site_with_one_site"]
    accept(registry, checked, FACTS)
    assert keys(registry)[0] == ["P-1"]


def test_submission_keeps_its_files_as_they_were_handed_in() -> None:
    handed_in = files([line("P-1")])
    assert check_files(handed_in).files == handed_in


def test_findings_of_reading_and_of_rules_both_stop() -> None:
    good = check_files(files([line("P-1")]))
    faulty = check_files(files([line("P-1"), line("P-1")]))
    assert not CheckedSubmission(good.files, good.submitted, faulty.findings).is_acceptable


def test_later_submission_adds_to_what_is_there(registry: Registry) -> None:
    accept(registry, check_files(files([line("P-1")])), FACTS)
    accept(registry, check_files(files([line("P-2")])), FACTS)
    assert keys(registry)[0] == ["P-1", "P-2"]


def test_whole_of_a_source_withdraws_what_it_no_longer_names(registry: Registry) -> None:
    accept(registry, check_files(files([line("P-1"), line("P-2")], ["P-1,熊本県,大津町,,"])), FACTS)
    newer = check_files(files([line("P-1", amount="200"), line("P-3")], ["P-1,佐賀県,伊万里市,,"]))
    accept(registry, newer, FACTS, replaces=in_force(registry))
    assert keys(registry) == (["P-1", "P-3"], [("P-1", IMARI), ("P-1", KIKUYO), ("P-3", KIKUYO)])
    assert read_records(registry).projects["amount_yen"].to_list() == [20_000_000_000, 10_000_000_000]
    assert read_records(registry, version=1).projects["project_id"].to_list() == ["P-1", "P-2"]


def test_records_that_are_not_named_as_replaced_stay(registry: Registry) -> None:
    accept(registry, check_files(files([line("P-1")])), FACTS)
    only_first = in_force(registry)
    accept(registry, check_files(files([line("P-2")])), FACTS)
    accept(registry, check_files(files([line("P-3")])), FACTS, replaces=only_first)
    assert keys(registry)[0] == ["P-2", "P-3"]


def test_withdrawn_project_comes_back_when_a_later_file_names_it(registry: Registry) -> None:
    for names in (["P-1", "P-2"], ["P-1"], ["P-1", "P-2"]):
        checked = check_files(files([line(name) for name in names]))
        accept(registry, checked, FACTS, replaces=in_force(registry))
    assert keys(registry) == (["P-1", "P-2"], [("P-1", KIKUYO), ("P-2", KIKUYO)])


def test_given_submission_id_is_accepted_once(registry: Registry) -> None:
    checked = check_files(files([line("P-1")]))
    assert accept(registry, checked, FACTS, submission_id="S-1") == "S-1"
    with pytest.raises(AlreadyAccepted):
        accept(registry, checked, FACTS, submission_id="S-1")
    assert registry.version() == 1
