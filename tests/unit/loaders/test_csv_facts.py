"""様式情報 as a CSV: what it says holds for every CSV file that is handed in with it."""

from __future__ import annotations

import pytest

from domain.record import FileFacts, Reading
from loaders.plan_files import read_plan_files
from loaders.plan_layout import FORM_EDITION

FIELDS = "計画ID,分野,製品・技術・サービス,注意\nB-430005-01,AI・半導体,,\n".encode()


def facts(*lines: str) -> bytes:
    return "\n".join(["項目,内容", f"様式の版,{FORM_EDITION}", *lines]).encode()


def read(**files: bytes) -> Reading:
    return read_plan_files({f"{name}.csv": content for name, content in files.items()})


def rules(reading: Reading) -> set[str]:
    return {finding.rule for finding in reading.findings}


@pytest.mark.parametrize("is_last", [True, False])
def test_facts_hold_for_every_csv_file_wherever_they_stand(is_last: bool) -> None:
    said = facts("登録簿の種類,架空", "書き出した登録簿の版,12")
    files = {"分野": FIELDS, "様式情報": said} if is_last else {"様式情報": said, "分野": FIELDS}
    reading = read(**files)
    told = FileFacts(plan_type="", is_fictional=True, version=12)
    assert reading.facts == {"分野.csv": told, "様式情報.csv": told}
    assert reading.findings == []
    assert list(reading.submitted) == ["plan_fields"]


def test_the_type_of_plan_may_be_said() -> None:
    reading = read(分野=FIELDS, 様式情報=facts("登録簿の種類,実データ", "計画の種類,地域産業クラスター計画"))
    assert reading.facts["分野.csv"] == FileFacts(plan_type="b", is_fictional=False, version=None)
    assert reading.findings == []


@pytest.mark.parametrize(
    "line", ["登録簿の種類,どちらか", "登録簿の種類,実データ\n書き出した登録簿の版,最新", "計画の種類,D"]
)
def test_facts_that_cannot_be_read_are_findings_with_their_file(line: str) -> None:
    reading = read(分野=FIELDS, 様式情報=facts(line))
    assert "fact_unreadable" in rules(reading)
    assert {finding.cell.file for finding in reading.findings} == {"様式情報.csv"}


def test_two_of_them_are_one_too_many() -> None:
    said = facts("登録簿の種類,実データ")
    assert rules(read(様式情報=said, 様式情報2=said, 分野=FIELDS)) == {"sheet_repeated"}


def test_csv_files_without_it_say_nothing_of_themselves() -> None:
    assert read(分野=FIELDS).facts == {}
