"""Rules on withheld company names: a name that must not be shown stands nowhere that is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from domain.finding import Actor, Finding, Severity
from domain.record import Submitted
from domain.tables import TABLES
from rules.rule import Earlier, check, check_against_earlier, rule
from rules.shown_text import ShownTexts, search_keys

FAMILY = "秘匿の企業名"

WITHHELD_NAME_WRITTEN = rule(
    "withheld_name_written",
    Severity.ERROR,
    Actor.SENDER,
    "公開しない企業名が「{label}」に書かれています（{owner}の企業）。この欄は外に示すため、名前を消すか、公開してよければ企業名の公開を「公開」にしてください。",
    "事業者名を非公表とした案件の案件名が「架空精機株式会社の工場増設」",
)
WITHHELD_NAME_LIKELY = rule(
    "withheld_name_likely",
    Severity.WARNING,
    Actor.SENDER,
    "公開しない企業の名前と見られる言葉が「{label}」にあります（{owner}の企業）。この欄は外に示すため、名前なら消してください。",
    "事業者名を非公表とした案件の案件名が「架空精機の工場増設」",
)

_NAMES = {"projects": "company_disclosure", "plan_companies": "disclosure"}
"""Tables with company names, and the column that says who may see them."""

_NOT_SHOWN = frozenset({"company_name", "corporate_number", "contact"})
"""Columns that go with the name, or are shown to no one outside."""

_LEGAL_FORM = re.compile(r"(?:(?:株式|有限|合同|合資|合名)会社|\([株有同資名]\))")
_SHORTEST, _SHORTEST_WITHOUT_FORM = 3, 4
"""Letters of a name without its legal form. Shorter ones, and 「A社」 or 「非公表」, are no names to find."""


@check
def check_withheld_names(submitted: Submitted) -> Iterable[Finding]:
    return _written(submitted, {name: table.frame for name, table in submitted.items() if name in _NAMES})


@check_against_earlier
def check_names_in_force(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    """Names that the registry withholds, in files that have no table of them, as reports have none."""
    frames = {name: earlier[name] for name in _NAMES if name in earlier and name not in submitted}
    return _written(submitted, frames)


def _written(submitted: Submitted, frames: Mapping[str, pd.DataFrame]) -> Iterable[Finding]:
    """Withheld names of ``frames`` in the texts that are handed in."""
    withheld = _names(frames, ("government", "withheld"))
    if not withheld:
        return
    texts, public = ShownTexts(submitted, _NOT_SHOWN), set(_names(frames, ("public",)))
    for key, owners in withheld.items():
        for table, column, index, text in texts.holding(_sought(key)) if _sought(key) else ():
            # A name that is public elsewhere in the file betrays only the row that withholds it.
            if key in public and (table.table.name, index) not in owners:
                continue
            made = WITHHELD_NAME_WRITTEN if key in text else WITHHELD_NAME_LIKELY
            cell = table.cell(table.frame.loc[index], column)
            yield made.at(cell, label=table.table[column].label_ja, owner=_owner(frames, *owners[0]))


def _names(
    frames: Mapping[str, pd.DataFrame], disclosures: Collection[str]
) -> dict[str, list[tuple[str, int]]]:
    """Search keys of the company names with one of these words beside them: the tables and rows they stand in."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name, column in _NAMES.items():
        if name in frames:
            frame = frames[name]
            names = frame["company_name"][frame[column].isin(disclosures) & (frame["company_name"] != "")]
            for key, index in zip(search_keys(names.tolist()), names.index, strict=True):
                found.setdefault(key, []).append((name, index))
    return found


def _sought(key: str) -> str:
    """What to look for: the name without its legal form if that is long enough; "" for nothing."""
    core = _LEGAL_FORM.sub("", key)
    if core == key:
        return key if len(key) >= _SHORTEST_WITHOUT_FORM else ""
    return core if len(core) >= _SHORTEST else key if core else ""


def _owner(frames: Mapping[str, pd.DataFrame], name: str, index: int) -> str:
    """The row that withholds a name, in words that do not say it."""
    row = frames[name].loc[index]
    if name == "projects":
        return f"案件{row['project_id']}"
    label = TABLES[name].label_ja
    return f"「{label}」の{row['source_row']}行目" if "source_row" in row else f"登録済みの「{label}」"
