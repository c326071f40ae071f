"""The boundaries in force: those the user imported, or else those the product ships with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd

from domain.folders import DATA, STATIC, user_folder
from geo.boundary_files import INDEX, PROVENANCE
from geo.boundary_levels import LEVEL_NAMES
from geo.coverage import LabelSpot


class BoundaryFileMissing(FileNotFoundError):
    """A boundary folder lacks a file; the message names it in Japanese and says what to do."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"境界データのファイルがありません: {path}。"
            "製品を入れ直すか、`investmap boundaries import` で境界データを取り込み直してください。"
        )
        self.path = path


@dataclass(frozen=True)
class BoundarySet:
    """One set of boundaries: where its files lie and where it comes from."""

    folder: Path
    browser_folder: Path
    is_imported: bool

    @cached_property
    def provenance(self) -> dict[str, Any]:
        """``credit_ja``, ``as_of``, ``licence``, ``note_ja`` and further facts of the source."""
        return dict(self._json(self.folder / PROVENANCE))

    @cached_property
    def _index(self) -> dict[str, Any]:
        return dict(self._json(self.browser_folder / INDEX))

    def frame(self, name: str) -> gpd.GeoDataFrame:
        """GeoDataFrame of a level (see :func:`geo.boundary_levels.build_levels`), EPSG:4326."""
        path = self.folder / f"{name}.parquet"
        if not path.exists():
            raise BoundaryFileMissing(path)
        return gpd.read_parquet(path)

    def browser_file(self, key: str) -> str:
        """File name, below the browser folder, of the polygons or lines called ``key``."""
        return str(self._index["files"][key]["file"])

    def codes(self, key: str) -> list[str]:
        """Area codes of a browser file in the order of its property ``i``."""
        return list(self._index["files"][key]["codes"])

    def has_area(self, area_code: str) -> bool:
        return area_code in self._index["areas"]

    def bounds(self, area_code: str) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        west, south, east, north, *_ = self._index["areas"][area_code]
        return west, south, east, north

    def label_spot(self, area_code: str) -> LabelSpot:
        """Where a label or bubble sits best inside the area."""
        return LabelSpot(*self._index["areas"][area_code][4:])

    def check(self) -> None:
        """Raise :class:`BoundaryFileMissing` for the first file that is not there."""
        paths = [self.folder / f"{name}.parquet" for name in LEVEL_NAMES]
        paths += [self.folder / PROVENANCE, self.browser_folder / INDEX]
        for path in paths:
            if not path.exists():
                raise BoundaryFileMissing(path)
        for entry in self._index["files"].values():
            if not (self.browser_folder / entry["file"]).exists():
                raise BoundaryFileMissing(self.browser_folder / entry["file"])

    @staticmethod
    def _json(path: Path) -> Any:
        if not path.exists():
            raise BoundaryFileMissing(path)
        return json.loads(path.read_text(encoding="utf-8"))


def shipped_boundaries() -> BoundarySet:
    """The boundaries that come with the product."""
    return BoundarySet(DATA / "boundaries", STATIC / "boundaries", is_imported=False)


def imported_folder() -> Path:
    """Where ``investmap boundaries import`` puts its result."""
    return user_folder() / "boundaries"


def current_boundaries() -> BoundarySet:
    """The imported boundaries if there are any, else the shipped ones; files are checked."""
    folder = imported_folder()
    if not folder.exists():
        return _checked(None, 0.0)
    marker = folder / PROVENANCE
    return _checked(folder, marker.stat().st_mtime if marker.exists() else 0.0)


@lru_cache(maxsize=4)
def _checked(imported: Path | None, _: float) -> BoundarySet:
    """The set, checked once; the second argument tells a replaced folder from the one before."""
    chosen = (
        BoundarySet(imported, imported / "browser", is_imported=True) if imported else shipped_boundaries()
    )
    chosen.check()
    return chosen
