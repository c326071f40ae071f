"""KPI進捗と要対応: grades by count, where they are poor, what is to be done and by whom it was promised."""

from __future__ import annotations

from analysis.half import half_of
from analysis.measure import Measure
from analysis.progress_headline import Headline, headline
from briefing.contents import Block, KeyNumber, KeyNumbers, Row, Sheet, Stack
from briefing.grade_words import grade_words
from briefing.maps.figures import map_figure
from briefing.maps.view import possible_view
from briefing.sheets import frame, progress_lists
from briefing.sheets.long_lists import as_list, excerpt
from briefing.sheets.naming import subject_words
from briefing.sheets.progress_parts import areas_table, grade_table, judged_table, plans_table
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.codelist import codelist
from domain.fiscal_half import format_ja, short_ja

GRADE_NOTE = "評価は実績と期待値からの計算で、報告の判断（人の判断）と実績の新しさとは別に示す。件数と最も悪い評価で示し、割合は平均しない。"
_NO_KPI = "この条件に当てはまる計画のKPIがないため、KPI進捗の資料は作れません。条件をゆるめてください。"


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """The grades on one page, then what asks for a talk on as many as there is something to list.

    Raises:
        SheetNotPossible: the selection has no KPI to judge.
    """
    half = half_of(source.allocation.records)
    found = headline(source.allocation, request.selection, half)
    if not found.kpis:
        raise SheetNotPossible(_NO_KPI)
    first = frame.sheet(
        source,
        request,
        subject=f"{subject_words(request.selection)}　{format_ja(half)}",
        title=_title(found),
        messages=_messages(found),
        blocks=_blocks(source, request, half, found),
        notes=(GRADE_NOTE,),
        coverage=f"KPI {found.kpis:,}件／{found.plans:,}計画",
    )
    return (first, *progress_lists.sheets(source, request, first))


def _title(found: Headline) -> str:
    """``KPI 214件のうち遅れは12件、要対応の20件のうち7件は原因か対応が未記入``."""
    behind = found.by_grade[codelist("kpi_grade").position["behind"]]
    if not found.poor:
        late = f"未報告・遅延は{found.overdue:,}件" if found.overdue else "実績はすべて期限内に報告"
        unknown = found.by_grade[codelist("kpi_grade").position["not_assessable"]]
        if unknown == found.kpis:
            return f"KPI {found.kpis:,}件は評価困難で、{late}"
        head = f"のうち評価困難は{unknown:,}件、ほか" if unknown else ""
        return f"KPI {found.kpis:,}件{head}に遅れ・やや遅れはなく、{late}"
    first = f"KPI {found.kpis:,}件のうち遅れは{behind:,}件" if behind else f"KPI {found.kpis:,}件に遅れはなく"
    if not found.unexplained:
        return f"{first}、要対応の{found.poor:,}件はすべて原因と対応を記入済み"
    if found.unexplained == found.poor:
        return f"{first}、要対応の{found.poor:,}件はすべて原因か対応が未記入"
    return f"{first}、要対応の{found.poor:,}件のうち{found.unexplained:,}件は原因か対応が未記入"


def _messages(found: Headline) -> tuple[str, str, str]:
    """The three signals, apart: what is computed, how fresh it is, what was promised."""
    grades = list(zip(codelist("kpi_grade"), found.by_grade, strict=True))
    counts = "、".join(f"{entry.label_ja}{count:,}" for entry, count in grades if count)
    moved = f"。前の半期から改善{found.better:,}・悪化{found.worse:,}" if found.assessed_before else ""
    then = f"（{short_ja(found.before)}は{found.overdue_before:,}件）" if found.before else ""
    promises = found.promises
    kept = (
        f"期限の来た約束{promises.due:,}件のうち履行{promises.kept:,}件、未履行{promises.not_kept:,}件、点検なし{promises.not_reported:,}件"
        if promises.due
        else "期限の来た約束はなし"
    )
    return (
        f"計算した評価（件）: {counts}{moved}。",
        f"実績の新しさ: 未報告・遅延{found.overdue:,}件{then}、進捗報告の期限超過{found.overdue_reports:,}計画。",
        f"約束の履行: {kept}。",
    )


def _blocks(source: SheetSource, request: SheetRequest, half: str, found: Headline) -> tuple[Block, ...]:
    """Numbers; the map beside grades, judgements and the parts of the area; the plans beside them or below."""
    allocation, selection = source.allocation, request.selection
    shown = map_figure(allocation, source.boundaries, possible_view(selection, "kpi", Measure.AMOUNT))
    areas, plans = areas_table(allocation, selection, half), plans_table(allocation, selection, half)
    beside = (
        grade_table(allocation, selection, half, found),
        judged_table(allocation, selection, half),
        areas or excerpt(plans, "計画"),
    )
    numbers = KeyNumbers(_key_numbers(found, half))
    return (numbers, Row((shown, Stack(beside)), (5, 7)), *((as_list(plans, "計画"),) if areas else ()))


def _key_numbers(found: Headline, half: str) -> tuple[KeyNumber, ...]:
    when, before = short_ja(half), short_ja(found.before)
    worst = found.by_grade[codelist("kpi_grade").position[found.worst]]
    promises, then = found.promises, found.promises_before
    return (
        KeyNumber(
            "KPI",
            f"{found.kpis:,}",
            "件",
            when,
            (f"{found.plans:,}計画", f"最も悪い評価 {grade_words(found.worst)} {worst:,}件"),
        ),
        KeyNumber(
            "要対応",
            f"{found.poor:,}",
            "件",
            when,
            (
                f"遅れ・やや遅れ。うち新たに{found.newly_poor:,}件",
                f"{before}は{found.poor_before:,}件" if before else "前の半期の記録なし",
            ),
        ),
        KeyNumber(
            "未報告・遅延",
            f"{found.overdue:,}",
            "件",
            when,
            (
                f"進捗報告の期限超過 {found.overdue_reports:,}計画",
                f"{before}は{found.overdue_before:,}件" if before else "前の半期の記録なし",
            ),
        ),
        KeyNumber(
            "約束の履行",
            f"{promises.kept:,}",
            f"／{promises.due:,}件",
            when,
            (
                f"未履行{promises.not_kept:,}・点検なし{promises.not_reported:,}件",
                f"{before}は{then.kept:,}／{then.due:,}件" if then.due else "前の半期に期限の来た約束なし",
            ),
        ),
    )
