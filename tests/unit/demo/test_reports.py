"""Half-yearly reports: KPIs against their targets, causes and promises, and figures put right later."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from demo.rows import Row
from demo.words import causes
from domain.codelist import codelist
from domain.reporting_period import reporting_periods
from tests.unit.demo.nations import lives

LIVES = lives()
REPORTS = [each for handed in LIVES.values() for each in handed if each.is_report]


def rows(table: str) -> list[Row]:
    return [row for each in REPORTS for row in each.rows[table]]


def is_poor(row: Row) -> bool:
    results = codelist("review_result")
    return results[str(row["result"])].more["is_poor"] == "yes"


def test_some_reports_are_late_and_some_never_come() -> None:
    late = [
        each
        for each in REPORTS
        if each.day > reporting_periods()[str(each.rows["progress_reports"][0]["period"])].due
    ]
    assert 0.03 < len(late) / len(REPORTS) < 0.3
    counts = Counter(len([each for each in handed if each.is_report]) for handed in LIVES.values())
    assert len(counts) > 3


def test_every_judged_status_occurs_and_most_plans_are_doing_well() -> None:
    found = Counter(str(row["status"]) for row in rows("progress_reports"))
    assert set(found) == set(codelist("judged_status").codes)
    assert found["on_track"] + found["mostly"] > found["behind"] + found["late"]


def test_the_comment_says_figures_where_there_are_any() -> None:
    for row in rows("progress_reports"):
        assert row["status"] == "not_assessable" or "見込み" in str(row["comment"])


def test_poor_reviews_have_a_cause_and_a_promise() -> None:
    poor = [row for row in rows("measure_reviews") if is_poor(row)]
    assert poor
    for row in poor:
        assert row["cause_kind"]
        assert row["cause"]
        assert row["action"]
        assert row["action_text"]
        assert str(row["action_due"]) > str(row["period"])[:4]


def test_what_was_promised_is_taken_up_by_the_next_review() -> None:
    """A promise is named in the next review: as kept, as kept without effect, or as broken."""
    promises = {cause.promise for cause in causes()}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows("measure_reviews"):
        found[str(row["measure_id"])].append(row)
    ends = Counter()
    for reviews in found.values():
        reviews.sort(key=lambda row: str(row["period"]))
        for before, after in pairwise(reviews):
            if is_poor(before) and before["action_text"] in promises:
                told = str(after["cause"] if is_poor(after) else after["action_text"])
                assert str(before["action_text"]) in told
                ends["kept" if not is_poor(after) else "broken" if "まだ" in told else "in vain"] += 1
    assert set(ends) == {"kept", "in vain", "broken"}


def test_nothing_is_reviewed_after_it_ended() -> None:
    ended: dict[str, str] = {}
    for row in sorted(rows("measure_reviews"), key=lambda row: str(row["period"])):
        assert row["measure_id"] not in ended
        if row["execution"] in ("done", "stopped"):
            ended[str(row["measure_id"])] = str(row["period"])
    assert ended


def test_preliminary_figures_are_put_right_by_the_next_report() -> None:
    corrected = 0
    for handed in LIVES.values():
        first: dict[tuple[object, object], Row] = {}
        for each in (each for each in handed if each.is_report):
            for row in each.rows["kpi_values"]:
                key = (row["kpi_id"], row["period"])
                if key in first:
                    corrected += 1
                    assert first[key]["value_status"] == "preliminary"
                    assert row["value_status"] == "final"
                first[key] = row
    assert corrected > 50


def test_values_that_are_missing_say_why() -> None:
    missing = [row for row in rows("kpi_values") if row["value_status"] == "missing"]
    assert missing
    assert all(row["note"] and row.get("value") is None for row in missing)


def test_kpis_are_of_every_direction_and_kind() -> None:
    kpis = [row for handed in LIVES.values() for row in handed[0].rows["kpis"]]
    assert {row["direction"] for row in kpis} == set(codelist("kpi_direction").codes)
    assert {row["level"] for row in kpis} == set(codelist("kpi_level").codes)
    for row in kpis:
        if row["level"] == "execution":
            assert row["target"] is row["baseline"] is None
        elif row["direction"] == "up":
            assert row["target"] > row["baseline"]
        elif row["direction"] == "down":
            assert row["target"] < row["baseline"]


def test_some_plans_move_faster_than_planned_and_others_slower() -> None:
    statuses = defaultdict(set)
    for row in rows("progress_reports"):
        statuses[str(row["plan_id"])[5]].add(row["status"])
    for found in statuses.values():
        assert {"on_track", "behind"} <= found
