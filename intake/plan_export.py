"""Accepted plans as the workbook that they are handed in by: what is changed in it is a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from domain.codelist import codelist
from loaders.plan_workbook import filled_bytes
from registry.database import Registry
from registry.plan_rows import rows_of_plans

_NAME_COLUMNS = {
    "projects": ("company_name", "company_disclosure"),
    "plan_companies": ("company_name", "disclosure"),
}


class NotExportable(Exception):
    """The plans cannot be one workbook; the message is a Japanese sentence that says what to do."""


@dataclass(frozen=True)
class ExportedPlans:
    """A plan workbook, and how many of the company names in it must not be shown to everyone."""

    content: bytes
    restricted_names: int


def export_plans(registry: Registry, plan_ids: Sequence[str]) -> ExportedPlans:
    """The workbook of these plans with everything in force, also what no audience sees.

    It is for those who handed the plans in: without the names that they withhold, handing the file in
    again would take the names back.

    Raises:
        NotExportable: a plan is not in the registry, or the plans are of several types.
        TextUnwritable: a text that no cell can hold.
    """
    # Read first: what others hand in from here on is newer than the file, and will be told so.
    version = registry.version()
    tables = rows_of_plans(registry, plan_ids)
    plans = tables["plans"]
    missing = [plan_id for plan_id in dict.fromkeys(plan_ids) if plan_id not in set(plans["plan_id"])]
    if missing:
        raise NotExportable(f"計画「{'」「'.join(missing)}」は登録簿にありません。計画IDを確かめてください。")
    types = list(plans["plan_type"].unique())
    if len(types) > 1:
        names = "、".join(codelist("plan_type").label(plan_type) for plan_type in types)
        raise NotExportable(
            f"種類の違う計画（{names}）は一つの様式にできません。種類ごとに書き出してください。"
        )
    content = filled_bytes(tables, types[0], version=version, is_fictional=registry.is_fictional)
    return ExportedPlans(content, _restricted_names(tables))


def _restricted_names(tables: Mapping[str, pd.DataFrame]) -> int:
    return sum(
        int(((tables[table][name] != "") & (tables[table][disclosure] != "public")).sum())
        for table, (name, disclosure) in _NAME_COLUMNS.items()
    )
