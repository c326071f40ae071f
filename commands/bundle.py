"""The command that gathers what a machine in a closed network needs to install and run the product."""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

import click

from commands.bundled_product import copy_product
from commands.bundled_wheels import (
    NotComplete,
    check_wheels,
    extras,
    gather_wheels,
    installed_versions,
    kind_of_machine,
)
from commands.words import JapaneseCommand, Stop, output_option
from domain.folders import PRODUCT
from domain.spoken_error import spoken

INCOMPLETE = 1
PRODUCT_FOLDER, WHEELS, SUMS, GUIDE = "investmap", "wheels", "SHA256SUMS", "導入手順.txt"
_GUIDE_TEMPLATE = PRODUCT / "deploy" / "bundle" / GUIDE


@click.command(cls=JapaneseCommand)
@output_option("書き出すフォルダー。新しいもの、または空のもの。", is_folder=True)
@click.option(
    "--extra",
    "wanted",
    multiple=True,
    type=click.Choice(extras()),
    help="加える部品の組（何度でも指定できる）。test を加えると試験も入る。",
)
def bundle(output: Path, wanted: tuple[str, ...]) -> None:
    """インターネットにつながらない網で入れるための一式を、一つのフォルダーに集める。

    製品、部品（ホイール）、導入手順、照合用の一覧（SHA256SUMS）。書体と境界は製品に入っている。
    つながる端末で、入れる先と同じ種類の端末・同じ版の Python で実行する。
    終了コードは、そろえば 0、部品がそろわなければ 1、書けなければ 2。
    """
    try:
        if output.exists() and any(output.iterdir()):
            raise Stop(f"{output} は空ではありません。新しいフォルダーを指定してください。")
        files = copy_product(output / PRODUCT_FOLDER, with_tests="test" in wanted)
        click.echo(f"製品を写しました（{files:,}ファイル）。", err=True)
        count = _gather(output, wanted)
        _write_guide(output, wanted)
        _write_sums(output)
    except NotComplete as error:
        click.echo(f"部品がそろいませんでした。つながる網で実行してください（pip: {error}）。", err=True)
        sys.exit(INCOMPLETE)
    except OSError as error:
        raise Stop(f"{output} に書けません（{spoken(error)}）。場所を確かめてください。") from error
    size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    click.echo(
        f"{output} にそろえました（部品 {count:,}個、{size / 2**20:,.0f}MB、{kind_of_machine()}用）。",
        err=True,
    )


def _gather(output: Path, wanted: tuple[str, ...]) -> int:
    """All wheels, with a bar that counts the packages of this installation as they are looked for."""
    seen: set[str] = set()
    with click.progressbar(
        length=len(installed_versions()), label="部品を集める", file=sys.stderr, item_show_func=str
    ) as bar:

        def show(name: str) -> None:
            if name not in seen and bar.pos < (bar.length or 0):
                seen.add(name)
                bar.update(1, name)

        count = gather_wheels(output / WHEELS, wanted, show)
        bar.update((bar.length or 0) - bar.pos, "")
    click.echo("そろったかを確かめます。", err=True)
    check_wheels(output / WHEELS, wanted)
    return count


def _write_guide(output: Path, wanted: tuple[str, ...]) -> None:
    text = _GUIDE_TEMPLATE.read_text(encoding="utf-8")
    words = {
        "{版}": version("investmap"),
        "{端末}": kind_of_machine(),
        "{組}": f"[{','.join(wanted)}]" if wanted else "",
    }
    for mark, word in words.items():
        text = text.replace(mark, word)
    (output / GUIDE).write_text(text, encoding="utf-8")


def _write_sums(output: Path) -> None:
    """The checksum of every file, as ``sha256sum --check`` reads it."""
    lines = []
    for path in sorted(output.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            lines.append(f"{digest}  {path.relative_to(output).as_posix()}\n")
    (output / SUMS).write_text("".join(lines), encoding="utf-8")
