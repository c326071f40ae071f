"""The panel beside the map: what makes up the chosen area."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.lines import UNALLOCATED, Line
from analysis.measure import format_per_capita
from analysis.selection import Selection
from analysis.totals import Breakdown
from analysis.withheld import withheld_sum
from briefing import answers
from briefing.uncounted_amounts import amount_words
from briefing.withheld_words import NAME, withheld_words
from domain.area import NATION, Level, label_of
from domain.codelist import codelist
from domain.money import format_yen
from domain.population import populations
from ui import link, markup
from ui.plan_panel import numbers_by_type

_MOST_FIELDS, _MOST_PROJECTS = 5, 5


def html(allocation: Allocation, selection: Selection) -> str:
    """Rank among its peers, fields and largest projects of the selected area, as HTML."""
    return _html(allocation, selection, link.relative_address(link.LIST))


@kept(2048)
def _html(allocation: Allocation, selection: Selection, list_address: str) -> str:
    title = escape(label_of(selection.area, full=True))
    parts = [
        f'<div class="panel"><h3>{title}</h3><p class="rank">{escape(_rank(allocation, selection))}</p>',
        _facts(allocation, selection),
        "<h4>分野（投資額の大きい順）</h4>",
        _fields(allocation, selection),
        "<h4>投資額の大きい案件</h4>",
        _projects(allocation, selection, list_address),
        "</div>",
    ]
    return "".join(parts)


def _rank(allocation: Allocation, selection: Selection) -> str:
    """``投資額は47都道府県中 4位``; for the nation and areas without an amount what they hold."""
    level = selection.level
    if level is Level.NATION:
        return "9ブロック・47都道府県・1,741市区町村"
    above = selection.prefecture if level is Level.MUNICIPALITY else NATION
    lines = answers.lines_by(allocation, selection.within(above), Breakdown(level.value)).areas()
    line = lines.by_code()[selection.area]
    peers = f"{label_of(above) if above != NATION else ''}{len(lines)}{level.label_ja}"
    if not line.projects_with_amount:
        return f"{peers}の一つ。" + (_why_no_amount(line) if line.projects else "案件はありません")
    rank = int((lines["amount_yen"] > line.amount_yen).sum()) + 1
    return f"投資額は{peers}中 {rank}位"


def _why_no_amount(line: Line) -> str:
    if line.counted_wider:
        return "この区域だけに数えられる金額はありません"
    return "金額が公表された案件はありません"


def _facts(allocation: Allocation, selection: Selection) -> str:
    found = answers.total(allocation, selection)
    facts = [
        ("金額公表", f"{found.projects_with_amount:,}／{found.projects:,}件"),
        ("金額非公表", f"{found.not_disclosed:,}件"),
    ]
    if found.withheld:
        told = withheld_words(found.withheld, withheld_sum(allocation, selection))
        facts.append((f"うち{NAME}", told.removeprefix(f"{NAME} ")))
    if found.counted_wider:
        facts.append(("より広い区域に数えた案件", f"{found.counted_wider:,}件"))
    people = populations().get(selection.area)
    if people and found.projects_with_amount:
        facts.append(("人口当たり投資額", format_per_capita(found.amount_yen / people)))
    if len(allocation.records["plans"]):
        facts.append(("計画", numbers_by_type(answers.plans(allocation, selection))))
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return f"<dl>{rows}</dl>"


def _fields(allocation: Allocation, selection: Selection) -> str:
    lines = list(answers.lines_by(allocation, selection, Breakdown.FIELD).with_projects().largest_first())
    if not lines:
        return "<p>案件はありません。</p>"
    largest = max(1, lines[0].amount_yen)
    rows, fields = [], codelist("strategic_field")
    for line in lines[:_MOST_FIELDS]:
        amount = amount_words(line)
        short = line.label if line.code == UNALLOCATED else fields[line.code].more["short_ja"]
        rows.append((short, f"{amount}・{line.projects}件", line.amount_yen / largest))
    more = len(lines) - _MOST_FIELDS
    return markup.bars(rows) + (f'<p class="rank">ほか{more}分野</p>' if more > 0 else "")


def _projects(allocation: Allocation, selection: Selection, list_address: str) -> str:
    listed = answers.largest_projects(allocation, selection, _MOST_PROJECTS)
    if not listed:
        return "<p>案件はありません。</p>"
    items = []
    for project in listed:
        amount = "金額非公表" if project.amount_yen is None else format_yen(project.amount_yen)
        mark = f"（{project.scope_mark}）" if project.scope_mark and project.amount_yen is not None else ""
        address = f"{list_address}{'&' if '?' in list_address else '?'}project={quote(project.project_id)}"
        items.append(
            f'<li><a data-go href="{escape(address, quote=True)}">{escape(project.name)}</a>'
            f"<span>{escape(amount + mark)}・{escape(project.status)}</span></li>"
        )
    return f'<ul class="projects">{"".join(items)}</ul>'
