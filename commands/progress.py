"""The command that prints the progress of KPIs: expected against actual, grade and freshness."""

from __future__ import annotations

from typing import Any

import click

from analysis.half import half_of
from analysis.kpi_progress import selected_progress
from briefing.unpublished_words import unpublished_sentences
from commands.selection import asked, selection_options
from commands.words import JapaneseCommand, form_option
from domain.fiscal_half import format_ja

COLUMNS = [
    "plan_id", "kpi_id", "baseline", "target", "expected", "actual", "progress", "grade", "freshness",
]  # fmt: skip
_DIGITS = 6
"""Decimals of progress: more than a grade is decided by, fewer than binary fractions show."""


@click.command(name="progress", cls=JapaneseCommand)
@form_option()
@selection_options
def print_progress(form: str, **options: Any) -> None:
    """KPIの進捗を標準出力に書く。一行に一つのKPI。

    列: plan_id,kpi_id,baseline,target,expected,actual,progress,grade,freshness。
    progress は進捗率（1が100％）、grade と freshness は符号。求められない値は空欄（json では null）。
    """
    allocation, selection = asked(options)
    half = half_of(allocation.records)
    lines = selected_progress(allocation, selection, half)[COLUMNS]
    lines = lines.assign(progress=lines["progress"].round(_DIGITS))
    if form == "csv":
        click.echo(lines.to_csv(index=False, lineterminator="\n", float_format="%.10g"), nl=False)
    else:
        click.echo(lines.to_json(orient="records", force_ascii=False, double_precision=10))
    when = f"{format_ja(half)}の時点" if half else "報告のある半期なし"
    for sentence in unpublished_sentences(allocation, selection):
        click.echo(sentence, err=True)
    click.echo(f"{selection.describe()}: {when}、{len(lines):,}件", err=True)
