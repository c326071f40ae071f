"""What is being looked at: one area and the attributes of projects; the same for every answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from domain.area import NATION, Level, block_of, label_of, level_of, lineage
from domain.codelist import codelist
from domain.finding import Cell, Finding
from domain.lg_code import prefecture_of
from domain.municipality import find_by_code, find_by_name, find_prefecture
from domain.spelling import plain, search_key
from rules.selection import AREA_CONTRADICTS, PARAMETER_UNKNOWN, VALUE_UNKNOWN, YEARS_REVERSED


class WordParameter(NamedTuple):
    """A parameter of words: its Japanese name, its vocabulary, and the selection's attribute."""

    label_ja: str
    vocabulary: str
    attribute: str


AREA_PARAMETERS = {"block": "ブロック", "prefecture": "都道府県", "municipality": "市区町村"}
WORD_PARAMETERS = {
    "field": WordParameter("戦略分野", "strategic_field", "fields"),
    "status": WordParameter("状況", "project_status", "statuses"),
    "size_band": WordParameter("投資規模", "size_band", "size_bands"),
    "plan_type": WordParameter("計画の種類", "plan_type", "plan_types"),
    "stage": WordParameter("計画の段階", "plan_stage", "stages"),
    "grade": WordParameter("KPIの評価", "kpi_grade", "grades"),
    "freshness": WordParameter("KPIの実績", "freshness", "freshness"),
    "alert": WordParameter("注意点", "alert", "alerts"),
}
YEAR_PARAMETERS = {"announced_from": "公表年（始め）", "announced_to": "公表年（終わり）"}
PARAMETERS = (*AREA_PARAMETERS, *WORD_PARAMETERS, *YEAR_PARAMETERS, "text")
LONGEST_TEXT = 100


@dataclass(frozen=True)
class Selection:
    """An area, and what a project must be to count; empty attributes ask for nothing.

    ``area`` is a code of :mod:`domain.area`; fields, statuses and size bands are codes in the
    order of their vocabularies; years are calendar years of announcement, both ends included;
    ``text`` is looked for in names, companies and places. ``plan_types`` and ``stages`` ask for the
    plan that a project is in; a project without a plan (計画未策定) is of no type and stage.
    ``grades``, ``freshness`` and ``alerts`` ask for plans that have such a KPI, or for alerts of measures
    such a measure, in the half that is looked at; lists of KPIs are of such KPIs.
    """

    area: str = NATION
    fields: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    size_bands: tuple[str, ...] = ()
    announced_from: int | None = None
    announced_to: int | None = None
    text: str = ""
    plan_types: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    freshness: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        return level_of(self.area)

    @property
    def block(self) -> str:
        """The block that is selected or holds the selected area; empty for the nation."""
        if self.level is Level.NATION:
            return ""
        return self.area if self.level is Level.BLOCK else block_of(self.area)

    @property
    def prefecture(self) -> str:
        """The prefecture that is selected or holds the selected municipality; else empty."""
        if self.level in (Level.NATION, Level.BLOCK):
            return ""
        return prefecture_of(self.area)

    @property
    def municipality(self) -> str:
        return self.area if self.level is Level.MUNICIPALITY else ""

    @property
    def is_everything(self) -> bool:
        return self == Selection()

    @property
    def narrows_attributes(self) -> bool:
        """True if anything but the area is asked for."""
        return replace(self, area=NATION) != Selection()

    @property
    def asks_of_progress(self) -> bool:
        """True if plans are asked for by their KPIs or measures."""
        return bool(self.grades or self.freshness or self.alerts)

    def within(self, area: str) -> Selection:
        """The same question about another area."""
        return replace(self, area=area)

    def with_fields(self, fields: tuple[str, ...]) -> Selection:
        """The same question about other fields."""
        return replace(self, fields=fields)

    def _words(self) -> list[tuple[str, WordParameter, tuple[str, ...]]]:
        """The parameters of words that ask for something: name, what it is, and the codes."""
        asked = ((name, word, getattr(self, word.attribute)) for name, word in WORD_PARAMETERS.items())
        return [(name, word, codes) for name, word, codes in asked if codes]

    def to_parameters(self) -> dict[str, list[str]]:
        """Parameters of a link, in a fixed order; the whole country has none."""
        found: dict[str, list[str]] = {}
        if self.level is not Level.NATION:
            found[self.level.value] = [self.area]
        found |= {name: list(codes) for name, _, codes in self._words()}
        for name, year in (("announced_from", self.announced_from), ("announced_to", self.announced_to)):
            if year is not None:
                found[name] = [str(year)]
        if self.text:
            found["text"] = [self.text]
        return found

    def describe(self) -> str:
        """The selection in Japanese words, for headings, exports and stills."""
        words = [" > ".join(label_of(code) for code in lineage(self.area))]
        for _, parameter, codes in self._words():
            labels = "、".join(codelist(parameter.vocabulary).label(code) for code in codes)
            words.append(f"{parameter.label_ja}: {labels}")
        if self.announced_from is not None or self.announced_to is not None:
            ends = [f"{year}年" if year else "" for year in (self.announced_from, self.announced_to)]
            words.append("公表: " + "〜".join(ends))
        if self.text:
            words.append(f"語句: {self.text}")
        return " ／ ".join(words)


def parse_selection(parameters: Mapping[str, Sequence[str]]) -> tuple[Selection, list[Finding]]:
    """The selection that a link or a command asks for, and what of it was not understood.

    Values may be codes or exact Japanese labels; a plan type may be given by its letter, a prefecture
    by its two digits, a municipality by its name where its prefecture is given too.
    What is unknown is left out and found; the rest stays in force.
    """
    findings: list[Finding] = []
    area = _area(parameters, findings)
    words = {
        word.attribute: _words(word, parameters.get(name, ()), findings)
        for name, word in WORD_PARAMETERS.items()
    }
    years = {name: _year(name, parameters.get(name, ()), findings) for name in YEAR_PARAMETERS}
    start, end = years["announced_from"], years["announced_to"]
    if start is not None and end is not None and start > end:
        findings.append(YEARS_REVERSED.at(Cell(), f"{start}〜{end}"))
        start, end = end, start
    text = shortened(" ".join(parameters.get("text", ())))
    text = text if search_key(text) else ""
    return Selection(area, announced_from=start, announced_to=end, text=text, **words), findings


def shortened(text: str) -> str:
    """Text to look for: single spaces, none at the ends, at most ``LONGEST_TEXT`` characters."""
    return " ".join(text.split())[:LONGEST_TEXT].rstrip()


def unknown_parameters(names: Sequence[str], also_known: Sequence[str] = ()) -> list[Finding]:
    """Findings for names that are neither ours nor the page's own."""
    strange = [name for name in names if name not in PARAMETERS and name not in also_known]
    return [PARAMETER_UNKNOWN.at(Cell(), name) for name in strange]


def _area(parameters: Mapping[str, Sequence[str]], findings: list[Finding]) -> str:
    area = NATION
    for name, label in AREA_PARAMETERS.items():
        for value in parameters.get(name, ()):
            code = _area_code(name, value, area)
            if code is None:
                findings.append(VALUE_UNKNOWN.at(Cell(), value, label=label))
                continue
            if area not in lineage(code):
                findings.append(AREA_CONTRADICTS.at(Cell(), label_of(code), area=label_of(area)))
            area = code
    return area


def _area_code(parameter: str, value: str, within: str) -> str | None:
    if parameter == "block":
        blocks = codelist("block")
        return value if value in blocks else blocks.code_of(value)
    if parameter == "prefecture":
        return find_prefecture(value)
    if level_of(within) is not Level.PREFECTURE:
        return find_by_code(value).lg_code
    # A code with two readings is decided by the prefecture, and one of elsewhere contradicts it.
    matches = find_by_name(within, value), find_by_code(value, prefecture=within), find_by_code(value)
    return next((match.lg_code for match in matches if match.lg_code), None)


def _words(parameter: WordParameter, values: Sequence[str], findings: list[Finding]) -> tuple[str, ...]:
    words, found = codelist(parameter.vocabulary), set()
    letters = {entry.more.get("letter"): entry.code for entry in words}
    for value in values:
        code = value if value in words else words.code_of(value) or letters.get(value)
        if code is None:
            findings.append(VALUE_UNKNOWN.at(Cell(), value, label=parameter.label_ja))
        else:
            found.add(code)
    return tuple(code for code in words.codes if code in found)


def _year(name: str, values: Sequence[str], findings: list[Finding]) -> int | None:
    for value in values:
        if re.fullmatch(r"(19|20|21)\d\d", plain(value)):
            return int(plain(value))
        findings.append(VALUE_UNKNOWN.at(Cell(), value, label=YEAR_PARAMETERS[name]))
    return None
