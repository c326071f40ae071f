"""Rules on identifiers: one row a key, and keys that can stand in a link."""

from collections.abc import Iterable

import pandas as pd

from domain.finding import Actor, Cell, Finding, Severity
from domain.record import Submitted, SubmittedTable
from rules.rule import check, rule

KEY_REPEATED = rule(
    "key_repeated",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」の行が2つ以上あります（先の行: {first}）。同じものなら1行にまとめ、別のものなら「{key}」を直してください。",
    "PUB-001 が2行",
)
PROJECT_ID_MALFORMED = rule(
    "project_id_malformed",
    Severity.ERROR,
    Actor.SENDER,
    "案件ID「{value}」に使えない文字があります。半角の英数字とハイフン、下線、40字までにしてください。",
    "ＰＵＢ／００１",
)

_PROJECT_ID = r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}"


@check
def check_keys(submitted: Submitted) -> Iterable[Finding]:
    told: set[Cell] = set()
    for table in submitted.values():
        key = list(table.table.key)
        compared = table.frame[_has_whole_key(table)]
        for _, row in compared[compared.duplicated(key)].iterrows():
            # A row that was pasted twice repeats its project and also the site that it makes.
            if table.cell(row) in told:
                continue
            told.add(table.cell(row))
            first = table.cell(compared[(compared[key] == row[key]).all(axis=1)].iloc[0])
            cells = [table.cell(row, column) for column in key]
            value = " ".join(str(row[column]) for column in key).strip()
            headings = "・".join(cell.column for cell in cells)
            yield KEY_REPEATED.at(cells[0], value, first=_seen_from(cells[0], first), key=headings)


def _has_whole_key(table: SubmittedTable) -> pd.Series:
    """True for rows that can be compared: no key cell was unreadable, and no required one is empty."""
    is_whole = pd.Series(True, index=table.frame.index)
    for column in table.table.key:
        is_whole &= ~table.is_unread(column)
        if table.table[column].is_required:
            is_whole &= ~table.is_empty(column)
    return is_whole


def _seen_from(here: Cell, there: Cell) -> Cell:
    """``there`` as it is named to someone who looks at ``here``: without the file that both are in."""
    is_same_sheet = (here.file, here.sheet) == (there.file, there.sheet)
    return Cell(row=there.row) if is_same_sheet else there


@check
def check_project_ids(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects = submitted["projects"]
    ids = projects.frame["project_id"]
    for _, row in projects.frame[(ids != "") & ~ids.str.fullmatch(_PROJECT_ID)].iterrows():
        yield PROJECT_ID_MALFORMED.at(projects.cell(row, "project_id"), row["project_id"])
