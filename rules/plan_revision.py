"""Rules on a plan against the one in force: same type and author, a revision that counts up, no way back."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.plan_stage import public_stages
from domain.record import Submitted, SubmittedTable
from rules.plan_author import author_name
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule

FAMILY = "計画の改訂"

REVISION_MALFORMED = rule(
    "revision_malformed",
    Severity.ERROR,
    Actor.SENDER,
    "版「{value}」は1以上の整数ではありません。策定時は1、改訂のたびに1ずつ増やした数にしてください。",
    "1.5",
)
PLAN_TYPE_CHANGED = rule(
    "plan_type_changed",
    Severity.ERROR,
    Actor.SENDER,
    "計画「{value}」は「{before}」として受け付けています。種類は変えられません。別の計画なら新しい計画IDにし、同じ計画なら種類を元に戻してください。",
    "B として登録した計画IDで C の計画を提出した",
)
PLAN_AUTHOR_CHANGED = rule(
    "plan_author_changed",
    Severity.WARNING,
    Actor.RECEIVER,
    "計画「{value}」の策定主体が「{before}」から「{after}」に変わります。別の団体の計画IDを誤って使っていないか、提出者に確かめてください。",
    "佐賀県が、熊本県の計画IDで提出した",
)
REVISION_BEHIND = rule(
    "revision_behind",
    Severity.ERROR,
    Actor.SENDER,
    "版が{value}ですが、すでに版{before}を受け付けています。古いファイルでないか確かめ、いまの計画を書き出したファイルを直して提出してください。",
    "版3を受け付けた後に、版2のファイルを提出した",
)
REVISION_NOT_RAISED = rule(
    "revision_not_raised",
    Severity.WARNING,
    Actor.SENDER,
    "公表した計画の「{fields}」が変わっていますが、版は{value}のままです。改訂なら版を1増やして改訂日を入れてください。字句の訂正なら、このままでかまいません。",
    "公表した後に「目標」を書き換え、版は1のまま",
)
STAGE_WENT_BACK = rule(
    "stage_went_back",
    Severity.WARNING,
    Actor.SENDER,
    "段階が「{before}」から「{value}」に戻ります。計画案の段階の計画は公開の画面から消えます。取り違えでないか確かめてください。",
    "公表した計画の段階を「事前確認」に変えた",
)

CONTENT_BLOCKS = ("goal", "path", "means")
"""目標・道筋・政策手段: the three blocks that every plan consists of."""


@check
def check_revisions(submitted: Submitted) -> Iterable[Finding]:
    if "plans" not in submitted:
        return
    plans = submitted["plans"]
    revision = plans.frame["revision"]
    for _, row in rows_where(plans.frame, ((revision < 1) | (revision % 1 != 0))):
        yield REVISION_MALFORMED.at(plans.cell(row, "revision"), f"{row['revision']:g}")


@check_against_earlier
def check_identity(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    for plans, row, before in _plans_in_force(submitted, earlier):
        if row["plan_type"] not in ("", before["plan_type"]):
            label = codelist("plan_type").label(before["plan_type"])
            yield PLAN_TYPE_CHANGED.at(plans.cell(row, "plan_type"), row["plan_id"], before=label)
        if row["author"] not in ("", before["author"]):
            names = (author_name(before["author"]), author_name(row["author"]))
            cell = plans.cell(row, "author")
            yield PLAN_AUTHOR_CHANGED.at(cell, row["plan_id"], before=names[0], after=names[1])


@check_against_earlier
def check_revision_order(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    for plans, row, before in _plans_in_force(submitted, earlier):
        if pd.isna(row["revision"]) or pd.isna(before["revision"]):
            continue
        cell, revision = plans.cell(row, "revision"), f"{row['revision']:g}"
        if row["revision"] < before["revision"]:
            yield REVISION_BEHIND.at(cell, revision, before=f"{before['revision']:g}")
        elif row["revision"] == before["revision"] and before["stage_code"] in public_stages():
            changed = [name for name in CONTENT_BLOCKS if row[name] != before[name]]
            fields = "」「".join(plans.table[name].label_ja for name in changed)
            if changed:
                yield REVISION_NOT_RAISED.at(cell, revision, fields=fields)


@check_against_earlier
def check_stage_order(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    stages = codelist("plan_stage")
    for plans, row, before in _plans_in_force(submitted, earlier):
        was_settled = before["stage_code"] in public_stages()
        if was_settled and row["stage_code"] in stages and row["stage_code"] not in public_stages():
            cell, value = plans.cell(row, "stage_code"), stages.label(row["stage_code"])
            yield STAGE_WENT_BACK.at(cell, value, before=stages.label(before["stage_code"]))


def _plans_in_force(
    submitted: Submitted, earlier: Earlier
) -> Iterable[tuple[SubmittedTable, pd.Series, pd.Series]]:
    """Every submitted plan that the registry knows, with its row in force."""
    if "plans" not in submitted or "plans" not in earlier:
        return
    plans, known = submitted["plans"], earlier["plans"].set_index("plan_id")
    for _, row in rows_where(plans.frame, plans.frame["plan_id"].isin(known.index)):
        yield plans, row, known.loc[row["plan_id"]]
