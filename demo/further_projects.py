"""Further fictional projects by the hundred thousand, for trying the product at the size of a full nation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from demo.calendar import end_of
from demo.outline import Outline
from demo.places import bodies, inhabitants_of
from demo.words import FICTIONAL, words
from domain.codelist import codelist
from domain.money import OKU
from domain.record import SOURCE_COLUMNS, Submitted, SubmittedTable
from domain.tables import TABLES

CHUNK = 20_000
"""Projects of one submission."""

SOURCE_FILE = "架空の追加案件"

_IN_PLAN = 0.4
_OFF_THE_LADDER = {"suspended": 0.02, "withdrawn": 0.03}
_NOT_DISCLOSED = 0.12
_MEDIAN_OKU, _SIGMA = 2.0, 1.3
_LOW_OKU, _HIGH_OKU, _STEP_OKU = 0.1, 900.0, 0.1
_FIRST_MONTH = np.datetime64("2021-04", "M")
_PREPARING_MONTHS, _BUILDING_MONTHS = (2, 15), (4, 40)
_AHEAD_MONTHS = 14
_DISCLOSURES = {"public": 0.75, "government": 0.15, "withheld": 0.1}


@dataclass(frozen=True)
class _Place:
    """A municipality: its name, the plan that a project here may belong to, and that plan's field."""

    lg_code: str
    name: str
    plan_id: str
    field_code: str


def further_projects(seed: int, count: int, plans: Sequence[Outline], half: str) -> Iterator[Submitted]:
    """``count`` projects in submissions of at most ``CHUNK``, spread over the nation by inhabitants.

    Part of them belong to a plan of ``plans`` that has their municipality among its areas, however much it
    aims at. Their state is that of the end of ``half``; the same arguments make the same projects.
    """
    draw = np.random.Generator(np.random.PCG64(seed))
    places = _places(plans)
    weights = np.array([inhabitants_of(place.lg_code) for place in places])
    for start in range(0, count, CHUNK):
        size = min(CHUNK, count - start)
        chosen = draw.choice(len(places), size, p=weights / weights.sum())
        yield _chunk(draw, start, [places[at] for at in chosen], half)


def _places(plans: Sequence[Outline]) -> list[_Place]:
    own = {code: plan for plan in plans if plan.opened is not None for code in plan.sites}
    found = []
    for entry in bodies():
        plan = own.get(entry.code)
        plan_id, field_code = (plan.plan_id, plan.field_code) if plan else ("", "")
        found.append(_Place(entry.code, entry.label_ja, plan_id, field_code))
    return found


def _chunk(draw: np.random.Generator, start: int, places: Sequence[_Place], half: str) -> Submitted:
    size = len(places)
    ids = [f"DEMO-X-{number:06}" for number in range(start + 1, start + size + 1)]
    in_plan = (draw.random(size) < _IN_PLAN) & np.array([bool(place.plan_id) for place in places])
    fields = [
        place.field_code if belongs else str(field_code)
        for place, belongs, field_code in zip(
            places, in_plan, draw.choice(codelist("strategic_field").codes, size), strict=True
        )
    ]
    disclosures = draw.choice(list(_DISCLOSURES), size, p=list(_DISCLOSURES.values()))
    named = [
        _names(turn, field_code, str(disclosure), place.name)
        for turn, field_code, disclosure, place in zip(
            draw.integers(0, 1 << 30, size).tolist(), fields, disclosures, places, strict=True
        )
    ]
    amounts = np.exp(draw.normal(np.log(_MEDIAN_OKU), _SIGMA, size)).clip(_LOW_OKU, _HIGH_OKU)
    is_told = draw.random(size) >= _NOT_DISCLOSED
    projects = {
        "project_id": ids,
        "name": [name for name, _ in named],
        "plan_id": [place.plan_id if belongs else "" for place, belongs in zip(places, in_plan, strict=True)],
        "field_code": fields,
        "company_name": [company for _, company in named],
        "company_disclosure": disclosures,
        "amount_yen": pd.array(
            np.rint(amounts / _STEP_OKU).astype(np.int64) * round(_STEP_OKU * OKU), dtype="Int64"
        ),
        "amount_scope": np.where(is_told, "single_site", "not_disclosed"),
        "is_core": False,
        "source_url": "https://example.jp/架空/追加案件",
        "note": words("project_note")[0],
        **_schedule(draw, size, half),
    }
    projects["amount_yen"][~is_told] = pd.NA
    sites = {
        "project_id": ids,
        "lg_code": [place.lg_code for place in places],
        "location_precision": "municipality",
    }
    return {
        name: _submitted(name, columns, start)
        for name, columns in (("projects", projects), ("project_sites", sites))
    }


def _names(turn: int, field_code: str, disclosure: str, place: str) -> tuple[str, str]:
    """Name of a project and of its company, told by the digits of a large number."""
    picked = []
    for vocabulary in (
        words("name", disclosure),
        words("trade", field_code),
        words("facility", field_code),
        words("act"),
    ):
        turn, at = divmod(turn, len(vocabulary))
        picked.append(vocabulary[at])
    word, trade, facility, act = picked
    owner = f"{FICTIONAL}{word}{trade}"
    shown = owner if disclosure == "public" else FICTIONAL
    return f"{shown} {place} {facility}{act}", f"{owner}株式会社"


def _schedule(draw: np.random.Generator, size: int, half: str) -> dict[str, np.ndarray]:
    """Dates and the status that they come to at the end of ``half``; a few are off the ladder."""
    today = np.datetime64(end_of(half), "M")
    announced = _FIRST_MONTH + draw.integers(0, int((today - _FIRST_MONTH).astype(int)) + _AHEAD_MONTHS, size)
    start = announced + draw.integers(*_PREPARING_MONTHS, size)
    operation = start + draw.integers(*_BUILDING_MONTHS, size)
    status = np.select(
        [operation <= today, start <= today, announced <= today],
        ["operating", "under_construction", "announced"],
        "concept",
    )
    chance = draw.random(size)
    for off, part in _OFF_THE_LADDER.items():
        status = np.where((chance < part) & np.isin(status, ["announced", "under_construction"]), off, status)
        chance = chance - part
        chance[chance < 0] = 1
    return {
        "status_code": status,
        "announced_date": np.where(announced <= today, announced.astype(str), ""),
        "start_date": start.astype(str),
        "operation_date": operation.astype(str),
    }


def _submitted(name: str, columns: Mapping[str, object], start: int) -> SubmittedTable:
    table = TABLES[name]
    frame = pd.DataFrame(columns)
    for column in table.columns:
        if column.name not in frame:
            frame[column.name] = "" if column.dtype == "str" else pd.NA
    numbers = range(start + 2, start + len(frame) + 2)
    placed = frame.assign(source_file=SOURCE_FILE, source_sheet="", source_row=numbers)
    return SubmittedTable(table, table.typed(placed)[[*table.column_names, *SOURCE_COLUMNS]])
