"""Rules on who a plan is by: the State for type A, prefectures and municipalities for B and C."""

from __future__ import annotations

from collections.abc import Iterable

from domain.area import label_of
from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.lg_code import is_prefecture
from domain.municipality import find_prefecture, municipalities
from domain.record import Submitted
from rules.rule import check, rows_where, rule

FAMILY = "策定主体"

AUTHOR_UNKNOWN = rule(
    "author_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "策定主体「{value}」が分かりません。{hint}国の計画は「国」、都道府県・市町村の計画は6桁の団体コードを入れてください。",
    "熊本県（430005 と入れる）",
    standard="L3-06",
)
AUTHOR_OF_OTHER_TYPE = rule(
    "author_of_other_type",
    Severity.ERROR,
    Actor.SENDER,
    "策定主体が「{value}」ですが、「{plan_type}」を策定するのは{right}です。策定主体か計画の種類を直してください。",
    "戦略産業クラスター計画の策定主体に 430005",
)
AUTHOR_IS_MUNICIPALITY = rule(
    "author_is_municipality",
    Severity.WARNING,
    Actor.SENDER,
    "地域産業クラスター計画の策定主体が市区町村（{value}）です。都道府県等が策定する計画のため、団体コードと計画の種類を確かめてください。",
    "地域産業クラスター計画の策定主体に 434043 菊陽町",
)

STATE = "国"


def is_body(author: str) -> bool:
    """True for the code of a prefecture or a municipality."""
    return author in codelist("prefecture") or author in municipalities()


def author_name(author: str) -> str:
    """``国``, ``熊本県``, ``熊本県 菊陽町``; what is not known stays as it is."""
    return label_of(author, full=True) if is_body(author) else author


@check
def check_authors(submitted: Submitted) -> Iterable[Finding]:
    if "plans" not in submitted:
        return
    plans = submitted["plans"]
    for _, row in rows_where(plans.frame, plans.frame["author"] != ""):
        author, plan_type, cell = row["author"], row["plan_type"], plans.cell(row, "author")
        if author != STATE and not is_body(author):
            prefecture = find_prefecture(author)
            hint = f"{author_name(prefecture)}のコードは {prefecture} です。" if prefecture else ""
            yield AUTHOR_UNKNOWN.at(cell, author, hint=hint)
        elif plan_type and (author == STATE) != (plan_type == "a"):
            kind = codelist("plan_type")[plan_type]
            right = kind.more["author_ja"]
            yield AUTHOR_OF_OTHER_TYPE.at(cell, author_name(author), plan_type=kind.label_ja, right=right)
        elif plan_type == "b" and not is_prefecture(author):
            yield AUTHOR_IS_MUNICIPALITY.at(cell, author_name(author))
