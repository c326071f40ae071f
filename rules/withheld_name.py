"""Rules on withheld company names: a name that must not be shown stands nowhere that is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from domain.finding import Actor, Finding, Severity
from domain.record import Submitted
from rules.rule import check, rule
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
    withheld = _names(submitted, ("government", "withheld"))
    if not withheld:
        return
    texts, public = ShownTexts(submitted, _NOT_SHOWN), set(_names(submitted, ("public",)))
    for key, owners in withheld.items():
        for table, column, index, text in texts.holding(_sought(key)) if _sought(key) else ():
            # A name that is public elsewhere in the file betrays only the row that withholds it.
            if key in public and (table.table.name, index) not in owners:
                continue
            made = WITHHELD_NAME_WRITTEN if key in text else WITHHELD_NAME_LIKELY
            cell = table.cell(table.frame.loc[index], column)
            yield made.at(cell, label=table.table[column].label_ja, owner=_owner(submitted, *owners[0]))


def _names(submitted: Submitted, disclosures: Collection[str]) -> dict[str, list[tuple[str, int]]]:
    """Search keys of the company names with one of these words beside them: the tables and rows they stand in."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name, column in _NAMES.items():
        if name in submitted:
            frame = submitted[name].frame
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


def _owner(submitted: Submitted, name: str, index: int) -> str:
    """The row that withholds a name, in words that do not say it."""
    table = submitted[name]
    row = table.frame.loc[index]
    if name == "projects":
        return f"案件{row['project_id']}"
    return f"「{table.table.label_ja}」の{row['source_row']}行目"
