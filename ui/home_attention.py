"""What needs attention now, as boxes: overdue reports, KPIs newly poor, promises not kept, large changes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.allocation import Allocation
from analysis.attention import attention
from analysis.bridge_list import bridge_list
from analysis.investment_bridge import bridge
from analysis.kept_answers import kept, kept_with_each
from analysis.plan_list import plans_in_words
from analysis.plan_progress import plan_progress
from analysis.progress_headline import headline
from analysis.report_status import NOT_ASKED, OVERDUE
from analysis.reviews import NOT_KEPT
from analysis.selection import Selection
from analysis.two_states import ABSENT
from briefing.change_words import signed_count, signed_yen
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja
from domain.reporting_period import reporting_periods
from ui import home_boxes
from ui.grade_mark import grade_mark
from ui.home_boxes import MOST_LINES, Box, Line
from ui.home_ways import Ways
from ui.link import extended
from ui.two_halves import TwoHalves


@kept(512)
def html(allocation: Allocation, selection: Selection, half: str, ways: Ways) -> str:
    """The boxes about plans: reports, KPIs, promises."""
    boxes = (
        _reports(allocation, selection, half, ways),
        _newly_poor(allocation, selection, half, ways),
        _promises(allocation, selection, half, ways),
    )
    return "".join(map(home_boxes.html, boxes))


def _reports(allocation: Allocation, selection: Selection, half: str, ways: Ways) -> Box:
    plans, due = plan_progress(allocation, selection, half), reporting_periods()[half].due
    found = attention(allocation, selection, half).overdue_reports
    states = plans["report"].value_counts()
    overdue = headline(allocation, selection, half).overdue
    asked = len(plans) - int(states.get(NOT_ASKED, 0))
    titles = plans.set_index("plan_id")
    lines = [
        Line(
            titles.at[plan_id, "title"],
            extended(ways.record, "plan", plan_id),
            str(titles.at[plan_id, "author_words"]),
        )
        for plan_id in found["plan_id"].head(MOST_LINES)
    ]
    return Box(
        "期限超過の報告",
        f"{int(states.get(OVERDUE, 0)):,}",
        "計画",
        f"{short_ja(half)}の報告を求める{asked:,}計画のうち。期限は{format_ja(due.isoformat())}。",
        lines,
        len(found),
        "計画",
        ways.status,
        "提出状況を見る",
        "期限を過ぎた報告はありません。",
        (f"実績の未報告・遅延 {overdue:,}指標", ways.overdue) if overdue else ("", ""),
    )


def _newly_poor(allocation: Allocation, selection: Selection, half: str, ways: Ways) -> Box:
    found, numbers = attention(allocation, selection, half).poor_kpis, headline(allocation, selection, half)
    new = found[found["is_newly_poor"]]
    titles = _titles(allocation)
    lines = [
        Line(
            kpi.name,
            extended(ways.record, "plan", kpi.plan_id),
            titles.get(kpi.plan_id, kpi.plan_id),
            f" {grade_mark(kpi.previous_grade, with_word=False)}→{grade_mark(kpi.grade)}",
        )
        for kpi in new.head(MOST_LINES).itertuples()
    ]
    return Box(
        "新たに遅れ",
        f"{numbers.newly_poor:,}",
        "指標",
        f"{short_ja(half)}にやや遅れ・遅れの{numbers.poor:,}指標のうち、前の半期はそうでなかったもの",
        lines,
        len(new),
        "指標",
        ways.attention,
        "要対応の一覧を見る",
        "新たに遅れたKPIはありません。",
    )


def _promises(allocation: Allocation, selection: Selection, half: str, ways: Ways) -> Box:
    listed, numbers = attention(allocation, selection, half).promises, headline(allocation, selection, half)
    broken = listed[listed["promise"] == NOT_KEPT].sort_values("is_escalated", ascending=False, kind="stable")
    titles, actions = _titles(allocation), codelist("review_action")
    again = ' <em class="escalated">‼ 2回続けて芳しくない</em>'
    lines = [
        Line(
            row.promised_text or actions.label(row.promised_action),
            extended(ways.record, "plan", row.plan_id),
            f"{row.name}・{titles.get(row.plan_id, row.plan_id)}",
            again if row.is_escalated else "",
        )
        for row in broken.head(MOST_LINES).itertuples(name="Measure")
    ]
    told = numbers.promises
    return Box(
        "守られなかった約束",
        f"{told.not_kept:,}",
        "件",
        f"前の半期の約束で期限の来た{told.due:,}件のうち。ほかに点検なし {told.not_reported:,}件",
        lines,
        len(broken),
        "件",
        ways.promises,
        "約束の履行を見る",
        "守られなかった約束はありません。",
    )


@kept_with_each(4)
def _titles(allocation: Allocation) -> dict[str, str]:
    plans = plans_in_words(allocation)
    return dict(zip(plans["plan_id"], plans["title"], strict=True))


def changes_html(halves: TwoHalves, selection: Selection, ways: Ways) -> str:
    """The box of the largest changes of amounts between two halves."""
    words = f"{halves.start_words}→{halves.end_words}"
    return _changes_html(halves.before, halves.after, selection, words, ways)


@kept(512)
def _changes_html(before: Allocation, after: Allocation, selection: Selection, words: str, ways: Ways) -> str:
    found = bridge(before, after, selection)
    listed = bridge_list(before, after, selection, most=MOST_LINES)
    entries = sum(step.entries for step in found.changes)
    difference = found.after.amount_yen - found.before.amount_yen
    number = signed_yen(difference)
    counts = signed_count(found.after.projects - found.before.projects)
    box = Box(
        "大きな変更",
        number.removesuffix("円"),
        "円",
        f"投資額の差（{words}）、案件数 {counts}",
        list(_changes(listed, ways)),
        entries,
        "件",
        ways.changes,
        "変更点を見る",
        "二つの半期の間に、変わった案件はありません。",
    )
    return home_boxes.html(box)


def _changes(listed: pd.DataFrame, ways: Ways) -> Iterable[Line]:
    steps = codelist("bridge_step")
    for row in listed.itertuples():
        amount = signed_yen(int(row.amount_yen)) if pd.notna(row.amount_yen) else "額は非公表"
        # What is withdrawn may have no record any more: its line leads to the list of what changed.
        is_there = row.after_state != ABSENT
        address = extended(ways.project, "project", row.project_id) if is_there else ways.changes
        yield Line(row.name, address, f"{steps.label(row.step)}・{row.reason}", f" <b>{amount}</b>")
