"""The sheet 様式情報, or the CSV of it, to facts about the file: form, type of plan, registry and version."""

from __future__ import annotations

from collections.abc import Sequence

from domain.finding import Cell, Finding
from domain.plan_tables import PLANS
from domain.record import FileFacts
from domain.reporting_period import reporting_periods
from domain.spelling import label_key
from loaders.plan_layout import (
    FACT_FORM,
    FACT_KIND,
    FACT_PERIOD,
    FACT_REGISTRY,
    FACT_TYPE,
    FACT_VERSION,
    FACT_WRITTEN,
    FACTS_HEADINGS,
    FACTS_SHEET,
    FICTIONAL,
    FORM_EDITION,
    PLAN_FORM,
    REAL,
    REPORT_FORM,
)
from loaders.read_cell import cell_text
from loaders.text_cell import read_word
from loaders.workbook_cells import Sheet
from rules import file_facts

_FACTS = (FACT_FORM, FACT_KIND, FACT_TYPE, FACT_PERIOD, FACT_REGISTRY, FACT_VERSION, FACT_WRITTEN)


def are_facts(headings: Sequence[str]) -> bool:
    """True for the headings of 様式情報."""
    return [label_key(heading) for heading in headings] == [label_key(heading) for heading in FACTS_HEADINGS]


def read_facts(file: str, sheet: Sheet | None, *, is_csv: bool = False) -> tuple[FileFacts, list[Finding]]:
    """What a workbook says of itself, and findings where it does not, or not clearly.

    CSV files that are handed in together may be of plans of several types: theirs may be left out.
    """
    place = Cell(file, "" if is_csv else FACTS_SHEET)
    if sheet is None or not sheet.numbers:
        return FileFacts(), [file_facts.FACTS_MISSING.at(place)]
    told, findings = _told(sheet, place)
    edition = told.get(FACT_FORM, "")
    if edition != FORM_EDITION:
        findings.append(file_facts.FORM_EDITION_DIFFERS.at(place, edition, edition=FORM_EDITION))
    is_report = told.get(FACT_KIND) == REPORT_FORM
    plan_type, period = told.get(FACT_TYPE, ""), told.get(FACT_PERIOD, "")
    code = str(read_word(PLANS["plan_type"], plan_type).value or "") if plan_type else ""
    version = told.get(FACT_VERSION, "")
    readable = {
        FACT_KIND: told.get(FACT_KIND, PLAN_FORM) in (PLAN_FORM, REPORT_FORM),
        # CSV files may be of several types, and so may a report.
        FACT_TYPE: bool(code) or ((is_csv or is_report) and not plan_type),
        FACT_PERIOD: period in reporting_periods() or not is_report,
        FACT_REGISTRY: told.get(FACT_REGISTRY) in (REAL, FICTIONAL),
        FACT_VERSION: not version or (version.isascii() and version.isdigit() and len(version) < 10),
    }
    findings += [
        file_facts.FACT_UNREADABLE.at(place, told.get(fact, ""), fact=fact)
        for fact, is_readable in readable.items()
        if not is_readable
    ]
    number = int(version) if version and readable[FACT_VERSION] else None
    half = period if is_report and readable[FACT_PERIOD] else ""
    return FileFacts(code, told.get(FACT_REGISTRY) == FICTIONAL, number, is_report, half), findings


def _told(sheet: Sheet, place: Cell) -> tuple[dict[str, str], list[Finding]]:
    """Contents by fact, and findings on lines that are no fact."""
    told: dict[str, str] = {}
    findings = []
    for number, cells in sheet.rows:
        texts = [cell_text(cell) for cell in cells if cell != ""]
        fact = next((fact for fact in _FACTS if label_key(fact) == label_key(texts[0])), None)
        if fact is not None and len(texts) <= 2:
            told[fact] = texts[1] if len(texts) == 2 else ""
        elif label_key(texts[0]) != label_key(FACTS_HEADINGS[0]):
            at = Cell(place.file, place.sheet, number)
            findings.append(file_facts.FACT_UNKNOWN.at(at, " ".join(texts)))
    return told, findings
