"""What numbers come to, in a sentence: the title of a sheet about an area or a field."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.lines import Line
from analysis.selection import Selection
from analysis.totals import Breakdown, Total
from briefing import answers
from briefing.sheets.naming import area_words, subject_words
from briefing.uncounted_amounts import kinds_without_amount
from domain.area import NATION, Level, label_of
from domain.codelist import codelist
from domain.money import format_yen

_LONGEST_NAME = 16
"""Characters of a project's name that a title has room for."""

_SMALL = 0.1
"""Of a smaller part nobody says that it 占める the whole."""


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
        named = f"「{name}」の" if len(name) <= _LONGEST_NAME else ""
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
    """``全国の38％を占める（47都道府県中3位）``, ``全国の0.4％``; of the nation itself which block is the largest."""
    if selection.is_everything:
        return _first_block(allocation, selection, found)
    compared = answers.comparison(allocation, selection)
    whole = compared.whole.amount_yen if compared else 0
    if not found.amount_yen or not whole:
        return ""
    of = _whole_words(selection)
    if found.amount_yen == whole:
        return f"{of}のすべてを占める"
    verb = "を占める" if found.amount_yen >= whole * _SMALL else ""
    return f"{of}の{percent(found.amount_yen, whole)}{verb}{_rank(allocation, selection, found)}"


def _whole_words(selection: Selection) -> str:
    """What a selection is a part of: the nation, all fields where only fields are chosen, or all projects."""
    if selection.area != NATION:
        return "全国"
    return "全分野" if selection.with_fields(()).is_everything else "全案件"


def _first_block(allocation: Allocation, selection: Selection, found: Total) -> str:
    lines = list(answers.lines_by(allocation, selection, Breakdown.BLOCK).areas().largest_first())
    first, second = lines[:2]
    if not first.amount_yen or first.amount_yen == second.amount_yen:
        return ""
    return f"{area_words(first.code)}が{percent(first.amount_yen, found.amount_yen)}を占める"


def _rank(allocation: Allocation, selection: Selection, found: Total) -> str:
    """Rank among the prefectures of the nation, or among the blocks."""
    if selection.level not in (Level.PREFECTURE, Level.BLOCK):
        return ""
    by = Breakdown(selection.level.value)
    amounts = answers.lines_by(allocation, selection.within(NATION), by).areas()["amount_yen"]
    rank = int((amounts > found.amount_yen).sum()) + 1
    ties = int((amounts == found.amount_yen).sum()) - 1
    return f"（{len(amounts)}{selection.level.label_ja}中{rank}位{'、同額あり' if ties else ''}）"


def short_label(line: Line) -> str:
    """A line's name where its kind is plain: a municipality without its prefecture, a field's short name."""
    if line.code in codelist("strategic_field"):
        return codelist("strategic_field")[line.code].more["short_ja"]
    return label_of(line.code) if line.code.isdigit() and len(line.code) == 6 else line.label


def spoken_label(line: Line) -> str:
    """The short name as it is said in a sentence."""
    return area_words(line.code) if line.code in codelist("block") else short_label(line)
