"""Records of any size for measuring: projects on real municipalities, everything else drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd

from domain.codelist import codelist
from domain.municipality import NORTHERN_KIND, municipalities
from domain.project_tables import PROJECT_SITES, PROJECTS
from domain.record import Records
from domain.tables import TABLES


def generated_records(count: int, seed: int = 1) -> Records:
    """``count`` projects: one in eight without an amount, one in twenty with two to four sites."""
    draw = np.random.default_rng(seed)
    places = [entry.code for entry in municipalities() if entry.more["kind"] != NORTHERN_KIND]
    weights = 1 / np.arange(1, len(places) + 1)
    order = draw.permutation(len(places))
    ids = np.array([f"GEN-{number:07d}" for number in range(count)])
    has_amount = draw.random(count) > 1 / 8
    extra = np.where(draw.random(count) < 1 / 20, draw.integers(1, 4, count), 0)
    amount = np.exp(draw.normal(17, 2.2, count)).astype(np.int64) * 1000
    scope = np.where(extra > 0, "multi_site_total", "single_site").astype(object)
    scope[draw.random(count) < 0.03] = "lower_bound"
    scope[~has_amount] = "not_disclosed"
    year = draw.integers(2015, 2027, count)
    projects = pd.DataFrame(
        {
            "project_id": ids,
            "name": np.char.add("架空の案件 ", ids),
            "plan_id": "",
            "field_code": draw.choice(codelist("strategic_field").codes, count),
            "company_name": "架空の事業者",
            "corporate_number": "",
            "company_disclosure": "public",
            "amount_disclosure": "",
            "place_disclosure": "",
            "status_code": draw.choice(codelist("project_status").codes[:6], count),
            "amount_yen": pd.array(np.where(has_amount, amount, 0), dtype="Int64"),
            "amount_scope": scope,
            "public_support_yen": pd.array(amount // 4, dtype="Int64"),
            "announced_date": year.astype(str),
            "start_date": "",
            "operation_date": (year + draw.integers(1, 6, count)).astype(str),
            "is_core": pd.array([False] * count, dtype="boolean"),
            "source_url": "",
            "source_quote": "",
            "note": "",
        }
    )
    projects.loc[~has_amount, "amount_yen"] = pd.NA
    owner = np.repeat(np.arange(count), 1 + extra)
    place = order[draw.choice(len(places), len(owner), p=weights / weights.sum())]
    sites = pd.DataFrame(
        {
            "project_id": ids[owner],
            "lg_code": np.array(places)[place],
            "share": pd.array([pd.NA] * len(owner), dtype="Float64"),
            "location_precision": "municipality",
            "lon": pd.array([pd.NA] * len(owner), dtype="Float64"),
            "lat": pd.array([pd.NA] * len(owner), dtype="Float64"),
            "place_note": "",
        }
    ).drop_duplicates(["project_id", "lg_code"], ignore_index=True)
    return Records(
        "生成した案件（架空）", True, 1, "public", "2026-03", "",
        {name: table.frame([]) for name, table in TABLES.items()}
        | {"projects": PROJECTS.typed(projects), "project_sites": PROJECT_SITES.typed(sites)},
    )  # fmt: skip
