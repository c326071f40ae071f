"""Totals the slow and obvious way: plain loops over plain rows, for comparing with ``analysis.totals``."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from analysis.lines import UNALLOCATED
from analysis.selection import Selection
from analysis.totals import Breakdown
from domain.area import NATION, Level, label_of, level_of, lineage
from domain.codelist import codelist
from domain.municipality import municipalities

Row = dict[str, Any]
Line = dict[str, Any]

CODES = {
    Level.BLOCK: codelist("block").codes,
    Level.PREFECTURE: codelist("prefecture").codes,
    Level.MUNICIPALITY: municipalities().codes,
}
DEPTH = {Level.NATION: 0, Level.BLOCK: 1, Level.PREFECTURE: 2, Level.MUNICIPALITY: 3}


@dataclass
class Portion:
    """A part of a project's money and the smallest area in which it counts."""

    area: str
    amount: int
    support: int


@dataclass
class Placed:
    """A project with its sites and the portions that the counting rule makes of it."""

    row: Row
    sites: list[Row]

    def __post_init__(self) -> None:
        self.portions = _portions(self.row, self.sites)

    @property
    def places(self) -> list[str]:
        return [row["lg_code"] for row in self.sites if row["lg_code"]]

    def is_in(self, area: str) -> bool:
        return area == NATION or any(area in lineage(code) for code in self.places)

    def has_place_at(self, level: Level) -> bool:
        return any(DEPTH[level_of(code)] >= DEPTH[level] for code in self.places)


def place(projects: Iterable[Row], sites: Iterable[Row]) -> list[Placed]:
    sites = list(sites)
    return [Placed(row, [s for s in sites if s["project_id"] == row["project_id"]]) for row in projects]


def _portions(row: Row, sites: list[Row]) -> list[Portion]:
    amount, support = row["amount_yen"] or 0, row["public_support_yen"] or 0
    declared = [site for site in sites if site["share"] is not None]
    found, whole = [], sum(Fraction(site["share"]) for site in declared)
    for number, site in enumerate(declared, start=1):
        parts = [math.floor(total * Fraction(site["share"])) for total in (amount, support)]
        if whole == 1 and number == len(declared):
            parts = [amount - sum(p.amount for p in found), support - sum(p.support for p in found)]
        found.append(Portion(site["lg_code"] or NATION, *parts))
    if whole < 1:
        rest = [amount - sum(p.amount for p in found), support - sum(p.support for p in found)]
        found.append(Portion(_area_of_the_rest(row, sites), *rest))
    return found


def _area_of_the_rest(row: Row, sites: list[Row]) -> str:
    if row["amount_scope"] == "multi_site_total" and len(sites) == 1:
        return NATION
    undeclared = [site for site in sites if site["share"] is None] or sites
    if not undeclared or any(not site["lg_code"] for site in undeclared):
        return NATION
    lines = [lineage(site["lg_code"]) for site in undeclared]
    return [area for area in lines[0] if all(area in line for line in lines)][-1]


def lines(placed: Sequence[Placed], selection: Selection, by: Breakdown) -> list[Line]:
    """The lines that have projects, in their order."""
    chosen = [project for project in placed if _is_asked_for(project, selection)]
    if by is Breakdown.NATION:
        return [_line(selection.area, chosen, selection.area)]
    if by in (Breakdown.BLOCK, Breakdown.PREFECTURE, Breakdown.MUNICIPALITY):
        return _by_area(chosen, selection.area, Level(by.value))
    here = [project for project in chosen if project.is_in(selection.area)]
    groups = sorted({_group(project, by) for project in here})
    found = [
        _line(code, [p for p in here if _group(p, by) == (at, code)], selection.area) for at, code in groups
    ]
    return [line for line in found if line["projects"]]


def _by_area(chosen: list[Placed], area: str, level: Level) -> list[Line]:
    if DEPTH[level] < DEPTH[level_of(area)]:
        (above,) = [code for code in lineage(area) if level_of(code) is level]
        return [_line(area, chosen, area) | {"code": above}]
    villages = [code for code in municipalities().codes if municipalities()[code].more["kind"] == "北方領土"]
    touched = {unit for project in chosen for code in project.places for unit in lineage(code)}
    units = [code for code in CODES[level] if code in touched and area in lineage(code)]
    units.sort(key=lambda code: code in villages)
    found = [_line(unit, chosen, unit) for unit in units]
    beyond = []
    for project in chosen:
        rest = [
            portion
            for portion in project.portions
            if area in lineage(portion.area) and DEPTH[level_of(portion.area)] < DEPTH[level]
        ]
        has_something = project.row["amount_yen"] is not None or project.row["public_support_yen"] is not None
        if rest and (has_something or not project.has_place_at(level)):
            beyond.append((project, rest))
    return found + ([_sum(UNALLOCATED, beyond)] if beyond else [])


def _line(code: str, chosen: list[Placed], area: str) -> Line:
    here = [project for project in chosen if project.is_in(area)]
    return _sum(code, [(p, [part for part in p.portions if area in lineage(part.area)]) for p in here])


def _sum(code: str, counted: list[tuple[Placed, list[Portion]]]) -> Line:
    disclosed = [(p, parts) for p, parts in counted if p.row["amount_yen"] is not None]
    inside = [project for project, parts in disclosed if parts]
    return {
        "code": code,
        "projects": len(counted),
        "projects_with_amount": len(inside),
        "amount_yen": sum(part.amount for _, parts in counted for part in parts),
        "public_support_yen": sum(part.support for _, parts in counted for part in parts),
        "counted_wider": len(disclosed) - len(inside),
        "not_disclosed": len(counted) - len(disclosed),
        "lower_bounds": sum(p.row["amount_scope"] == "lower_bound" for p in inside),
        "partial_scopes": sum(p.row["amount_scope"] == "partial" for p in inside),
        "projects_with_support": sum(
            bool(parts) and p.row["public_support_yen"] is not None for p, parts in counted
        ),
        "withheld": sum(
            p.row["amount_yen"] is None and p.row["amount_disclosure"] in ("government", "withheld")
            for p, _ in counted
        ),
    }


def _band(amount: int | None) -> str:
    if amount is None:
        return "not_disclosed"
    bands = [band for band in codelist("size_band") if band.more["lower_yen"]]
    return next(b.code for b in bands if not b.more["upper_yen"] or amount < int(b.more["upper_yen"]))


def _group(project: Placed, by: Breakdown) -> tuple[int, str]:
    row = project.row
    if by in (Breakdown.ANNOUNCED_YEAR, Breakdown.OPERATION_YEAR):
        year = row[by.value.replace("year", "date")][:4]
        return int(year or 0), year
    code = {
        Breakdown.FIELD: row["field_code"],
        Breakdown.STATUS: row["status_code"],
        Breakdown.SIZE_BAND: _band(row["amount_yen"]),
    }[by]
    vocabulary = {"field": "strategic_field", "status": "project_status"}.get(by.value, by.value)
    return codelist(vocabulary).codes.index(code), code


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _is_asked_for(project: Placed, selection: Selection) -> bool:
    row, year = project.row, int(project.row["announced_date"][:4] or 0)
    start, end = selection.announced_from, selection.announced_to
    words = [row["name"], row["company_name"], row["project_id"]]
    words += [label_of(code, full=True) for code in project.places]
    words += [site["place_note"] for site in project.sites]
    return all(
        (
            row["status_code"] in selection.statuses
            if selection.statuses
            else row["status_code"] != "withdrawn",
            not selection.fields or row["field_code"] in selection.fields,
            not selection.size_bands or _band(row["amount_yen"]) in selection.size_bands,
            start is None or (year and year >= start),
            end is None or (year and year <= end),
            any(_plain(selection.text) in _plain(word) for word in words),
        )
    )
