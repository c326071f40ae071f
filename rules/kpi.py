"""Rules on KPIs: target and dates against baseline and direction, interim targets on the way, an outcome."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.partial_date import first_day, format_ja, last_day
from domain.record import Submitted
from rules.amount import in_force
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule

FAMILY = "KPI"

TARGET_AGAINST_DIRECTION = rule(
    "target_against_direction",
    Severity.ERROR,
    Actor.SENDER,
    "「{direction}」指標なのに、目標値が{value}、基準値が{baseline}です。値を取り違えていないか確かめ、値か「目指す方向」を直してください。",
    "「増やす」指標で、基準値 100、目標値 80",
)
TARGET_NOT_KEPT = rule(
    "target_not_kept",
    Severity.WARNING,
    Actor.SENDER,
    "「{direction}」指標ですが、目標値（{value}）が基準値（{baseline}）から1割を超えて離れています。値か「目指す方向」を確かめてください。",
    "「維持する」指標で、基準値 100、目標値 150",
)
TARGET_DATE_BEFORE_BASELINE = rule(
    "target_date_before_baseline",
    Severity.ERROR,
    Actor.SENDER,
    "目標時点（{value}）が基準時点（{baseline}）より後になっていません。年を取り違えていないか確かめて直してください。",
    "基準時点 2025-03-31、目標時点 2021-03-31",
)
INTERIM_TARGET_OUTSIDE = rule(
    "interim_target_outside",
    Severity.WARNING,
    Actor.SENDER,
    "中間目標の時点（{value}）が、基準時点（{start}）と目標時点（{end}）の間にありません。時点を確かめてください。",
    "基準 2025年、目標 2031年の指標で、中間目標が 2033年",
)
INTERIM_TARGET_NOT_ON_THE_WAY = rule(
    "interim_target_not_on_the_way",
    Severity.WARNING,
    Actor.SENDER,
    "「{direction}」指標ですが、{due}の中間目標値（{value}）が、その前の値（{before}）から逆に動いています。値と時点を確かめてください。",
    "「増やす」指標の中間目標が 140、120 の順",
)
INTERIM_TARGET_BEYOND = rule(
    "interim_target_beyond",
    Severity.WARNING,
    Actor.SENDER,
    "「{direction}」指標ですが、{due}の中間目標値（{value}）が、最後の目標値（{target}）を越えています。値を確かめてください。",
    "「増やす」指標で、中間目標 250、目標値 200",
)
NO_OUTCOME_KPI = rule(
    "no_outcome_kpi",
    Severity.WARNING,
    Actor.SENDER,
    "計画「{value}」のKPIに、アウトカム（成果）かインパクトの段階の指標がありません。行ったことの量だけでなく、成果の指標を一つ以上加えてください。",
    "KPI が「説明会の回数」だけ",
)
KPI_UNIT_CHANGED = rule(
    "kpi_unit_changed",
    Severity.WARNING,
    Actor.SENDER,
    "KPI「{kpi_id}」の単位が「{before}」から「{value}」に変わります。これまでの実績値と比べられなくなるため、基準値・目標値・実績値の単位がそろっているか確かめてください。",
    "「百万円」だった指標を「億円」にした",
)

_KEPT_WITHIN = 0.1
"""Municipal practice grades an indicator as level within a tenth of its baseline (長与町)."""


@check
def check_directions(submitted: Submitted) -> Iterable[Finding]:
    if "kpis" not in submitted:
        return
    kpis, directions = submitted["kpis"], codelist("kpi_direction")
    frame = kpis.frame
    gain = frame["target"] - frame["baseline"]
    direction = frame["direction"].where(frame["level"] != "execution", "")
    is_against = ((direction == "up") & (gain <= 0)) | ((direction == "down") & (gain >= 0))
    is_far = (direction == "keep") & (gain.abs() > _KEPT_WITHIN * frame["baseline"].abs())
    for made, mask in ((TARGET_AGAINST_DIRECTION, is_against), (TARGET_NOT_KEPT, is_far)):
        for _, row in rows_where(frame, mask):
            yield made.at(
                kpis.cell(row, "target"),
                _number(row["target"]),
                baseline=_number(row["baseline"]),
                direction=directions.label(row["direction"]),
            )


@check
def check_dates(submitted: Submitted) -> Iterable[Finding]:
    if "kpis" not in submitted:
        return
    kpis = submitted["kpis"]
    dated = kpis.frame[(kpis.frame["baseline_date"] != "") & (kpis.frame["target_date"] != "")]
    for row in dated.to_dict("records"):
        if last_day(row["target_date"]) <= first_day(row["baseline_date"]):
            cell, value = kpis.cell(row, "target_date"), format_ja(row["target_date"])
            yield TARGET_DATE_BEFORE_BASELINE.at(cell, value, baseline=format_ja(row["baseline_date"]))


@check
def check_interim_dates(submitted: Submitted) -> Iterable[Finding]:
    if not {"kpis", "kpi_targets"} <= set(submitted):
        return
    targets, interim = submitted["kpi_targets"], _interim_targets(submitted)
    for _, row in rows_where(interim, (interim["baseline_date"] != "") & (interim["target_date"] != "")):
        is_after = last_day(row["due_date"]) > first_day(row["baseline_date"])
        if not (is_after and first_day(row["due_date"]) <= last_day(row["target_date"])):
            yield INTERIM_TARGET_OUTSIDE.at(
                targets.cell(row, "due_date"),
                format_ja(row["due_date"]),
                start=format_ja(row["baseline_date"]),
                end=format_ja(row["target_date"]),
            )


@check
def check_interim_values(submitted: Submitted) -> Iterable[Finding]:
    if not {"kpis", "kpi_targets"} <= set(submitted):
        return
    targets, directions = submitted["kpi_targets"], codelist("kpi_direction")
    interim = _interim_targets(submitted)
    on_the_way = interim[interim["target"].notna()].sort_values(["kpi_id", "due_date"], kind="stable")
    previous = on_the_way.groupby("kpi_id")["target"].shift().fillna(on_the_way["baseline"])
    gain, direction = on_the_way["target"] - previous, on_the_way["direction"]
    is_backwards = ((direction == "up") & (gain < 0)) | ((direction == "down") & (gain > 0))
    for index, row in rows_where(on_the_way, is_backwards):
        yield INTERIM_TARGET_NOT_ON_THE_WAY.at(
            targets.cell(row, "target"),
            _number(row["target"]),
            due=format_ja(row["due_date"]),
            before=_number(previous[index]),
            direction=directions.label(row["direction"]),
        )
    rest = on_the_way["final"] - on_the_way["target"]
    is_beyond = ((direction == "up") & (rest < 0)) | ((direction == "down") & (rest > 0))
    for _, row in rows_where(on_the_way, is_beyond):
        yield INTERIM_TARGET_BEYOND.at(
            targets.cell(row, "target"),
            _number(row["target"]),
            due=format_ja(row["due_date"]),
            target=_number(row["final"]),
            direction=directions.label(row["direction"]),
        )


@check
def check_levels(submitted: Submitted) -> Iterable[Finding]:
    if not {"plans", "kpis"} <= set(submitted):
        return
    plans, kpis = submitted["plans"], submitted["kpis"]
    ids, owners = plans.frame["plan_id"], kpis.frame["plan_id"]
    may_be_outcome = kpis.frame["level"].isin(["outcome", "impact"]) | kpis.is_unread("level")
    lacks = ids.isin(owners) & ~ids.isin(owners[may_be_outcome])
    for _, row in rows_where(plans.frame, lacks & (ids != "")):
        yield NO_OUTCOME_KPI.at(plans.cell(row, "plan_id"), row["plan_id"])


@check_against_earlier
def check_units(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    if "kpis" not in submitted or "kpis" not in earlier:
        return
    kpis, units = submitted["kpis"], submitted["kpis"].frame["unit"]
    before = in_force(kpis, earlier["kpis"], "unit").fillna("")
    for index, row in rows_where(kpis.frame, (units != "") & (before != "") & (units != before)):
        cell = kpis.cell(row, "unit")
        yield KPI_UNIT_CHANGED.at(cell, row["unit"], kpi_id=row["kpi_id"], before=before[index])


def _interim_targets(submitted: Submitted) -> pd.DataFrame:
    """Dated interim targets with direction, baseline, ``final`` target and dates of their KPI."""
    targets = submitted["kpi_targets"].frame
    names = ["kpi_id", "direction", "baseline", "baseline_date", "target", "target_date"]
    kpis = submitted["kpis"].frame[names].drop_duplicates("kpi_id").rename(columns={"target": "final"})
    joined = targets.merge(kpis, on="kpi_id", how="left").set_index(targets.index)
    texts = ["direction", "baseline_date", "target_date"]
    return joined.assign(**{name: joined[name].fillna("") for name in texts})[joined["due_date"] != ""]


def _number(value: float) -> str:
    return f"{value:,.10g}"
