"""Cards of KPI進捗: grades, what is poor, what is overdue, promises; each beside the half before."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.progress_headline import Headline, Promises, headline
from analysis.selection import Selection
from briefing.grade_words import grade_words
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from ui import markup


def show(allocation: Allocation, selection: Selection, half: str) -> None:
    markup.cards(cards(allocation, selection, half))


@kept(256)
def cards(allocation: Allocation, selection: Selection, half: str) -> tuple[str, ...]:
    found, when = headline(allocation, selection, half), short_ja(half)
    return (
        markup.card(
            "KPI", when, f"{found.kpis:,}", f"指標／{found.plans:,}計画", [_worst(found), *_movement(found)]
        ),
        markup.card(
            "要対応",
            when,
            f"{found.poor:,}",
            "指標",
            [
                f"うち新たに {found.newly_poor:,}指標",
                f"原因か対応の記載なし {found.unexplained:,}指標",
                _then(found, f"{found.poor_before:,}指標"),
            ],
        ),
        markup.card(
            "未報告・遅延",
            when,
            f"{found.overdue:,}",
            "指標",
            [
                "提出期限を過ぎた実績値",
                f"進捗報告の期限超過 {found.overdue_reports:,}計画",
                _then(found, f"{found.overdue_before:,}指標"),
            ],
        ),
        markup.card(
            "約束の履行",
            when,
            f"{found.promises.kept:,}",
            f"／{found.promises.due:,}件",
            [*_broken(found.promises), _then(found, _kept(found.promises_before))],
        ),
    )


def _worst(found: Headline) -> str:
    """``最も悪い D× 遅れ 34指標``."""
    if not found.kpis:
        return "当てはまるKPIはありません"
    number = found.by_grade[codelist("kpi_grade").position[found.worst]]
    return f"最も悪い {grade_words(found.worst)} {number:,}指標"


def _movement(found: Headline) -> list[str]:
    if not found.assessed_before:
        return ["前の半期に評価できたKPIなし"]
    return [f"{short_ja(found.before)}と比べ", f"改善 {found.better:,}・悪化 {found.worse:,}指標"]


def _then(found: Headline, words: str) -> str:
    return f"{short_ja(found.before)}は {words}" if found.before else "前の半期の記録なし"


def _broken(promises: Promises) -> list[str]:
    if not promises.due:
        return ["期限の来た約束なし"]
    told = promises.not_kept + promises.not_reported
    rest = promises.due - promises.kept - told
    others = f"確認できない {rest:,}件" if rest else "期限の来た約束のうち"
    return [others, f"未履行 {promises.not_kept:,}・点検なし {promises.not_reported:,}件"]


def _kept(promises: Promises) -> str:
    return f"{promises.kept:,}／{promises.due:,}件" if promises.due else "約束なし"
