"""Putting a user's boundaries in force: read, fit together, build every level, point to the edition."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from domain.area import NORTHERN
from domain.codelist import codelist
from domain.finding import Cell, Finding, stops
from domain.partial_date import format_ja
from geo import coverage, seam
from geo.boundaries import (
    BROWSER,
    POINTER,
    BoundaryFileMissing,
    BoundarySet,
    current_boundaries,
    imported_folder,
    shipped_boundaries,
)
from geo.boundary_files import PROVENANCE, browser_keys, write_browser_files, write_parquet
from geo.boundary_levels import LEVEL_NAMES, SURVEYED, build_levels, municipality_frame, prefecture_code
from loaders.n03 import N03Reading, read_n03
from rules import boundary_file

STEPS = 3 + len(LEVEL_NAMES) + len(browser_keys())
"""Steps that ``tell`` hears of besides one for each file."""


@dataclass(frozen=True)
class ImportedBoundaries:
    """What an import did: findings, and how many municipalities now come from the user's files."""

    findings: list[Finding]
    municipalities: int = 0
    kept_prefectures: int = 0

    @property
    def is_done(self) -> bool:
        return not stops(self.findings)


def import_boundaries(
    paths: Sequence[Path], tell: Callable[[str], None] = lambda _: None, as_of: str = ""
) -> ImportedBoundaries:
    """Put boundaries in force that follow official N03 files.

    Prefectures that the files do not hold are kept as they were, but for what adjoins the new ones:
    it is fitted to them. If any finding is an error, or anything fails on the way, the boundaries in
    force stay untouched.
    """
    reading = read_n03(paths, tell)
    if stops(reading.findings):
        return ImportedBoundaries(reading.findings)
    base, municipalities, base_findings = _base()
    kept = [code for code in codelist("prefecture").codes if code not in reading.prefectures]
    tell("区域を整える")
    surveyed = _surveyed(reading)
    tell("区域をつなぐ")
    frames = build_levels(_joined_to(surveyed, municipalities, kept), tell)
    staging = imported_folder().with_name(f"boundaries-{uuid.uuid4().hex[:8]}")
    edition = staging / f"{dt.datetime.now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:6]}"
    try:
        write_parquet(frames, edition)
        facts = _provenance(reading, as_of or reading.as_of, kept, base.provenance)
        (edition / PROVENANCE).write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
        write_browser_files(frames, edition / BROWSER, tell)
        BoundarySet(edition, edition / BROWSER, is_imported=True).check()
        tell("入れ替える")
        _put_in_force(edition)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    findings = reading.findings
    if kept:
        kept_finding = boundary_file.BOUNDARY_PREFECTURES_KEPT.at(Cell(), count=len(kept))
        findings = [*findings, *base_findings, kept_finding]
    return ImportedBoundaries(findings, len(reading.codes), len(kept))


def _base() -> tuple[BoundarySet, gpd.GeoDataFrame, list[Finding]]:
    """The boundaries in force and their municipalities; where these cannot be read, the shipped ones
    and a finding that says so.
    """
    try:
        boundaries = current_boundaries()
        return boundaries, boundaries.frame("municipalities_full"), []
    except BoundaryFileMissing as error:
        boundaries = shipped_boundaries()
        finding = boundary_file.BOUNDARY_EARLIER_UNREADABLE.at(Cell(), error.path.name)
        return boundaries, boundaries.frame("municipalities_full"), [finding]


@dataclass(frozen=True)
class _Areas:
    """Areas of one source, a coverage as fine as the map needs, and their size in the source."""

    codes: list[str]
    geometries: coverage.Geometries
    km2: np.ndarray


def _surveyed(reading: N03Reading) -> _Areas:
    cleaned, _ = coverage.give_slivers_away(coverage.as_multipolygons(coverage.clean(reading.geometries)))
    thinned = coverage.drop_small_islands(cleaned, SURVEYED.smallest_island_km2)
    simplified = coverage.simplify(thinned, SURVEYED.tolerance_m)
    return _Areas(reading.codes, simplified, coverage.areas_km2(cleaned))


def _joined_to(new: _Areas, base: gpd.GeoDataFrame, kept: list[str]) -> gpd.GeoDataFrame:
    """Municipalities of the nation in order: the new ones, and those of the prefectures kept."""
    is_kept = base["area_code"].map(lambda code: _is_kept(code, kept))
    old = base[is_kept & ~base["area_code"].isin(new.codes)]
    given = np.concatenate([new.geometries, old.geometry.to_numpy()])
    fitted = given
    if len(old):
        fitted = np.concatenate(seam.fitted(new.geometries, old.geometry.to_numpy()))
    # The source's size, and what the seam gave or took; 0 for all that lies away from it.
    km2 = np.concatenate([new.km2, old["area_km2"].to_numpy()])
    km2 = km2 + coverage.areas_km2(fitted) - coverage.areas_km2(given)
    codes = [*new.codes, *old["area_code"]]
    order = np.argsort(codes, kind="stable")
    return municipality_frame([codes[at] for at in order], fitted[order], km2[order])


def _is_kept(code: str, kept: list[str]) -> bool:
    # A file of 北海道 without the northern islands leaves these as they were.
    return code == NORTHERN or prefecture_code(code) in kept


def _provenance(
    reading: N03Reading, as_of: str, kept: list[str], before: Mapping[str, Any]
) -> dict[str, object]:
    when = f"（{format_ja(as_of)}時点）" if as_of else ""
    credit = (
        f"「国土数値情報（行政区域データ）」（国土交通省）{when}を加工して作成（加工: このソフトの利用者）"
    )
    credits = {prefecture: _credit_of(before, prefecture) for prefecture in kept}
    credits |= dict.fromkeys(sorted(reading.prefectures), credit)
    return {
        "title_ja": "行政区域データ（N03）",
        "publisher_ja": "国土交通省 国土数値情報",
        "as_of": as_of or dt.date.today().isoformat(),
        "credit_ja": _joined(credits),
        "licence": "国土数値情報の利用約款（N03は CC BY 4.0）",
        "url": "https://nlftp.mlit.go.jp/ksj/gml/datalist/KsjTmplt-N03-2025.html",
        "note_ja": "利用者が取り込んだ境界。行政区は市にまとめ、約50mの精度に簡略化している",
        "imported_at": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        "credit_by_prefecture": credits,
    }


def _credit_of(provenance: Mapping[str, Any], prefecture: str) -> str:
    by_prefecture: Mapping[str, str] = provenance.get("credit_by_prefecture", {})
    return by_prefecture.get(prefecture, str(provenance["credit_ja"]))


def _joined(credits: Mapping[str, str]) -> str:
    """The credits, each with its prefectures; the one of the most prefectures last, as ほか."""
    holders: dict[str, list[str]] = {}
    for prefecture, credit in sorted(credits.items()):
        holders.setdefault(credit, []).append(codelist("prefecture").label(prefecture))
    if len(holders) == 1:
        return next(iter(holders))
    ordered = sorted(holders.items(), key=lambda holder: len(holder[1]))
    named = [f"{'、'.join(names)}は{credit}" for credit, names in ordered[:-1]]
    credit, names = ordered[-1]
    return "。".join([*named, f"ほかの{len(names)}都道府県は{credit}"])


def _put_in_force(edition: Path) -> None:
    """Move a finished edition to the user's others and point to it, in one step for who looks.

    The edition it replaces stays until the next import: a page may just be fetching its files.
    """
    folder = imported_folder()
    staging = edition.parent
    (staging / POINTER).write_text(edition.name, encoding="utf-8")
    if not folder.exists():
        staging.rename(folder)
        return
    replaced = _pointed_to(folder)
    place = folder / edition.name
    edition.rename(place)
    try:
        (staging / POINTER).replace(folder / POINTER)
    except OSError:
        shutil.rmtree(place, ignore_errors=True)
        raise
    for item in folder.iterdir():
        if item.name not in (POINTER, edition.name, replaced):
            shutil.rmtree(item, ignore_errors=True)


def _pointed_to(folder: Path) -> str:
    try:
        return (folder / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def remove_imported() -> bool:
    """Go back to the shipped boundaries; False if none were imported."""
    folder = imported_folder()
    if not folder.exists():
        return False
    gone = folder.with_name(f"boundaries-{uuid.uuid4().hex[:8]}")
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
    return True
