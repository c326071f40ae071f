"""Rules on single cells: required values and sources."""

from dataclasses import replace

import pytest

from rules import run_checks
from tests.builders import project, site, submitted
from tests.unit.rules.found import found, found_in_plan, plan_with, with_project


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        ("name", "案件名"),
        ("field_code", "分野"),
        ("company_disclosure", "事業者名の公開"),
        ("status_code", "状況"),
        ("amount_scope", "金額の範囲"),
    ],
)
def test_an_empty_required_value_is_found_in_its_cell(column, heading):
    assert with_project(**{column: ""}) == [("required_value_empty", 2, heading, "")]


def test_a_required_value_that_could_not_be_read_is_not_called_empty():
    tables = dict(submitted([project(field_code="")], [site()]))
    tables["projects"] = replace(tables["projects"], unread={"field_code": {0}})
    assert run_checks(tables) == []


def test_an_empty_project_id_is_found_in_both_tables():
    assert found([project("")], [site("")]) == [
        ("required_value_empty", 2, "案件ID", ""),
        ("required_value_empty", 2, "案件ID", ""),
    ]


def test_a_site_without_a_precision_is_found():
    assert found([project()], [site(location_precision="")]) == [
        ("required_value_empty", 2, "位置の精度", "")
    ]


@pytest.mark.parametrize(
    "column", ["plan_id", "company_name", "corporate_number", "source_quote", "note", "announced_date"]
)
def test_values_that_may_be_empty_are_let_pass(column):
    assert with_project(**{column: ""}) == []


def test_a_missing_source_is_found():
    assert with_project(source_url="") == [("source_missing", 2, "出典", "")]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert('http://example.jp/')",
        "data:text/html,<script>",
        "ftp://example.jp/",
        "example.jp",
        "https://",
        "https:/example.jp",
        "//example.jp",
        "https://example.jp/a b",
        "https://example.jp/a　b",
        'https://example.jp/"onclick="x',
        "https://example.jp/<b>",
        "出典は https://example.jp/",
        "https://example.jp/\nhttps://example.com/",
        "https://example.jp/\n",
    ],
)
def test_a_source_that_is_no_web_address_is_found(url):
    assert with_project(source_url=url) == [("url_malformed", 2, "出典", url)]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.jp/",
        "http://example.jp/a?b=c&d=%E7%86%8A#e",
        "https://例え.jp/資料.pdf",
        "https://user@example.jp:8443/~a/(b)",
    ],
)
def test_web_addresses_are_let_pass(url):
    assert with_project(source_url=url) == []


def test_each_faulty_row_is_found_by_itself():
    rows = [project("P-1", source_url=""), project("P-2"), project("P-3", source_url="x")]
    assert found(rows) == [("source_missing", 2, "出典", ""), ("url_malformed", 4, "出典", "x")]


def test_a_plans_page_is_a_web_address_too():
    found = found_in_plan(plan_with("b", "plans", source_url="javascript:alert(1)"))
    assert found == [("url_malformed", "計画", 2, "公表ページ")]


@pytest.mark.parametrize(
    ("disclosure", "rules"), [("public", ["source_missing"]), ("withheld", []), ("government", [])]
)
def test_a_project_of_a_plan_without_a_named_company_needs_no_source(disclosure, rules):
    rows = plan_with("b", "projects", 1, source_url="", company_disclosure=disclosure)
    assert [rule for rule, *_ in found_in_plan(rows)] == rules


def test_a_project_without_a_plan_needs_its_source():
    assert with_project(source_url="", company_disclosure="withheld") == [("source_missing", 2, "出典", "")]
