"""Rules on half-yearly reports: a period that exists, and poor results with their cause and what follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.fiscal_half import format_ja
from domain.record import Submitted
from domain.report_tables import REPORT_TABLES
from domain.reporting_period import reporting_periods
from rules.rule import check, rows_where, rule

FAMILY = "進捗報告と点検"

PERIOD_UNKNOWN = rule(
    "period_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は報告の対象の半期にありません。{first}から{last}までの半期を、2026H1（上期）、2026H2（下期）の形で入れてください。",
    "2062H1",
)
PERIOD_NOT_BEGUN = rule(
    "period_not_begun",
    Severity.ERROR,
    Actor.SENDER,
    "{value}はまだ始まっていません。半期を取り違えていないか確かめて直してください。",
    "令和8年度のうちに、令和10年度上期の報告を出した",
)
POOR_RESULT_UNEXPLAINED = rule(
    "poor_result_unexplained",
    Severity.ERROR,
    Actor.SENDER,
    "点検が芳しくない（{value}）のに「{label}」が空です。原因を特定し、原因と対応を記入してください。",
    "結果が「要改善」で、原因が空",
)
POOR_RESULT_WITHOUT_PROMISE = rule(
    "poor_result_without_promise",
    Severity.WARNING,
    Actor.SENDER,
    "点検が芳しくない（{value}）のに「{label}」が空です。次の半期の点検で最初に見る項目のため、何をするかを書いてください。",
    "結果が「一部遅れ」、対応が「ブラッシュアップ」で、対応の内容が空",
)
RESULT_AGAINST_EXECUTION = rule(
    "result_against_execution",
    Severity.WARNING,
    Actor.SENDER,
    "実行状況は「{execution}」ですが、点検の結果は「{value}」です。どちらかに誤りがないか確かめてください。",
    "実行状況「遅延」、点検の結果「計画どおり」",
)
COMMENT_WITHOUT_SUBSTANCE = rule(
    "comment_without_substance",
    Severity.WARNING,
    Actor.SENDER,
    "全体の状況が「{status}」ですが、説明が{length}字しかありません。遅れの数値と理由を{least}字以上で書いてください。",
    "全体の状況「遅れ」、説明「遅れている」",
)

_LEAST_COMMENT = 20
"""Characters: below it there is no room for a figure and a reason."""


@check
def check_periods(submitted: Submitted) -> Iterable[Finding]:
    periods, today = reporting_periods(), dt.date.today()
    first, *_, last = map(format_ja, periods)
    future = {period.period for period in periods.values() if period.start > today}
    for table in (submitted[each.name] for each in REPORT_TABLES if each.name in submitted):
        named = table.frame["period"]
        for _, row in rows_where(table.frame, (named != "") & ~named.isin(list(periods))):
            yield PERIOD_UNKNOWN.at(table.cell(row, "period"), row["period"], first=first, last=last)
        for _, row in rows_where(table.frame, named.isin(future)):
            yield PERIOD_NOT_BEGUN.at(table.cell(row, "period"), format_ja(row["period"]))


@check
def check_reviews(submitted: Submitted) -> Iterable[Finding]:
    if "measure_reviews" not in submitted:
        return
    reviews = submitted["measure_reviews"]
    result, execution = reviews.frame["result"], reviews.frame["execution"]
    has_poor_result = result.isin(_poor("review_result"))
    is_poor = has_poor_result | execution.isin(_poor("execution_status"))
    words = result.map(codelist("review_result").label).where(
        has_poor_result, execution.map(codelist("execution_status").label)
    )
    for made, columns in (
        (POOR_RESULT_UNEXPLAINED, ("cause_kind", "cause", "action")),
        (POOR_RESULT_WITHOUT_PROMISE, ("action_text",)),
    ):
        for column in columns:
            label = reviews.table[column].label_ja
            for index, row in rows_where(reviews.frame, is_poor & reviews.is_empty(column)):
                yield made.at(reviews.cell(row, column), words[index], label=label)


@check
def check_results(submitted: Submitted) -> Iterable[Finding]:
    if "measure_reviews" not in submitted:
        return
    reviews = submitted["measure_reviews"]
    result, execution = reviews.frame["result"], reviews.frame["execution"]
    is_contradicted = execution.isin(_poor("execution_status")) & (result == "as_planned")
    for _, row in rows_where(reviews.frame, is_contradicted):
        yield RESULT_AGAINST_EXECUTION.at(
            reviews.cell(row, "result"),
            codelist("review_result").label(row["result"]),
            execution=codelist("execution_status").label(row["execution"]),
        )


@check
def check_comments(submitted: Submitted) -> Iterable[Finding]:
    if "progress_reports" not in submitted:
        return
    reports = submitted["progress_reports"]
    length = reports.frame["comment"].str.strip().str.len()
    is_thin = reports.frame["status"].isin(_poor("judged_status")) & length.between(1, _LEAST_COMMENT - 1)
    for index, row in rows_where(reports.frame, is_thin):
        yield COMMENT_WITHOUT_SUBSTANCE.at(
            reports.cell(row, "comment"),
            row["comment"],
            status=codelist("judged_status").label(row["status"]),
            length=length[index],
            least=_LEAST_COMMENT,
        )


def _poor(vocabulary: str) -> list[str]:
    return [entry.code for entry in codelist(vocabulary) if entry.more["is_poor"] == "yes"]
