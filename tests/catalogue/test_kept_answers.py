"""Answers about records are kept so that they hold nothing that has gone, and nothing of one viewer's rights."""

import ast
from collections.abc import Iterator
from pathlib import Path

from domain.folders import PRODUCT

OF_RECORDS = {"Allocation", "Records", "TwoHalves", "SheetSource", "Shared"}


def functions(*rooms: str) -> Iterator[tuple[Path, ast.FunctionDef]]:
    for room in rooms:
        for path in sorted((PRODUCT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    yield path, node


def names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def test_no_plain_cache_holds_records():
    found = [
        f"{path.relative_to(PRODUCT)} {node.name}"
        for path, node in functions("analysis", "briefing", "ui")
        if {"lru_cache", "cache"} & set().union(*map(names, node.decorator_list), set())
        and OF_RECORDS & names(node.args)
    ]
    assert found == [], "decorate it with analysis.kept_answers.kept"


def test_kept_answers_know_nothing_of_a_viewers_rights():
    """Rights are of the viewer's own copy, which kept functions never get."""
    rights = {"viewer", "drafts_of", "sees_submissions", "sees_all_submissions", "received_plans", "visitor"}
    found = [
        f"{path.relative_to(PRODUCT)} {node.name}"
        for path, node in functions("analysis", "briefing", "ui")
        if {"kept", "kept_with_each"} & set().union(*map(names, node.decorator_list), set())
        and rights
        & {each.attr if isinstance(each, ast.Attribute) else each.id for each in ast.walk(node)
           if isinstance(each, ast.Attribute | ast.Name)}
        - {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}
    ]  # fmt: skip
    assert found == []
