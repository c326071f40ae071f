"""Circles on a map: a project at each of its sites, or the projects of a municipality."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.lines import Lines
from briefing import answers
from briefing.maps.view import MapView
from briefing.uncounted_amounts import amount_words, known_amounts
from domain.area import label_of, lineage
from domain.lg_code import is_prefecture
from domain.money import format_yen
from geo.boundaries import BoundarySet
from geo.layers.project_bubbles import Bubble

CIRCLES_TITLE = "案件の投資額（円の面積に比例）"
HOLLOW_WORDS = "金額非公表・複数拠点の合計"
MOST_BUBBLES = 500
"""More sites than this are drawn as one circle a municipality: the message stays small."""


def bubbles_of(allocation: Allocation, boundaries: BoundarySet, view: MapView, lines: Lines) -> list[Bubble]:
    """The circles of a view; ``lines`` are the totals of its municipalities."""
    if lines["projects"].sum() <= MOST_BUBBLES:
        return _a_site_each(allocation, boundaries, view)
    return _a_municipality_each(boundaries, lines)


def sample_amounts(largest: int) -> tuple[int, ...]:
    """Round amounts whose circles a legend shows, up to the largest one drawn."""
    return tuple(amount for amount in (10**12, 10**11, 10**10) if amount <= largest)


def _a_site_each(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> list[Bubble]:
    """A circle at every municipality's site inside the frame's area: filled where the project's whole
    amount counts at that one place.
    """
    listed = answers.projects(allocation, view.frame_selection).set_index("project_id")
    sites = allocation.records.project_sites
    sites = sites[sites["project_id"].isin(listed.index)]
    site_count = sites["project_id"].value_counts()
    bubbles = []
    for site in sites[sites["lg_code"].map(lambda code: _is_drawn(code, boundaries, view))].itertuples():
        project = listed.loc[site.project_id]
        spot = boundaries.label_spot(site.lg_code)
        lon, lat = spot.lon, spot.lat
        if pd.notna(site.lon) and pd.notna(site.lat):
            lon, lat = float(site.lon), float(site.lat)
        is_counted = (
            pd.notna(project["amount_yen"])
            and site_count[site.project_id] == 1
            and project["amount_scope"] != "multi_site_total"
        )
        amount = int(project["amount_yen"]) if is_counted else None
        words = format_yen(int(project["amount_yen"])) if pd.notna(project["amount_yen"]) else "金額は非公表"
        mark = (
            f"（{project['scope_mark']}）"
            if project["scope_mark"] and pd.notna(project["amount_yen"])
            else ""
        )
        value = f"{words}{mark}、{project['status']}、{label_of(site.lg_code, full=True)}"
        bubbles.append(Bubble(lon, lat, amount, str(project["name"]), value, site.lg_code))
    return bubbles


def _is_drawn(lg_code: str, boundaries: BoundarySet, view: MapView) -> bool:
    # A place known to its prefecture only is not shown on a map of municipalities, but listed below it.
    return boundaries.has_area(lg_code) and not is_prefecture(lg_code) and view.frame_area in lineage(lg_code)


def _a_municipality_each(boundaries: BoundarySet, lines: Lines) -> list[Bubble]:
    bubbles = []
    for line in lines.with_projects():
        if not boundaries.has_area(line.code):
            continue
        spot = boundaries.label_spot(line.code)
        amount = line.amount_yen if line.projects_with_amount else None
        value = f"{amount_words(line)}（{known_amounts(line)}）"
        bubbles.append(Bubble(spot.lon, spot.lat, amount, label_of(line.code, full=True), value, line.code))
    return bubbles
