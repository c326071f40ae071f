"""Rules on the areas of a plan: a lead area, one whole instead of its parts, the author's own area."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from domain.area import label_of
from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.lg_code import is_prefecture, prefecture_of
from domain.record import Submitted
from rules.plan_author import author_name, is_body
from rules.plan_of_row import plan_of_row
from rules.rule import check, rows_where, rule

FAMILY = "計画の区域"

LEAD_AREA_MISSING = rule(
    "lead_area_missing",
    Severity.WARNING,
    Actor.SENDER,
    "計画「{value}」の区域に「主たる区域」がありません。中心となる区域を一つ以上「主たる区域」にしてください。",
    "すべての区域の役割が「構成する区域」",
)
AREA_WITHIN_LISTED_PREFECTURE = rule(
    "area_within_listed_prefecture",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」は、同じ役割で全域を挙げた{prefecture}に含まれます。都道府県の全域なら市区町村の行を、一部だけなら都道府県の行を消してください。",
    "熊本県の全域と菊陽町が、どちらも「構成する区域」",
)
AREA_IS_WHOLE_NATION = rule(
    "area_is_whole_nation",
    Severity.WARNING,
    Actor.SENDER,
    "「{plan_type}」の区域に47都道府県がすべて挙がっています。地域の計画のため、区域を絞れないか確かめてください。",
    "地場産業成長プランの区域に47都道府県",
)
AREA_OUTSIDE_AUTHOR = rule(
    "area_outside_author",
    Severity.WARNING,
    Actor.SENDER,
    "計画「{value}」の区域に、策定主体（{author}）の区域が一つもありません。団体コードを取り違えていないか確かめてください。",
    "熊本県の計画の区域が、佐賀県の市町村だけ",
)
AREA_WIDER_THAN_AUTHOR = rule(
    "area_wider_than_author",
    Severity.WARNING,
    Actor.SENDER,
    "市区町村（{author}）の計画ですが、区域に「{value}」の全域があります。市区町村のコードと取り違えていないか確かめてください。",
    "菊陽町の計画の区域に 430005 熊本県",
)


@check
def check_lead_areas(submitted: Submitted) -> Iterable[Finding]:
    if not {"plans", "plan_areas"} <= set(submitted):
        return
    plans, areas = submitted["plans"], submitted["plan_areas"]
    ids, with_areas = plans.frame["plan_id"], areas.frame["plan_id"]
    may_lead = (areas.frame["role"] == "lead") | areas.is_unread("role")
    has_lead = ids.isin(with_areas[may_lead])
    for _, row in rows_where(plans.frame, ids.isin(with_areas) & ~has_lead & (ids != "")):
        yield LEAD_AREA_MISSING.at(plans.cell(row, "plan_id"), row["plan_id"])


@check
def check_nesting(submitted: Submitted) -> Iterable[Finding]:
    if "plan_areas" not in submitted:
        return
    areas = submitted["plan_areas"]
    placed = placed_areas(submitted)
    wholes = set(placed.loc[placed["is_whole"], ["plan_id", "role", "prefecture"]].itertuples(index=False))
    parts = placed[~placed["is_whole"]]
    repeated = [row in wholes for row in parts[["plan_id", "role", "prefecture"]].itertuples(index=False)]
    for _, row in rows_where(parts, pd.Series(repeated, index=parts.index, dtype=bool)):
        name, prefecture = label_of(row["lg_code"], full=True), label_of(row["prefecture"])
        yield AREA_WITHIN_LISTED_PREFECTURE.at(areas.cell(row, "lg_code"), name, prefecture=prefecture)


@check
def check_whole_nation(submitted: Submitted) -> Iterable[Finding]:
    if "plan_areas" not in submitted:
        return
    areas, placed = submitted["plan_areas"], placed_areas(submitted)
    wholes = placed[placed["is_whole"] & placed["plan_type"].isin(["b", "c"])]
    if len(wholes) < len(codelist("prefecture")):
        return
    counts = wholes.groupby("plan_id")["prefecture"].nunique()
    national = wholes["plan_id"].isin(counts.index[counts == len(codelist("prefecture"))])
    for row in wholes[national].drop_duplicates("plan_id").to_dict("records"):
        label = codelist("plan_type").label(row["plan_type"])
        yield AREA_IS_WHOLE_NATION.at(areas.cell(row, "lg_code"), row["plan_id"], plan_type=label)


@check
def check_areas_against_author(submitted: Submitted) -> Iterable[Finding]:
    if not {"plans", "plan_areas"} <= set(submitted):
        return
    plans, areas, placed = submitted["plans"], submitted["plan_areas"], placed_areas(submitted)
    placed = placed[placed["author"].map(is_body).astype(bool)]
    of_prefecture = placed["author"].map(is_prefecture).astype(bool)
    is_own = placed["prefecture"] == placed["author"].map(prefecture_of)
    is_own &= of_prefecture | placed["is_whole"] | (placed["lg_code"] == placed["author"])
    all_areas = areas.frame["plan_id"]
    # Of a plan with an area that could not be told no one can say where all of it lies.
    untold = set(all_areas[~areas.frame["lg_code"].map(is_body).astype(bool)])
    outside = set(placed["plan_id"]) - set(placed.loc[is_own, "plan_id"]) - untold
    for _, row in rows_where(plans.frame, plans.frame["plan_id"].isin(outside)):
        author = author_name(row["author"])
        yield AREA_OUTSIDE_AUTHOR.at(plans.cell(row, "author"), row["plan_id"], author=author)
    for _, row in rows_where(placed, ~of_prefecture & placed["is_whole"]):
        cell, author = areas.cell(row, "lg_code"), author_name(row["author"])
        yield AREA_WIDER_THAN_AUTHOR.at(cell, label_of(row["lg_code"]), author=author)


def placed_areas(submitted: Submitted) -> pd.DataFrame:
    """Areas with a known code, with the facts of their plan, their prefecture and whether they are all of it."""
    areas = submitted["plan_areas"].frame
    facts = plan_of_row(submitted, "plan_areas").drop(columns="plan_id")
    known = areas.join(facts)[areas["lg_code"].map(is_body).astype(bool)]
    return known.assign(
        prefecture=known["lg_code"].map(prefecture_of),
        is_whole=known["lg_code"].map(is_prefecture).astype(bool),
    )
