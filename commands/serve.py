"""The command that starts the screen."""

from __future__ import annotations

import os
import re

import click

from commands.selection import DRAFTS_OF, asked_viewer
from commands.words import JapaneseCommand, Stop
from registry.snapshot import AUDIENCES

_OPEN_TO_ALL = (
    "ログインの設定がないため、この画面に届く端末の人はだれでも、同じ取扱区分で見て、計画と報告を提出できます"
    "（人を限るには、ログインを設定します: docs/DEPLOY.md）。"
)


@click.command(cls=JapaneseCommand)
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    metavar="住所",
    help="待ち受ける住所。ほかの端末から見るときは 0.0.0.0。",
)
@click.option("--port", default=8501, show_default=True, metavar="番号", help="待ち受けるポート。")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="取扱区分。[既定: 環境変数 INVESTMAP_AUDIENCE、なければ public]",
)
@click.option(
    "--base-path",
    default="",
    metavar="道",
    help="前に置くサーバーが画面に割り当てた道（例: /investmap）。[既定: なし]",
)
@DRAFTS_OF
def serve(address: str, port: int, audience: str | None, base_path: str, drafts_of: str | None) -> None:
    """画面を起動する。止めるときは Ctrl+C。"""
    if not re.fullmatch(r"/?([\w.-]+/)*[\w.-]*", base_path, re.ASCII):
        raise Stop(
            f"--base-path の「{base_path}」は使えません。/investmap のように、英数字で指定してください。"
        )
    asked_viewer({"audience": audience, "drafts_of": drafts_of})
    if audience:
        os.environ["INVESTMAP_AUDIENCE"] = audience
    if drafts_of:
        os.environ["INVESTMAP_DRAFTS_OF"] = drafts_of
    from ui import server

    if trouble := server.login_trouble(base_path):
        raise Stop(trouble)
    if not server.is_free(address, port):
        raise Stop(f"ポート {port} はほかのプログラムが使っています。--port で別の番号を指定してください。")
    click.echo(
        f"地域未来投資マップを起動します: http://{_shown(address)}:{port}{_path(base_path)} （止めるときは Ctrl+C）"
    )
    if server.is_open_to_all(address):
        click.echo(_OPEN_TO_ALL)
    server.serve(address, port, base_path.strip("/"))


def _shown(address: str) -> str:
    return "localhost" if address in ("0.0.0.0", "::") else address


def _path(base_path: str) -> str:
    return f"/{base_path.strip('/')}/" if base_path.strip("/") else ""
