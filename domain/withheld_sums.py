"""Sums of withheld amounts as the public is told them: no table that anybody hands in."""

from domain.record import Column, Kind, Table

WITHHELD_SUMS = Table(
    "withheld_sums",
    "非公開の額の合計",
    ("area", "field_code"),
    (
        Column("area", "区域"),
        Column("field_code", "分野"),
        Column("half", "公表の半期", Kind.HALF),
        Column("projects", "案件", Kind.NUMBER),
        Column("state", "示し方", Kind.CODE, "withheld_sum_state"),
        Column("amount_yen", "合計", Kind.YEN),
        Column("size_band", "規模の区分", Kind.CODE, "size_band"),
    ),
)
"""A line a cell (an area's code, and a field's or "" for all): how many withheld amounts count in it, and
their sum as it may be told. The half is the one on whose day of publication that was so."""

NO_WITHHELD_SUMS = WITHHELD_SUMS.frame([])
