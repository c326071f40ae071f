"""``investmap changes``: the bridge and the lists behind it, and what the command refuses."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.builders import IMARI, OZU
from tests.two_halves import BRIDGE, NOW, OKU, REASON, THEN, two_halves_in_use, two_halves_url
from tests.unit.command_line import done, refused, run

__all__ = ["two_halves_in_use", "two_halves_url"]

ASKED = ("changes", "--from", THEN, "--to", NOW)


pytestmark = pytest.mark.usefixtures("two_halves_in_use")


def printed(*options: str) -> dict[str, tuple[int, int]]:
    rows = csv.DictReader(io.StringIO(done(*ASKED, *options)))
    assert rows.fieldnames == ["step", "projects", "amount_yen"]
    return {row["step"]: (int(row["projects"]), int(row["amount_yen"])) for row in rows}


def test_csv_is_the_bridge_in_its_order():
    assert printed() == BRIDGE
    assert list(printed()) == list(BRIDGE)


def test_what_is_said_about_it_goes_to_standard_error():
    said = run(*ASKED, "--municipality", OZU).stderr
    assert "架空のデータです" in said
    assert "熊本県 > 大津町: 令和7年度下期（2025年度下期）から令和8年度上期（2026年度上期）まで" in said
    assert said.count("架空のデータです") == 1


def test_a_selection_has_a_bridge_of_its_own():
    assert printed("--municipality", IMARI)["moved"] == (1, 130 * OKU)
    assert printed("--plan-type", "B")["new"] == (2, 330 * OKU)


def test_json_has_the_same_numbers_and_the_lists_behind_them():
    steps = json.loads(done(*ASKED, "--format", "json"))
    assert {step["step"]: (step["projects"], step["amount_yen"]) for step in steps} == BRIDGE
    for step in steps[1:-1]:
        assert sum(row["amount_yen"] or 0 for row in step["list"]) == step["amount_yen"]
        assert sum(row["projects"] for row in step["list"]) == step["projects"]
    (raised,) = next(step["list"] for step in steps if step["step"] == "increased")
    assert raised["project_id"] == "X-1"
    assert (raised["before_yen"], raised["after_yen"], raised["reason"]) == (100 * OKU, 130 * OKU, REASON)
    withheld = next(row for step in steps for row in step["list"] if row["project_id"] == "X-8")
    assert (withheld["amount_yen"], withheld["after_state"]) == (None, "not_disclosed")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", THEN), "--to"),
        (
            ("--from", "2024H1", "--to", NOW),
            f"--from の「2024H1」には提出がありません。提出のある半期: {NOW}、{THEN}",
        ),
        (("--from", THEN, "--to", "2031H1"), "--to の「2031H1」には提出がありません"),
        (("--from", NOW, "--to", THEN), "より前の半期にしてください"),
        (("--from", NOW, "--to", NOW), "より前の半期にしてください"),
        (("--from", THEN, "--to", NOW, "--period", NOW), "--from と --to"),
        (("--from", THEN, "--to", NOW, "--field", "ない分野"), "ない分野"),
    ],
)
def test_what_cannot_be_asked_is_told(words, told):
    assert told in refused("changes", *words)


def test_as_known_then_leaves_out_what_came_later():
    assert printed("--known", "then") == BRIDGE
