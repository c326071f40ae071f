"""The command line: exact columns, every filter, all four files, and exit codes 0, 1 and 2."""

import csv
import io
import json
from pathlib import Path

import geopandas as gpd
import pytest
from openpyxl import load_workbook

from analysis.allocation import Allocation
from analysis.lines import UNALLOCATED
from analysis.project_list import selected_projects
from analysis.selection import Selection
from analysis.totals import Breakdown, total, totals
from domain.codelist import codelist
from intake.first_start import open_registry
from registry.database import Registry, SubmissionFacts
from tests.builders import KIKUYO, KUMAMOTO, project, site, submitted
from tests.unit.command_line import done, refused, run

COLUMNS = ["code", "label", "projects", "projects_with_amount", "amount_yen", "public_support_yen"]
BY = [item.value for item in Breakdown]

pytestmark = pytest.mark.usefixtures("shipped_registry")


def lines(*words: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done("totals", *words))))


@pytest.mark.parametrize("by", BY)
def test_totals_as_csv_have_exactly_the_agreed_columns(public: Allocation, by: str) -> None:
    rows = list(csv.reader(io.StringIO(done("totals", "--by", by))))
    expected = totals(public, Selection(), Breakdown(by))[COLUMNS]
    assert rows[0] == COLUMNS
    assert rows[1:] == [[str(value) for value in line] for line in expected.itertuples(index=False)]


@pytest.mark.parametrize("by", BY)
def test_totals_as_json_have_exactly_the_agreed_columns(public: Allocation, by: str) -> None:
    found = json.loads(done("totals", "--by", by, "--format", "json"))
    expected = totals(public, Selection(), Breakdown(by))[COLUMNS]
    assert all(list(line) == COLUMNS for line in found)
    assert found == expected.to_dict("records")
    assert {type(line["amount_yen"]) for line in found} == {int}


def test_totals_are_by_prefecture_unless_told(public: Allocation) -> None:
    assert [line["code"] for line in lines()] == [*codelist("prefecture").codes, UNALLOCATED]


def test_totals_say_what_they_are_about_beside_and_not_among_the_numbers() -> None:
    result = run("totals", "--block", "kyushu", "--field", "海洋", "--by", "field")
    assert result.stderr == "全国 > 九州 ／ 戦略分野: 海洋: 17行\n"
    assert "九州 ／" not in result.stdout


@pytest.mark.parametrize(
    ("words", "selection"),
    [
        (["--block", "九州"], Selection("kyushu")),
        (["--prefecture", "43"], Selection(KUMAMOTO)),
        (["--prefecture", "熊本県", "--block", "kyushu"], Selection(KUMAMOTO)),
        (["--municipality", KIKUYO], Selection(KIKUYO)),
        (["--field", "ocean", "--field", "造船"], Selection(fields=("shipbuilding", "ocean"))),
        (["--status", "稼働"], Selection(statuses=("operating",))),
        (["--status", "withdrawn"], Selection(statuses=("withdrawn",))),
        (["--size-band", "1兆円以上"], Selection(size_bands=("over_1t",))),
        (["--announced-from", "2024"], Selection(announced_from=2024)),
        (["--announced-to", "2023"], Selection(announced_to=2023)),
        (["--announced-from", "2022", "--announced-to", "2022"], Selection(announced_from=2022, announced_to=2022)),
        (["--text", "データ センター"], Selection(text="データ センター")),
        (["--text", ""], Selection()),
        (["--block", "kanto", "--field", "AI・半導体", "--text", "東京"], Selection("kanto", ("ai_semiconductor",), text="東京")),
    ],
)  # fmt: skip
def test_every_filter_narrows_totals_and_exports_alike(
    public: Allocation, tmp_path: Path, words: list[str], selection: Selection
) -> None:
    whole = total(public, selection)
    (line,) = lines("--by", "nation", *words)
    assert line["code"] == selection.area
    assert (int(line["projects"]), int(line["amount_yen"])) == (whole.projects, whole.amount_yen)
    done("export", "--format", "csv", "-o", tmp_path / "out.csv", *words)
    text = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    listed = [row["案件ID"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert listed == selected_projects(public, selection)["project_id"].to_list()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--block", "kyuushuu"),
        ("--prefecture", "熊元県"),
        ("--municipality", "999999"),
        ("--field", "半導体"),
        ("--status", "運転中"),
        ("--size-band", "big"),
        ("--announced-from", "去年"),
        ("--announced-to", "20"),
    ],
)
@pytest.mark.parametrize("command", [["totals"], ["export", "--format", "csv", "-o", "out.csv"]])
def test_unknown_value_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], option: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"「{value}」" in refused(*command, option, value)
    assert not (tmp_path / "out.csv").exists()


def test_every_unknown_value_is_named_at_once_and_the_fields_are_listed() -> None:
    said = refused("totals", "--field", "sea", "--status", "run", "--field", "ocean")
    assert "「sea」" in said
    assert "「run」" in said
    assert all(entry.label_ja in said for entry in codelist("strategic_field"))


@pytest.mark.parametrize(
    ("asked", "told", "meant"),
    [
        (["--block", "tohoku", "--prefecture", "43"], "「熊本県」", ["--prefecture", "43"]),
        (
            ["--announced-from", "2025", "--announced-to", "2021"],
            "2025〜2021",
            ["--announced-from", "2021", "--announced-to", "2025"],
        ),
    ],
)
def test_contradiction_is_told_with_what_is_counted_instead(
    asked: list[str], told: str, meant: list[str]
) -> None:
    result = run("totals", *asked)
    assert result.exit_code == 0
    assert told in result.stderr
    assert result.stdout == done("totals", *meant)


def test_export_csv_is_for_excel(tmp_path: Path) -> None:
    done("export", "--format", "csv", "-o", tmp_path / "案件.csv")
    content = (tmp_path / "案件.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" + "案件ID,".encode())
    assert content.count(b"\r\n") == 137


def test_export_xlsx_can_be_opened(tmp_path: Path) -> None:
    done("export", "--format", "xlsx", "-o", tmp_path / "out.xlsx", "--prefecture", "43")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book["都道府県別"]["A2"].value == KUMAMOTO


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
def test_export_of_map_data_can_be_opened(public: Allocation, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    done("export", "--format", form, "-o", path, "--block", "kyushu")
    found = gpd.read_file(path, layer="projects" if form == "gpkg" else None)
    assert set(found["project_id"]) == set(selected_projects(public, Selection("kyushu"))["project_id"])


def test_export_says_where_it_wrote_what(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    result = run("export", "--format", "csv", "-o", path, "--prefecture", "熊本")
    assert result.stdout == ""
    assert result.stderr == (
        f"{path} に書きました（全国 > 九州 > 熊本県、{path.stat().st_size:,}バイト）。\n"
    )


def test_export_to_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = run("export", "--format", "csv", "-o", tmp_path / "no" / "out.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{tmp_path}/no/out.csv に書けません")


def test_missing_boundaries_are_told_and_how_to_get_them(home: Path, tmp_path: Path) -> None:
    (home / "boundaries").mkdir(parents=True)
    assert "investmap boundaries import" in refused("export", "--format", "gpkg", "-o", tmp_path / "out.gpkg")
    assert not (tmp_path / "out.gpkg").exists()
    assert "境界データのファイルがありません" in refused("boundaries", "show")


@pytest.mark.parametrize("command", [["totals"], ["export", "--format", "csv", "-o", "out.csv"]])
def test_registry_that_is_no_registry_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text("登録簿ではない" * 100, encoding="utf-8")
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{tmp_path}/memo.txt")
    assert f"{tmp_path}/memo.txt はデータベースのファイルではありません" in refused(*command)
    assert not (tmp_path / "out.csv").exists()


def test_first_command_fills_an_empty_registry(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INVESTMAP_REGISTRY")
    assert lines("--by", "nation")[0]["projects"] == "136"
    assert (home / "registry.sqlite").exists()


def test_findings_that_stop_the_work_exit_with_1(tmp_path: Path) -> None:
    (tmp_path / "N03-broken.geojson").write_text("{", encoding="utf-8")
    result = run("boundaries", "import", tmp_path / "N03-broken.geojson")
    assert result.exit_code == 1
    assert "［誤り］" in result.stderr
    assert "これまでの境界のまま" in result.stderr


def test_boundaries_in_force_are_told_and_can_be_reset() -> None:
    assert "気象庁" in done("boundaries", "show")
    assert done("boundaries", "reset") == "取り込んだ境界はありません。\n"


@pytest.mark.parametrize("by_variable", [True, False])
def test_audience_decides_which_companies_are_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_variable: bool
) -> None:
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{tmp_path}/own.sqlite")
    open_registry()
    rows = submitted([project(company_name="秘密社", company_disclosure="government")], [site()])
    Registry().accept(rows, {}, SubmissionFacts("熊本県", "2026H1", "2026-03"))
    shown = {}
    for audience in ("public", "government"):
        monkeypatch.delenv("INVESTMAP_AUDIENCE", raising=False)
        if by_variable:
            monkeypatch.setenv("INVESTMAP_AUDIENCE", audience)
        given = [] if by_variable else ["--audience", audience]
        done("export", "--format", "csv", "-o", tmp_path / "out.csv", *given)
        text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
        assert "案件 P-1" in text
        shown[audience] = "秘密社" in text
    assert shown == {"public": False, "government": True}


def test_unknown_audience_in_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "everyone")
    assert "「everyone」" in refused("totals")
