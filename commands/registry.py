"""Commands on the registry itself: its tables, its upgrade, copies of it, and the record of accesses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from briefing.spreadsheet import harmless
from commands.words import JapaneseGroup, Stop, output_option
from domain.codelist import codelist
from domain.partial_date import is_partial_date
from domain.spoken_error import spoken
from registry.access_log import ACTIONS, entries
from registry.backup import NotDone, back_up
from registry.backup import restore as restore_registry
from registry.database import Registry, RegistryUnreadable, registry_url
from registry.facts import PUBLIC_LABEL
from registry.owning import create_tables, upgrade_registry
from registry.unreadable import place

_url = click.option("--url", metavar="場所", help="登録簿の場所。[既定: 環境変数 INVESTMAP_REGISTRY]")


@contextmanager
def _told() -> Iterator[None]:
    """Whatever cannot be done stops the command with its sentence."""
    try:
        yield
    except (RegistryUnreadable, NotDone) as error:
        raise Stop(str(error)) from error
    except OSError as error:
        named = error.filename or ""
        raise Stop(
            f"{named} を読み書きできません（{spoken(error)}）。場所と権限を確かめてください。"
        ) from error


@click.group(name="registry", cls=JapaneseGroup)
def registry_commands() -> None:
    """登録簿を用意する、新しい版の形にする、写しを取る、戻す、利用の記録を見る。"""


@registry_commands.command()
@_url
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

    PostgreSQL では、表の持ち主となる役割の場所（--url）で実行する。
    製品を新しくしたときは registry upgrade を実行する。
    """
    url = url or registry_url()
    with _told():
        facts = create_tables(url, label=label, is_fictional=fictional, role=role)
    kind = "架空" if facts.is_fictional else "実データ"
    rights = f"役割 {role} に、読み取りと追加の権限を与えました。" if role else ""
    click.echo(f"{place(url)}の表を用意しました（{facts.label}、{kind}）。{rights}", err=True)


@registry_commands.command()
@_url
def upgrade(url: str | None) -> None:
    """前の版で作った登録簿を、この版の形にする。受け付けた行は変えない。

    途中で止まれば元のまま。SQLite のファイルは、先に同じフォルダーに写しを取る。PostgreSQL では、
    アプリを止め、写しを取ってから、表の持ち主となる役割の場所（--url）で実行する。
    """
    url = url or registry_url()
    with _told():
        done = upgrade_registry(url)
    if done.before == done.after:
        click.echo(f"{place(url)}はこの版の形です（{done.after}）。何も変えていません。", err=True)
        return
    copy = f"前の状態の写し: {done.copy}" if done.copy else "アプリを起動してください。"
    before = done.before or "番号の付く前"
    click.echo(f"{place(url)}をこの版の形にしました（{before} から {done.after} へ）。{copy}", err=True)


@registry_commands.command()
@output_option("写しのファイル。すでにあるファイルには書かない。")
@_url
def backup(output: Path, url: str | None) -> None:
    """登録簿の写しを一つのファイルに取る。アプリが動いていても取れる。

    SQLite は同じ形のファイル、PostgreSQL は pg_dump の形。非公表の内容も入るため、置き場所に気を付ける。
    """
    url = url or registry_url()
    with _told():
        back_up(url, output)
    click.echo(f"{place(url)}の写しを {output} に書きました（{output.stat().st_size:,}バイト）。", err=True)


@registry_commands.command()
@click.argument("source", metavar="写し", type=click.Path(dir_okay=False, path_type=Path))
@_url
def restore(source: Path, url: str | None) -> None:
    """写しから登録簿を作る。すでにある登録簿には上書きしない。

    PostgreSQL では、空のデータベースを作り、表の持ち主となる役割の場所（--url）で実行する。
    """
    url = url or registry_url()
    with _told():
        if not source.is_file():
            raise Stop(f"{source} がありません。写しのファイルを確かめてください。")
        restore_registry(url, source)
        registry = Registry(url)
    click.echo(
        f"{source} から{place(url)}を作りました（{registry.label}、第{registry.version()}版）。", err=True
    )


@registry_commands.command()
@_url
@click.option("--since", metavar="年月日", default="", help="この日から後だけ（例: 2026-11-01）。")
@click.option("--actor", metavar="名前", default="", help="この利用者だけ。")
@click.option("--action", type=click.Choice(codelist(ACTIONS).codes), default=None, help="この行為だけ。")
def log(url: str | None, since: str, actor: str, action: str | None) -> None:
    """利用の記録（だれが、いつ、何をしたか）を CSV で標準出力に書く。

    列: 日時,利用者,取扱区分,行為,対象,備考。
    """
    if since and not is_partial_date(since):
        raise Stop(f"--since の「{since}」は年月日ではありません。2026-11-01 の形で指定してください。")
    with _told():
        found = entries(Registry(url or registry_url()), since=since, actor=actor, action=action or "")
    shown = found.assign(action=[codelist(ACTIONS).label(code) for code in found["action"]])
    shown = shown.map(harmless).set_axis(["日時", "利用者", "取扱区分", "行為", "対象", "備考"], axis=1)
    click.echo(shown.to_csv(index=False, lineterminator="\n"), nl=False)
    click.echo(f"利用の記録 {len(shown):,}件", err=True)
