"""Addresses under which the browser fetches boundary files."""

from __future__ import annotations

from streamlit import config

from geo.boundaries import BoundarySet

SHIPPED = "app/static/boundaries"
IMPORTED = "imported_boundaries"


def boundary_address(boundaries: BoundarySet, key: str) -> str:
    """Path of the polygons or lines called ``key``: the product's static files, or the user's own.

    Files are named by their content, so a browser that has one never asks for it again; those of an
    import lie below the name of its edition.
    """
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    folder = f"{IMPORTED}/{boundaries.edition}" if boundaries.is_imported else SHIPPED
    prefix = f"/{base}" if base else ""
    return f"{prefix}/{folder}/{boundaries.browser_file(key)}"
