"""The numbers on sheets are those of ``investmap totals``: every prefecture, block and field, real and fictional."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from analysis.allocation import Allocation, allocate
from analysis.selection import Selection
from briefing.contents import KeyNumbers, Sheet, SmallMaps, Table
from briefing.sheets.kinds import sheets
from briefing.sheets.request import SheetRequest, SheetSource
from cli import main
from domain.area import label_of, prefectures_of
from domain.codelist import codelist
from domain.money import format_yen
from geo.boundaries import shipped_boundaries
from intake.first_start import open_demo
from registry.snapshot import read_records

BOUNDARIES = shipped_boundaries()
PREFECTURES, BLOCKS, FIELDS = (codelist(name).codes for name in ("prefecture", "block", "strategic_field"))
Numbers = dict[str, tuple[int, int, int]]
"""By code: projects, projects with an amount, yen."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Allocation, str]:
    """The fictional nation, and the registry that a command may read."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INVESTMAP_HOME", str(folder))
        registry = open_demo()
        records = read_records(registry)
    (file,) = (path for path in Path(folder).rglob("*.sqlite") if "demo" in path.name)
    return allocate(records, dt.date(2026, 11, 22)), f"sqlite:///{file}"


class Asked(NamedTuple):
    """Records, and what the command prints of the same registry by each breakdown."""

    allocation: Allocation
    by: dict[str, Numbers]


@pytest.fixture(scope="module", params=["real", "fictional"])
def asked(
    request: pytest.FixtureRequest, shipped_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Asked:
    """A registry, asked once by the command for all its lines."""
    is_real = request.param == "real"
    allocation, url = (
        (request.getfixturevalue("public"), shipped_url) if is_real else request.getfixturevalue("demo")
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INVESTMAP_HOME", str(tmp_path_factory.mktemp("asked")))
        patch.setenv("INVESTMAP_REGISTRY", url)
        return Asked(allocation, {by: printed(by) for by in ("prefecture", "block", "field", "nation")})


def printed(by: str) -> Numbers:
    result = CliRunner().invoke(main, ["totals", "--by", by])
    assert result.exit_code == 0, result.output
    rows = list(csv.reader(io.StringIO(result.stdout)))[1:]
    return {code: (int(n), int(m), int(yen)) for code, _, n, m, yen, _ in rows}


def made(allocation: Allocation, kind: str, selection: Selection) -> tuple[Sheet, ...]:
    return sheets(SheetSource(allocation, None, BOUNDARIES), SheetRequest(kind, selection))


def of_kind(sheet: Sheet, kind: type) -> list:
    return [block for block in sheet.leaves() if isinstance(block, kind)]


def headline(sheet: Sheet) -> tuple[str, str]:
    """Words of amount and number of projects."""
    (numbers,) = of_kind(sheet, KeyNumbers)
    amount, projects = numbers.items[:2]
    return amount.value + amount.unit, projects.value + projects.unit


def breakdown(sheet: Sheet, heading: str) -> dict[str, tuple[str, ...]]:
    (table,) = (each for each in of_kind(sheet, Table) if each.columns[0].heading == heading)
    return {name: tuple(cells) for name, *cells in table.rows}


def assert_says(sheet: Sheet, numbers: tuple[int, int, int]) -> None:
    projects, with_amount, yen = numbers
    amount, count = headline(sheet)
    assert count == f"{projects:,}件"
    assert f"金額公表 {with_amount:,}／{projects:,}件" == sheet.foot.coverage
    if with_amount:
        assert amount == format_yen(yen)
        assert format_yen(yen) in sheet.title
    else:
        assert amount in ("案件なし", "非公表", "広域に計上")
        assert "円" not in sheet.title.replace("万円", "")


def test_every_prefecture_block_and_field_has_the_headline_of_the_command(asked: Asked) -> None:
    allocation, by = asked
    for code in PREFECTURES:
        (sheet,) = made(allocation, "prefecture", Selection(code))
        assert_says(sheet, by["prefecture"][code])
    for code in BLOCKS:
        (sheet,) = made(allocation, "block", Selection(code))
        assert_says(sheet, by["block"][code])
    for code in FIELDS:
        (sheet,) = made(allocation, "field", Selection(fields=(code,)))
        assert_says(sheet, by["field"][code])
    (sheet,) = made(allocation, "nation", Selection())
    assert_says(sheet, by["nation"]["japan"])
    (sheet,) = made(allocation, "fields", Selection())
    (maps,) = of_kind(sheet, SmallMaps)
    for code, item in zip(FIELDS, maps.items, strict=True):
        projects, counted, yen = by["field"][code]
        if counted:
            assert item.number == f"{format_yen(yen)}・{projects:,}件"


def test_every_line_of_a_breakdown_is_the_command_s(asked: Asked) -> None:
    """The lines of blocks on the nation's sheet, and of prefectures on the sheets of blocks; they add up."""
    (sheet,) = made(asked.allocation, "nation", Selection())
    tables = [(sheet, "block", BLOCKS)]
    for block in BLOCKS:
        inside = prefectures_of(block)
        if len(inside) > 1:
            (sheet,) = made(asked.allocation, "block", Selection(block))
            tables.append((sheet, "prefecture", inside))
    for sheet, by, codes in tables:
        lines = breakdown(sheet, "ブロック" if by == "block" else "都道府県")
        shown = [code for code in codes if label_of(code) in lines]
        assert len(shown) >= min(6, sum(asked.by[by][code][0] > 0 for code in codes))
        for code in shown:
            amount, _, projects, counted = lines[label_of(code)]
            number, with_amount, yen = asked.by[by][code]
            assert (projects, counted) == (f"{number:,}", f"{with_amount:,}")
            assert_is(amount, yen if with_amount else None)
        amounts = [yen_of(line[0]) for line in lines.values()]
        assert abs(sum(amounts[:-1]) - amounts[-1]) <= 0.51 * len(amounts)


def assert_is(cell: str, yen: int | None) -> None:
    """A cell of 億円 is the amount as it is rounded, or words for none."""
    assert (yen is None) is (not cell[0].isdigit())
    if yen is not None:
        assert abs(yen_of(cell) - yen / 10**8) <= (0.051 if "." in cell else 0.501)


def yen_of(cell: str) -> float:
    return float(cell.removesuffix("未満").replace(",", "")) if cell[0].isdigit() else 0.0


def test_lists_have_every_project_once(asked: Asked) -> None:
    pages = made(asked.allocation, "projects", Selection())
    rows = [row for sheet in pages for row in of_kind(sheet, Table)[0].rows]
    assert [row[0] for row in rows] == [f"{at:,}" for at in range(1, len(rows) + 1)]
    assert len(rows) == asked.by["nation"]["japan"][0]
    assert all(row[5] == "非公表" or row[5][0].isdigit() for row in rows)
