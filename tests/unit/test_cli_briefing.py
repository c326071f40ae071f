"""``investmap briefing``: files by scope, side by side, what is told, and what cannot be asked."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from analysis.selection import Selection
from briefing.sheet_code import sheet_code
from briefing.sheet_source import Asked
from briefing.sheets.request import SheetRequest
from commands import sheet_tasks
from tests.unit.command_line import refused, run

pytestmark = pytest.mark.usefixtures("shipped_registry")


@pytest.fixture(autouse=True)
def _sources_of_this_test() -> None:
    """Registries of other tests are not this one's."""
    sheet_tasks.source_of.cache_clear()


def made(folder: Path, *words: object, exit_code: int = 0) -> tuple[list[str], str]:
    """Names of the files, and what was told."""
    result = run("briefing", "-o", folder, *words)
    assert result.exit_code == exit_code, result.stderr
    assert result.stdout == ""
    return sorted(path.name for path in folder.iterdir()), result.stderr


def test_a_scope_makes_the_sheet_that_goes_by_it_in_every_form(tmp_path):
    forms = [word for form in ("pdf", "pptx", "png") for word in ("--format", form)]
    names, told = made(tmp_path / "新しい", "--scope", "nation", *forms)
    assert names == [
        "全国概況_全国.pdf",
        "全国概況_全国.pptx",
        "全国概況_全国_01.png",
    ]
    assert told.splitlines()[-1] == f"{tmp_path}/新しい に3個のファイルを書きました。"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("--scope", "block:九州"), "ブロック_九州"),
        (("--scope", "prefecture:43", "--field", "AI・半導体"), "都道府県_熊本県_AI・半導体"),
        (("--scope", "field:ocean", "--block", "kyushu"), "戦略分野_九州_海洋"),
        (("--sheet", "案件一覧", "--municipality", "434043"), "案件一覧_菊陽町"),
        (("--sheet", "fields", "--sheet", "projects", "--scope", "prefecture:熊本県"), "資料2種_熊本県"),
    ],
)
def test_scopes_and_options_together_say_what_is_meant(tmp_path, words, name):
    names, _ = made(tmp_path, *words, "--format", "svg")
    assert {text.partition("_0")[0] for text in names} == {name}


def test_every_prefecture_has_a_file_made_side_by_side_and_one_failure_stops_no_other(tmp_path):
    (tmp_path / "案件一覧_香川県_01.svg").mkdir()
    words = ("--sheet", "projects", "--all-prefectures", "--block", "shikoku", "--format", "svg")
    names, told = made(tmp_path, *words, exit_code=1)
    assert {name.split("_")[1] for name in names} == {"徳島県", "香川県", "愛媛県", "高知県"}
    assert re.search("香川県: 書けません（.*）。", told)
    assert "3個のファイルを書きました。 1件は作れませんでした。" in told


def test_an_unforeseen_failure_is_told_too(tmp_path, monkeypatch):
    def breaks(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(sheet_tasks, "documents", breaks)
    _, told = made(tmp_path, "--scope", "nation", exit_code=1)
    assert "全国: 予期しない誤りで作れませんでした（RuntimeError: x）。" in told


def test_a_code_makes_the_same_sheet_again(tmp_path):
    made(tmp_path / "1", "--scope", "prefecture:43", "--field", "ocean", "--format", "svg")
    name = "都道府県_熊本県_海洋_01.svg"
    code = _code()
    names, _ = made(tmp_path / "2", "--code", code.lower().replace("-", " "), "--format", "svg")
    assert names == [name]
    assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def _code() -> str:
    asked = Asked("public", 1, "public", "", "since", dt.date.today())
    request = SheetRequest("prefecture", Selection("430005", fields=("ocean",)))
    return sheet_code(sheet_tasks.source_of(asked), request)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--scope", "prefecture"), "--scope の「prefecture」は分かりません"),
        (("--scope", "prefecture:熊"), "--scope の「prefecture:熊」は分かりません"),
        (("--scope", "nation:1"), "--scope の「nation:1」は分かりません"),
        (("--scope", "field:"), "--scope の「field:」は分かりません"),
        (("--sheet", "poster"), "資料の種類: nation（全国概況）"),
        (("--scope", "prefecture:43", "--prefecture", "41"), "食い違っています"),
        (("--scope", "nation", "--block", "kyushu"), "食い違っています"),
        (("--scope", "field:ocean", "--field", "quantum"), "食い違っています"),
        (("--scope", "plan:X", "--prefecture", "43"), "--prefecture などの区域の指定と同時に使えません"),
        (("--scope", "plan:X"), "計画が登録されていません"),
        (("--scope", "nation", "--all-fields"), "--scopeと--all-fieldsは同時に使えません"),
        (("--all-blocks", "--all-fields"), "--all-blocksと--all-fieldsは同時に使えません"),
        (("--all-fields", "--field", "ocean"), "--field"),
        (("--all-blocks", "--prefecture", "43"), "--all-blocks は、--block などの区域の指定と同時に使えません"),
        (("--all-prefectures", "--prefecture", "43"), "--prefecture"),
        (("--sheet", "block", "--all-prefectures"), "「ブロック」は作れません（北海道）: ブロックを選ぶと作れます。"),
        (("--sheet", "nation", "--field", "ない分野"), "ない分野"),
        (("--scope", "nation", "--period", "2031H1"), "--period の「2031H1」には提出がありません"),
        (("--scope", "nation", "--compare", "2031H1"), "--compare の「2031H1」には提出がありません"),
        (("--code", "ABC"), "資料番号「ABC」は読めません"),
        (("--code", "4JNR-0CC4-MDYK"), "この登録簿は第1版まで"),
        (("--code", "4JNR-0CC4-MDYK", "--block", "kyushu"), "--code は、--block と同時に使えません"),
        (("--code", "4JNR-0CC4-MDYK", "--sheet", "nation"), "--code は、--sheet と同時に使えません"),
        (("--code", "4JNR-0CC4-MDYK", "--all-fields"), "--code は、--all-fields と同時に使えません"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_before_anything_is_written(tmp_path, words, told):
    assert told in refused("briefing", "-o", tmp_path / "x", *words)
    assert not (tmp_path / "x").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert "場所を確かめてください" in refused("briefing", "-o", tmp_path / "x" / "y", "--scope", "nation")


def test_fiction_is_told_and_named(tmp_path):
    names, told = made(tmp_path / "x", "--registry", "demo", "--sheet", "fields", "--format", "svg")
    assert "架空のデータです" in told
    assert {name.partition("_")[0] for name in names} == {"【架空】17分野一覧"}
