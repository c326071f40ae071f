"""The headline cards of a selection: amount, projects, public support, places; each compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.support import support_ratio
from analysis.totals import UNALLOCATED, Breakdown, Total
from domain.area import Level
from domain.codelist import codelist
from domain.money import format_yen
from domain.partial_date import format_ja
from ui import answers, markup


def show(allocation: Allocation, selection: Selection) -> None:
    markup.cards(_cards(allocation, selection))


@lru_cache(maxsize=4096)
def _cards(allocation: Allocation, selection: Selection) -> tuple[str, ...]:
    when = f"{format_ja(allocation.records.as_of)}時点"
    found = answers.total(allocation, selection)
    return (
        markup.card(
            "投資額", when, *split_unit(amount_words(found)), _amount_lines(allocation, selection, found)
        ),
        markup.card(
            "案件数", when, f"{found.projects:,}", "件", _project_lines(allocation, selection, found)
        ),
        markup.card(
            "国の支援（上限）",
            when,
            *split_unit(format_yen(found.public_support_yen) if found.projects_with_support else "公表なし"),
            _support_lines(allocation, selection),
        ),
        _breadth_card(allocation, selection, when),
    )


def amount_words(found: Total) -> str:
    """The amount, or why there is none: no project and nothing disclosed are not 0円."""
    if found.projects_with_amount:
        return format_yen(found.amount_yen)
    return "非公表" if found.projects else "案件なし"


def split_unit(words: str) -> tuple[str, str]:
    """``3兆9,000億円`` as number and unit, so that the unit can be set smaller."""
    return (words[:-1], "円") if words.endswith("円") else (words, "")


def _share(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}％" if whole else "—"


def _amount_lines(allocation: Allocation, selection: Selection, found: Total) -> list[str]:
    lines = []
    compared = answers.comparison(allocation, selection)
    if compared:
        lines.append(f"{compared.of}の{_share(found.amount_yen, compared.whole.amount_yen)}")
    else:
        lines.append(_last_two_years(allocation, selection))
    marked = found.lower_bounds + found.partial_scopes
    counts = f"金額公表 {found.projects_with_amount:,}／{found.projects:,}件"
    lines.append(f"{counts}（下限等 {marked:,}件）" if marked else counts)
    return lines


def _last_two_years(allocation: Allocation, selection: Selection) -> str:
    """The last whole year of announcement beside the one before it."""
    last_year = int(allocation.records.as_of[:4] or 0) - 1
    by_year = answers.totals_by(allocation, selection, Breakdown.ANNOUNCED_YEAR)
    amounts = by_year.set_index("code")["amount_yen"]
    now, before = (int(amounts.get(str(year), 0)) for year in (last_year, last_year - 1))
    return f"{last_year}年公表 {_short(now)}（前年{_short(before)}）"


def _short(yen: int) -> str:
    """``2.9兆円``, ``764億円``: for comparisons, where three digits are enough."""
    return f"{yen / 10**12:.1f}兆円" if yen >= 10**12 else format_yen(yen)


def _project_lines(allocation: Allocation, selection: Selection, found: Total) -> list[str]:
    compared = answers.comparison(allocation, selection)
    if compared:
        first = (
            f"{compared.of} {compared.whole.projects:,}件の{_share(found.projects, compared.whole.projects)}"
        )
    else:
        last_year = int(allocation.records.as_of[:4] or 0) - 1
        by_year = answers.totals_by(allocation, selection, Breakdown.ANNOUNCED_YEAR)
        counts = by_year.set_index("code")["projects"]
        now, before = (int(counts.get(str(year), 0)) for year in (last_year, last_year - 1))
        first = f"{last_year}年公表 {now:,}件（前年{before:,}件）"
    by_status = answers.totals_by(allocation, selection, Breakdown.STATUS).set_index("code")["projects"]
    return [
        first,
        f"着工 {by_status['under_construction']:,}件、竣工・稼働 {by_status['completed'] + by_status['operating']:,}件",
    ]


def _support_lines(allocation: Allocation, selection: Selection) -> list[str]:
    paired = support_ratio(allocation, selection)
    lines = [f"支援額の公表 {paired.with_support:,}件"]
    if paired.with_both:
        share = _share(paired.support_yen, paired.amount_yen)
        lines.append(f"投資額も公表の{paired.with_both:,}件では{share}")
    return lines


def _breadth_card(allocation: Allocation, selection: Selection, when: str) -> str:
    """In how many places the projects are; for a single municipality, in how many fields."""
    if selection.level is Level.MUNICIPALITY:
        lines = answers.totals_by(allocation, selection, Breakdown.FIELD)
        names = [
            codelist("strategic_field")[code].more["short_ja"]
            for code in lines.loc[lines["projects"] > 0, "code"]
        ]
        more = [
            f"{len(lines)}分野の{_share(len(names), len(lines))}",
            "、".join(names[:3]) + ("ほか" if len(names) > 3 else ""),
        ]
        return markup.card("案件のある分野", when, f"{len(names)}", "分野", more)
    places = _areas_with_projects(allocation, selection, Breakdown.MUNICIPALITY)
    more = [f"{places.of_all:,}市区町村の{_share(places.filled, places.of_all)}"]
    if selection.level in (Level.NATION, Level.BLOCK):
        prefectures = _areas_with_projects(allocation, selection, Breakdown.PREFECTURE)
        more.append(f"都道府県では {prefectures.filled}／{prefectures.of_all}")
    return markup.card("立地する市区町村", when, f"{places.filled:,}", "市区町村", more)


@dataclass(frozen=True)
class _Filled:
    filled: int
    of_all: int


def _areas_with_projects(allocation: Allocation, selection: Selection, by: Breakdown) -> _Filled:
    lines = answers.totals_by(allocation, selection, by)
    areas = lines[lines["code"] != UNALLOCATED]
    return _Filled(int((areas["projects"] > 0).sum()), len(areas))
