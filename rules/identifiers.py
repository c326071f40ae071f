"""Rules on identifiers: one row a key, keys that can stand in a link, and a plan's own keys."""

from collections.abc import Iterable

import pandas as pd

from domain.belonging import PARENTS
from domain.finding import Actor, Cell, Finding, Severity
from domain.record import Submitted, SubmittedTable
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule

FAMILY = "IDと重複"

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
ID_MALFORMED = rule(
    "id_malformed",
    Severity.ERROR,
    Actor.SENDER,
    "{label}「{value}」に使えない文字があります。半角の英数字とハイフン、下線、40字までにしてください（英数字で始めます）。",
    "計画IDに「熊本県計画①」",
)
ID_OF_OTHER_PLAN = rule(
    "id_of_other_plan",
    Severity.ERROR,
    Actor.SENDER,
    "{label}「{value}」は、別の計画「{other}」がすでに使っています。このまま受け付けると別の計画の行が置き換わります。重ならないIDに変えてください。",
    "佐賀県の計画の案件IDが、熊本県の計画の案件IDと同じ",
)
ID_OF_PROJECT_WITHOUT_PLAN = rule(
    "id_of_project_without_plan",
    Severity.WARNING,
    Actor.RECEIVER,
    "案件ID「{value}」は、計画に属さない案件として登録されています。受け付けるとこの計画の案件に変わります。同じ案件か確かめてください。",
    "計画がなかった公表案件を、策定した計画に載せた",
)

_ID = r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}"


@check
def check_keys(submitted: Submitted) -> Iterable[Finding]:
    told: set[Cell] = set()
    for table in submitted.values():
        key = list(table.table.key)
        if not table.frame.duplicated(key).any():
            continue
        compared = table.frame[_has_whole_key(table)]
        further = compared[compared.duplicated(key)]
        if further.empty:
            continue
        firsts = compared.drop_duplicates(key).set_index(key)
        for row in further.to_dict("records"):
            # A row that was pasted twice repeats its project and also the site that it makes.
            if table.cell(row) in told:
                continue
            told.add(table.cell(row))
            at = tuple(row[column] for column in key)
            first = table.cell(firsts.loc[at if len(key) > 1 else at[0]])
            cells = [table.cell(row, column) for column in key]
            value = " ".join(str(part) for part in at).strip()
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
    for _, row in rows_where(projects.frame, (ids != "") & ~ids.str.fullmatch(_ID)):
        yield PROJECT_ID_MALFORMED.at(projects.cell(row, "project_id"), row["project_id"])


@check
def check_ids(submitted: Submitted) -> Iterable[Finding]:
    for column, name in (("plan_id", "plans"), ("measure_id", "measures"), ("kpi_id", "kpis")):
        if name not in submitted:
            continue
        table = submitted[name]
        ids, label = table.frame[column], table.table[column].label_ja
        for _, row in rows_where(table.frame, (ids != "") & ~ids.str.fullmatch(_ID)):
            yield ID_MALFORMED.at(table.cell(row, column), row[column], label=label)


@check_against_earlier
def check_ids_of_other_plans(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    here = set(submitted["plans"].frame["plan_id"]) if "plans" in submitted else set()
    for column, name in PARENTS.items():
        if name not in submitted or name not in earlier:
            continue
        table, label = submitted[name], submitted[name].table[column].label_ja
        frame = table.frame
        other = frame[column].map(earlier[name].set_index(column)["plan_id"])
        # Within one file a row may move from one of its plans to another.
        is_known = other.notna() & (frame[column] != "") & (other != frame["plan_id"]) & ~other.isin(here)
        for index, row in rows_where(frame, is_known & (other != "")):
            cell = table.cell(row, column)
            yield ID_OF_OTHER_PLAN.at(cell, row[column], label=label, other=other[index])
        if name == "projects":
            for _, row in rows_where(frame, is_known & (other == "")):
                yield ID_OF_PROJECT_WITHOUT_PLAN.at(table.cell(row, column), row[column])
