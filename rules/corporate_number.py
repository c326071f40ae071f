"""Rules on corporate numbers (法人番号): thirteen digits whose check digit agrees."""

from __future__ import annotations

from collections.abc import Iterable

from stdnum.jp import cn

from domain.finding import Actor, Finding, Severity
from domain.record import Submitted
from rules.rule import check, rows_where, rule

FAMILY = "法人番号"

CORPORATE_NUMBER_MALFORMED = rule(
    "corporate_number_malformed",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は13桁の法人番号ではありません。半角の数字13桁を入れてください（12桁の会社法人等番号とは違います）。分からなければ空欄にします。",
    "0100-01-008844",
)
CORPORATE_NUMBER_WRONG = rule(
    "corporate_number_wrong",
    Severity.ERROR,
    Actor.SENDER,
    "法人番号「{value}」は検査数字が合いません。打ち間違いがないか、国税庁の法人番号公表サイトで確かめて直してください。",
    "7000012050003（国税庁は 7000012050002）",
)


@check
def check_corporate_numbers(submitted: Submitted) -> Iterable[Finding]:
    for table in submitted.values():
        if "corporate_number" not in table.table.column_names:
            continue
        numbers = table.frame["corporate_number"]
        is_whole = numbers.str.fullmatch(r"[0-9]{13}")
        wrong = [number for number in numbers[is_whole].unique() if not _is_right(number)]
        for made, mask in (
            (CORPORATE_NUMBER_MALFORMED, (numbers != "") & ~is_whole),
            (CORPORATE_NUMBER_WRONG, numbers.isin(wrong)),
        ):
            for _, row in rows_where(table.frame, mask):
                yield made.at(table.cell(row, "corporate_number"), row["corporate_number"])


def _is_right(number: str) -> bool:
    """True if the check digit agrees; one digit thirteen times is a filler, although 9 would pass."""
    return len(set(number)) > 1 and cn.is_valid(number)
