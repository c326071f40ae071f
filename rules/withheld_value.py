"""Rules on withheld amounts and places: neither stands in a text that everybody sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from domain.finding import Actor, Finding, Severity
from domain.lg_code import is_prefecture
from domain.money import OKU, format_yen
from domain.municipality import municipalities
from domain.record import Submitted, SubmittedTable
from domain.spelling import search_key
from rules.rule import check, rule

FAMILY = "公開しない額と所在地"

WITHHELD_AMOUNT_WRITTEN = rule(
    "withheld_amount_written",
    Severity.WARNING,
    Actor.SENDER,
    "公開しない投資額と同じ額が「{label}」に書かれています（案件{value}）。この欄は外に示すため、額を消してください。",
    "金額を行政限りとした案件の案件名が「120億円の新工場」",
)
WITHHELD_PLACE_WRITTEN = rule(
    "withheld_place_written",
    Severity.WARNING,
    Actor.SENDER,
    "公開しない所在地の市区町村の名前が「{label}」に書かれています（案件{value}）。この欄は外に示すため、名前を消してください。",
    "所在地を行政限りとした案件の案件名が「菊陽町の新工場」",
)

_SHOWN = {"projects": ("name",), "measures": ("name", "why", "what", "how")}
"""By table the texts about a project that stay when its amount or place is withheld."""

_OPEN = ("", "public")


@check
def check_withheld_values(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects = submitted["projects"].frame
    texts = dict(_texts(submitted, projects))
    for row in projects.to_dict("records"):
        forms = {
            WITHHELD_AMOUNT_WRITTEN: _amounts(row),
            WITHHELD_PLACE_WRITTEN: _places(submitted, row),
        }
        for table, column, of_project in texts.get(row["project_id"], ()) if any(forms.values()) else ():
            text = search_key(of_project[column])
            for made, sought in forms.items():
                if any(search_key(form) in text for form in sought):
                    cell = table.cell(of_project, column)
                    yield made.at(cell, row["project_id"], label=table.table[column].label_ja)


def _texts(
    submitted: Submitted, projects: pd.DataFrame
) -> Iterator[tuple[str, list[tuple[SubmittedTable, str, Mapping[str, Any]]]]]:
    """By project with something withheld the texts about it: table, column and row."""
    is_open = projects["amount_disclosure"].isin(_OPEN) & projects["place_disclosure"].isin(_OPEN)
    asked = set(projects.loc[~is_open, "project_id"]) - {""}
    found: dict[str, list[tuple[SubmittedTable, str, Mapping[str, Any]]]] = {}
    for name, columns in _SHOWN.items() if asked else ():
        if name in submitted:
            frame = submitted[name].frame
            for row in frame[frame["project_id"].isin(asked)].to_dict("records"):
                found.setdefault(row["project_id"], []).extend(
                    (submitted[name], column, row) for column in columns
                )
    yield from found.items()


def _amounts(project: Mapping[str, Any]) -> set[str]:
    """The withheld amount as people write it; nothing for one that is open or not told."""
    amount = project["amount_yen"]
    if project["amount_disclosure"] in _OPEN or pd.isna(amount) or amount <= 0:
        return set()
    oku = f"{int(amount) / OKU:,.10g}"
    return {format_yen(int(amount)), f"{oku}億円"} | (
        {f"{int(amount) // OKU}億円"} if amount % OKU == 0 else set()
    )


def _places(submitted: Submitted, project: Mapping[str, Any]) -> set[str]:
    """Names of the municipalities that are withheld; nothing where the place is open."""
    if project["place_disclosure"] in _OPEN or "project_sites" not in submitted:
        return set()
    sites = submitted["project_sites"].frame
    codes = sites.loc[sites["project_id"] == project["project_id"], "lg_code"]
    return {
        municipalities().label(code) for code in codes if code in municipalities() and not is_prefecture(code)
    }
