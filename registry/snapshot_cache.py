"""Snapshots kept as Parquet files in the user's folder, so that a large registry opens at once again.

A cache and nothing more: what is damaged, foreign or of another edition is read from the database and
written anew, and deleting the folder loses nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from domain.folders import PRODUCT, user_folder
from domain.plan_stage import public_stages
from domain.record import Records
from domain.reporting_period import SINCE
from domain.tables import TABLES
from domain.viewer import Viewer, viewer
from domain.withheld_sums import WITHHELD_SUMS
from registry.database import Registry
from registry.publication import publication_day, published_half
from registry.schema import SUBMISSIONS
from registry.schema_version import newest_revision
from registry.snapshot import read_records

WORTH_KEEPING = 20_000
"""Rows from which on a snapshot is kept; fewer are read from the database as fast."""

_SUMS_MADE_IN = "registry/withheld_sums"
_ANSWER_MADE_BY = (
    "data/codelists/disclosure.csv",
    "data/codelists/restricted_field.csv",
    "data/reporting_periods.csv",
    "domain/belonging.py",
    "domain/viewer.py",
    "registry/audience.py",
    "registry/disclosure.py",
    "registry/drafts.py",
    "registry/fold.py",
    "registry/publication.py",
    "registry/snapshot.py",
    "domain/spelling.py",
    "data/codelists/disclosure_rule.csv",
    "data/codelists/project_status.csv",
    "data/codelists/size_band.csv",
)
"""Files that decide what a snapshot holds, beside those in ``_SUMS_MADE_IN``: what another edition of them
let through is not read.
"""

_MOST_KEPT = 8
_ABANDONED_S = 3600
_FACTS = b"investmap"
"""Under this name every file tells which snapshot it is part of."""


@dataclass(frozen=True)
class _Facts:
    """What tells a snapshot from all others, and what ``Records`` says besides its tables."""

    snapshot: str
    registry_label: str
    is_fictional: bool
    version: int
    audience: str
    as_of: str
    accepted_at: str
    period: str
    known: str
    withheld_companies: dict[str, int]
    drafts_of: tuple[str, ...]
    unpublished: dict[str, tuple[str, ...]]


def snapshots_folder() -> Path:
    return user_folder() / "snapshots"


def cached_records(
    registry: Registry,
    version: int | None = None,
    audience: str | Viewer = "public",
    period: str | None = None,
    known: str = SINCE,
    day: dt.date | None = None,
) -> Records:
    """The same as :func:`registry.snapshot.read_records`, from its snapshot if there is a good one."""
    if not registry.is_lasting:
        return read_records(registry, version, audience, period, known, day)
    newest = registry.version()
    version = newest if version is None else min(version, newest)
    seen_by = viewer(audience)
    day = publication_day(day)
    published = published_half(seen_by.audience, day) or ""
    name = _name(
        registry, newest, (version, seen_by.audience, *seen_by.drafts_of, period or "", known, published)
    )
    found = _read(name)
    if found is None:
        found = read_records(registry, version, audience, period, known, day)
        if sum(map(len, found.tables.values())) >= WORTH_KEEPING:
            # Without space or rights the records are read anew each time, as they were just now.
            with contextlib.suppress(OSError):
                _write(name, found)
                _prune()
    return found


def _name(registry: Registry, newest: int, asked: tuple[int | str, ...]) -> str:
    """A name that no other contents have.

    It covers the registry, every submission (a copy of a registry may have gone another way, and a later
    one may withhold a name), what was asked for, and everything in the product that shapes the answer.
    """
    with registry.engine.connect() as connection:
        accepted = connection.execute(
            sa.select(SUBMISSIONS.c.submission_id, SUBMISSIONS.c.received_at)
            .where(SUBMISSIONS.c.sequence <= newest)
            .order_by(SUBMISSIONS.c.sequence)
        ).all()
    facts = (registry.identity, list(map(tuple, accepted)), asked, _edition())
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


@cache
def _edition() -> str:
    """What tells this edition of the product from one that would answer otherwise."""
    columns = [[(column.name, column.dtype) for column in table.columns] for table in TABLES.values()]
    paths = [PRODUCT / name for name in _ANSWER_MADE_BY] + sorted((PRODUCT / _SUMS_MADE_IN).glob("*.py"))
    rules = [path.read_text(encoding="utf-8") for path in paths]
    return hashlib.sha256(
        json.dumps([newest_revision(), columns, sorted(public_stages()), rules]).encode()
    ).hexdigest()


def _read(name: str) -> Records | None:
    """The snapshot of this name; None if it is missing or any part of it is not as it was written."""
    folder = snapshots_folder() / name
    tables, told = {}, set()
    try:
        for table in (*TABLES.values(), WITHHELD_SUMS):
            read = pq.read_table(
                folder / f"{table.name}.parquet", page_checksum_verification=True, partitioning=None
            )
            told.add(read.schema.metadata[_FACTS])
            tables[table.name] = read.to_pandas()
        (facts,) = (_Facts(**json.loads(text)) for text in told)
        os.utime(folder)
    except (OSError, pa.ArrowException, ValueError, TypeError, KeyError):
        return None
    if facts.snapshot != name:
        return None
    values = asdict(facts)
    del values["snapshot"]
    values["drafts_of"] = tuple(facts.drafts_of)
    values["unpublished"] = {half: tuple(plans) for half, plans in facts.unpublished.items()}
    sums = tables.pop(WITHHELD_SUMS.name)
    return Records(tables=tables, withheld_sums=sums, **values)


def _write(name: str, records: Records) -> None:
    """Write a snapshot whole: it takes its place by one renaming."""
    folder = snapshots_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    facts = _Facts(
        name,
        records.registry_label,
        records.is_fictional,
        records.version,
        records.audience,
        records.as_of,
        records.accepted_at,
        records.period,
        records.known,
        dict(records.withheld_companies),
        records.viewer.drafts_of,
        dict(records.unpublished),
    )
    with _unfinished(folder) as unfinished:
        for table, frame in (*records.tables.items(), (WITHHELD_SUMS.name, records.withheld_sums)):
            content = pa.Table.from_pandas(frame, preserve_index=False)
            metadata = content.schema.metadata | {_FACTS: json.dumps(asdict(facts)).encode()}
            path = unfinished / f"{table}.parquet"
            pq.write_table(
                content.replace_schema_metadata(metadata), path, compression="zstd", write_page_checksum=True
            )
        shutil.rmtree(folder / name, ignore_errors=True)
        unfinished.rename(folder / name)


@contextlib.contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _prune() -> None:
    """Keep the snapshots that were used last, and nothing that a process left half written."""
    found = [(path.stat().st_mtime, path) for path in snapshots_folder().iterdir() if path.is_dir()]
    found.sort(reverse=True)
    finished = [path for _, path in found if not path.name.startswith(".")]
    abandoned = [
        path for used, path in found if path.name.startswith(".") and time.time() - used > _ABANDONED_S
    ]
    for path in finished[_MOST_KEPT:] + abandoned:
        shutil.rmtree(path, ignore_errors=True)
