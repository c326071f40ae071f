"""The headline numbers of a selection: amount, projects, public support, places; each compared."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.selection import Selection
from analysis.support import support_ratio
from analysis.totals import Breakdown, Total
from briefing import answers
from briefing.contents import KeyNumber
from briefing.uncounted_amounts import known_amounts
from briefing.withheld_words import withheld_words
from domain.area import Level
from domain.codelist import codelist
from domain.money import format_yen
from domain.partial_date import format_ja


@kept(4096)
def key_numbers(allocation: Allocation, selection: Selection) -> tuple[KeyNumber, ...]:
    """Amount, projects, public support, places, each with its 時点 and what it is compared with."""
    when = f"{format_ja(allocation.records.as_of[:7])}時点"
    found = answers.total(allocation, selection)
    return (
        KeyNumber(
            "投資額", *split_unit(amount_words(found)), when, _amount_lines(allocation, selection, found)
        ),
        KeyNumber("案件数", f"{found.projects:,}", "件", when, _project_lines(allocation, selection, found)),
        KeyNumber(
            "国の支援（上限）",
            *split_unit(format_yen(found.public_support_yen) if found.projects_with_support else "公表なし"),
            when,
            _support_lines(allocation, selection),
        ),
        _breadth_card(allocation, selection, when),
    )


def amount_words(found: Total) -> str:
    """The amount, or in a short word why there is none: no project and nothing disclosed are not 0円."""
    if found.projects_with_amount:
        return format_yen(found.amount_yen)
    if not found.projects:
        return "案件なし"
    return "広域に計上" if found.counted_wider else "非公表"


def split_unit(words: str) -> tuple[str, str]:
    """``3兆9,000億円`` as number and unit, so that the unit can be set smaller."""
    return (words[:-1], "円") if words.endswith("円") else (words, "")


def share_words(part: int, whole: int) -> str:
    """``17.6％``; "—" of nothing."""
    return f"{part / whole * 100:.1f}％" if whole else "—"


def _amount_lines(allocation: Allocation, selection: Selection, found: Total) -> tuple[str, ...]:
    lines = []
    compared = answers.comparison(allocation, selection)
    if compared:
        # Amounts that are not disclosed are no 0 % of the whole.
        share = (
            share_words(found.amount_yen, compared.whole.amount_yen) if found.projects_with_amount else "—"
        )
        lines.append(f"{compared.of}に占める割合 {share}")
    else:
        lines.append(_last_two_years(allocation, selection))
    marked = found.lower_bounds + found.partial_scopes
    counts = known_amounts(found)
    lines.append(f"{counts}（下限等 {marked:,}件）" if marked else counts)
    # Their sum is of another day than these numbers: panel and table tell it with its day.
    lines += [f"ほかに{withheld_words(found.withheld, None)}"] if found.withheld else []
    return tuple(lines)


def _last_two_years(allocation: Allocation, selection: Selection) -> str:
    """The last whole year of announcement beside the one before it."""
    last_year = int(allocation.records.as_of[:4] or 0) - 1
    by_year = answers.lines_by(allocation, selection, Breakdown.ANNOUNCED_YEAR)
    amounts = dict(zip(by_year.codes, by_year["amount_yen"].tolist(), strict=True))
    now, before = (amounts.get(str(year), 0) for year in (last_year, last_year - 1))
    return f"{last_year}年公表 {_short(now)}（前年{_short(before)}）"


def _short(yen: int) -> str:
    """``2.9兆円``, ``764億円``: for comparisons, where three digits are enough."""
    return f"{yen / 10**12:.1f}兆円" if yen >= 10**12 else format_yen(yen)


def _project_lines(allocation: Allocation, selection: Selection, found: Total) -> tuple[str, ...]:
    compared = answers.comparison(allocation, selection)
    if compared:
        first = f"{compared.of} {compared.whole.projects:,}件の{share_words(found.projects, compared.whole.projects)}"
    else:
        last_year = int(allocation.records.as_of[:4] or 0) - 1
        counts = _projects_by(allocation, selection, Breakdown.ANNOUNCED_YEAR)
        now, before = (counts.get(str(year), 0) for year in (last_year, last_year - 1))
        first = f"{last_year}年公表 {now:,}件（前年{before:,}件）"
    by_status = _projects_by(allocation, selection, Breakdown.STATUS)
    return (
        first,
        f"着工 {by_status['under_construction']:,}件、竣工・稼働 {by_status['completed'] + by_status['operating']:,}件",
    )


def _projects_by(allocation: Allocation, selection: Selection, by: Breakdown) -> dict[str, int]:
    lines = answers.lines_by(allocation, selection, by)
    return dict(zip(lines.codes, lines["projects"].tolist(), strict=True))


def _support_lines(allocation: Allocation, selection: Selection) -> tuple[str, ...]:
    paired = support_ratio(allocation, selection)
    lines = [f"支援額の公表 {paired.with_support:,}件"]
    if paired.with_both:
        share = share_words(paired.support_yen, paired.amount_yen)
        lines.append(f"投資額も公表の{paired.with_both:,}件では{share}")
    return tuple(lines)


def _breadth_card(allocation: Allocation, selection: Selection, when: str) -> KeyNumber:
    """In how many places the projects are; for a single municipality, in how many fields."""
    if selection.level is Level.MUNICIPALITY:
        lines = answers.lines_by(allocation, selection, Breakdown.FIELD).areas()
        names = [codelist("strategic_field")[code].more["short_ja"] for code in lines.with_projects().codes]
        more = [
            f"{len(lines)}分野の{share_words(len(names), len(lines))}",
            "、".join(names[:3]) + ("ほか" if len(names) > 3 else ""),
        ]
        return KeyNumber("案件のある分野", f"{len(names)}", "分野", when, tuple(more))
    places = _areas_with_projects(allocation, selection, Breakdown.MUNICIPALITY)
    more = [f"{places.of_all:,}市区町村の{share_words(places.filled, places.of_all)}"]
    if selection.level in (Level.NATION, Level.BLOCK):
        prefectures = _areas_with_projects(allocation, selection, Breakdown.PREFECTURE)
        more.append(f"都道府県では {prefectures.filled}／{prefectures.of_all}")
    return KeyNumber("立地する市区町村", f"{places.filled:,}", "市区町村", when, tuple(more))


@dataclass(frozen=True)
class _Filled:
    filled: int
    of_all: int


def _areas_with_projects(allocation: Allocation, selection: Selection, by: Breakdown) -> _Filled:
    areas = answers.lines_by(allocation, selection, by).areas()
    return _Filled(int((areas["projects"] > 0).sum()), len(areas))
