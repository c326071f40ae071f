"""Rules on identifiers: one row a key, and keys that can stand in a link."""

from collections.abc import Iterable

from domain.finding import Actor, Finding, Severity
from domain.record import Submitted
from rules.rule import check, rule

KEY_REPEATED = rule(
    "key_repeated",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」の行が2つ以上あります（先の行: {first}行目）。同じ案件なら1行にまとめ、別の案件なら別の ID にしてください。",
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
    for table in submitted.values():
        key = list(table.table.key)
        repeated = table.frame[table.frame.duplicated(key)]
        for _, row in repeated.iterrows():
            same = (table.frame[key] == row[key]).all(axis=1)
            first = int(table.frame.loc[same, "source_row"].iloc[0])
            value = " ".join(str(row[column]) for column in key).strip()
            yield KEY_REPEATED.at(table.cell(row, key[0]), value, first=first)


@check
def check_project_ids(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects = submitted["projects"]
    ids = projects.frame["project_id"]
    for _, row in projects.frame[(ids != "") & ~ids.str.fullmatch(_PROJECT_ID)].iterrows():
        yield PROJECT_ID_MALFORMED.at(projects.cell(row, "project_id"), row["project_id"])
