"""The boundaries in force: those the user imported, or else those the product ships with.

Every import is an edition in a folder of its own, ``boundaries/<edition>/``, and the file
``boundaries/current`` names the one in force. So an import is a new address for browsers and a new
key for whatever is cached by boundaries, and replacing one small file puts it in force.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow.parquet as pq

from domain.codelist import codelist
from domain.folders import DATA, STATIC, user_folder
from geo.boundary_files import INDEX, PROVENANCE, browser_keys
from geo.boundary_levels import LEVEL_NAMES
from geo.coverage import LabelSpot

POINTER, BROWSER = "current", "browser"
"""Inside the user's folder: the file that names an edition; inside an edition: what browsers fetch."""

_EDITION = re.compile(r"[0-9a-z][0-9a-z-]{0,60}")
_SAID_OF_A_SOURCE = ("title_ja", "publisher_ja", "as_of", "credit_ja", "licence", "note_ja")


class BoundaryFileMissing(FileNotFoundError):
    """A boundary folder lacks a file, or has one that is broken; the message names it in Japanese
    and says what to do.
    """

    def __init__(self, path: Path, *, is_broken: bool = False) -> None:
        fault = "が壊れています" if is_broken else "がありません"
        super().__init__(
            f"境界データのファイル{fault}: {path}。"
            "製品を入れ直すか、`investmap boundaries import` で境界データを取り込み直してください。"
        )
        self.path = path


@dataclass(frozen=True)
class BoundarySet:
    """One set of boundaries: where its files lie and where it comes from."""

    folder: Path
    browser_folder: Path
    is_imported: bool

    @property
    def edition(self) -> str:
        """Name of the import that made this set."""
        return self.folder.name

    @cached_property
    def provenance(self) -> dict[str, Any]:
        """``credit_ja``, ``as_of``, ``licence``, ``note_ja`` and further facts of the source."""
        return _facts(self.folder / PROVENANCE)

    @cached_property
    def _index(self) -> dict[str, Any]:
        return _facts(self.browser_folder / INDEX)

    def frame(self, name: str) -> gpd.GeoDataFrame:
        """GeoDataFrame of a level (see :func:`geo.boundary_levels.build_levels`), EPSG:4326."""
        path = self.folder / f"{name}.parquet"
        if not path.exists():
            raise BoundaryFileMissing(path)
        try:
            return gpd.read_parquet(path)
        except (OSError, ValueError) as error:
            raise BoundaryFileMissing(path, is_broken=True) from error

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
        """Raise :class:`BoundaryFileMissing` for the first file that is missing or broken."""
        for name in LEVEL_NAMES:
            _check_parquet(self.folder / f"{name}.parquet")
        if not all(isinstance(self.provenance.get(name), str) for name in _SAID_OF_A_SOURCE):
            raise BoundaryFileMissing(self.folder / PROVENANCE, is_broken=True)
        for file in self._indexed_files():
            if not (self.browser_folder / file).exists():
                raise BoundaryFileMissing(self.browser_folder / file)

    def _indexed_files(self) -> list[str]:
        """Names of all browser files, of an index that has everything that is asked of it."""
        try:
            for code in codelist("prefecture").codes:
                self.bounds(code)
                self.label_spot(code)
            for key in browser_keys():
                self.codes(key)
            return [self.browser_file(key) for key in browser_keys()]
        except (KeyError, TypeError, ValueError) as error:
            raise BoundaryFileMissing(self.browser_folder / INDEX, is_broken=True) from error


def _check_parquet(path: Path) -> None:
    """Raise :class:`BoundaryFileMissing` unless the file is there and has its end."""
    if not path.exists():
        raise BoundaryFileMissing(path)
    try:
        pq.read_metadata(path)
    except (OSError, ValueError) as error:
        raise BoundaryFileMissing(path, is_broken=True) from error


def _facts(path: Path) -> dict[str, Any]:
    """The JSON object in a file."""
    if not path.exists():
        raise BoundaryFileMissing(path)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BoundaryFileMissing(path, is_broken=True) from error
    if not isinstance(found, dict):
        raise BoundaryFileMissing(path, is_broken=True)
    return found


def shipped_boundaries() -> BoundarySet:
    """The boundaries that come with the product."""
    return BoundarySet(DATA / "boundaries", STATIC / "boundaries", is_imported=False)


def imported_folder() -> Path:
    """Where ``investmap boundaries import`` puts its editions and the pointer to the one in force."""
    return user_folder() / "boundaries"


def imported_edition(name: str) -> BoundarySet | None:
    """The imported boundaries of this name, in force or not; None for what is no edition's name."""
    if not _EDITION.fullmatch(name):
        return None
    folder = imported_folder() / name
    return BoundarySet(folder, folder / BROWSER, is_imported=True)


def current_boundaries() -> BoundarySet:
    """The imported boundaries if there are any, else the shipped ones; files are checked."""
    return _checked(_edition_in_force() if imported_folder().exists() else shipped_boundaries())


def _edition_in_force() -> BoundarySet:
    pointer = imported_folder() / POINTER
    try:
        edition = imported_edition(pointer.read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        raise BoundaryFileMissing(pointer) from None
    except (OSError, ValueError) as error:
        raise BoundaryFileMissing(pointer, is_broken=True) from error
    if edition is None:
        raise BoundaryFileMissing(pointer, is_broken=True)
    # Asked every time: a folder that was checked once may be gone since.
    if not (edition.folder / PROVENANCE).exists():
        raise BoundaryFileMissing(edition.folder / PROVENANCE)
    return edition


@lru_cache(maxsize=4)
def _checked(boundaries: BoundarySet) -> BoundarySet:
    boundaries.check()
    return boundaries
