"""Withheld amounts beside totals: counted apart from 金額非公表, and summed only where the registry did."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.allocation import Allocation, allocate
from analysis.project_list import (
    REASON_NOT_DISCLOSED,
    REASON_WITHHELD,
    WITHHELD,
    not_shown_on_map,
    selected_projects,
)
from analysis.selection import Selection
from analysis.totals import Breakdown, lines_by, total
from analysis.withheld import withheld_sum, withheld_sums_by
from briefing.tables import totals_table
from briefing.withheld_words import beside_total, withheld_words
from domain.area import NATION, Level
from domain.withheld_sums import WITHHELD_SUMS
from tests.builders import IMARI, KIKUYO, KUMAMOTO, SAGA, project, records, site

OKU = 10**8


def told(area: str, field: str = "", **values: Any) -> dict[str, Any]:
    return {
        "area": area, "field_code": field, "half": "2025H2", "projects": 2, "state": "band",
        "amount_yen": None, "size_band": "10b_50b",
    } | values  # fmt: skip


@pytest.fixture
def seen() -> Allocation:
    rows = [
        project("P-1"),
        project("P-2", amount_yen=None, amount_scope="not_disclosed"),
        project("P-3", amount_yen=None, amount_scope="not_disclosed", amount_disclosure="government"),
        project("P-4", amount_yen=None, amount_scope="not_disclosed", amount_disclosure="withheld"),
        project("P-5", amount_yen=0, amount_disclosure="public", field_code="quantum"),
    ]
    places = [site(f"P-{at}", KIKUYO if at != 4 else IMARI) for at in range(1, 6)]
    sums = WITHHELD_SUMS.frame(
        [
            told(NATION, projects=3, state="exact", amount_yen=700 * OKU, size_band=""),
            told(KUMAMOTO),
            told(KUMAMOTO, "ai_semiconductor", projects=1, state="suppressed", size_band=""),
        ]
    )
    return allocate(records(rows, places, withheld_sums=sums))


def test_withheld_missing_and_zero_are_three(seen: Allocation) -> None:
    found = total(seen, Selection())
    assert (found.projects, found.projects_with_amount, found.amount_yen) == (5, 2, 100 * OKU)
    assert (found.not_disclosed, found.withheld) == (3, 2)
    lines = lines_by(seen, Selection(), Breakdown.PREFECTURE).by_code()
    assert (lines[KUMAMOTO].withheld, lines[SAGA].withheld) == (1, 1)


def test_no_selection_by_size_finds_a_withheld_amount_among_those_of_a_size(seen: Allocation) -> None:
    lines = lines_by(seen, Selection(), Breakdown.SIZE_BAND).by_code()
    assert {code for code, line in lines.items() if line.withheld} == {"not_disclosed"}


def test_list_and_map_say_that_an_amount_is_withheld(seen: Allocation) -> None:
    listed = selected_projects(seen, Selection()).set_index("project_id")
    assert listed["scope"].to_dict()["P-3"] == WITHHELD
    assert listed["scope"].to_dict()["P-2"] == "金額非公表"
    left_out = not_shown_on_map(seen, Selection(), Level.PREFECTURE, by_amount=True)
    reasons = left_out.set_index("project_id")["reason"].to_dict()
    assert reasons == {"P-2": REASON_NOT_DISCLOSED, "P-3": REASON_WITHHELD, "P-4": REASON_WITHHELD}


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), "ほかに非公開の額 2件（3件の計 700億円、令和7年度下期公表時点）"),
        (Selection(KUMAMOTO), "ほかに非公開の額 1件（2件の計 100億〜500億円、令和7年度下期公表時点）"),
        (
            Selection(KUMAMOTO, fields=("ai_semiconductor",)),
            "ほかに非公開の額 1件（合計は示しません、令和7年度下期公表時点）",
        ),
        (Selection(SAGA), "ほかに非公開の額 1件"),
        (Selection(KIKUYO), "ほかに非公開の額 1件"),
        (Selection(statuses=("announced",)), "ほかに非公開の額 2件"),
        (Selection(fields=("quantum",)), ""),
    ],
)
def test_words_beside_a_total(seen: Allocation, selection: Selection, words: str) -> None:
    assert beside_total(seen, selection, total(seen, selection).withheld) == words


@pytest.mark.parametrize(
    "selection",
    [
        Selection(KIKUYO),
        Selection(text="案件"),
        Selection(size_bands=("not_disclosed",)),
        Selection(fields=("ai_semiconductor", "quantum")),
        Selection(KUMAMOTO, announced_from=2024),
    ],
)
def test_sums_of_other_parts_are_not_told(seen: Allocation, selection: Selection) -> None:
    assert withheld_sum(seen, selection) is None


def test_sums_of_the_parts_of_a_selection(seen: Allocation) -> None:
    codes = (KUMAMOTO, SAGA, "unallocated")
    assert set(withheld_sums_by(seen, Selection(), Breakdown.PREFECTURE, codes)) == {KUMAMOTO}
    fields = withheld_sums_by(seen, Selection(KUMAMOTO), Breakdown.FIELD, ("ai_semiconductor", "quantum"))
    assert set(fields) == {"ai_semiconductor"}
    assert withheld_sums_by(seen, Selection(), Breakdown.STATUS, ("announced",)) == {}


def test_tables_have_them_in_columns_of_their_own(seen: Allocation) -> None:
    frame = totals_table(seen, Selection(), Breakdown.PREFECTURE).frame.set_index("コード")
    assert frame.at[KUMAMOTO, "うち非公開の額（件）"] == 1
    assert frame.at[KUMAMOTO, "非公開の額の合計"] == "1件（2件の計 100億〜500億円、令和7年度下期公表時点）"
    assert frame.at[SAGA, "非公開の額の合計"] == "1件"
    nation = totals_table(seen, Selection(), Breakdown.NATION).frame
    assert "700億円" in nation["非公開の額の合計"].iloc[0]


def test_where_nothing_is_withheld_nothing_is_said() -> None:
    found = allocate(records([project()], [site()]))
    assert withheld_words(total(found, Selection()).withheld, withheld_sum(found, Selection())) == ""
    assert "非公開の額の合計" not in totals_table(found, Selection(), Breakdown.PREFECTURE).frame


def test_government_that_sees_an_amount_has_none_withheld() -> None:
    rows = [
        project(amount_disclosure="government"),
        project("P-2", amount_disclosure="government", amount_yen=None),
    ]
    found = allocate(records(rows, [site(), site("P-2")], audience="government"))
    assert total(found, Selection()).withheld == 0
    assert pd.notna(found.records.projects.loc[0, "amount_yen"])
