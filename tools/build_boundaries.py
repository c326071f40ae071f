"""Rebuild the shipped boundaries and the register of municipalities: ``python -m tools.build_boundaries``.

Needs ``pip install -e '.[build]'``. Reads three packages, contacts nothing else, and writes

* ``data/codelists/municipality.csv`` and ``ward.csv``,
* ``data/boundaries/*.parquet`` and ``provenance.json``,
* ``static/boundaries/*.json``.

It stops when the boundary source and the code list differ, so that a merger is noticed. Two runs
give the same bytes.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pandas as pd

from domain.area import NORTHERN
from domain.folders import DATA, STATIC
from domain.lg_code import with_check_digit
from geo import coverage
from geo.boundary_files import PROVENANCE, write_browser_files, write_parquet
from geo.boundary_levels import build_levels, municipality_frame
from tools.jma_areas import AS_OF, PACKAGE, SourceAreas, read_areas
from tools.municipality_names import municipality_register, ward_register


def cleaned_municipalities(source: SourceAreas) -> tuple[list[str], coverage.Geometries, int]:
    """Area codes, one clean coverage of MultiPolygons, and the number of slivers given away."""
    units = coverage.clean(coverage.even_odd(source.geometries))
    codes5, dissolved = coverage.dissolve(units, source.table["code5"].to_numpy(dtype=object))
    geometries, moved = coverage.give_slivers_away(dissolved)
    codes = [NORTHERN if code == NORTHERN else with_check_digit(code) for code in codes5]
    return codes, geometries, moved


def check_codes(codes: list[str], register: pd.DataFrame) -> None:
    """Stop unless the areas are exactly the register's municipalities and 北方四島."""
    expected = set(register.loc[register["kind"] != "北方領土", "code"]) | {NORTHERN}
    missing, extra = sorted(expected - set(codes)), sorted(set(codes) - expected)
    if missing or extra:
        raise SystemExit(f"boundaries and code list differ: missing {missing}, extra {extra}")


def provenance(source: SourceAreas, moved: int) -> dict[str, object]:
    return {
        "title_ja": "市町村等区域（警報・注意報）の境界",
        "publisher_ja": "気象庁",
        "as_of": AS_OF,
        "credit_ja": "気象庁ホームページの市町村等区域データ（2025年3月時点）を加工して作成（加工: 地域未来投資マップ）",
        "licence": "公共データ利用規約（第1.0版）",
        "url": "https://www.data.jma.go.jp/developer/gis.html",
        "note_ja": "境界は概略（国土数値情報との差は中央値で約30m、大きいところで約200m）。行政区（政令指定都市の区）は含まない",
        "package": PACKAGE,
        "sha256": source.sha256,
        "source_areas": len(source.table),
        "slivers_given_away": moved,
    }


@click.command()
@click.option("--wheel", type=click.Path(exists=True, path_type=Path), help="the reversejp wheel, if at hand")
def main(wheel: Path | None) -> None:
    """Rebuild boundaries, register of municipalities and browser files."""
    source = read_areas(wheel)
    english = source.table.groupby("code5")["name_en"].apply(list).to_dict()
    register = municipality_register(english)
    register.to_csv(DATA / "codelists" / "municipality.csv", index=False, lineterminator="\n")
    ward_register().to_csv(DATA / "codelists" / "ward.csv", index=False, lineterminator="\n")
    codes, geometries, moved = cleaned_municipalities(source)
    check_codes(codes, register)
    frames = build_levels(municipality_frame(codes, geometries), click.echo)
    for folder in (DATA / "boundaries", STATIC / "boundaries"):
        shutil.rmtree(folder, ignore_errors=True)
    write_parquet(frames, DATA / "boundaries")
    facts = json.dumps(provenance(source, moved), ensure_ascii=False, indent=1)
    (DATA / "boundaries" / PROVENANCE).write_text(facts + "\n", encoding="utf-8")
    write_browser_files(frames, STATIC / "boundaries")
    click.echo(f"{len(codes)} areas from {len(source.table)} source areas, {moved} slivers given away")


if __name__ == "__main__":
    main()
