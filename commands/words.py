"""What every command of ``investmap`` shares: Japanese words, exit codes, one sentence when it stops."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import click
from sqlalchemy.exc import SQLAlchemyError

from domain.folders import DATA
from domain.reporting_period import reporting_periods
from domain.spoken_error import spoken
from registry.opening import registry_url
from registry.unreadable import unreadable

BAD_USE = 2

gettext.bindtextdomain("messages", DATA / "locale")
os.environ["LANGUAGE"] = "ja"  # click's own words come from there, whatever the machine's language


class JapaneseCommand(click.Command):
    """A command whose usage line is Japanese."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"options_metavar": "[オプション]"} | named)


class JapaneseGroup(click.Group):
    """A group of such commands."""

    command_class = JapaneseCommand
    group_class = type

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a database that goes away meanwhile stops it like one that cannot be opened."""
        try:
            return super().invoke(ctx)
        except SQLAlchemyError as error:
            raise Stop(str(unreadable(registry_url(), error))) from error

    def __init__(self, *given: Any, **named: Any) -> None:
        words = {"options_metavar": "[オプション]", "subcommand_metavar": "コマンド [引数]..."}
        super().__init__(*given, **words | named)


class Stop(click.ClickException):
    """Something that cannot be done: one Japanese sentence and exit code 2."""

    exit_code = BAD_USE

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence as it is."""
        click.echo(self.message, file=file or sys.stderr)


def write_file(output: Path, content: bytes) -> None:
    """Write ``content``; a place that cannot be written to stops the command."""
    try:
        output.write_bytes(content)
    except OSError as error:
        raise Stop(f"{output} に書けません（{spoken(error)}）。場所を確かめてください。") from error


def reporting_half(text: str) -> str:
    """``text`` if it names a half for which reports are asked; anything else stops the command."""
    if text not in reporting_periods():
        raise Stop(
            f"--period の「{text}」は分かりません。2026H1（上期）、2026H2（下期）の形で指定してください。"
        )
    return text


def output_option(
    help_text: str = "書き出すファイル。", *, is_folder: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option ``-o`` of commands that write one file, or several into a folder."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=is_folder, file_okay=not is_folder, path_type=Path),
        required=True,
        metavar="フォルダー" if is_folder else "ファイル",
        help=help_text,
    )


def form_option(help_text: str = "出力の形。") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option ``--format`` of commands that print numbers."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["csv", "json"]),
        default="csv",
        show_default=True,
        help=help_text,
    )
