"""The table of roles, a CSV file that an administrator keeps: read into roles, with findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.area import NATION, NATION_LABEL
from domain.codelist import codelist
from domain.finding import Cell, Finding, Severity
from domain.role import Role, RoleTable, mail_key
from domain.spelling import label_key
from domain.viewer import AUDIENCES, GOVERNMENT, Viewer
from loaders.column_map import column_map, value_map
from loaders.csv_file import read_csv
from rules import role_table as rules

LAYOUT = "roles"

_MAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>()]+")
_SEPARATORS = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True)
class _Row:
    """A row by our column names, where it stands, and what has been found in it."""

    cells: Mapping[str, str]
    file: str
    number: int
    findings: list[Finding]

    def place(self, column: str = "") -> Cell:
        return Cell(self.file, row=self.number, column=heading(column) if column else "")

    @property
    def is_faulty(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def heading(column: str) -> str:
    """What the table calls a column."""
    return column_map(LAYOUT).headings[column]


def read_roles(file: str, content: bytes) -> tuple[RoleTable, list[Finding]]:
    """The roles of a table, and what is wrong with it. A row with an error gives nobody a role, and of
    rows about the same person or group none does; nor do groups to the person of such a row. Without the
    agreed headings there are no roles at all.
    """
    cells, findings = read_csv(file, content)
    if cells is None:
        return RoleTable(), findings
    layout = column_map(LAYOUT)
    drift = layout.check(cells)
    if drift:
        return RoleTable(), [*findings, *drift]
    rows = [_Row(record, file, number, []) for number, record in layout.records(cells)]
    read = [(row, _who(row), _role(row)) for row in rows]
    _find_repeated([(row, who) for row, who, _ in read])
    roles = {"mail": dict[str, Role](), "group": dict[str, Role]()}
    for row, (kind, key), role in read:
        if not row.is_faulty:
            roles[kind][key] = role
    found = [*findings, *(finding for row in rows for finding in row.findings)]
    unclear = frozenset(key for row in rows if row.is_faulty and (key := mail_key(row.cells["mail"])))
    return RoleTable(roles["mail"], roles["group"], unclear), sorted(
        found, key=lambda one: (one.cell, one.rule)
    )


_Who = tuple[str, str]
"""Column and key of who a row is about; the empty key if that cannot be told."""


def _find_repeated(read: list[tuple[_Row, _Who]]) -> None:
    rows_of: dict[_Who, list[_Row]] = {}
    for row, who in read:
        if who[1]:
            rows_of.setdefault(who, []).append(row)
    for (kind, key), rows in rows_of.items():
        for row in rows if len(rows) > 1 else ():
            other = next(each.number for each in rows if each is not row)
            row.findings.append(rules.REPEATED.at(row.place(kind), key, row=other))


def _who(row: _Row) -> _Who:
    mail, group = row.cells["mail"], row.cells["group"]
    if bool(mail) == bool(group):
        row.findings.append(rules.WHO_UNCLEAR.at(row.place()))
        return "mail", ""
    if group:
        return "group", group
    if not mail_key(mail) or not _MAIL.fullmatch(mail):
        row.findings.append(rules.MAIL_MALFORMED.at(row.place("mail"), mail))
        return "mail", ""
    return "mail", mail_key(mail)


def _role(row: _Row) -> Role:
    """The role that a row gives; whatever cannot be told is left out of it, and found."""
    audience = _audience(row)
    areas = tuple(sorted({*_areas(row, "block"), *_areas(row, "prefecture")}))
    may_submit, may_administer = _flag(row, "may_submit"), _flag(row, "may_administer")
    names_no_area = not row.cells["block"] and not row.cells["prefecture"]
    if may_submit and names_no_area:
        row.findings.append(rules.SUBMITS_FOR_NO_AREA.at(row.place("may_submit")))
    if may_administer and audience and audience != GOVERNMENT:
        row.findings.append(rules.ADMINISTERS_AS_PUBLIC.at(row.place("audience"), row.cells["audience"]))
    if audience == GOVERNMENT and names_no_area:
        who = row.cells["mail"] or row.cells["group"]
        row.findings.append(rules.SEES_NO_DRAFTS.at(row.place("block"), who))
    viewer = Viewer(GOVERNMENT, areas) if audience == GOVERNMENT else Viewer()
    return Role(viewer, areas if may_submit else (), may_administer)


def _audience(row: _Row) -> str:
    words = codelist("disclosure")
    text = label_key(row.cells["audience"])
    code = words.code_of(text) or text.casefold()
    if code in AUDIENCES:
        return code
    choices = "、".join(words.label(known) for known in AUDIENCES)
    row.findings.append(
        rules.AUDIENCE_UNKNOWN.at(row.place("audience"), row.cells["audience"], choices=choices)
    )
    return ""


_EXAMPLES = {"block": f"九州（すべてなら {NATION_LABEL}）", "prefecture": "熊本県"}


def _areas(row: _Row, column: str) -> list[str]:
    """Codes of the areas that a cell names, a block's or a prefecture's as the column says."""
    words, found = codelist(column), []
    for text in filter(None, _SEPARATORS.split(row.cells[column])):
        key = label_key(text)
        if column == "block" and key in (NATION_LABEL, NATION):
            found.append(NATION)
        elif code := (key if key in words else words.code_of(key)):
            found.append(code)
        else:
            names = {"label": heading(column), "choices": _EXAMPLES[column]}
            row.findings.append(rules.AREA_UNKNOWN.at(row.place(column), text, **names))
    return found


def _flag(row: _Row, column: str) -> bool:
    text = row.cells[column]
    if not text:
        return False
    words = {label_key(value).casefold(): code for value, code in value_map("flag_words").items()}
    code = words.get(label_key(text).casefold())
    if code is None:
        row.findings.append(rules.FLAG_UNKNOWN.at(row.place(column), text, label=heading(column)))
    return code == "yes"
