"""What a plan says of itself in words: its author, its areas, its fields, its years."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.plan_areas import LINKED, WITHIN
from domain.area import label_of
from domain.codelist import codelist
from domain.lg_code import is_prefecture, prefecture_of
from domain.municipality import municipalities
from domain.record import Records

NO_AREA = "区域の登録なし"
NO_FIELD = "分野の登録なし"


def author_in_words(author: str) -> str:
    """``国``, ``熊本県`` or ``熊本県 菊陽町``; what is no code of ours stays as it is."""
    known = author in codelist("prefecture") or author in municipalities()
    return label_of(author, full=True) if known else author


def areas_in_words(records: Records) -> list[str]:
    """For every plan its areas (see :func:`joined_areas`), or ``NO_AREA``."""
    codes = _codes_by_plan(records["plan_areas"], WITHIN)
    return [joined_areas(codes.get(plan_id, [])) or NO_AREA for plan_id in records["plans"]["plan_id"]]


def linked_areas_in_words(records: Records, plan_id: str) -> str:
    """The areas that only work together with a plan; "" for none."""
    rows = records["plan_areas"]
    return joined_areas(_codes_by_plan(rows[rows["plan_id"] == plan_id], LINKED).get(plan_id, []))


def _codes_by_plan(rows: pd.DataFrame, roles: tuple[str, ...]) -> dict[str, list[str]]:
    """lg_codes by plan_id, the leading ones first."""
    rows = rows[rows["role"].isin(roles)]
    order = rows["role"].map(codelist("area_role").position)
    rows = rows.assign(order=order).sort_values(["order", "lg_code"], kind="stable")
    return {str(plan_id): list(codes) for plan_id, codes in rows.groupby("plan_id")["lg_code"]}


def joined_areas(codes: list[str]) -> str:
    """``熊本県（全域）、佐賀県 伊万里市・吉野ヶ里町``: a prefecture's name once before its municipalities."""
    inside: dict[str, list[str]] = {}
    for code in codes:
        inside.setdefault(prefecture_of(code), []).append(code)
    words = []
    for prefecture, found in inside.items():
        name = label_of(prefecture)
        if any(is_prefecture(code) for code in found):
            words.append(f"{name}（全域）")
        else:
            words.append(f"{name} " + "・".join(label_of(code) for code in found))
    return "、".join(words)


def fields_in_words(records: Records) -> list[str]:
    """For every plan the labels of its fields in the order of the vocabulary, or ``NO_FIELD``."""
    words = codelist("plan_field")
    rows = records["plan_fields"]
    rows = rows.assign(order=rows["field_code"].map(words.position)).sort_values("order", kind="stable")
    labels = {
        str(plan_id): "、".join(words.label(code) for code in codes)
        for plan_id, codes in rows.groupby("plan_id")["field_code"]
    }
    return [labels.get(plan_id, NO_FIELD) for plan_id in records["plans"]["plan_id"]]


def period_in_words(plan: Any) -> str:
    """``2026〜2030年度``; "" where neither end is said."""
    if not plan.start_year and not plan.end_year:
        return ""
    return f"{plan.start_year}〜{plan.end_year}年度"
