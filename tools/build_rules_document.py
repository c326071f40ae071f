"""Rebuild ``docs/RULES.md`` from the catalogue of rules: ``python -m tools.build_rules_document``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType

import click

import rules
from domain.finding import Severity
from domain.folders import PRODUCT
from rules import Rule

DOCUMENT = PRODUCT / "docs" / "RULES.md"

CHAPTERS: Mapping[str, tuple[ModuleType, ...]] = {
    "ファイルの読み取り": (
        rules.file_form,
        rules.workbook_form,
        rules.file_facts,
        rules.cell_value,
        rules.amount_text,
        rules.date_text,
        rules.place,
    ),
    "表と表のつながり": (rules.identifiers, rules.links, rules.plan_links),
    "計画": (
        rules.plan_content,
        rules.plan_author,
        rules.plan_stage,
        rules.plan_revision,
        rules.plan_area,
        rules.plan_block,
        rules.requirement_check,
    ),
    "投資案件と企業": (
        rules.amount,
        rules.project_amount,
        rules.project_dates,
        rules.project_plan,
        rules.corporate_number,
        rules.withheld_name,
        rules.withheld_value,
    ),
    "施策・KPI・報告": (
        rules.measure,
        rules.kpi,
        rules.kpi_value,
        rules.kpi_course,
        rules.report,
        rules.promise,
    ),
    "提出": (rules.submission, rules.report_form),
    "画面と境界データ": (rules.selection, rules.boundary_file),
    "利用者": (rules.role_table,),
}
"""Families in the order in which a submission meets them."""

_INTRODUCTION = """# 検査の規則

このファイルは `python -m tools.build_rules_document` が規則の定義（`rules/`）から作ります。手で直さないでください。

提出されたファイルと画面の指定は、次の{count}の規則で確かめます。一つの規則は、一つの文、一つの重さ、一人の当事者を持ちます。

- **誤り** があるファイルは受け付けません（{errors}）。
- **要確認** は受け付けますが、当事者が確かめます（{warnings}）。
- **お知らせ** は知らせるだけです（{notices}）。

「だれが」は直す人・確かめる人です。文の中の `{{value}}` などは、見つけた値に置き換わります。
「番号」は、その規則が守る「行政データにおける機械可読性に関するルール」（令和8年3月31日）の番号です。
"""

_HEADINGS = ("重さ", "符号", "だれが", "文", "例", "番号")


def rules_document() -> str:
    """The whole of ``docs/RULES.md``: a section for each family of rules, then the official ids."""
    every = list(rules.CATALOGUE.values())
    counts = {severity: sum(rule.severity is severity for rule in every) for severity in Severity}
    parts = [
        _INTRODUCTION.format(
            count=len(every),
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            notices=counts[Severity.NOTICE],
        )
    ]
    for chapter, modules in CHAPTERS.items():
        parts.append(f"## {chapter}\n")
        for module in modules:
            parts.append(f"### {module.FAMILY}\n")
            parts.append("\n".join(_table(_HEADINGS, map(_row, rules_in(module)))) + "\n")
    parts.append("## 機械可読性に関するルールとの対応\n")
    parts.append("\n".join(_table(("番号", "符号"), _by_standard(every))) + "\n")
    return "\n".join(parts)


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules of a family in the order of their declaration."""
    return [value for value in vars(module).values() if isinstance(value, Rule)]


def _row(rule: Rule) -> tuple[str, ...]:
    words = (rule.sentence, rule.example, rule.standard)
    return (str(rule.severity), f"`{rule.code}`", str(rule.actor), *words)


def _by_standard(every: list[Rule]) -> Iterator[tuple[str, str]]:
    for standard in sorted({rule.standard for rule in every if rule.standard}):
        yield standard, "、".join(f"`{rule.code}`" for rule in every if rule.standard == standard)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [headings, ("---",) * len(headings), *rows]
    return [f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines]


@click.command()
def main() -> None:
    """Write docs/RULES.md anew."""
    DOCUMENT.write_text(rules_document(), encoding="utf-8")
    click.echo(f"{DOCUMENT.relative_to(PRODUCT)}: {len(rules.CATALOGUE)} 規則")


if __name__ == "__main__":
    main()
