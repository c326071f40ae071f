"""The sums of withheld amounts that the public is told: one release a half, as of its day of publication.

A sum that followed every submission would give each new amount away to whoever looks every day. So the
sums stand still between the days of publication, and a release is audited together with all before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from domain.codelist import codelist
from domain.plan_stage import public_stages
from domain.project_tables import PROJECT_SITES, PROJECTS
from domain.reporting_period import THEN, reporting_periods
from domain.spelling import company_key
from domain.tables import TABLES
from domain.viewer import PUBLIC
from domain.withheld_sums import NO_WITHHELD_SUMS, WITHHELD_SUMS
from registry.fold import AsOf, in_force, typed
from registry.lookup import rows_with
from registry.schema import RECORD_TABLES, SUBMISSIONS
from registry.withheld_sums.publishing import Release, as_told_now, published
from registry.withheld_sums.states import BAND, EXACT, size_band_of
from registry.withheld_sums.units import Cell, Unit, home_of

_SUMMED = "government"
"""Amounts for the government are in sums; what is withheld from everybody is in none: whoever sees the
former could take them away and be left with the latter."""

_STORED = RECORD_TABLES["projects"]


@dataclass(frozen=True)
class _Moment:
    """What the public could know on a half's day of publication."""

    half: str
    as_of: AsOf


def withheld_sums(connection: sa.Connection, version: int, period: str = "") -> pd.DataFrame:
    """The last release up to ``version`` and ``period`` ("" for any): the table ``withheld_sums``.

    A half is released by the first submission after its day of publication; from then on nothing is added
    to it. It is told less where amounts in it have become public since, at whatever version: they would
    give the others away. Empty before the first one, and where no amount is withheld.
    """
    if not connection.scalar(sa.select(sa.exists().where(_STORED.c.amount_disclosure == _SUMMED))):
        return NO_WITHHELD_SUMS
    releases: dict[str, Release] = {}
    for moment in _moments(connection, version, period):
        earlier = list(releases.values())
        known = _public_by(connection, moment.as_of, _units_of(earlier))
        releases[moment.half] = published(_units(connection, moment.as_of), earlier, known)
    if not releases:
        return NO_WITHHELD_SUMS
    newest = connection.scalar(sa.select(sa.func.max(SUBMISSIONS.c.sequence))) or 0
    known = _public_by(connection, AsOf(newest), _units_of(releases.values()))
    return _table(max(releases), as_told_now(list(releases.values()), known)[-1])


def _units_of(releases: Iterable[Release]) -> set[Unit]:
    return {unit for release in releases for unit in release.units}


def _moments(connection: sa.Connection, version: int, period: str) -> Iterator[_Moment]:
    received = connection.execute(
        sa.select(SUBMISSIONS.c.received_at, SUBMISSIONS.c.sequence)
        .where(SUBMISSIONS.c.sequence <= version)
        .order_by(SUBMISSIONS.c.sequence)
    ).all()
    days = [row.received_at[:10] for row in received]
    for half, dates in reporting_periods().items():
        day = dates.publish.isoformat()
        by_then = [
            row.sequence for row, received_on in zip(received, days, strict=True) if received_on <= day
        ]
        is_over = any(received_on > day for received_on in days)
        if by_then and is_over and (not period or half <= period):
            yield _Moment(half, AsOf(max(by_then), half, THEN))


def _units(connection: sa.Connection, as_of: AsOf) -> list[Unit]:
    """The withheld amounts that count in totals, of projects that the public knew of."""
    names = ("project_id", "plan_id", "field_code", "company_name", "corporate_number", "amount_yen")
    counted = [entry.code for entry in codelist("project_status") if entry.more["counts_in_total"] == "yes"]
    query = in_force(PROJECTS, as_of, *(_STORED.c[name] for name in (*names, "amount_scope"))).where(
        _STORED.c.amount_disclosure == _SUMMED,
        _STORED.c.amount_yen >= 0,
        _STORED.c.status_code.in_(counted),
    )
    rows = connection.execute(query).all()
    public = {"", *_public_plans(connection, as_of)}
    rows = [row for row in rows if row.plan_id in public]
    places = _places(connection, as_of, [row.project_id for row in rows])
    numbers = {company_key(row.company_name): row.corporate_number for row in rows if row.corporate_number}
    return [
        Unit(
            row.project_id,
            _company(row, numbers),
            home_of(
                places.get(row.project_id, ()), is_multi_site_total=row.amount_scope == "multi_site_total"
            ),
            row.field_code,
            int(row.amount_yen),
        )
        for row in rows
    ]


def _company(row: sa.Row, numbers: dict[str, str]) -> str:
    """Who invests: by number or name; a project of whom nobody is told is one by itself."""
    key = company_key(row.company_name)
    return row.corporate_number or numbers.get(key, "") or key or f"project {row.project_id}"


def _public_plans(connection: sa.Connection, as_of: AsOf) -> Iterator[str]:
    stored, table = RECORD_TABLES["plans"], TABLES["plans"]
    query = in_force(table, as_of, stored.c.plan_id).where(stored.c.stage_code.in_(sorted(public_stages())))
    return iter(connection.scalars(query).all())


def _places(connection: sa.Connection, as_of: AsOf, project_ids: Collection[str]) -> dict[str, list[str]]:
    stored = RECORD_TABLES["project_sites"]
    query = in_force(PROJECT_SITES, as_of, stored.c.project_id, stored.c.lg_code)
    found: dict[str, list[str]] = {}
    for project_id, lg_code in rows_with(connection, query, stored.c.project_id, project_ids):
        found.setdefault(project_id, []).append(lg_code)
    return found


def _public_by(connection: sa.Connection, as_of: AsOf, units: Collection[Unit]) -> frozenset[tuple[str, int]]:
    """Which of the amounts in releases everybody can read at a moment, there and then or by looking back."""
    is_public = _STORED.c.amount_disclosure.in_(("", PUBLIC)) & _STORED.c.amount_yen.is_not(None)
    last = in_force(PROJECTS, as_of, _STORED.c.project_id, even_withdrawn=True).where(is_public)
    asked = {unit.project_id for unit in units}
    open_now = {row[0] for row in rows_with(connection, last, _STORED.c.project_id, asked)}
    handed_in = SUBMISSIONS.c.submission_id == _STORED.c.submission_id
    ever = sa.select(_STORED.c.project_id, _STORED.c.amount_yen).join(SUBMISSIONS, handed_in)
    rows = rows_with(connection, ever.where(is_public, as_of.counts()), _STORED.c.project_id, open_now)
    return frozenset(
        {(project_id, int(amount)) for project_id, amount in rows} & {unit.amount for unit in units}
    )


def _table(half: str, release: Release) -> pd.DataFrame:
    return typed(WITHHELD_SUMS, [_row(half, release, cell) for cell in release.cells])


def _row(half: str, release: Release, cell: Cell) -> tuple[object, ...]:
    state, units, total = release.states[cell], release.cells[cell], release.total(cell)
    return (
        cell.area,
        cell.field,
        half,
        len(units),
        state,
        total if state == EXACT else None,
        size_band_of(total) if state == BAND else "",
    )
