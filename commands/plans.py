"""Commands on plans' workbooks: templates of plans and of reports, accepted plans as the files they came in."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from briefing.progress_workbook import progress_workbook
from commands.access_note import note_export
from commands.selection import asked_viewer
from commands.words import JapaneseCommand, Stop, output_option, reporting_half, write_file
from domain.codelist import codelist
from domain.fiscal_half import format_ja as half_ja
from domain.tables import TABLES
from domain.viewer import AUDIENCES, GOVERNMENT, PUBLIC, ViewerUnknown, viewer_of
from intake.first_start import open_registry
from intake.plan_export import NotExportable, export_plans
from loaders.cell_writer import TextUnwritable
from loaders.plan_workbook import template_bytes
from registry.database import RegistryUnreadable
from registry.drafts import own_plans
from registry.plan_rows import rows_of_plans

_LETTERS = {entry.more["letter"]: entry for entry in codelist("plan_type")}


@click.command(cls=JapaneseCommand)
@click.option(
    "--type",
    "letter",
    type=click.Choice(list(_LETTERS), case_sensitive=False),
    help="計画の種類。"
    + "、".join(f"{letter} は{entry.label_ja}" for letter, entry in _LETTERS.items())
    + "。",
)
@click.option(
    "--report", "is_report", is_flag=True, help="進捗報告の様式を書く。--plan と --period を併せて指定する。"
)
@click.option(
    "--plan", "plan_ids", multiple=True, metavar="計画ID", help="報告する計画。何度でも指定できる。"
)
@click.option("--period", metavar="半期", help="報告する半期（例: 2026H2）。")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="取扱区分。進捗報告の様式は public では書かない。[既定: 環境変数 INVESTMAP_AUDIENCE、なければ public]",
)
@output_option("書き出すファイル（.xlsx）。")
def template(
    letter: str | None,
    is_report: bool,
    plan_ids: tuple[str, ...],
    period: str | None,
    audience: str | None,
    output: Path,
) -> None:
    """計画を記入するための様式（Excel）をファイルに書く。

    記入例の行と、選択肢、入力要領のシートを含む。--report では、半期の進捗報告の様式を書く。報告するもの
    （計画、終わっていない施策、値の出るKPI、確定していない速報）が並び、前回の報告と約束が添えてある。
    """
    if is_report:
        if letter or not plan_ids or not period:
            raise click.UsageError("--report には、--type でなく --plan と --period を指定してください。")
        _write_report(plan_ids, reporting_half(period), audience, output)
        return
    if letter is None or plan_ids or period:
        raise click.UsageError("--type か、--report と --plan と --period を指定してください。")
    entry = _LETTERS[letter]
    content = template_bytes(entry.code)
    write_file(output, content)
    click.echo(f"{output} に書きました（{entry.label_ja}の様式、{len(content):,}バイト）。", err=True)


def _write_report(plan_ids: Sequence[str], half: str, audience: str | None, output: Path) -> None:
    _refuse_public(audience)
    _refuse_plans_of_others(plan_ids, "")
    try:
        registry = open_registry()
        made = progress_workbook(registry, plan_ids, half, dt.date.today())
    except (RegistryUnreadable, NotExportable, TextUnwritable) as error:
        raise Stop(str(error)) from error
    note_export(registry, GOVERNMENT)
    write_file(output, made.content)
    rows = "、".join(f"{TABLES[name].label_ja} {count:,}行" for name, count in made.rows.items())
    size = len(made.content)
    click.echo(
        f"{output} に書きました（{half_ja(half)}の進捗報告の様式、{rows}、{size:,}バイト）。", err=True
    )


def write_plans(plan_ids: Sequence[str], output: Path, form: str | None, options: Mapping[str, Any]) -> None:
    """Write the workbook of accepted plans, and say so if it holds what not everybody may see.

    ``form`` and ``options`` are what else ``investmap export`` was asked for: a plan's workbook is
    always xlsx and always whole.
    """
    _refuse_parts(form, options)
    _refuse_public(options["audience"])
    _refuse_plans_of_others(plan_ids, options["drafts_of"] or "")
    try:
        registry = open_registry()
        exported = export_plans(registry, plan_ids)
    except (RegistryUnreadable, NotExportable, TextUnwritable) as error:
        raise Stop(str(error)) from error
    note_export(registry, GOVERNMENT)
    write_file(output, exported.content)
    count, size = len(set(plan_ids)), len(exported.content)
    click.echo(f"{output} に書きました（計画 {count:,}件、{size:,}バイト）。", err=True)
    if exported.restricted_names:
        click.echo(
            f"公開しない企業名を{exported.restricted_names:,}件含みます。提出者のほかに渡さないでください。",
            err=True,
        )


def _refuse_public(audience: str | None) -> None:
    if asked_viewer({"audience": audience}).audience == PUBLIC:
        raise Stop(
            "計画のファイルは、公開しない項目も含む提出者のためのものです。取扱区分 public では書き出せません。"
            "--audience government を指定してください。"
        )


def _refuse_plans_of_others(plan_ids: Sequence[str], drafts_of: str) -> None:
    """Who sees the drafts of some areas gets the whole of these areas' plans and of no others."""
    asked = drafts_of or os.environ.get("INVESTMAP_DRAFTS_OF", "")
    if not asked:
        return
    try:
        tables = rows_of_plans(open_registry(), plan_ids)
        is_own = own_plans(tables, viewer_of(GOVERNMENT, asked))
    except (RegistryUnreadable, ViewerUnknown) as error:
        raise Stop(str(error)) from error
    others = tables["plans"].loc[~is_own, "plan_id"]
    if len(others):
        raise Stop(
            f"計画「{'」「'.join(others)}」は、検討中の計画を見る区域（{asked}）の計画ではないため、書き出せません。"
        )


def _refuse_parts(form: str | None, options: Mapping[str, Any]) -> None:
    if form not in (None, "xlsx"):
        raise click.UsageError("--plan の様式は xlsx だけです。--format を外してください。")
    given = [
        f"--{name.replace('_', '-')}"
        for name, value in options.items()
        if value and name not in ("audience", "drafts_of")
    ]
    if given:
        raise click.UsageError(f"--plan は計画の全体を書き出します。{'、'.join(given)} を外してください。")
