"""Commands on the table of roles by which a server with a login tells who may do what."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from commands.words import JapaneseGroup, Stop, output_option, write_file
from domain.area import label_of
from domain.codelist import codelist
from domain.finding import stops
from domain.role import Role
from domain.spoken_error import spoken
from intake.findings_report import counts_words, findings_text
from loaders.column_map import column_map
from loaders.role_table import LAYOUT, read_roles

_FOUND = 1


@click.group(name="roles", cls=JapaneseGroup)
def role_commands() -> None:
    """ログインして使うときの、役割の表（だれに何を見せ、何を許すか）を用意する、確かめる。"""


@role_commands.command()
@click.argument("source", metavar="ファイル", type=click.Path(dir_okay=False, path_type=Path))
def check(source: Path) -> None:
    """役割の表（CSV）を確かめ、だれに何を許すかを一覧にする。

    終了コードは、誤りがなければ 0、誤りがあれば 1、読めなければ 2。誤りのある行は、だれにも何も許さない。
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise Stop(f"{source} を読めません（{spoken(error)}）。場所と権限を確かめてください。") from error
    table, findings = read_roles(source.name, content)
    if findings:
        click.echo(findings_text(findings))
    for kind, roles in (("メール", table.by_mail), ("グループ", table.by_group)):
        for name, role in sorted(roles.items()):
            click.echo(f"{kind} {name}: {role_words(role)}")
    click.echo(f"{source.name}: 役割 {len(table):,}件、{counts_words(findings)}", err=True)
    if stops(findings):
        sys.exit(_FOUND)


@role_commands.command()
@output_option("書き出すファイル（.csv）。すでにあるファイルには書かない。")
def template(output: Path) -> None:
    """見出しだけの役割の表（CSV、Excel で開ける）をファイルに書く。"""
    if output.exists():
        raise Stop(f"{output} はすでにあります。別の名前を指定してください。")
    headings = ",".join(column_map(LAYOUT).headings.values())
    write_file(output, f"{headings}\r\n".encode("utf-8-sig"))
    click.echo(f"{output} に書きました。1行に一人（メール）か一つのグループを書いてください。", err=True)


def role_words(role: Role) -> str:
    """What a role allows, in one line."""
    parts = [codelist("disclosure").label(role.viewer.audience)]
    if role.viewer.drafts_of:
        parts.append(f"検討中の計画は {_areas(role.viewer.drafts_of)}")
    if role.may_submit:
        parts.append(f"提出は {_areas(role.submits_for)}")
    if role.may_administer:
        parts.append("管理")
    return "、".join(parts)


def _areas(codes: tuple[str, ...]) -> str:
    return "・".join(label_of(code) for code in codes)
