"""Rules on requirement checks: every criterion of the type is answered, and every answer has its grounds."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.plan_stage import public_stages
from domain.record import Submitted
from rules.plan_of_row import plan_of_row
from rules.rule import check, rows_where, rule

FAMILY = "要件確認"

CRITERIA_UNANSWERED = rule(
    "criteria_unanswered",
    Severity.ERROR,
    Actor.SENDER,
    "計画「{plan_id}」の要件確認に、必須の要件（{value}）の行がありません。行を加え、確認の結果と根拠を記入してください。",
    "公表した計画の要件確認に「B12 具体的なKPI」がない",
)
CRITERIA_STILL_OPEN = rule(
    "criteria_still_open",
    Severity.WARNING,
    Actor.SENDER,
    "計画「{plan_id}」の必須の要件（{value}）がまだ確認されていません。策定・公表までに確認の結果と根拠を記入してください。",
    "事前確認の段階の計画で「B12 具体的なKPI」の行がない",
)
CRITERION_UNCHECKED = rule(
    "criterion_unchecked",
    Severity.WARNING,
    Actor.SENDER,
    "要件「{value}」が「未確認」のままです。策定・公表した計画では、満たすかどうかを確かめて記入してください。",
    "公表した計画の要件確認の結果が「未確認」",
)
CRITERION_OF_OTHER_TYPE = rule(
    "criterion_of_other_type",
    Severity.ERROR,
    Actor.SENDER,
    "要件「{value}」は「{plan_type}」の要件ではありません。計画の種類に合う要件に直すか、行を消してください。",
    "地場産業成長プランの要件確認に「B2 輸出・上位シェア」",
)
ANSWER_WITHOUT_GROUNDS = rule(
    "answer_without_grounds",
    Severity.ERROR,
    Actor.SENDER,
    "要件「{criterion}」の結果が「{value}」なのに、根拠が空です。どう満たすか、満たさない・当てはまらない理由を書いてください。",
    "結果「満たす」、根拠が空",
)
MUST_NOT_APPLICABLE = rule(
    "must_not_applicable",
    Severity.ERROR,
    Actor.SENDER,
    "要件「{value}」は必須のため、「該当なし」にはできません。満たすかどうかを記入してください。",
    "「B1 製品と市場」を「該当なし」とした",
)
CRITERION_NOT_MET = rule(
    "criterion_not_met",
    Severity.WARNING,
    Actor.RECEIVER,
    "策定・公表した計画ですが、必須の要件「{value}」が「満たさない」となっています。このまま受け付けてよいか、提出者に確かめてください。",
    "公表した計画の「B12 具体的なKPI」が「満たさない」",
)


@check
def check_answers_are_there(submitted: Submitted) -> Iterable[Finding]:
    if not {"plans", "requirement_checks"} <= set(submitted):
        return
    plans, checks = submitted["plans"], submitted["requirement_checks"]
    # A criterion that could not be read may be any of them; a plan without any row is told as such.
    unread = checks.frame.loc[checks.is_unread("criterion"), "plan_id"]
    answered = checks.frame.groupby("plan_id")["criterion"].agg(set).to_dict()
    judged = plans.frame["plan_id"].isin(list(answered)) & ~plans.frame["plan_id"].isin(unread)
    for _, row in rows_where(plans.frame, judged & (plans.frame["plan_id"] != "")):
        open_criteria = [
            entry.label_ja
            for entry in codelist("requirement")
            if row["plan_type"] and row["plan_type"] in entry.more["plan_types"]
            if entry.more["level"] == "must" and entry.code not in answered[row["plan_id"]]
        ]
        if open_criteria:
            made = CRITERIA_UNANSWERED if row["stage_code"] in public_stages() else CRITERIA_STILL_OPEN
            yield made.at(plans.cell(row, "plan_id"), "、".join(open_criteria), plan_id=row["plan_id"])


@check
def check_answers(submitted: Submitted) -> Iterable[Finding]:
    if "requirement_checks" not in submitted:
        return
    checks, criteria = submitted["requirement_checks"], codelist("requirement")
    answer, criterion = checks.frame["answer"], checks.frame["criterion"]
    is_must = criterion.isin([entry.code for entry in criteria if entry.more["level"] == "must"])
    is_settled = plan_of_row(submitted, "requirement_checks")["is_settled"]
    for made, mask in (
        (CRITERION_UNCHECKED, (answer == "unchecked") & is_settled),
        (MUST_NOT_APPLICABLE, (answer == "not_applicable") & is_must),
        (CRITERION_NOT_MET, (answer == "not_met") & is_must & is_settled),
    ):
        for _, row in rows_where(checks.frame, mask):
            yield made.at(checks.cell(row, "answer"), criteria.label(row["criterion"]))
    needs_grounds = ~answer.isin(["unchecked", ""]) & checks.is_empty("grounds")
    for _, row in rows_where(checks.frame, needs_grounds):
        cell, label = checks.cell(row, "grounds"), codelist("check_answer").label(row["answer"])
        yield ANSWER_WITHOUT_GROUNDS.at(cell, label, criterion=criteria.label(row["criterion"]))


@check
def check_criteria_fit(submitted: Submitted) -> Iterable[Finding]:
    if "requirement_checks" not in submitted:
        return
    checks, plan_types = (
        submitted["requirement_checks"],
        plan_of_row(submitted, "requirement_checks")["plan_type"],
    )
    types = {entry.code: entry.more["plan_types"] for entry in codelist("requirement")}
    pairs = zip(checks.frame["criterion"], plan_types, strict=True)
    is_foreign = pd.Series(
        [kind not in types.get(code, kind) for code, kind in pairs], index=plan_types.index
    )
    for index, row in rows_where(checks.frame, is_foreign.astype(bool)):
        label, of_type = codelist("requirement").label(row["criterion"]), plan_types[index]
        cell = checks.cell(row, "criterion")
        yield CRITERION_OF_OTHER_TYPE.at(cell, label, plan_type=codelist("plan_type").label(of_type))
