"""``investmap …``: the product without a browser, and the command that starts it with one."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """地域未来投資マップ"""


@main.command()
@click.option("--address", default="127.0.0.1")
@click.option("--port", default=8501)
def serve(address: str, port: int) -> None:
    """画面を起動する。"""
    from ui import server

    click.echo(f"地域未来投資マップ: http://{address}:{port} （終了は Ctrl+C）")
    server.serve(address, port)
