"""Rules on withheld company names: they stand in no text that is shown, whatever their spelling."""

import pytest

from domain.tables import TABLES
from registry.disclosure import disclosed_to
from rules import run_checks
from tests.builders import good_plan, project, site, submitted, submitted_tables
from tests.unit.rules.found import PlanRows, found_in_plan, plan_findings

HIDDEN = "架空素材株式会社"
SHOWN_CELLS = [
    ("plans", "goal", "目標（現状認識と目指す姿）"),
    ("plans", "note", "注意"),
    ("plan_areas", "note", "注意"),
    ("plan_fields", "product", "製品・技術・サービス"),
    ("projects", "name", "案件名"),
    ("projects", "note", "注意"),
    ("projects", "source_quote", "引用"),
    ("project_sites", "place_note", "所在地の補足"),
    ("project_years", "note", "注意"),
    ("measures", "what", "中身"),
    ("measures", "lead_organisation", "主担当の組織"),
    ("kpis", "definition", "定義・算出方法"),
    ("plan_companies", "part", "バリューチェーン上の位置"),
    ("requirement_checks", "grounds", "根拠"),
    ("progress_reports", "comment", "状況の説明"),
    ("measure_reviews", "cause", "原因"),
    ("kpi_values", "note", "注意"),
]


def with_text(table: str, column: str, text: str) -> PlanRows:
    rows = good_plan("b")
    rows[table][0][column] = text
    return rows


@pytest.mark.parametrize(("table", "column", "heading"), SHOWN_CELLS)
def test_a_withheld_name_in_a_text_that_is_shown_is_an_error(table, column, heading):
    rows = with_text(table, column, f"詳しくは{HIDDEN}に聞いて、数値と理由を確かめること")
    found = [(rule, row, column) for rule, _, row, column in found_in_plan(rows)]
    assert found == [("withheld_name_written", 2, heading)]


@pytest.mark.parametrize(
    "spelling", ["架空素材株式会社", "架空素材 株式会社", "架空素材　株式会社", "架空素材\n株式会社"]
)
def test_spaces_do_not_hide_a_name(spelling):
    assert "withheld_name_written" in [
        rule for rule, *_ in found_in_plan(with_text("measures", "what", spelling))
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ＡＢＣ電子株式会社", "ABC電子株式会社の工場"),
        ("Kakuu Steel", "KAKUU STEELの工場"),
        ("㈱架空髙橋製作所", "(株)架空高橋製作所の工場"),
    ],
)
def test_width_case_and_old_forms_do_not_hide_a_name(name, text):
    rows = with_text("measures", "what", text)
    rows["projects"][1]["company_name"] = name
    rows["plan_companies"][1]["company_name"] = name
    assert [rule for rule, *_ in found_in_plan(rows)] == ["withheld_name_written"]


def test_a_name_without_its_legal_form_is_only_shown():
    (made,) = plan_findings(with_text("projects", "name", "架空素材の新工場"))
    assert (made.rule, made.cell.column) == ("withheld_name_likely", "案件名")


def test_the_finding_does_not_say_the_name():
    for text in (f"{HIDDEN}の工場", "架空素材の工場"):
        (made,) = plan_findings(with_text("measures", "what", text))
        assert "架空素材" not in made.sentence + made.value
        assert "案件B-430005-01-P2の企業" in made.sentence


@pytest.mark.parametrize("disclosure", ["government", "withheld"])
def test_names_for_the_government_alone_are_not_shown_either(disclosure):
    rows = with_text("measures", "what", HIDDEN)
    rows["projects"][1]["company_disclosure"] = disclosure
    assert "withheld_name_written" in [rule for rule, *_ in found_in_plan(rows)]


def test_a_public_name_may_stand_anywhere():
    assert found_in_plan(with_text("measures", "what", "架空精機株式会社の設備")) == []


def test_a_contact_is_shown_to_no_one_outside():
    assert found_in_plan(with_text("plans", "contact", f"{HIDDEN} 担当者")) == []


def test_a_name_that_is_public_elsewhere_betrays_only_the_row_that_withholds_it():
    rows = good_plan("b")
    rows["plan_companies"][1]["disclosure"] = "public"
    rows["measures"][0]["what"] = f"{HIDDEN}と組む"
    assert found_in_plan(rows) == []
    rows["projects"][1]["note"] = f"{HIDDEN}の第2工場"
    assert [(rule, row) for rule, _, row, _ in found_in_plan(rows)] == [("withheld_name_written", 3)]


@pytest.mark.parametrize("name", ["A社", "非公表", "未定", "某社", "株式会社"])
def test_what_is_no_name_is_not_looked_for(name):
    rows = good_plan("b")
    rows["projects"][1] |= {"company_name": name, "name": f"{name}の新工場"}
    rows["plan_companies"] = rows["plan_companies"][:1]
    assert found_in_plan(rows) == []


def test_a_short_name_is_looked_for_with_its_legal_form():
    rows = good_plan("b")
    rows["projects"][1] |= {"company_name": "架空株式会社", "name": "架空の新工場"}
    rows["plan_companies"] = rows["plan_companies"][:1]
    assert found_in_plan(rows) == []
    rows["projects"][1]["name"] = "架空株式会社の新工場"
    assert [rule for rule, *_ in found_in_plan(rows)] == ["withheld_name_written"]


def test_projects_without_a_plan_keep_their_names_too():
    rows = [project(name="架空素材の工場", company_name=HIDDEN, company_disclosure="withheld")]
    made = run_checks(submitted(rows, [site(place_note=f"{HIDDEN}構内")]))
    assert [(each.rule, each.cell.file) for each in made] == [
        ("withheld_name_written", "project_sites.csv"),
        ("withheld_name_likely", "projects.csv"),
    ]


def report_naming(name: str) -> dict:
    """A report alone, as it is handed in for a half, with a name in the text on an action."""
    rows = good_plan("b")
    rows["measure_reviews"][0]["action_text"] = f"{name}と用地の調整を進める"
    tables = submitted_tables(rows)
    return {table: tables[table] for table in ("progress_reports", "measure_reviews", "kpi_values")}


def in_force(**hidden: str) -> dict:
    rows = good_plan("b")
    rows["projects"][1] |= hidden
    return {
        name: TABLES[name].frame(rows[name]) for name in ("projects", "plan_companies", "measures", "kpis")
    }


def names_found(report: dict, earlier: dict) -> list[tuple[str, str]]:
    return [
        (each.rule, each.cell.column)
        for each in run_checks(report, earlier)
        if each.rule.startswith("withheld_name")
    ]


def test_a_report_names_no_company_that_the_registry_withholds():
    report, earlier = report_naming(HIDDEN), in_force()
    assert names_found(report, earlier) == [("withheld_name_written", "対応の内容")]
    assert names_found(report, {}) == []
    assert all("架空素材" not in each.sentence for each in run_checks(report, earlier))
    assert "案件B-430005-01-P2の企業" in run_checks(report, earlier)[0].sentence


def test_a_report_may_name_who_is_public():
    assert names_found(report_naming("架空精機株式会社"), in_force()) == []


def test_names_that_the_checker_may_not_see_are_not_confirmed():
    seen = disclosed_to("public", {name: TABLES[name].frame([]) for name in TABLES} | in_force())
    assert names_found(report_naming(HIDDEN), seen) == []
