"""Options by which a command is told what to count, and the records and the selection that they ask for."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from typing import Any

import click

from analysis.allocation import Allocation, allocate
from analysis.selection import Selection, parse_selection
from briefing.notes import FICTION_NOTE
from commands.access_note import note_export
from commands.words import Stop
from domain.codelist import codelist
from domain.record import Records
from domain.reporting_period import SINCE, THEN
from domain.viewer import AUDIENCES, PUBLIC, Viewer, ViewerUnknown, viewer_of
from intake.first_start import open_registry
from registry.database import Registry, RegistryUnreadable
from registry.history import halves_handed_in
from registry.snapshot_cache import cached_records
from rules.selection import VALUE_UNKNOWN

_ABOUT_RECORDS = ("audience", "drafts_of", "period", "known")
"""Options that say which records are asked, not what of them."""


AUDIENCE = click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="取扱区分。[既定: 環境変数 INVESTMAP_AUDIENCE、なければ public]",
)
DRAFTS_OF = click.option(
    "--drafts-of",
    metavar="区域",
    help="行政限りのとき、検討中の計画を見る区域（ブロックか都道府県。二つ以上は , で区切る）。[既定: 環境変数 INVESTMAP_DRAFTS_OF、なければ全国]",
)


def selection_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options by which a command is told what to count; the same words as in a link."""
    options = [
        click.option("--block", metavar="コード", help="ブロック（例: kyushu、九州）。"),
        click.option("--prefecture", metavar="コード", help="都道府県（例: 43、430005、熊本県）。"),
        click.option("--municipality", metavar="コード", help="市区町村の団体コード（例: 434043）。"),
        click.option(
            "--field",
            multiple=True,
            metavar="コード",
            help="戦略分野（例: ai_semiconductor、AI・半導体）。何度でも指定できる。",
        ),
        click.option(
            "--status",
            multiple=True,
            metavar="コード",
            help="状況（例: operating、稼働）。何度でも指定できる。",
        ),
        click.option(
            "--size-band",
            multiple=True,
            metavar="コード",
            help="投資規模（例: over_1t、1兆円以上）。何度でも指定できる。",
        ),
        click.option(
            "--plan-type",
            multiple=True,
            metavar="コード",
            help="案件を載せる計画の種類（A、B、C）。何度でも指定できる。",
        ),
        click.option(
            "--stage",
            multiple=True,
            metavar="コード",
            help="案件を載せる計画の段階（例: bc_published、首長による公表）。何度でも指定できる。",
        ),
        click.option(
            "--grade",
            multiple=True,
            metavar="コード",
            help="この評価のKPIがある計画（S・A・B・C・D・N、behind、遅れ など）。何度でも指定できる。",
        ),
        click.option(
            "--freshness",
            multiple=True,
            metavar="コード",
            help="実績がこの状態のKPIがある計画（例: overdue、未報告・遅延）。何度でも指定できる。",
        ),
        click.option(
            "--alert",
            multiple=True,
            metavar="コード",
            help="この注意点のある計画（例: far_behind、2回続けて後退）。何度でも指定できる。",
        ),
        click.option("--announced-from", metavar="年", help="公表年の始め（例: 2021）。"),
        click.option("--announced-to", metavar="年", help="公表年の終わり（例: 2025）。"),
        click.option("--text", metavar="語句", help="案件名・事業者・地名に含まれる語句。"),
        click.option("--period", metavar="半期", help="この半期の時点で答える（例: 2026H1）。[既定: 最新]"),
        click.option(
            "--known",
            type=click.Choice([SINCE, THEN]),
            help="since はその後に届いた訂正を含め、then は半期の公表日までに届いたものだけで答える。[既定: since]",
        ),
        AUDIENCE,
        DRAFTS_OF,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def asked(options: dict[str, Any]) -> tuple[Allocation, Selection]:
    """The records and the selection that a command's options ask for; anything unknown stops it."""
    selection = asked_selection(options)
    records = records_as_of(options.get("period") or "", options)
    tell_fiction(records)
    return allocate(records, dt.date.today()), selection


def asked_selection(options: Mapping[str, Any]) -> Selection:
    """The selection that a command's options ask for; a word that is not known stops the command."""
    parameters = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in options.items()
        if value and name not in _ABOUT_RECORDS
    }
    selection, findings = parse_selection(parameters)
    unknown = [finding.sentence for finding in findings if finding.rule == VALUE_UNKNOWN.code]
    if unknown:
        fields = "、".join(f"{entry.code}（{entry.label_ja}）" for entry in codelist("strategic_field"))
        hint = [f"戦略分野: {fields}"] if any("戦略分野" in sentence for sentence in unknown) else []
        raise Stop("\n".join([*unknown, *hint, "何も書き出していません。"]))
    for finding in findings:
        click.echo(finding.sentence, err=True)
    return selection


def asked_viewer(options: Mapping[str, Any]) -> Viewer:
    """The viewer that options or the environment name; one that there is not stops the command."""
    audience = options.get("audience") or os.environ.get("INVESTMAP_AUDIENCE", PUBLIC)
    if audience not in AUDIENCES:
        raise Stop(
            f"INVESTMAP_AUDIENCE の「{audience}」は分かりません。public か government にしてください。"
        )
    try:
        return viewer_of(audience, options.get("drafts_of") or os.environ.get("INVESTMAP_DRAFTS_OF", ""))
    except ViewerUnknown as error:
        raise Stop(f"--drafts-of: {error}") from error


def tell_fiction(records: Records) -> None:
    if records.is_fictional:
        click.echo(FICTION_NOTE, err=True)


def records_as_of(period: str, options: Mapping[str, Any], option: str = "--period") -> Records:
    """The records as of a half, or the newest for "", for the audience and the knowledge asked for.

    A half without submissions stops the command; ``option`` is where it was given.
    """
    seen_by, known = asked_viewer(options), asked_knowledge(period, options)
    try:
        registry = open_registry()
        check_half(registry, period, option)
        note_export(registry, seen_by.audience)
        return cached_records(registry, audience=seen_by, period=period, known=known)
    except RegistryUnreadable as error:
        raise Stop(str(error)) from error


def asked_knowledge(period: str, options: Mapping[str, Any]) -> str:
    """How much is to be known of the half that is asked for."""
    known: str = options.get("known") or SINCE
    if known == THEN and not period:
        raise Stop("--known then は、--period で半期を指定したときだけ使えます。")
    return known


def check_half(registry: Registry, period: str, option: str = "--period") -> None:
    """A half without submissions stops the command; "" is the newest."""
    halves = halves_handed_in(registry)
    if period and period not in halves:
        raise Stop(
            f"{option} の「{period}」には提出がありません。提出のある半期: {'、'.join(halves) or 'なし'}。"
        )
