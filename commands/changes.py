"""``investmap changes``: what changed between two halves, as a bridge of the total, with the lists behind it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import click

from analysis.allocation import Allocation, allocate
from analysis.bridge_list import bridge_list
from analysis.investment_bridge import Bridge, bridge
from analysis.selection import Selection
from commands.selection import asked_selection, records_as_of, selection_options, tell_fiction
from commands.words import JapaneseCommand, Stop, form_option
from domain.fiscal_half import format_ja

_COLUMNS = "step,projects,amount_yen"


@click.command(cls=JapaneseCommand)
@click.option("--from", "start", required=True, metavar="半期", help="はじめの半期（例: 2025H2）。")
@click.option("--to", "end", required=True, metavar="半期", help="おわりの半期（例: 2026H1）。")
@form_option("出力の形。json には、増減ごとの案件の一覧が付く。")
@selection_options
def changes(start: str, end: str, form: str, **options: Any) -> None:
    """二つの半期の間の増減を標準出力に書く。金額は円。

    列: step,projects,amount_yen。行: before（はじめ）、new（新規）、increased（増額）、decreased（減額）、
    withdrawn（取下げ）、moved（区域・分野の変更）、disclosed（金額公表の変化）、after（おわり）。
    はじめに増減を足すと、件数も金額もおわりになる。
    """
    if options.get("period"):
        raise click.UsageError("--period ではなく、--from と --to で半期を指定してください。")
    selection = asked_selection(options)
    then, now = records_as_of(start, options, "--from"), records_as_of(end, options, "--to")
    if start >= end:
        raise Stop(f"--from の「{start}」は --to の「{end}」より前の半期にしてください。")
    tell_fiction(now)
    before, after = (allocate(records, dt.date.today()) for records in (then, now))
    found = bridge(before, after, selection)
    click.echo(_csv(found) if form == "csv" else _json(before, after, selection, found))
    click.echo(f"{selection.describe()}: {format_ja(start)}から{format_ja(end)}まで", err=True)


def _csv(found: Bridge) -> str:
    lines = [f"{step.code},{step.projects},{step.amount_yen}" for step in found]
    return "\n".join([_COLUMNS, *lines])


def _json(before: Allocation, after: Allocation, selection: Selection, found: Bridge) -> str:
    """The same by step, with its ``list``: the columns of :func:`analysis.bridge_list.bridge_list`."""
    listed = bridge_list(before, after, selection)
    steps = []
    for step in found:
        rows = listed[listed["step"] == step.code].drop(columns="step")
        behind = json.loads(rows.to_json(orient="records", force_ascii=False))
        numbers = {"step": step.code, "projects": step.projects, "amount_yen": step.amount_yen}
        steps.append(numbers | {"list": behind})
    return json.dumps(steps, ensure_ascii=False)
