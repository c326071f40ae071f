"""The command that makes the demo registry: a fictional nation of any size."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from commands.words import JapaneseCommand, Stop, output_option
from demo.registry_file import make_demo
from domain.spoken_error import spoken


@click.command(cls=JapaneseCommand)
@output_option("書き出す登録簿のファイル（.sqlite）。")
@click.option(
    "--seed", type=int, default=1, show_default=True, metavar="番号", help="同じ番号からは同じ内容ができる。"
)
@click.option(
    "--projects",
    type=int,
    default=0,
    show_default=True,
    metavar="件数",
    help="計画の案件のほかに加える案件の数。大きな登録簿の試験のためのもの。",
)
def demo(output: Path, seed: int, projects: int) -> None:
    """架空の計画・案件・KPI・半期の報告がそろったデモの登録簿を作る。

    見るときは INVESTMAP_REGISTRY=sqlite:///ファイル を指定して起動する。
    """
    if projects < 0:
        raise Stop("--projects は 0 以上の数にしてください。")
    if output.exists():
        raise Stop(f"{output} はすでにあります。登録簿は上書きしません。別の名前を指定してください。")
    with click.progressbar(length=1, label="デモの作成", file=sys.stderr) as bar:

        def show(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        try:
            count = make_demo(output, seed, further=projects, progress=show)
        except OSError as error:
            raise Stop(f"{output} に書けません（{spoken(error)}）。場所を確かめてください。") from error
    click.echo(
        f"{output} に書きました（架空の提出 {count:,}件、{output.stat().st_size:,}バイト）。", err=True
    )
