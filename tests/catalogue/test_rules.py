"""The catalogue of rules: each a fault and what to do about it, exemplified, fillable, and tested."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

import rules
from domain.finding import Actor, Cell, Severity
from rules import CATALOGUE, Rule
from tools.build_rules_document import CHAPTERS, DOCUMENT, rules_document, rules_in

TESTS = Path(__file__).parents[1]
PRODUCT = TESTS.parent
RULES = [pytest.param(rule, id=code) for code, rule in CATALOGUE.items()]


def names_in(rule: Rule) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(rule.sentence) if name is not None}


HANDED_ON = "**"
"""Stands for names that a call is itself handed, and that only the run can tell."""


@cache
def calls() -> list[tuple[str, str, frozenset[str]]]:
    """File, name of the rule and names given by every ``RULE.at(…)`` and every ``f(RULE, …)`` in the rooms."""
    found = []
    for room in ("rules", "loaders", "intake", "analysis", "ui"):
        for path in sorted((PRODUCT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (named := rule_named_in(node)):
                    found.append((path.name, named, names_given(node)))
    return found


def rule_named_in(call: ast.Call) -> str:
    """The rule, or what stands for one, of ``RULE.at(…)`` and of ``f(RULE, value, …)``."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "at":
        return last_name(call.func.value) or "?"
    first = last_name(call.args[0]) if len(call.args) > 1 else ""
    return first if first in {*constants(), "rule"} else ""


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def names_given(call: ast.Call) -> frozenset[str]:
    names = {keyword.arg or HANDED_ON for keyword in call.keywords}
    for argument in call.args[2:]:
        is_literal = isinstance(argument, ast.Dict)
        names |= {ast.literal_eval(key) for key in argument.keys} if is_literal else {HANDED_ON}
    return frozenset(names) - {"value"}


@cache
def constants() -> frozenset[str]:
    return frozenset(constant_of(rule) for rule in CATALOGUE.values())


@cache
def files_naming(constant: str) -> tuple[Path, ...]:
    rooms = ("rules", "loaders", "intake", "analysis", "ui")
    paths = [path for room in rooms for path in (PRODUCT / room).rglob("*.py")]
    return tuple(path for path in paths if constant in path.read_text(encoding="utf-8"))


@cache
def texts_of_tests() -> str:
    own = Path(__file__)
    paths = [path for kind in ("*.py", "findings.csv") for path in TESTS.rglob(kind) if path != own]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths).lower()


def constant_of(rule: Rule) -> str:
    modules = [value for value in vars(rules).values() if hasattr(value, "__file__")]
    return next(name for module in modules for name, value in vars(module).items() if value is rule)


def test_there_are_rules():
    assert len(CATALOGUE) > 100


@pytest.mark.parametrize("rule", RULES)
class TestEveryRule:
    def test_is_filed_under_its_own_code_of_lower_case_words(self, rule):
        assert CATALOGUE[rule.code] is rule
        assert rule.code.replace("_", "").isalpha()
        assert rule.code == rule.code.lower()
        assert rule.code.isascii()

    def test_says_in_whole_japanese_sentences_what_is_wrong_and_what_to_do(self, rule):
        assert rule.sentence.endswith("。")
        # A notice may leave nothing to do.
        assert rule.sentence.count("。") >= (1 if rule.severity is Severity.NOTICE else 2)
        assert "\n" not in rule.sentence
        assert any("ぁ" <= character <= "ん" for character in rule.sentence)

    def test_has_a_severity_an_actor_and_an_example(self, rule):
        assert isinstance(rule.severity, Severity)
        assert isinstance(rule.actor, Actor)
        assert rule.example.strip()

    def test_has_plain_names_to_fill_in(self, rule):
        assert all(name.isidentifier() for name in names_in(rule))
        filled = rule.at(Cell("a.csv"), "値", **dict.fromkeys(names_in(rule) - {"value"}, "名"))
        assert "{" not in filled.sentence
        assert "}" not in filled.sentence

    def test_is_made_with_all_its_names(self, rule):
        wanted = names_in(rule) - {"value"}
        own = [names for _, name, names in calls() if name == constant_of(rule)]
        assert all(names == wanted or HANDED_ON in names for names in own)
        if not own:
            # A rule that is made in a loop over rules: the loop may give more than each of them says.
            files = {path.name for path in files_naming(constant_of(rule))}
            loops = [names for file, name, names in calls() if file in files and name not in constants()]
            assert any(wanted <= names or HANDED_ON in names for names in [frozenset(), *loops])

    def test_is_named_in_a_test(self, rule):
        is_named = re.search(rf"(?<![a-z_]){rule.code}(?![a-z_])", texts_of_tests()) is not None
        assert is_named

    def test_is_applied_somewhere(self, rule):
        rooms = ("rules", "loaders", "intake", "analysis", "ui")
        uses = sum(
            path.read_text(encoding="utf-8").count(constant_of(rule))
            for room in rooms
            for path in (PRODUCT / room).rglob("*.py")
        )
        assert uses > 1


def test_no_two_rules_say_the_same():
    assert len({rule.sentence for rule in CATALOGUE.values()}) == len(CATALOGUE)


def test_what_stops_a_submission_is_the_senders_or_users_to_mend():
    errors = [rule for rule in CATALOGUE.values() if rule.severity is Severity.ERROR]
    assert {rule.actor for rule in errors} == {Actor.SENDER, Actor.USER}


def test_the_document_of_rules_is_up_to_date():
    # python -m tools.build_rules_document
    assert DOCUMENT.read_text(encoding="utf-8") == rules_document()


def test_the_document_has_every_rule_once_in_a_family_of_its_own_name():
    families = [module for modules in CHAPTERS.values() for module in modules]
    declared = [rule for module in families for rule in rules_in(module)]
    assert sorted(rule.code for rule in declared) == sorted(CATALOGUE)
    assert len({module.FAMILY for module in families}) == len(families)


def test_official_ids_have_the_form_of_the_official_list():
    # 15 rules of level 1, 6 of level 2, 9 of level 3 (機械可読性に関するルール, 2026-03-31).
    known = {
        f"L{level}-{number:02}" for level, last in ((1, 15), (2, 6), (3, 9)) for number in range(1, last + 1)
    }
    assert {rule.standard for rule in CATALOGUE.values() if rule.standard} <= known
