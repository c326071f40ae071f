"""Rules as such: declaring one, what it makes of a cell, and the order of findings."""

import pytest

from domain.finding import Actor, Cell, Finding, Severity
from rules import CATALOGUE, Rule, run_checks
from rules.rule import rule
from tests.builders import project, site, submitted
from tests.unit.rules.found import in_short

RULE = Rule("word", Severity.WARNING, Actor.RECEIVER, "「{value}」は{name}です。直してください。", "例")


def test_a_rule_makes_a_finding_with_its_own_severity_and_actor():
    made = RULE.at(Cell("a.csv", row=2, column="名"), "値", name="誤り")
    assert made == Finding(
        "word",
        Severity.WARNING,
        Actor.RECEIVER,
        Cell("a.csv", row=2, column="名"),
        "値",
        "「値」は誤りです。直してください。",
    )


def test_a_long_value_is_kept_whole_but_shown_short():
    made = RULE.at(Cell(), "長" * 61, name="x")
    assert made.value == "長" * 61
    assert f"「{'長' * 60}…」" in made.sentence


def test_a_value_of_sixty_characters_is_shown_whole():
    assert "…" not in RULE.at(Cell(), "長" * 60, name="x").sentence


@pytest.mark.parametrize("value", ["{name}", "{0}", "{", "}{", "{value.__class__}", "%s"])
def test_braces_in_a_value_are_text_and_nothing_else(value):
    assert RULE.at(Cell(), value, name="x").sentence == f"「{value}」はxです。直してください。"


def test_a_sentence_whose_names_are_not_filled_is_an_error_of_the_programmer():
    with pytest.raises(KeyError):
        RULE.at(Cell(), "値")


def test_a_code_is_declared_once():
    declared = dict(CATALOGUE)
    with pytest.raises(ValueError, match="key_repeated"):
        rule("key_repeated", Severity.ERROR, Actor.SENDER, "文。", "例")
    assert declared == CATALOGUE


def test_sound_rows_give_no_finding():
    assert run_checks(submitted([project()], [site()])) == []


def test_no_rows_and_no_tables_give_no_finding():
    assert run_checks(submitted([], [])) == []
    assert run_checks({}) == []


def test_one_table_alone_is_checked_as_far_as_it_goes():
    both = submitted([project(name="")], [site(share=2.0)])
    assert in_short(run_checks({"projects": both["projects"]})) == [("required_value_empty", 2, "案件名", "")]
    alone = {made.rule for made in run_checks({"project_sites": both["project_sites"]})}
    assert alone == {"share_out_of_range", "shares_above_whole"}


def test_what_two_tables_say_of_one_cell_is_one_finding():
    tables = submitted([project("")], [site("")])
    tables["project_sites"].frame["source_file"] = "projects.csv"
    assert in_short(run_checks(tables)) == [("required_value_empty", 2, "案件ID", "")]


def test_findings_come_in_the_order_of_file_and_row():
    rows = [project(f"P-{number}", name="") for number in range(12)]
    sites = [site(row["project_id"], location_precision="") for row in rows]
    places = [(made.cell.file, made.cell.row) for made in run_checks(submitted(rows, sites))]
    assert places == sorted(places)
    assert len(places) == 24
