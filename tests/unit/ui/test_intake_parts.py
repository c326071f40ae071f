"""Parts of データ登録 without a page: findings as HTML, changes in words, what is masked, file names."""

import io
import zipfile

import pytest

from domain.finding import Actor, Cell, Finding, Severity
from domain.record import Records
from intake.difference import difference
from intake.shown_changes import HIDDEN, masked_for
from intake.submission import CheckedSubmission
from registry.audience import for_audience
from tests.builders import good_plan, submitted_tables
from tests.plan_snapshots import plan_records
from ui.difference_view import change_lines, summary_html
from ui.finding_downloads import marked_copies
from ui.finding_list import groups_html

PLAN = "B-430005-01"
WITHHELD = "架空素材株式会社"
TAGS = "<script>alert(1)</script>"


def finding(row=2, sentence="直してください。", value="", rule="r"):
    return Finding(rule, Severity.ERROR, Actor.SENDER, Cell("a.xlsx", "計画", row, "版"), value, sentence)


def test_text_from_a_file_is_escaped_in_findings():
    faulty = Finding("r", Severity.ERROR, Actor.SENDER, Cell(TAGS, TAGS, 2, TAGS), TAGS, TAGS)
    html = groups_html([faulty, faulty, finding(rule="s", sentence=TAGS)])
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") >= 5


def test_findings_of_one_rule_are_one_block_with_all_their_places():
    html = groups_html([finding(2), finding(3), finding(4, rule="other")])
    assert html.count("<details") == 1
    assert "場所をすべて見る（2か所）" in html
    assert html.count("直してください。") == 2, "the sentence that two places share is told once"


def test_sentences_that_differ_are_told_at_each_place():
    html = groups_html([finding(2, "一つ目。"), finding(3, "二つ目。")])
    assert "二つ目。" in html


def test_rule_found_in_many_places_shows_the_first_and_counts_the_rest():
    html = groups_html([finding(row) for row in range(2, 52)])
    assert "場所をすべて見る（50か所）" in html
    assert html.count("<tr><td") == 20
    assert "ほか30か所は" in html


@pytest.fixture
def changed():
    """The difference of a plan whose amount and withheld company have changed, against its good rows."""
    rows = good_plan("b")
    earlier = {name: table.frame for name, table in submitted_tables(rows).items()}
    rows["projects"][0] |= {"amount_yen": 21_000_000_000, "name": TAGS}
    rows["projects"][1] |= {"company_name": "改めた名前"}
    rows["plans"][0] |= {"contact": "改めた部署"}
    rows["plan_companies"] = rows["plan_companies"][:1]
    rows["kpi_values"] = [*rows["kpi_values"], rows["kpi_values"][0] | {"period": "2026H2"}]
    return difference(submitted_tables(rows), earlier, is_whole=True)


def seen_by(audience) -> Records:
    records = plan_records(good_plan("b"), audience=audience)
    tables = for_audience(records.tables, audience).tables
    return plan_records(
        *[{name: frame.to_dict("records") for name, frame in tables.items()}], audience=audience
    )


def cells(difference, kind, masked=None):
    return change_lines(difference, kind, masked).to_numpy().tolist()


def test_changed_row_is_told_field_by_field(changed):
    lines = cells(changed, "changed")
    assert ["投資案件", TAGS, f"{PLAN}-P1", "投資額", "200億円", "210億円"] in lines
    assert ["投資案件", TAGS, f"{PLAN}-P1", "案件名", "架空工場の増設", TAGS] in lines
    assert len(lines) == 4


def test_withdrawn_and_added_rows_are_told_by_name(changed):
    assert cells(changed, "withdrawn") == [["主要企業", f"{PLAN}・{WITHHELD}", ""]]
    [[table, name, _]] = cells(changed, "added")
    assert table == "KPI実績"
    assert "令和8年度下期" in name


def test_public_is_not_told_what_the_registry_withholds(changed):
    masked = masked_for(seen_by("public"))
    lines = cells(changed, "changed", masked)
    assert ["投資案件", "架空の部材工場", f"{PLAN}-P2", "事業者", HIDDEN, "改めた名前"] in lines
    assert any(line[3:] == ["担当部署・連絡先", HIDDEN, "改めた部署"] for line in lines)
    assert ["投資案件", TAGS, f"{PLAN}-P1", "投資額", "200億円", "210億円"] in lines, "this is public"
    assert cells(changed, "withdrawn", masked) == [["主要企業", HIDDEN, ""]]
    assert cells(changed, "added", masked) == cells(changed, "added"), "the sender's own words"


def test_public_is_told_nothing_of_a_plan_that_is_not_public_yet():
    rows = good_plan("b")
    rows["plans"][0] |= {"stage_code": "bc_draft", "goal": "秘密の目標"}
    earlier = {name: table.frame for name, table in submitted_tables(rows).items()}
    rows["plans"][0] |= {"goal": "新しい目標"}
    rows["measures"] = rows["measures"][:1]
    found = difference(submitted_tables(rows), earlier, is_whole=True)
    masked = masked_for(plan_records(audience="public"))
    words = str(cells(found, "changed", masked) + cells(found, "withdrawn", masked))
    assert "秘密の目標" not in words
    assert f"{PLAN}-M2" not in words


def test_officials_are_told_everything(changed):
    assert masked_for(seen_by("government")) is None


def test_summary_counts_by_table_and_leaves_out_what_is_as_it_was(changed):
    html = summary_html(changed)
    assert "主要企業" in html
    assert "区域" not in html
    assert '<td class="withdrawn">1</td>' in html
    assert "変わらない（行）" in html


def test_marked_copies_of_files_of_one_stem_have_names_of_their_own():
    files = {"計画.csv": b"x", "計画.xls": b"y", "別.csv": b"z"}
    checked = CheckedSubmission(files, {}, [Finding("r", Severity.ERROR, Actor.SENDER, Cell(), "", "直す。")])
    names = zipfile.ZipFile(io.BytesIO(marked_copies(checked))).namelist()
    assert names == ["計画（指摘）.xlsx", "計画（指摘）_2.xlsx", "別（指摘）.xlsx"]
