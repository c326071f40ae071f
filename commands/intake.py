"""Commands that take files in: check what is wrong with them, and submit what is sound."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from commands import access_note
from commands.selection import AUDIENCE, DRAFTS_OF, asked_viewer
from commands.words import JapaneseCommand, Stop, reporting_half, write_file
from domain.fiscal_half import fiscal_half_of
from domain.fiscal_half import format_ja as half_ja
from domain.spoken_error import spoken
from intake.difference_report import difference_text
from intake.findings_report import counts_words, findings_json, findings_text
from intake.first_start import open_registry
from intake.shown_changes import masked_for
from intake.submission import CheckedSubmission, accept, check_files
from loaders.marked_copy import marked_copy
from loaders.workbook_file import MOST_BYTES
from registry.database import ChangedMeanwhile, Registry, RegistryUnreadable, SubmissionFacts
from registry.snapshot_cache import cached_records
from registry.unreadable import unreadable

FOUND = 1

_UNSURE = (
    "受け付けられたかどうかは分かりません。つながってから、同じコマンドをもう一度実行してください。"
    "受け付けられていれば「登録簿と同じ内容です」と出て、二重には受け付けません。"
)

_FILES = click.argument(
    "files", nargs=-1, required=True, metavar="ファイル...", type=click.Path(path_type=Path)
)


@click.command(cls=JapaneseCommand)
@_FILES
@click.option("--json", "as_json", is_flag=True, help="指摘を JSON で標準出力に書く。")
@click.option(
    "--marked",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="フォルダー",
    help="指摘した欄に印を付けた写しを、このフォルダーに書く。",
)
@AUDIENCE
def check(files: tuple[Path, ...], as_json: bool, marked: Path | None, audience: str | None) -> None:
    """計画の様式や公表案件の CSV を確かめ、指摘を規則ごとに示す。登録簿は変えない。

    取扱区分で見られない登録済みの値は、指摘に使わない。終了コードは、誤りがなければ 0、誤りがあれば 1、読めなければ 2。
    """
    seen_by = asked_viewer({"audience": audience})
    checked = check_files(_contents(files), _registry(), audience=seen_by.audience)
    click.echo(findings_json(checked.findings) if as_json else findings_text(checked.findings))
    if marked is not None:
        _write_marked(checked, marked)
    click.echo(f"{_names(files)}: {counts_words(checked.findings)}", err=True)
    if not checked.is_acceptable:
        sys.exit(FOUND)


@click.command(cls=JapaneseCommand)
@_FILES
@click.option(
    "--period", metavar="半期", help="対象の半期（例: 2026H1）。[既定: 進捗報告の半期、なければ今日の半期]"
)
@click.option("--by", "submitted_by", metavar="名前", help="提出者。[既定: この端末の利用者名]")
@click.option("--note", default="", metavar="文", help="受付の覚え書き。")
@click.option("--yes", is_flag=True, help="変更点を示したあと、確かめずに受け付ける。")
@AUDIENCE
@DRAFTS_OF
def submit(
    files: tuple[Path, ...],
    period: str | None,
    submitted_by: str | None,
    note: str,
    yes: bool,
    **options: str | None,
) -> None:
    """ファイルを確かめ、変更点を示し、登録簿に受け付ける。

    取扱区分で見られない登録済みの値は、変更点に示さない。誤りがあれば何も変えない。受け付けは一度に行い、途中で止まっても一部だけが残ることはない。
    """
    asked = reporting_half(period) if period else ""
    registry, seen_by = _registry(), asked_viewer(options)
    checked = check_files(_contents(files), registry, audience=seen_by.audience)
    half = _half(checked, asked)
    if checked.findings:
        click.echo(findings_text(checked.findings))
    click.echo(f"{_names(files)}: {counts_words(checked.findings)}", err=True)
    if not checked.is_acceptable:
        click.echo("誤りがあるため、受け付けていません。登録簿は変わっていません。", err=True)
        sys.exit(FOUND)
    if checked.difference.is_empty:
        click.echo("登録簿と同じ内容です。変更はありません。", err=True)
        return
    masked = masked_for(cached_records(registry, audience=seen_by))
    click.echo(difference_text(checked.difference, masked))
    if not yes and not click.confirm(f"{half_ja(half)}の提出として受け付けますか。", err=True):
        click.echo("受け付けていません。登録簿は変わっていません。", err=True)
        sys.exit(FOUND)
    facts = SubmissionFacts(submitted_by or getpass.getuser(), half, dt.date.today().isoformat()[:7], note)
    try:
        submission_id = accept(registry, checked, facts)
        version = registry.version()
    except ChangedMeanwhile as error:
        click.echo(str(error), err=True)
        sys.exit(FOUND)
    except SQLAlchemyError as error:
        raise Stop(f"{unreadable(registry.url, error)}{_UNSURE}") from error
    # The submission itself tells who and when, so it stands also where this cannot be written.
    with contextlib.suppress(Stop):
        access_note.note(
            registry, "submission", submission_id, f"{_names(files)}（{checked.difference.summary()}）"
        )
    click.echo(f"受け付けました（{submission_id}、登録簿 第{version}版、{checked.difference.summary()}）。")


def _half(checked: CheckedSubmission, asked: str) -> str:
    """The half that is handed in for: the one asked for, or that of the reports, or the present one."""
    of_reports = checked.report_periods
    if len(of_reports) > 1 or (asked and of_reports and asked not in of_reports):
        told = "、".join(map(half_ja, of_reports))
        wanted = f"--period は{half_ja(asked)}です。" if asked else ""
        raise Stop(f"{told}の進捗報告です。{wanted}半期をそろえて、別々に提出してください。")
    return asked or (of_reports[0] if of_reports else fiscal_half_of(dt.date.today()))


def _registry() -> Registry:
    try:
        return open_registry()
    except RegistryUnreadable as error:
        raise Stop(str(error)) from error


def _contents(paths: Sequence[Path]) -> dict[str, bytes]:
    """The files' bytes by name; what cannot be read, is too large or bears a name twice stops."""
    found: dict[str, bytes] = {}
    for path in paths:
        if path.name in found:
            raise Stop(f"「{path.name}」が二つあります。名前を変えるか、別々に出してください。")
        try:
            if path.stat().st_size > MOST_BYTES:
                raise Stop(
                    f"「{path.name}」は{MOST_BYTES // 2**20}MBを超えるため読みません。計画ごとにファイルを分けてください。"
                )
            found[path.name] = path.read_bytes()
        except OSError as error:
            raise Stop(f"{path} を読めません（{spoken(error)}）。場所と権限を確かめてください。") from error
    return found


def _names(paths: Sequence[Path]) -> str:
    return "、".join(path.name for path in paths)


def _write_marked(checked: CheckedSubmission, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"{folder} を作れません（{spoken(error)}）。場所を確かめてください。") from error
    for name, content in checked.files.items():
        own = [finding for finding in checked.findings if finding.cell.file in ("", name)]
        place = folder / f"指摘_{Path(name).stem}.xlsx"
        write_file(place, marked_copy(name, content, own))
        click.echo(f"{place} に書きました（指摘 {len(own):,}件）。", err=True)
