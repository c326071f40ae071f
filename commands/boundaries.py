"""Commands on the map's boundaries: taking official files in, showing what is in force, going back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from commands.words import JapaneseGroup, Stop
from domain.partial_date import is_partial_date
from domain.spoken_error import spoken
from geo.boundaries import BoundaryFileMissing, current_boundaries
from intake.boundary_import import STEPS, import_boundaries, remove_imported


@click.group(name="boundaries", cls=JapaneseGroup)
def boundary_commands() -> None:
    """地図の境界データを取り込む、確かめる、元に戻す。"""


@boundary_commands.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="ファイル...", type=click.Path(path_type=Path))
@click.option(
    "--as-of", metavar="年月日", default="", help="データの時点（例: 2025-01-01）。[既定: ファイル名から読む]"
)
def import_files(files: tuple[Path, ...], as_of: str) -> None:
    """国土数値情報の行政区域（N03）を取り込み、地図の境界を置き換える。

    zip、シェープファイル、GeoJSON を読む。誤りがあれば何も変えない。
    """
    if as_of and not is_partial_date(as_of):
        raise Stop(f"--as-of の「{as_of}」は年月日ではありません。2025-01-01 の形で指定してください。")
    with click.progressbar(
        length=STEPS + len(files), label="取り込み", file=sys.stderr, item_show_func=str
    ) as bar:
        try:
            done = import_boundaries(files, lambda step: bar.update(1, step), as_of)
        except OSError as error:
            raise Stop(f"境界データを書けません（{spoken(error)}）。これまでの境界のままです。") from error
    for finding in done.findings:
        click.echo(str(finding), err=True)
    if not done.is_done:
        click.echo("境界は取り込んでいません。これまでの境界のままです。", err=True)
        sys.exit(1)
    kept = f"、{done.kept_prefectures}都道府県は元のまま" if done.kept_prefectures else ""
    click.echo(
        f"{done.municipalities}区域の境界を取り込みました{kept}。画面は次の操作から新しい境界になります。"
    )


@boundary_commands.command()
def show() -> None:
    """いま使っている境界データの出典と時点を表示する。"""
    try:
        current = current_boundaries()
    except BoundaryFileMissing as error:
        raise Stop(str(error)) from error
    source = current.provenance
    click.echo("取り込んだ境界" if current.is_imported else "製品に同梱の境界")
    click.echo(f"{source['publisher_ja']}「{source['title_ja']}」 {source['as_of']}時点")
    click.echo(f"{source['credit_ja']}\n{source['note_ja']}\n{current.folder}")


@boundary_commands.command()
def reset() -> None:
    """取り込んだ境界をやめ、製品に同梱の境界に戻す。"""
    done = remove_imported()
    click.echo("製品に同梱の境界に戻しました。" if done else "取り込んだ境界はありません。")
