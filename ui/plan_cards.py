"""Cards of the selected plans: all of them and each type, with stages, projects and amounts."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing import answers
from domain.area import Level
from domain.codelist import codelist
from domain.money import format_yen
from domain.partial_date import format_ja
from ui import markup


def show(allocation: Allocation, selection: Selection) -> None:
    markup.cards(cards(allocation, selection))


def cards(allocation: Allocation, selection: Selection) -> tuple[str, ...]:
    types = codelist("plan_type")
    return (
        whole_card(allocation, selection),
        *(_type_card(allocation, selection, kind.code) for kind in types),
    )


def _when(allocation: Allocation) -> str:
    return f"{format_ja(allocation.records.as_of[:7])}時点" if allocation.records.as_of else ""


@kept(512)
def whole_card(allocation: Allocation, selection: Selection) -> str:
    """The card of all selected plans."""
    listed = answers.plans(allocation, selection)
    lacking = int((listed["incomplete_measures"] > 0).sum())
    return markup.card(
        "計画",
        _when(allocation),
        f"{len(listed):,}",
        "件",
        [
            _beside(allocation, selection, len(listed)),
            *_money(listed),
            *([f"5W1Hに欠けのある計画 {lacking:,}件"] if len(listed) else []),
        ],
    )


def _beside(allocation: Allocation, selection: Selection, plans: int) -> str:
    """What the number is a part of; for everything in how many prefectures plans are."""
    every = len(answers.plans(allocation, Selection()))
    if not every:
        return "登録された計画はありません"
    if plans < every or not selection.is_everything:
        return f"登録された{every:,}件の{plans / every * 100:.1f}％"
    lines = answers.plan_lines(allocation, selection, Level.PREFECTURE)
    return f"計画のある都道府県 {int((lines.plans > 0).sum())}／{len(lines)}"


@kept(1024)
def _type_card(allocation: Allocation, selection: Selection, plan_type: str) -> str:
    kind, when = codelist("plan_type")[plan_type], _when(allocation)
    name = f"{kind.more['letter']} {kind.more['short_ja']}"
    if selection.plan_types and plan_type not in selection.plan_types:
        return markup.card(name, when, "—", "", ["いまの条件では除いています"])
    of_type = answers.plans(allocation, replace(selection, plan_types=(plan_type,)))
    return markup.card(
        name, when, f"{len(of_type):,}", "件", [*_money(of_type), *filter(None, [_stages(of_type)])]
    )


def _stages(listed: pd.DataFrame) -> str:
    """``首長による公表 40、計画改訂 7``, in the order of the stages."""
    counts = listed["stage_code"].value_counts()
    words = [
        f"{entry.label_ja.partition('（')[0]} {counts[entry.code]:,}"
        for entry in codelist("plan_stage")
        if entry.code in counts.index
    ]
    return "、".join(words)


def _money(listed: pd.DataFrame) -> list[str]:
    projects, disclosed = int(listed["projects"].sum()), int(listed["projects_with_amount"].sum())
    if not projects:
        return ["案件なし"]
    amount = format_yen(int(listed["amount_yen"].fillna(0).sum())) if disclosed else "金額非公表"
    return [f"投資額 {amount}", f"金額公表 {disclosed:,}／{projects:,}件"]
