"""What numbers come to, as sentences: the title of a sheet and its messages."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.half import asked_half
from analysis.lines import UNALLOCATED, Line, Lines
from analysis.selection import Selection
from analysis.totals import Breakdown, Total
from briefing import answers
from briefing.change_words import signed_count, signed_yen
from briefing.sheets.naming import squares, subject_words
from briefing.tables import BREAKDOWN_LABEL
from briefing.uncounted_amounts import kinds_without_amount
from briefing.withheld_words import NAME
from domain.area import NATION, Level, label_of
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.money import format_yen

_LONGEST_NAME, _LONGEST_IN_TITLE, _LONGEST_ALONE = 30, 16, 50


def percent(part: int, whole: int) -> str:
    """``38％``, ``7.6％``, ``0.1％未満``; 100％ only of the whole, "—" of nothing."""
    if whole <= 0:
        return "—"
    share = part / whole * 100
    if 0 < share < 0.1:
        return "0.1％未満"
    is_rough = 10 <= share < 99.5 or part in (0, whole)
    return f"{share:.0f}％" if is_rough else f"{min(share, 99.9) if part < whole else share:.1f}％"


def title(allocation: Allocation, selection: Selection) -> str:
    """The selection's amount and what it is a part of; in its place why there is no amount."""
    found, subject = answers.total(allocation, selection), subject_words(selection)
    if not found.projects_with_amount:
        return _without_amount(found, subject)
    amount = format_yen(found.amount_yen)
    if found.projects == 1:
        name = answers.largest_projects(allocation, selection, 1)[0].name
        named = f"「{name}」の" if len(name) <= _LONGEST_IN_TITLE else ""
        return f"{subject}の案件は{named}1件、投資額は{amount}"
    standing = _standing(allocation, selection, found)
    return f"{subject}の投資額は{amount}{standing and f'、{standing}'}"


def _without_amount(found: Total, subject: str) -> str:
    if not found.projects:
        return f"{subject}の案件は登録されていない"
    kinds = kinds_without_amount(found)
    every = "いずれも" if found.projects > 1 and "または" not in kinds else ""
    return f"{subject}の案件は{found.projects:,}件、金額は{every}{kinds}"


def _standing(allocation: Allocation, selection: Selection, found: Total) -> str:
    """``全国の38％を占める（47都道府県中3位）``; of the nation itself which block is the largest."""
    if selection.is_everything:
        return _first_block(allocation, selection, found)
    compared = answers.comparison(allocation, selection)
    whole = compared.whole.amount_yen if compared else 0
    if not found.amount_yen or not whole:
        return ""
    of = "全国" if selection.area != NATION else "全案件"
    if found.amount_yen == whole:
        return f"{of}のすべてを占める"
    return f"{of}の{percent(found.amount_yen, whole)}を占める{_rank(allocation, selection, found)}"


def _first_block(allocation: Allocation, selection: Selection, found: Total) -> str:
    lines = list(answers.lines_by(allocation, selection, Breakdown.BLOCK).areas().largest_first())
    first, second = lines[:2]
    if not first.amount_yen or first.amount_yen == second.amount_yen:
        return ""
    return f"{first.label}が{percent(first.amount_yen, found.amount_yen)}を占める"


def _rank(allocation: Allocation, selection: Selection, found: Total) -> str:
    """Rank among the prefectures of the nation, or among the blocks."""
    if selection.level not in (Level.PREFECTURE, Level.BLOCK):
        return ""
    by = Breakdown(selection.level.value)
    amounts = answers.lines_by(allocation, selection.within(NATION), by).areas()["amount_yen"]
    rank = int((amounts > found.amount_yen).sum()) + 1
    ties = int((amounts == found.amount_yen).sum()) - 1
    return f"（{len(amounts)}{selection.level.label_ja}中{rank}位{'、同額あり' if ties else ''}）"


def largest_parts(allocation: Allocation, selection: Selection, by: Breakdown) -> str:
    """``都道府県別では熊本県が1兆2,472億円（38％）で最も大きく、福岡県が…で続く。``; "" without amounts."""
    found = answers.total(allocation, selection)
    lines = [line for line in _valued(answers.lines_by(allocation, selection, by)) if line.amount_yen]
    if not lines or not found.amount_yen:
        return ""
    head, first = f"{BREAKDOWN_LABEL[by]}別では", lines[0]
    words = f"{format_yen(first.amount_yen)}（{percent(first.amount_yen, found.amount_yen)}）"
    tied = [line for line in lines if line.amount_yen == first.amount_yen]
    if len(tied) > 1:
        names = (
            "と".join(map(short_label, tied[:2]))
            if len(tied) == 2
            else f"{short_label(first)}など{len(tied)}つ"
        )
        return f"{head}{names}が{words}で並び、最も大きい。"
    if len(lines) == 1:
        if first.amount_yen < found.amount_yen:
            return f"{head}{short_label(first)}が{words}で最も大きい。"
        return f"{head}{short_label(first)}だけに、金額の公表された案件がある。"
    second = lines[1]
    share = percent(second.amount_yen, found.amount_yen)
    return f"{head}{short_label(first)}が{words}で最も大きく、{short_label(second)}が{format_yen(second.amount_yen)}（{share}）で続く。"


def _valued(lines: Lines) -> Lines:
    return lines.areas().largest_first()


def short_label(line: Line) -> str:
    """A line's name where its kind is plain: a municipality without its prefecture, a field's short name."""
    if line.code in codelist("strategic_field"):
        return codelist("strategic_field")[line.code].more["short_ja"]
    return label_of(line.code) if line.code.isdigit() and len(line.code) == 6 else line.label


def only_project(allocation: Allocation, selection: Selection) -> tuple[str, ...]:
    """What is said of the only project: its name, field, place and state."""
    project = answers.projects(allocation, selection).iloc[0]
    name = (
        project["name"] if len(project["name"]) <= _LONGEST_ALONE else f"{project['name'][:_LONGEST_ALONE]}…"
    )
    operation = f"、稼働（予定を含む）は{project['operation']}" if project["operation"] else ""
    return (
        f"案件は「{name}」。",
        f"分野は{project['field']}、状況は{project['status']}{operation}。",
    )


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
    """How amount and number of projects differ from the half before; "" where there is nothing to compare."""
    if before is None:
        return ""
    now, then = answers.total(allocation, selection), answers.total(before, selection)
    since = short_ja(asked_half(before.records)) or "前の半期"
    if not then.projects:
        return f"{since}の時点では、当てはまる案件はなかった。" if now.projects else ""
    projects = now.projects - then.projects
    if not now.projects_with_amount or not then.projects_with_amount:
        return f"{since}の時点と比べ、案件数は{signed_count(projects)}。"
    yen = now.amount_yen - then.amount_yen
    if not yen and not projects:
        return f"{since}の時点と比べ、投資額・案件数とも変わらない。"
    return f"{since}の時点と比べ、投資額は{signed_yen(yen)}、案件数は{signed_count(projects)}。"


def left_out(allocation: Allocation, selection: Selection, by: Breakdown) -> str:
    """What is not in the numbers: withheld amounts, those of a wider area, those of no single part."""
    found = answers.total(allocation, selection)
    if not found.projects:
        return ""
    withheld = f"（うち{NAME} {found.withheld:,}件）" if found.withheld else ""
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
