"""``investmap briefing``: sheets for a meeting as PDF, PowerPoint, pictures and Excel, without a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from commands.selection import selection_options
from commands.words import JapaneseCommand, Stop, output_option
from domain.spoken_error import spoken
from geo.boundaries import BoundaryFileMissing
from registry.database import RegistryUnreadable

_TOLD = 20
"""How many shortened texts are told one by one."""


@click.command(cls=JapaneseCommand)
@click.option(
    "--sheet",
    "kinds",
    multiple=True,
    metavar="種類",
    help="資料の種類（例: prefecture、都道府県）。何度でも指定でき、一つのファイルに並ぶ。[既定: --scope に合う種類]",
)
@click.option(
    "--scope",
    metavar="範囲",
    help="nation、block:コード、prefecture:コード、field:コード、plan:計画ID のどれか（例: prefecture:熊本県）。",
)
@click.option(
    "--all-prefectures", is_flag=True, help="都道府県ごとに作る（--block を付けると、その中だけ）。"
)
@click.option("--all-blocks", is_flag=True, help="ブロックごとに作る。")
@click.option("--all-fields", is_flag=True, help="17の戦略分野ごとに作る。")
@click.option(
    "--format",
    "forms",
    multiple=True,
    type=click.Choice(["pdf", "pptx", "png", "svg", "xlsx"]),
    default=("pdf",),
    show_default=True,
    help="出力の形。何度でも指定できる。",
)
@click.option(
    "--paper", type=click.Choice(["a4", "16x9"]), default="a4", show_default=True, help="用紙（a4 は横）。"
)
@click.option(
    "--compare",
    metavar="半期",
    help="増減と変更点を、この半期からのものにする（例: 2025H1）。[既定: 前の半期]",
)
@click.option("--title", metavar="題", default="", help="提案の代わりに使う題。")
@click.option("--code", metavar="資料番号", help="資料の下の端にある番号。同じ資料をもう一度作る。")
@click.option(
    "--registry",
    type=click.Choice(["public", "demo"]),
    help="登録簿。demo は架空のデータ。[既定: public]",
)
@output_option("書き出すフォルダー。なければ作る。", is_folder=True)
@selection_options
def briefing(output: Path, **options: Any) -> None:
    """会議の資料を、PDF、PowerPoint、画像、Excel で作る。

    資料には番号が付き、--code で同じ資料（同じ登録簿の版、同じ日の判定）をもう一度作れる。
    """
    # Slow to load, and no other command needs it.
    from commands.sheet_orders import asked_tasks
    from commands.sheet_tasks import all_made

    try:
        tasks = asked_tasks(output, options)
        output.mkdir(parents=True, exist_ok=True)
    except (RegistryUnreadable, BoundaryFileMissing) as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{output} を作れません（{spoken(error)}）。場所を確かめてください。") from error
    with click.progressbar(length=len(tasks), label="資料", file=sys.stderr, item_show_func=str) as bar:
        done = []
        for each in all_made(tasks, lambda step: bar.update(0, step)):
            bar.update(1, each.label)
            done.append(each)
    _tell_shortened([text for each in done for text in each.shortened])
    failed = [each for each in done if each.failure]
    for each in failed:
        click.echo(f"{each.label}: {each.failure}", err=True)
    files = sum(len(each.files) for each in done)
    lacking = f" {len(failed)}件は作れませんでした。" if failed else ""
    click.echo(f"{output} に{files:,}個のファイルを書きました。{lacking}", err=True)
    if failed:
        sys.exit(1)


def _tell_shortened(texts: list[str]) -> None:
    for text in texts[:_TOLD]:
        click.echo(f"短くした文: {text}", err=True)
    if texts[_TOLD:]:
        click.echo(f"短くした文は、ほかに{len(texts) - _TOLD:,}か所あります。", err=True)
