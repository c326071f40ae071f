"""The selection as map data: GeoJSON of projects, GeoPackage of projects and areas with totals."""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd

from analysis.allocation import Allocation
from analysis.project_list import selected_projects
from analysis.selection import Selection
from analysis.totals import Breakdown, totals
from briefing.notes import as_of_sentence
from domain.area import NORTHERN, label_of
from domain.lg_code import is_prefecture
from geo.boundaries import BoundarySet

_PROJECT_COLUMNS = [
    "project_id", "name", "company_name", "field", "status", "amount_yen", "scope",
    "public_support_yen", "announced_date", "operation_date", "source_url",
]  # fmt: skip


def project_points(allocation: Allocation, selection: Selection, boundaries: BoundarySet) -> gpd.GeoDataFrame:
    """One feature for every site of every selected project, EPSG:4326.

    A point is the site's own where it is known, else the label point of its municipality;
    ``location_precision`` says which. A site that is known to the prefecture only, not at all, or
    abroad has no geometry but is there: nothing is left out.
    """
    projects = selected_projects(allocation, selection)[_PROJECT_COLUMNS]
    sites = allocation.records.project_sites
    found = projects.merge(sites, on="project_id", how="left")
    found["place"] = found["lg_code"].fillna("").map(lambda code: label_of(code, full=True) if code else "")
    longitudes, latitudes = [], []
    for site in found.itertuples():
        lon, lat = _point(site, boundaries)
        longitudes.append(lon)
        latitudes.append(lat)
    points = gpd.points_from_xy(longitudes, latitudes, crs=4326)
    points[pd.isna(longitudes)] = None
    columns = [*_PROJECT_COLUMNS, "lg_code", "place", "location_precision", "share"]
    frame = found[columns].assign(as_of=as_of_sentence(allocation.records))
    return gpd.GeoDataFrame(frame, geometry=points)


def _point(site: object, boundaries: BoundarySet) -> tuple[float | None, float | None]:
    lon, lat, code = site.lon, site.lat, site.lg_code  # type: ignore[attr-defined]
    if pd.notna(lon) and pd.notna(lat):
        return float(lon), float(lat)
    if not isinstance(code, str) or not code or is_prefecture(code):
        return None, None
    spot = boundaries.label_spot(code if boundaries.has_area(code) else NORTHERN)
    return spot.lon, spot.lat


def geojson_bytes(allocation: Allocation, selection: Selection, boundaries: BoundarySet) -> bytes:
    """GeoJSON (RFC 7946, WGS 84) of :func:`project_points`."""
    return project_points(allocation, selection, boundaries).to_json(ensure_ascii=False).encode()


def geopackage_bytes(allocation: Allocation, selection: Selection, boundaries: BoundarySet) -> bytes:
    """GeoPackage with layers ``projects``, ``municipalities`` and ``prefectures``.

    The latter two are the lines of :func:`analysis.totals.totals` with ``area_km2``, ``as_of`` and
    geometry, so that their sums are the product's own. The line ``unallocated`` and the villages of
    北方領土, which the boundaries show as one area, have no geometry.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "investmap.gpkg"
        project_points(allocation, selection, boundaries).to_file(path, layer="projects", driver="GPKG")
        for by, level in (
            (Breakdown.MUNICIPALITY, "municipalities_mid"),
            (Breakdown.PREFECTURE, "prefectures_mid"),
        ):
            areas = boundaries.frame(level).set_index("area_code")[["area_km2", "geometry"]]
            lines = totals(allocation, selection, by).join(areas, on="code")
            lines = lines.assign(as_of=as_of_sentence(allocation.records))
            layer = gpd.GeoDataFrame(lines, geometry="geometry", crs=areas.crs)
            layer.to_file(path, layer=level.removesuffix("_mid"), driver="GPKG")
        return path.read_bytes()
