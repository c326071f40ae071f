"""The workbook of a half-yearly report: its sheets, and the columns that are only there to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from domain.record import Column, Table
from domain.report_tables import KPI_VALUES, MEASURE_REVIEWS, PROGRESS_REPORTS, REPORT_TABLES
from domain.spelling import label_key

REFERENCE_MARK = "参考："
"""Headings that begin so name columns that nobody fills in; the reader takes nothing from them."""


@dataclass(frozen=True)
class Reference(Column):
    """A column beside those to be filled in: text that says what was reported, promised and aimed at."""

    width: float = 22
    is_after: bool = False
    """Stands after the columns to be filled in, not before them."""
    is_sign: bool = False
    """Is for the reader of the file alone, who compares it."""

    @property
    def heading_ja(self) -> str:
        return f"{REFERENCE_MARK}{self.label_ja}"


class Given(Column):
    """A column of the key: its cells are filled in already."""


_GIVEN_HINT = "書き込み済み。変えない"

CHECK = Reference(
    "check", "照合", hint_ja="参考の列が書き換わっていないかを確かめる符号", width=9, is_after=True
)
"""The last column of a sheet: by it the reader sees that a reference has been changed."""

_PLAN = Reference("plan", "計画", hint_ja="計画IDと計画名", width=36, is_after=True)

REFERENCES: Mapping[str, tuple[Reference, ...]] = {
    PROGRESS_REPORTS.name: (
        Reference("title", "計画名", hint_ja="計画の正式な名称", width=32),
        Reference("last_state", "前回の状況", hint_ja="前に報告した半期と、全体の状況"),
        Reference("last_comment", "前回の説明", hint_ja="前に報告した状況の説明", width=48),
    ),
    MEASURE_REVIEWS.name: (
        Reference("name", "施策名", hint_ja="施策の名称", width=32),
        Reference("last_state", "前回の状況", hint_ja="前に点検した半期と、実行状況、点検の結果", width=20),
        Reference("last_action", "約束した対応", hint_ja="前の点検で選んだ対応", width=18),
        Reference("promise", "約束の内容", hint_ja="前の点検で、次の半期までにすると書いたこと", width=40),
        Reference("promise_due", "約束の期限", hint_ja="前の点検で書いた対応の期限", width=18),
        Reference("last_cause", "前回の原因", hint_ja="前の点検で特定した原因", width=40, is_after=True),
        Reference("deadline", "施策の期限", hint_ja="計画に書いた期限", width=20, is_after=True),
        _PLAN,
    ),
    KPI_VALUES.name: (
        Reference("name", "指標名［単位］", hint_ja="指標の名称と、実績値を書く単位", width=32),
        Reference("asked", "報告するもの", hint_ja="この半期の実績か、前の半期の速報の確定か", width=18),
        Reference("last", "前回の実績", hint_ja="前に報告した値と、その時点、速報か確報か", width=24),
        Reference("expected", "期待値", hint_ja="目標に向けて、その半期の末に見込まれる値", width=22),
        Reference("baseline", "基準値", hint_ja="計画を始める前の値と、その時点", is_after=True),
        Reference("interim", "中間目標", hint_ja="次に来る中間目標と、その時点", is_after=True),
        Reference("target", "目標値", hint_ja="最後に達する値と、その時点", is_after=True),
        _PLAN,
    ),
}
"""References by table name, in the order in which they stand."""


def report_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a report's sheet in order: the key, what is to be filled in, references on both sides."""
    key = (_given(column) for column in table.columns if column.name in table.key)
    to_fill = (column for column in table.columns if column.name not in table.key)
    before = (column for column in REFERENCES[table.name] if not column.is_after)
    after = (column for column in REFERENCES[table.name] if column.is_after)
    return (*key, *before, *to_fill, *after, CHECK)


def _given(column: Column) -> Given:
    same = {each.name: getattr(column, each.name) for each in fields(Column)}
    return Given(**same | {"hint_ja": _GIVEN_HINT})


def references_of(table: Table) -> tuple[Reference, ...]:
    """The references of a table and the check; none for a table that no report has."""
    return (*REFERENCES[table.name], CHECK) if table in REPORT_TABLES else ()


def is_reference(table: Table, heading: str) -> bool:
    """True for the heading of one of the table's references, in any width and spacing."""
    return label_key(heading) in {label_key(column.heading_ja) for column in references_of(table)}
