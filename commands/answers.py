"""Commands that answer with numbers and files: totals, and the export of projects and of plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from analysis.allocation import Allocation
from analysis.lines import COLUMNS
from analysis.selection import Selection
from analysis.totals import Breakdown, total, totals
from briefing.answer_book import answer_book
from briefing.map_data import geojson_bytes, geopackage_bytes
from briefing.spreadsheet import csv_bytes
from briefing.tables import projects_table
from briefing.withheld_words import beside_total
from commands.plans import write_plans
from commands.selection import asked, selection_options
from commands.words import JapaneseCommand, Stop, form_option, output_option, write_file
from geo.boundaries import BoundaryFileMissing, current_boundaries


@click.command(name="totals", cls=JapaneseCommand)
@click.option(
    "--by",
    type=click.Choice([item.value for item in Breakdown]),
    default="prefecture",
    show_default=True,
    help="何ごとに集計するか。",
)
@form_option()
@selection_options
def print_totals(by: str, form: str, **options: Any) -> None:
    """集計を標準出力に書く。金額は円。

    列: code,label,projects,projects_with_amount,amount_yen,public_support_yen。
    どの区域にも配分できない額と、17分野以外の案件は、最後の unallocated の行に示す。
    """
    allocation, selection = asked(options)
    lines = totals(allocation, selection, Breakdown(by))[COLUMNS]
    if form == "csv":
        click.echo(lines.to_csv(index=False, lineterminator="\n"), nl=False)
    else:
        click.echo(lines.to_json(orient="records", force_ascii=False))
    click.echo(f"{selection.describe()}: {len(lines)}行", err=True)
    if words := beside_total(allocation, selection, total(allocation, selection).withheld):
        click.echo(f"{words}。", err=True)


@click.command(cls=JapaneseCommand)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "geojson", "gpkg"]),
    help="出力の形。csv と geojson は案件、xlsx は集計と案件、gpkg は案件と区域。",
)
@click.option(
    "--plan",
    "plan_ids",
    multiple=True,
    metavar="計画ID",
    help="この計画を、提出した様式（xlsx）に入れて書く。何度でも指定できる。公開しない項目を含む。",
)
@output_option()
@selection_options
def export(form: str | None, plan_ids: tuple[str, ...], output: Path, **options: Any) -> None:
    """条件に当てはまる案件と集計、または計画の様式をファイルに書く。

    計画の様式は、直してそのまま提出できる。
    """
    if plan_ids:
        write_plans(plan_ids, output, form, options)
        return
    if form is None:
        raise click.UsageError("--format か --plan のどちらかを指定してください。")
    allocation, selection = asked(options)
    try:
        content = _exported(allocation, selection, form)
    except BoundaryFileMissing as error:
        raise Stop(str(error)) from error
    write_file(output, content)
    click.echo(f"{output} に書きました（{selection.describe()}、{len(content):,}バイト）。", err=True)


def _exported(allocation: Allocation, selection: Selection, form: str) -> bytes:
    if form == "csv":
        return csv_bytes(projects_table(allocation, selection))
    if form == "xlsx":
        return answer_book(allocation, selection)
    make = geojson_bytes if form == "geojson" else geopackage_bytes
    return make(allocation, selection, current_boundaries())
