"""The matrix of strategic fields by blocks; every number leads to its projects on the map."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.lines import OTHER_FIELDS_JA, SUMS, UNALLOCATED, Line
from analysis.measure import Measure
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing import answers
from briefing.oku import oku_cells
from briefing.uncounted_amounts import kinds_without_amount
from domain.area import NATION
from domain.codelist import codelist
from geo.palette import CLASSES
from ui import link


@kept(128)
def matrix(allocation: Allocation, selection: Selection, measure: Measure) -> pd.DataFrame:
    """Numbers of fields (rows) by blocks (columns), with what lies across blocks and the total.

    Amounts in yen, or numbers of projects; NA where projects have no amount that counts there.
    Column codes are blocks, ``unallocated`` and ``total``; row codes are fields, ``unallocated`` for
    projects outside the strategic fields if there are any, and ``total``.
    """
    columns = (*codelist("block").codes, UNALLOCATED, "total")
    # What lies across blocks has a line only if there is any; no line is no project, not NA.
    return pd.DataFrame(
        {
            code: {column: _number(row[column], measure) if column in row else 0 for column in columns}
            for code, row in rows_of(allocation, selection).items()
        }
    ).T


@kept(128)
def rows_of(allocation: Allocation, selection: Selection) -> dict[str, dict[str, Line]]:
    """The lines of :func:`matrix` by row and column."""
    nation = selection.within(NATION)
    rows = {code: _row(allocation, nation.with_fields((code,))) for code in codelist("strategic_field").codes}
    total = _row(allocation, nation.with_fields(()))
    rest = {
        column: _less(line, [row[column] for row in rows.values() if column in row])
        for column, line in total.items()
    }
    if rest["total"].projects:
        rows[UNALLOCATED] = rest
    return rows | {"total": total}


def _row(allocation: Allocation, selection: Selection) -> dict[str, Line]:
    lines = answers.lines_by(allocation, selection, Breakdown.BLOCK)
    (whole,) = answers.lines_by(allocation, selection, Breakdown.NATION)
    return {line.code: line for line in (*lines, whole._replace(code="total"))}


def _less(whole: Line, parts: list[Line]) -> Line:
    """What is left of a line; a project is of one field, so that also the numbers of projects part."""
    left = {name: getattr(whole, name) - sum(getattr(part, name) for part in parts) for name in SUMS}
    return whole._replace(**left)


def _number(line: Line, measure: Measure) -> object:
    if measure is Measure.PROJECTS:
        return line.projects
    return line.amount_yen if line.projects_with_amount or not line.projects else pd.NA


def html(allocation: Allocation, selection: Selection, measure: Measure) -> str:
    """The matrix as a table with headings in both directions; cells shaded by rank of size."""
    numbers = matrix(allocation, selection, measure)
    inner = numbers.drop(index="total", columns="total").stack()
    positive = inner[inner.fillna(0).astype(float) > 0].astype(float)
    limits = positive.quantile([0.4, 0.7, 0.9]).tolist() if len(positive) else []
    unit = "件" if measure is Measure.PROJECTS else "億円"
    headings = [codelist("block").label(code) for code in codelist("block").codes] + [
        "ブロックにまたがる",
        "計",
    ]
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in headings)
    names = {entry.code: entry.label_ja for entry in codelist("strategic_field")}
    names |= {UNALLOCATED: OTHER_FIELDS_JA, "total": "計"}
    found = rows_of(allocation, selection)
    words = {str(column): _words(numbers[column], measure) for column in numbers}
    lines = []
    for code, row in numbers.iterrows():
        name = names[str(code)]
        cells = "".join(
            f'<td class="zero">{kinds_without_amount(found[str(code)][str(column)])}</td>'
            if pd.isna(value)
            else _cell(str(code), str(column), int(value), words[str(column)][str(code)], limits)
            for column, value in row.items()
        )
        lines.append(f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>')
    return (
        f'<div class="scroll"><table class="plain matrix"><caption>戦略分野 × ブロック（単位：{unit}）</caption>'
        f'<thead><tr><th scope="col">戦略分野</th>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'
    )


def _words(numbers: pd.Series, measure: Measure) -> dict[str, str]:
    """The numbers of a column in words, by the code of the row."""
    known = {str(code): int(value) for code, value in numbers.items() if not pd.isna(value)}
    if measure is Measure.PROJECTS:
        return {code: f"{value:,}" for code, value in known.items()}
    return dict(zip(known, oku_cells(list(known.values()), [""] * len(known)), strict=True))


def _cell(field: str, column: str, number: int, text: str, limits: list[float]) -> str:
    if not number:
        return '<td class="zero">—</td>'
    shade = sum(number >= limit for limit in limits) if "total" not in (field, column) else 0
    style = f' style="background:{("#ffffff", "#e8f1fe", *CLASSES[:1], "#9db7f9")[shade]}"' if shade else ""
    if UNALLOCATED in (field, column):
        return f"<td{style}>{text}</td>"
    area, of_field = ("" if code == "total" else code for code in (column, field))
    address = link.relative_address(link.MAP, area=area, field=of_field)
    return f'<td{style}><a data-go href="{escape(address, quote=True)}">{text}</a></td>'
