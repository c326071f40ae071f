"""The catalogue of rules: each a fault and what to do about it, exemplified, fillable, and tested."""

import ast
import string
from functools import cache
from pathlib import Path

import pytest

import rules
from domain.finding import Actor, Cell, Severity
from rules import CATALOGUE, Rule

TESTS = Path(__file__).parents[1]
PRODUCT = TESTS.parent
RULES = [pytest.param(rule, id=code) for code, rule in CATALOGUE.items()]


def names_in(rule: Rule) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(rule.sentence) if name is not None}


@cache
def calls() -> list[tuple[str, frozenset[str]]]:
    """Name of the rule and keywords of every ``RULE.at(…)`` in the product's rooms."""
    found = []
    for room in ("rules", "loaders", "intake", "analysis", "ui"):
        for path in sorted((PRODUCT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                if is_call and node.func.attr == "at":
                    keywords = frozenset(str(keyword.arg) for keyword in node.keywords)
                    found.append((ast.unparse(node.func.value).split(".")[-1], keywords))
    return found


@cache
def texts_of_tests() -> str:
    own = Path(__file__)
    paths = [path for kind in ("*.py", "findings.csv") for path in TESTS.rglob(kind) if path != own]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths).lower()


def constant_of(rule: Rule) -> str:
    modules = [value for value in vars(rules).values() if hasattr(value, "__file__")]
    return next(name for module in modules for name, value in vars(module).items() if value is rule)


def test_there_are_rules():
    assert len(CATALOGUE) > 30


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
        named = [keywords for name, keywords in calls() if name == constant_of(rule)]
        # A rule that is made in a loop over rules is given its value and nothing else.
        for keywords in named or [frozenset()]:
            assert names_in(rule) - {"value"} == keywords - {"value"}

    def test_is_named_in_a_test(self, rule):
        is_named = rule.code in texts_of_tests()
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
