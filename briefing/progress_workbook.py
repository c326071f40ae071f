"""The workbook in which a half's progress is reported: what is due of some plans, beside what went before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.plan_dates import asked_since
from analysis.report_due import expected_values, last_before, measures_to_review, values_due, values_to_settle
from briefing.progress_references import (
    kpi_references,
    plan_references,
    review_references,
    settling_references,
)
from domain.fiscal_half import format_ja as half_ja
from domain.fiscal_half import number_of
from domain.record import Records
from domain.reporting_period import reporting_periods
from intake.plan_export import NotExportable
from loaders.report_workbook import DueRow, report_bytes
from registry.database import Registry
from registry.plan_rows import rows_of_plans


@dataclass(frozen=True)
class ProgressWorkbook:
    """The xlsx bytes, and how many rows each sheet has to fill in, by table name."""

    content: bytes
    rows: Mapping[str, int]


def progress_workbook(
    registry: Registry, plan_ids: Sequence[str], period: str, today: dt.date
) -> ProgressWorkbook:
    """The workbook for the report of these plans on ``period``; what is reported already is filled in.

    It has what drafts hold too, and is for those who hand reports in.

    Raises:
        NotExportable: the half has not begun; a plan is not in the registry, or no report is asked of it.
        TextUnwritable: a text that no cell can hold.
    """
    if today < reporting_periods()[period].start:
        raise NotExportable(
            f"{half_ja(period)}はまだ始まっていないため、進捗報告の様式はありません。半期を確かめてください。"
        )
    # Read first: what others hand in from here on is newer than the file, and will be told so.
    version = registry.version()
    records = _records(registry, version, rows_of_plans(registry, plan_ids))
    _refuse(records["plans"], plan_ids, period)
    due = {
        "progress_reports": list(_reports(records, period)),
        "measure_reviews": list(_reviews(records, period)),
        "kpi_values": list(_values(records, period)),
    }
    content = report_bytes(due, period, version=version, is_fictional=registry.is_fictional)
    return ProgressWorkbook(content, {name: len(rows) for name, rows in due.items()})


def _records(registry: Registry, version: int, tables: Mapping[str, pd.DataFrame]) -> Records:
    """The rows of these plans as a snapshot, for what asks one."""
    return Records(
        registry_label=registry.label,
        is_fictional=registry.is_fictional,
        version=version,
        audience="government",
        as_of="",
        accepted_at="",
        tables=tables,
    )


def _refuse(plans: pd.DataFrame, plan_ids: Sequence[str], period: str) -> None:
    missing = [plan_id for plan_id in dict.fromkeys(plan_ids) if plan_id not in set(plans["plan_id"])]
    if missing:
        raise NotExportable(f"計画「{'」「'.join(missing)}」は登録簿にありません。計画IDを確かめてください。")
    unasked = plans.loc[asked_since(plans) > number_of(period), "plan_id"]
    if len(unasked):
        raise NotExportable(
            f"計画「{'」「'.join(unasked)}」は{half_ja(period)}の報告の対象ではありません"
            "（その半期の末までに策定・公表されていません）。計画か半期を確かめてください。"
        )


def _reports(records: Records, period: str) -> Iterator[DueRow]:
    reports = records["progress_reports"]
    reported = _of_half(reports, "plan_id", period)
    last = last_before(reports, "plan_id", period)
    for plan in records["plans"].to_dict("records"):
        plan_id = plan["plan_id"]
        values = reported.get(plan_id, {"plan_id": plan_id, "period": period})
        yield DueRow(values, plan_references(plan, _row(last, plan_id)))


def _reviews(records: Records, period: str) -> Iterator[DueRow]:
    reviews = records["measure_reviews"]
    reviewed = _of_half(reviews, "measure_id", period)
    last = last_before(reviews, "measure_id", period)
    titles = records["plans"].set_index("plan_id")["title"]
    asked = set(measures_to_review(records, period))
    for measure in _by_plan(records["measures"], asked, "measure_id"):
        measure_id = measure["measure_id"]
        values = reviewed.get(measure_id, {"measure_id": measure_id, "period": period})
        yield DueRow(values, review_references(measure, titles[measure["plan_id"]], _row(last, measure_id)))


def _values(records: Records, period: str) -> Iterator[DueRow]:
    """The values of the half, each after the preliminary ones of its KPI that are to be settled."""
    values, targets = records["kpi_values"], records["kpi_targets"]
    reported = _of_half(values, "kpi_id", period)
    last = last_before(values[values["value"].notna()], "kpi_id", period)
    titles = records["plans"].set_index("plan_id")["title"]
    due, awaited = set(values_due(records, period)), values_to_settle(records, period)
    expected = {half: expected_values(records, half) for half in {period, *awaited["period"]}}
    for kpi in _by_plan(records["kpis"], due | set(awaited["kpi_id"]), "kpi_id"):
        kpi_id, title = kpi["kpi_id"], titles[kpi["plan_id"]]
        for row in awaited[awaited["kpi_id"] == kpi_id].to_dict("records"):
            half = row["period"]
            references = settling_references(targets, kpi, title, row, expected[half].get(kpi_id))
            yield DueRow({"kpi_id": kpi_id, "period": half}, references)
        if kpi_id in due:
            row, before = reported.get(kpi_id), _row(last, kpi_id)
            references = kpi_references(targets, kpi, title, before, expected[period].get(kpi_id), period)
            yield DueRow(row or {"kpi_id": kpi_id, "period": period}, references)


def _of_half(rows: pd.DataFrame, key: str, period: str) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in rows[rows["period"] == period].to_dict("records")}


def _row(rows: pd.DataFrame, key: str) -> Mapping[str, Any] | None:
    return rows.loc[key].to_dict() if key in rows.index else None


def _by_plan(rows: pd.DataFrame, kept: set[str], key: str) -> list[dict[str, Any]]:
    return rows[rows[key].isin(kept)].sort_values(["plan_id", key]).to_dict("records")
