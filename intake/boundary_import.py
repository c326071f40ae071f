"""Putting a user's boundaries in force: read, fit together, build every level, swap the folder."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from domain.area import NORTHERN
from domain.codelist import codelist
from domain.finding import Cell, Finding, stops
from domain.partial_date import format_ja
from geo import coverage
from geo.boundaries import BoundarySet, current_boundaries, imported_folder, shipped_boundaries
from geo.boundary_files import PROVENANCE, browser_keys, write_browser_files, write_parquet
from geo.boundary_levels import LEVEL_NAMES, SURVEYED, build_levels, municipality_frame, prefecture_code
from loaders.n03 import N03Reading, read_n03
from rules import boundary_file

SEAM_WIDTH = 0.004
"""Degrees, about 400 m: gaps between imported and kept prefectures narrower than this are closed."""

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
    """Replace the boundaries in the user's folder by those of official N03 files.

    Prefectures that the files do not hold are kept as they were and fitted to the new ones. If
    any finding is an error, or anything fails on the way, the boundaries in force stay untouched.
    """
    reading = read_n03(paths, tell)
    if stops(reading.findings):
        return ImportedBoundaries(reading.findings)
    tell("区域をつなぐ")
    codes, geometries, kept = _fitted(reading)
    tell("区域を確かめる")
    geometries, _ = coverage.give_slivers_away(geometries)
    frames = build_levels(municipality_frame(codes, geometries), tell, full=SURVEYED)
    staging = imported_folder().with_name(f"boundaries-{uuid.uuid4().hex[:8]}")
    try:
        write_parquet(frames, staging)
        facts = _provenance(reading, as_of or reading.as_of, kept)
        (staging / PROVENANCE).write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
        write_browser_files(frames, staging / "browser", tell)
        BoundarySet(staging, staging / "browser", is_imported=True).check()
        tell("入れ替える")
        _swap(staging, imported_folder())
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    findings = reading.findings
    if kept:
        findings = [*findings, boundary_file.BOUNDARY_PREFECTURES_KEPT.at(Cell(), count=len(kept))]
    return ImportedBoundaries(findings, len(reading.codes), len(kept))


def _fitted(reading: N03Reading) -> tuple[list[str], coverage.Geometries, list[str]]:
    """One clean coverage of the nation: area codes in order, geometries, prefectures kept."""
    read = dict(zip(reading.codes, reading.geometries, strict=True))
    base = _base().frame("municipalities_full").set_index("area_code").geometry
    kept = [
        prefecture for prefecture in codelist("prefecture").codes if prefecture not in reading.prefectures
    ]
    kept_codes = [code for code in base.index if code not in read and _is_kept(code, kept)]
    others = base.loc[kept_codes].to_numpy()
    if kept_codes:
        others = _cut_back(others, reading.geometries)
    codes = [*read, *kept_codes]
    order = np.argsort(codes, kind="stable")
    together = np.concatenate([np.array(list(read.values()), dtype=object), others])[order]
    cleaned = coverage.clean(together, SEAM_WIDTH if kept_codes else coverage.GAP_WIDTH)
    return [codes[at] for at in order], coverage.as_multipolygons(cleaned), kept


def _is_kept(code: str, kept: list[str]) -> bool:
    # A file of 北海道 without the northern islands leaves these as they were.
    return code == NORTHERN or prefecture_code(code) in kept


def _cut_back(others: coverage.Geometries, imported: np.ndarray) -> coverage.Geometries:
    """Kept areas without what the imported ones now cover."""
    land = shapely.union_all(imported)
    touched = shapely.STRtree(others).query(land, predicate="intersects")
    others = others.copy()
    others[touched] = shapely.difference(others[touched], land)
    return others


def _base() -> BoundarySet:
    try:
        return current_boundaries()
    except FileNotFoundError:
        return shipped_boundaries()


def _provenance(reading: N03Reading, as_of: str, kept: list[str]) -> dict[str, object]:
    when = f"（{format_ja(as_of)}時点）" if as_of else ""
    credit = (
        f"「国土数値情報（行政区域データ）」（国土交通省）{when}を加工して作成（加工: このソフトの利用者）"
    )
    before = _base().provenance
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


def _swap(new: Path, place: Path) -> None:
    """Put ``new`` in the place of a folder that may exist; the old one goes last."""
    old = place.with_name(f"boundaries-old-{uuid.uuid4().hex[:8]}")
    if place.exists():
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def remove_imported() -> bool:
    """Go back to the shipped boundaries; False if none were imported."""
    folder = imported_folder()
    if not folder.exists():
        return False
    shutil.rmtree(folder)
    return True
