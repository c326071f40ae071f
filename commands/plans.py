"""Commands on plans' workbooks: the empty template, and accepted plans as the files that they came in."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from commands.words import JapaneseCommand, Stop, output_option, write_file
from domain.codelist import codelist
from intake.first_start import open_registry
from intake.plan_export import NotExportable, export_plans
from loaders.cell_writer import TextUnwritable
from loaders.plan_workbook import template_bytes
from registry.database import RegistryUnreadable

_LETTERS = {entry.more["letter"]: entry for entry in codelist("plan_type")}


@click.command(cls=JapaneseCommand)
@click.option(
    "--type",
    "letter",
    type=click.Choice(list(_LETTERS), case_sensitive=False),
    required=True,
    help="計画の種類。"
    + "、".join(f"{letter} は{entry.label_ja}" for letter, entry in _LETTERS.items())
    + "。",
)
@output_option("書き出すファイル（.xlsx）。")
def template(letter: str, output: Path) -> None:
    """計画を記入するための様式（Excel）をファイルに書く。

    記入例の行と、選択肢、入力要領のシートを含む。
    """
    entry = _LETTERS[letter]
    content = template_bytes(entry.code)
    write_file(output, content)
    click.echo(f"{output} に書きました（{entry.label_ja}の様式、{len(content):,}バイト）。", err=True)


def write_plans(plan_ids: Sequence[str], output: Path, form: str | None, options: Mapping[str, Any]) -> None:
    """Write the workbook of accepted plans, and say so if it holds what not everybody may see.

    ``form`` and ``options`` are what else ``investmap export`` was asked for: a plan's workbook is
    always xlsx and always whole.
    """
    _refuse_parts(form, options)
    if (options["audience"] or os.environ.get("INVESTMAP_AUDIENCE")) == "public":
        raise Stop(
            "計画のファイルは、公開しない項目も含む提出者のためのものです。取扱区分 public では書き出せません。"
            "--audience government を指定してください。"
        )
    try:
        exported = export_plans(open_registry(), plan_ids)
    except (RegistryUnreadable, NotExportable, TextUnwritable) as error:
        raise Stop(str(error)) from error
    write_file(output, exported.content)
    count, size = len(set(plan_ids)), len(exported.content)
    click.echo(f"{output} に書きました（計画 {count:,}件、{size:,}バイト）。", err=True)
    if exported.restricted_names:
        click.echo(
            f"公開しない企業名を{exported.restricted_names:,}件含みます。提出者のほかに渡さないでください。",
            err=True,
        )


def _refuse_parts(form: str | None, options: Mapping[str, Any]) -> None:
    if form not in (None, "xlsx"):
        raise click.UsageError("--plan の様式は xlsx だけです。--format を外してください。")
    given = [f"--{name.replace('_', '-')}" for name, value in options.items() if value and name != "audience"]
    if given:
        raise click.UsageError(f"--plan は計画の全体を書き出します。{'、'.join(given)} を外してください。")
