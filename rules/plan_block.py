"""Rules on the blocks of a plan (経済産業局の管轄): they are known, and the plan's areas lie in them."""

from __future__ import annotations

from collections.abc import Iterable

from domain.area import block_of, label_of
from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.record import Submitted
from rules.plan_area import placed_areas
from rules.rule import check, rows_where, rule

FAMILY = "計画のブロック"

CO_BLOCK_UNKNOWN = rule(
    "co_block_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」というブロックはありません。{choices}から選び、二つ以上は「、」で区切ってください。",
    "北陸",
)
AREA_OUTSIDE_BLOCKS = rule(
    "area_outside_blocks",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」は{block}ブロックですが、計画のブロックは「{blocks}」です。区域を直すか、「連携するブロック」に「{block}」を加えてください。",
    "九州の計画の区域に山口県の市",
)
LEAD_BLOCK_DIFFERS = rule(
    "lead_block_differs",
    Severity.WARNING,
    Actor.SENDER,
    "「主たるブロック」は「{value}」ですが、主たる区域は「{blocks}」にあります。どちらかを直してください。",
    "主たるブロックが四国で、主たる区域が熊本県",
)

_SEPARATOR = "、"


@check
def check_co_blocks(submitted: Submitted) -> Iterable[Finding]:
    if "plans" not in submitted:
        return
    plans, choices = submitted["plans"], _SEPARATOR.join(entry.label_ja for entry in codelist("block"))
    for _, row in rows_where(plans.frame, plans.frame["co_blocks"] != ""):
        for name in row["co_blocks"].split(_SEPARATOR):
            if codelist("block").code_of(name) is None:
                yield CO_BLOCK_UNKNOWN.at(plans.cell(row, "co_blocks"), name, choices=choices)


@check
def check_areas_in_blocks(submitted: Submitted) -> Iterable[Finding]:
    if not {"plans", "plan_areas"} <= set(submitted):
        return
    areas, blocks = submitted["plan_areas"], codelist("block")
    placed = placed_areas(submitted)
    for _, row in rows_where(placed, placed["lead_block"] != ""):
        named = {row["lead_block"], *map(blocks.code_of, row["co_blocks"].split(_SEPARATOR))}
        block = block_of(row["lg_code"])
        # An area that is only linked may lie anywhere.
        if block not in named and row["role"] != "linked":
            yield AREA_OUTSIDE_BLOCKS.at(
                areas.cell(row, "lg_code"),
                label_of(row["lg_code"], full=True),
                block=blocks.label(block),
                blocks=_SEPARATOR.join(entry.label_ja for entry in blocks if entry.code in named),
            )


@check
def check_lead_blocks(submitted: Submitted) -> Iterable[Finding]:
    if not {"plans", "plan_areas"} <= set(submitted):
        return
    plans, blocks, placed = submitted["plans"], codelist("block"), placed_areas(submitted)
    leads = placed[(placed["role"] == "lead") & (placed["lead_block"] != "")]
    found = leads["lg_code"].map(block_of).groupby(leads["plan_id"]).agg(set).to_dict()
    for _, row in rows_where(plans.frame, plans.frame["plan_id"].isin(list(found))):
        lead_blocks = found[row["plan_id"]]
        if row["lead_block"] not in lead_blocks:
            names = _SEPARATOR.join(entry.label_ja for entry in blocks if entry.code in lead_blocks)
            cell, value = plans.cell(row, "lead_block"), blocks.label(row["lead_block"])
            yield LEAD_BLOCK_DIFFERS.at(cell, value, blocks=names)
