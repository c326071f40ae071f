"""The messages of sheets about areas and fields: the largest part, what changed, what is not in the numbers."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.half import asked_half
from analysis.lines import UNALLOCATED
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing import answers
from briefing.change_words import moved_count, moved_yen
from briefing.sheets.conclusions import percent, spoken_label
from briefing.sheets.naming import squares
from briefing.tables import BREAKDOWN_LABEL
from briefing.withheld_words import NAME
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.money import format_yen

_LONGEST_NAME, _LONGEST_ALONE = 30, 50
_MOST_NAMED = 2


def largest_parts(allocation: Allocation, selection: Selection, by: Breakdown) -> str:
    """``都道府県別では熊本県が1兆2,472億円（38％）で最も大きく、福岡県が…で続く。``; "" without amounts."""
    found = answers.total(allocation, selection)
    parts = answers.lines_by(allocation, selection, by).areas().largest_first()
    lines = [line for line in parts if line.amount_yen]
    if not lines or not found.amount_yen:
        return ""
    head, first = f"{BREAKDOWN_LABEL[by]}別では", lines[0]
    words = f"{format_yen(first.amount_yen)}（{percent(first.amount_yen, found.amount_yen)}）"
    tied = [spoken_label(line) for line in lines if line.amount_yen == first.amount_yen]
    if len(tied) > 1:
        return f"{head}{_names(tied, by)}が各{words}で最も大きい。"
    if len(lines) == 1:
        if first.amount_yen < found.amount_yen:
            return f"{head}{spoken_label(first)}が{words}で最も大きい。"
        return f"金額が公表されているのは{spoken_label(first)}の案件だけである。"
    second = lines[1]
    share = percent(second.amount_yen, found.amount_yen)
    return (
        f"{head}{spoken_label(first)}が{words}で最も大きく、"
        f"{spoken_label(second)}が{format_yen(second.amount_yen)}（{share}）で続く。"
    )


def _names(labels: list[str], by: Breakdown) -> str:
    """``五所川原市と六ヶ所村``, ``熊本県など3都道府県``."""
    if len(labels) <= _MOST_NAMED:
        return "と".join(labels)
    return f"{labels[0]}など{len(labels)}{BREAKDOWN_LABEL[by].removeprefix('戦略')}"


def most_projects(allocation: Allocation, selection: Selection, by: Breakdown) -> str:
    """``市区町村別では五所川原市と六ヶ所村が各1件。``: where most projects are, of those without amounts."""
    lines = [line for line in answers.lines_by(allocation, selection, by).areas() if line.projects]
    if not lines:
        return ""
    head, lines = f"{BREAKDOWN_LABEL[by]}別では", sorted(lines, key=lambda line: -line.projects)
    most = lines[0].projects
    tied = [spoken_label(line) for line in lines if line.projects == most]
    if len(lines) == 1:
        return (
            f"{head}すべて{tied[0]}にある。"
            if by is not Breakdown.FIELD
            else f"{head}すべて{tied[0]}である。"
        )
    if len(tied) > 1:
        return f"{head}{_names(tied, by)}が各{most:,}件{'で最も多い' if len(tied) < len(lines) else ''}。"
    if len(lines) > _MOST_NAMED and lines[1].projects == lines[2].projects:
        return f"{head}{tied[0]}が{most:,}件で最も多い。"
    return f"{head}{tied[0]}が{most:,}件で最も多く、{spoken_label(lines[1])}が{lines[1].projects:,}件で続く。"


def states(allocation: Allocation, selection: Selection) -> str:
    """``状況別では公表3件、着工1件。``"""
    lines = answers.lines_by(allocation, selection, Breakdown.STATUS)
    told = [f"{line.label}{line.projects:,}件" for line in lines if line.projects]
    return f"状況別では{'、'.join(told)}。" if told else ""


def only_project(allocation: Allocation, selection: Selection) -> tuple[str, ...]:
    """What is said of the only project: its name and company, field, state and when it runs."""
    project = answers.projects(allocation, selection).iloc[0]
    name, company = project["name"], project["company_name"]
    name = name if len(name) <= _LONGEST_ALONE else f"{name[:_LONGEST_ALONE]}…"
    by = f"（事業者 {company}）" if company and squares(name + company) <= _LONGEST_ALONE else ""
    running = project["status"] == codelist("project_status").label("operating")
    when = f"、稼働{'時期' if running else 'の予定'}は{project['operation']}" if project["operation"] else ""
    return (f"案件は「{name}」{by}。", f"分野は{project['field']}、状況は{project['status']}{when}。")


def largest_project(allocation: Allocation, selection: Selection) -> str:
    """``最も大きい案件は「…」の1兆1,000億円。`` of several with an amount; "" else, or for a name that is too long."""
    first = answers.largest_projects(allocation, selection, 2)
    if len(first) < 2 or first[0].amount_yen is None or squares(first[0].name) > _LONGEST_NAME:
        return ""
    project, amount = first[0], first[0].amount_yen
    mark = f"（{project.scope_mark}）" if project.scope_mark else ""
    tie = "（同額の案件あり）" if first[1].amount_yen == amount else ""
    return f"最も大きい案件は「{project.name}」の{format_yen(amount)}{mark}{tie}、状況は{project.status}。"


def change(allocation: Allocation, before: Allocation | None, selection: Selection) -> str:
    """How amount and number of projects differ from the earlier half; "" where there is nothing to compare."""
    if before is None:
        return ""
    now, then = answers.total(allocation, selection), answers.total(before, selection)
    since = short_ja(asked_half(before.records)) or "前の半期"
    if not then.projects:
        return f"{since}の時点では、当てはまる案件はなかった。" if now.projects else ""
    projects = now.projects - then.projects
    if not now.projects_with_amount or not then.projects_with_amount:
        return f"{since}と比べ、案件数は{moved_count(projects)}。"
    yen = now.amount_yen - then.amount_yen
    if not yen and not projects:
        return f"{since}と比べ、投資額・案件数とも増減なし。"
    return f"{since}と比べ、投資額は{moved_yen(yen)}、案件数は{moved_count(projects)}。"


def elsewhere(allocation: Allocation, selection: Selection) -> str:
    """Of a selection without projects, what there is of the same kind in the nation; "" where there is none."""
    compared = answers.comparison(allocation, selection)
    whole = compared.whole if compared else None
    if compared is None or whole is None or not whole.projects:
        return ""
    amount = f"、投資額は{format_yen(whole.amount_yen)}" if whole.projects_with_amount else ""
    of = "全国の案件" if compared.of == "全国" else compared.of.replace("条件", "条件の案件")
    return f"{of}は{whole.projects:,}件{amount}。"


def left_out(allocation: Allocation, selection: Selection, by: Breakdown) -> str:
    """What is not in the numbers: withheld amounts, those of a wider area, those of no single part. "" where no
    amount is known: the title says so.
    """
    found = answers.total(allocation, selection)
    if not found.projects_with_amount:
        return ""
    withheld = f"（うち{NAME}{found.withheld:,}件）" if found.withheld else ""
    kinds = [
        words
        for words, count in (
            (f"金額非公表の{found.not_disclosed:,}件{withheld}", found.not_disclosed),
            (f"広域に計上した{found.counted_wider:,}件", found.counted_wider),
        )
        if count
    ]
    lines = answers.lines_by(allocation, selection, by)
    beyond = lines.by_code().get(UNALLOCATED) if by is not Breakdown.FIELD else None
    shared = beyond.amount_yen if beyond else 0
    if kinds:
        more = f"投資額のうち{format_yen(shared)}は複数の{BREAKDOWN_LABEL[by]}にまたがる。" if shared else ""
        return f"{'と'.join(kinds)}は投資額に含まない。{more}"
    if shared:
        return f"投資額のうち{format_yen(shared)}は複数の{BREAKDOWN_LABEL[by]}にまたがり、どの{BREAKDOWN_LABEL[by]}にも分けていない。"
    return f"{found.projects:,}件すべての金額が公表されている。" if found.projects > 1 else ""


def told(*sentences: str) -> tuple[str, ...]:
    """The sentences that say something."""
    return tuple(sentence for sentence in sentences if sentence)
