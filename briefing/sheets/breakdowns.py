"""Breakdowns on a sheet: tables with shares that add up, and bars of fields and states."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.allocation import Allocation
from analysis.lines import SUMS, UNALLOCATED, Line, Lines
from analysis.selection import Selection
from analysis.totals import Breakdown, Total
from briefing import answers
from briefing.contents import Chart, ChartFigure, Column, Series, Table
from briefing.oku import oku_cells
from briefing.sheets.conclusions import short_label
from briefing.tables import BREAKDOWN_LABEL
from briefing.uncounted_amounts import kinds_without_amount
from domain.codelist import codelist
from domain.money import OKU, format_yen
from geo.palette import ACCENT

_NO_PROJECT = "—"
SEVERAL = "複数区域・不明"
"""The line of what no part holds, in a narrow table."""

REST = "rest"
"""Code of the line that has the smaller parts together."""

_TOLD = 3
_BOTH = "非公表等"
"""Some amounts are withheld and others count in a wider area: as short as a column of numbers asks for."""


def breakdown_table(
    allocation: Allocation, selection: Selection, by: Breakdown, most: int, title: str = ""
) -> Table:
    """The parts with projects, the largest first, at most ``most`` lines of them; what no part holds, and all.

    Amounts in 億円 with their share of the whole, numbers of projects, and of how many the amount counts.
    """
    found = answers.total(allocation, selection)
    lines = shown_lines(answers.lines_by(allocation, selection, by), most, BREAKDOWN_LABEL[by])
    every = Line(selection.area, "合計", **vars(found))
    told = [*lines, every] if lines else []
    amounts = oku_cells([_amount(line) for line in told], [_why_none(line) for line in told])
    rows = tuple(
        (
            _name(line, by) if line.code != selection.area else line.label,
            amount,
            _share(line, found),
            f"{line.projects:,}",
            f"{line.projects_with_amount:,}",
        )
        for line, amount in zip(told, amounts, strict=True)
    )
    columns = (
        Column(BREAKDOWN_LABEL[by]),
        Column("投資額", "right"),
        Column("構成比（％）", "right"),
        Column("案件数（件）", "right"),
        Column("金額公表（件）", "right"),
    )
    return Table(
        title or f"{BREAKDOWN_LABEL[by]}別の内訳",
        columns,
        rows,
        "投資額の単位：億円",
        strong=frozenset({len(rows) - 1} if rows else ()),
        empty="当てはまる案件はありません",
    )


def _name(line: Line, by: Breakdown) -> str:
    if line.code == UNALLOCATED and by is not Breakdown.FIELD:
        return SEVERAL
    return line.label if line.code == REST else short_label(line)


def shown_lines(lines: Lines, most: int, kind: str) -> list[Line]:
    """The lines with projects, the largest first; of many the last ones together in one line."""
    parts = list(lines.areas().with_projects().largest_first())
    if len(parts) > most:
        small = parts[most - 1 :]
        sums = {name: sum(getattr(line, name) for line in small) for name in SUMS}
        parts = [*parts[: most - 1], Line(REST, f"ほか{len(small):,}{kind}", **sums)]
    beyond = lines.by_code().get(UNALLOCATED)
    return [*parts, beyond] if beyond and beyond.projects else parts


def _amount(line: Line | Total) -> int | None:
    return line.amount_yen if line.projects_with_amount else None


def _why_none(line: Line) -> str:
    if not line.projects:
        return _NO_PROJECT
    kinds = kinds_without_amount(line)
    return kinds if "または" not in kinds else _BOTH


def _share(line: Line, found: Total) -> str:
    """Share of the whole in percent with one decimal; "—" where there is no amount."""
    if not line.projects_with_amount or not found.amount_yen:
        return _NO_PROJECT
    return f"{line.amount_yen / found.amount_yen * 100:.1f}"


def field_chart(allocation: Allocation, selection: Selection, most: int) -> ChartFigure:
    """The amounts of the fields with projects as bars in 億円, the largest first; where none is known, the numbers
    of their projects.
    """
    if not answers.total(allocation, selection).projects_with_amount:
        return _counts_by_field(allocation, selection, most)
    lines = shown_lines(answers.lines_by(allocation, selection, Breakdown.FIELD), most, "分野")
    labels = oku_cells([_amount(line) for line in lines], [_why_none(line) for line in lines])
    names = [short_label(line) if line.code != REST else line.label for line in lines]
    values = tuple(line.amount_yen / OKU if line.projects_with_amount else None for line in lines)
    told = [
        f"{name} {format_yen(line.amount_yen) if line.projects_with_amount else _why_none(line)}"
        for name, line in zip(names, lines, strict=True)
    ]
    chart = Chart(
        "bar",
        "戦略分野別の投資額",
        "億円",
        tuple(names),
        (Series("投資額", values, ACCENT),),
        labels=tuple(labels),
    )
    return ChartFigure(chart, _alternative("戦略分野別の投資額の横棒グラフ", told))


def _counts_by_field(allocation: Allocation, selection: Selection, most: int) -> ChartFigure:
    lines = shown_lines(answers.lines_by(allocation, selection, Breakdown.FIELD), most, "分野")
    names = [short_label(line) if line.code != REST else line.label for line in lines]
    return _counts("戦略分野別の案件数", names, [line.projects for line in lines])


def _counts(title: str, names: Sequence[str], counts: Sequence[int]) -> ChartFigure:
    """Bars of numbers of projects."""
    chart = Chart(
        "bar",
        title,
        "件",
        tuple(names),
        (Series("案件数", tuple(map(float, counts)), ACCENT),),
        labels=tuple(f"{count:,}" for count in counts),
    )
    told = [f"{name} {count:,}件" for name, count in zip(names, counts, strict=True)]
    return ChartFigure(chart, _alternative(f"{title}の横棒グラフ", told))


def status_chart(allocation: Allocation, selection: Selection) -> ChartFigure:
    """How far the projects have come: their number in each state."""
    lines = answers.lines_by(allocation, selection, Breakdown.STATUS)
    steps = codelist("project_status")
    shown = [
        line for line in lines if line.projects or (steps[line.code].more["step"] and not selection.statuses)
    ]
    return _counts("状況別の案件数", [line.label for line in shown], [line.projects for line in shown])


def _alternative(head: str, told: Sequence[str]) -> str:
    if not told:
        return f"{head}。案件はありません。"
    return f"{head}。{'、'.join(told[:_TOLD])}{'など' if len(told) > _TOLD else ''}。"
