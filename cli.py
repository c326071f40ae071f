"""``investmap …``: the product without a browser, and the command that starts it with one.

Exit codes: 0 done, 1 findings that stop the work, 2 cannot read or bad use. Results go to standard
output, everything said about them to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from analysis.allocation import Allocation, allocate
from analysis.lines import COLUMNS
from analysis.selection import Selection, parse_selection
from analysis.totals import Breakdown, totals
from briefing.answer_book import answer_book
from briefing.map_data import geojson_bytes, geopackage_bytes
from briefing.notes import FICTION_NOTE
from briefing.spreadsheet import csv_bytes
from briefing.tables import projects_table
from cli_base import JapaneseGroup, Stop, output_option, write_file
from cli_demo import demo
from cli_intake import check, submit
from cli_plans import template, write_plans
from cli_registry import registry_commands
from domain.codelist import codelist
from domain.partial_date import is_partial_date
from domain.spoken_error import spoken
from geo.boundaries import BoundaryFileMissing, current_boundaries
from intake.boundary_import import STEPS, import_boundaries, remove_imported
from intake.first_start import open_registry
from registry.database import RegistryUnreadable
from registry.snapshot import AUDIENCES
from registry.snapshot_cache import cached_records
from rules.selection import VALUE_UNKNOWN


@click.group(
    cls=JapaneseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="investmap", message="investmap %(version)s", help="版を表示して終わる。")
def main() -> None:
    """地域未来投資マップ: 17戦略分野の投資案件を、全国から市区町村まで地図と表で見る。"""


main.add_command(template)
main.add_command(check)
main.add_command(submit)
main.add_command(registry_commands)
main.add_command(demo)


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
        click.option("--announced-from", metavar="年", help="公表年の始め（例: 2021）。"),
        click.option("--announced-to", metavar="年", help="公表年の終わり（例: 2025）。"),
        click.option("--text", metavar="語句", help="案件名・事業者・地名に含まれる語句。"),
        click.option(
            "--audience",
            type=click.Choice(AUDIENCES),
            help="取扱区分。[既定: 環境変数 INVESTMAP_AUDIENCE、なければ public]",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _asked(options: dict[str, Any]) -> tuple[Allocation, Selection]:
    """The records and the selection that a command's options ask for; anything unknown stops it."""
    parameters = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in options.items()
        if value and name != "audience"
    }
    selection, findings = parse_selection(parameters)
    unknown = [finding.sentence for finding in findings if finding.rule == VALUE_UNKNOWN.code]
    if unknown:
        fields = "、".join(f"{entry.code}（{entry.label_ja}）" for entry in codelist("strategic_field"))
        hint = [f"戦略分野: {fields}"] if any("戦略分野" in sentence for sentence in unknown) else []
        raise Stop("\n".join([*unknown, *hint, "何も書き出していません。"]))
    for finding in findings:
        click.echo(finding.sentence, err=True)
    audience = options.get("audience") or os.environ.get("INVESTMAP_AUDIENCE", "public")
    if audience not in AUDIENCES:
        raise Stop(
            f"INVESTMAP_AUDIENCE の「{audience}」は分かりません。public か government にしてください。"
        )
    try:
        records = cached_records(open_registry(), audience=audience)
    except RegistryUnreadable as error:
        raise Stop(str(error)) from error
    if records.is_fictional:
        click.echo(FICTION_NOTE, err=True)
    return allocate(records), selection


@main.command(name="totals")
@click.option(
    "--by",
    type=click.Choice([item.value for item in Breakdown]),
    default="prefecture",
    show_default=True,
    help="何ごとに集計するか。",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json"]),
    default="csv",
    show_default=True,
    help="出力の形。",
)
@selection_options
def print_totals(by: str, form: str, **options: Any) -> None:
    """集計を標準出力に書く。金額は円。

    列: code,label,projects,projects_with_amount,amount_yen,public_support_yen。
    どの区域にも配分できない額と、17分野以外の案件は、最後の unallocated の行に示す。
    """
    allocation, selection = _asked(options)
    lines = totals(allocation, selection, Breakdown(by))[COLUMNS]
    if form == "csv":
        click.echo(lines.to_csv(index=False, lineterminator="\n"), nl=False)
    else:
        click.echo(lines.to_json(orient="records", force_ascii=False))
    click.echo(f"{selection.describe()}: {len(lines)}行", err=True)


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "geojson", "gpkg"]),
    help="出力の形。csv と geojson は案件、xlsx は集計と案件、gpkg は案件と区域。",
)
@click.option(
    "--plan",
    "plan_ids",
    multiple=True,
    metavar="計画ID",
    help="この計画を、提出した様式（xlsx）に入れて書く。何度でも指定できる。公開しない項目を含む。",
)
@output_option()
@selection_options
def export(form: str | None, plan_ids: tuple[str, ...], output: Path, **options: Any) -> None:
    """条件に当てはまる案件と集計、または計画の様式をファイルに書く。

    計画の様式は、直してそのまま提出できる。
    """
    if plan_ids:
        write_plans(plan_ids, output, form, options)
        return
    if form is None:
        raise click.UsageError("--format か --plan のどちらかを指定してください。")
    allocation, selection = _asked(options)
    try:
        content = _exported(allocation, selection, form)
    except BoundaryFileMissing as error:
        raise Stop(str(error)) from error
    write_file(output, content)
    click.echo(f"{output} に書きました（{selection.describe()}、{len(content):,}バイト）。", err=True)


def _exported(allocation: Allocation, selection: Selection, form: str) -> bytes:
    if form == "csv":
        return csv_bytes(projects_table(allocation, selection))
    if form == "xlsx":
        return answer_book(allocation, selection)
    make = geojson_bytes if form == "geojson" else geopackage_bytes
    return make(allocation, selection, current_boundaries())


@main.command()
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
def serve(address: str, port: int, audience: str | None) -> None:
    """画面を起動する。止めるときは Ctrl+C。"""
    if audience:
        os.environ["INVESTMAP_AUDIENCE"] = audience
    from ui import server

    if not server.is_free(address, port):
        raise Stop(f"ポート {port} はほかのプログラムが使っています。--port で別の番号を指定してください。")
    click.echo(f"地域未来投資マップを起動します: http://{_shown(address)}:{port} （止めるときは Ctrl+C）")
    server.serve(address, port)


def _shown(address: str) -> str:
    return "localhost" if address in ("0.0.0.0", "::") else address


@main.group()
def boundaries() -> None:
    """地図の境界データを取り込む、確かめる、元に戻す。"""


@boundaries.command(name="import")
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


@boundaries.command()
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


@boundaries.command()
def reset() -> None:
    """取り込んだ境界をやめ、製品に同梱の境界に戻す。"""
    done = remove_imported()
    click.echo("製品に同梱の境界に戻しました。" if done else "取り込んだ境界はありません。")


if __name__ == "__main__":
    main()
