"""Commands on the registry itself: making its tables on a server, once, as their owner."""

from __future__ import annotations

import click

from commands.words import JapaneseGroup, Stop
from registry.database import RegistryUnreadable, create_tables, registry_url
from registry.facts import PUBLIC_LABEL
from registry.unreadable import place


@click.group(name="registry", cls=JapaneseGroup)
def registry_commands() -> None:
    """登録簿のデータベースを用意する。"""


@registry_commands.command()
@click.option("--url", metavar="場所", help="登録簿の場所。[既定: 環境変数 INVESTMAP_REGISTRY]")
@click.option(
    "--role",
    metavar="名前",
    default="",
    help="アプリが使うデータベースの役割（PostgreSQL）。読み取りと追加の権限だけを与える。",
)
@click.option("--label", metavar="名前", default=PUBLIC_LABEL, show_default=True, help="新しい登録簿の名前。")
@click.option("--fictional", is_flag=True, help="新しい登録簿を架空のものとする。")
def init(url: str | None, role: str, label: str, fictional: bool) -> None:
    """登録簿の表を作る。すでにある表と中身はそのまま残す。

    PostgreSQL では、表の持ち主となる役割の場所（--url）で実行する。製品を新しくしたときも実行する。
    """
    url = url or registry_url()
    try:
        facts = create_tables(url, label=label, is_fictional=fictional, role=role)
    except RegistryUnreadable as error:
        raise Stop(str(error)) from error
    kind = "架空" if facts.is_fictional else "実データ"
    rights = f"役割 {role} に、読み取りと追加の権限を与えました。" if role else ""
    click.echo(f"{place(url)}の表を用意しました（{facts.label}、{kind}）。{rights}", err=True)
