"""The first start: the shipped 公表案件 go into an empty registry by the path of any later file."""

from __future__ import annotations

import contextlib
import csv
import gzip
import hashlib
import os
import uuid
import zlib
from pathlib import Path

from domain.fiscal_half import fiscal_half_of
from domain.folders import DATA, user_folder
from domain.partial_date import first_day
from domain.spoken_error import spoken
from intake.submission import accept, check_files
from registry.database import AlreadyAccepted, Registry, RegistryUnreadable, SubmissionFacts
from registry.snapshot import rows_handed_in_by

PUBLIC_FILES = ("public_projects.csv", "public_project_sites.csv")
SHIPPED_DEMO = DATA / "demo" / "demo.sqlite.gz"
_SQLITE_HEAD = b"SQLite format 3\x00"
SHIPPED_BY = "地域未来投資マップ（同梱）"


def open_registry(url: str | None = None) -> Registry:
    """The registry at ``url`` (see :func:`registry.database.registry_url`), never empty.

    A registry that does not know this edition of the shipped files takes it in as a submission;
    what an earlier edition named and this one does not is withdrawn, unless another sender has
    handed it in since. A fictional registry stays as it is: real projects never go into one.
    """
    registry = Registry(url)
    if registry.is_fictional:
        return registry
    files = {name: (DATA / "public" / name).read_bytes() for name in PUBLIC_FILES}
    edition = f"shipped-{hashlib.sha256(b''.join(files.values())).hexdigest()[:12]}"
    if registry.has_submission(edition):
        return registry
    as_of = _as_of("public_projects")
    facts = SubmissionFacts(
        submitted_by=SHIPPED_BY,
        period=fiscal_half_of(first_day(as_of)),
        as_of=as_of,
        note="製品に同梱の公表案件",
    )
    # Two processes may start at the same moment: the id makes the second one a no-op.
    with contextlib.suppress(AlreadyAccepted):
        accept(
            registry,
            check_files(files),
            facts,
            replaces=rows_handed_in_by(registry, SHIPPED_BY),
            submission_id=edition,
        )
    return registry


def open_demo() -> Registry:
    """The registry デモ（架空）: the shipped file, unpacked once into the user's folder.

    Every edition of the shipped file has a copy of its own, so what somebody tries out in the demo stays
    until the product brings a new one.

    Raises:
        RegistryUnreadable: the product's files lack it, or it cannot be unpacked.
    """
    try:
        packed = SHIPPED_DEMO.read_bytes()
        copy = user_folder() / f"demo-{hashlib.sha256(packed).hexdigest()[:12]}.sqlite"
        if not copy.exists():
            _put_in_place(_unpacked(packed), copy)
    except OSError as error:
        raise _demo_unreadable(spoken(error)) from error
    return Registry(f"sqlite:///{copy}")


def _unpacked(packed: bytes) -> bytes:
    with contextlib.suppress(EOFError, zlib.error, gzip.BadGzipFile):
        content = gzip.decompress(packed)
        if content.startswith(_SQLITE_HEAD):
            return content
    raise _demo_unreadable("同梱のファイルが壊れています")


def _demo_unreadable(reason: str) -> RegistryUnreadable:
    return RegistryUnreadable(
        f"デモ（架空）の登録簿を用意できません（{reason}）。製品を入れ直すか、"
        "環境変数 INVESTMAP_HOME で書き込める場所を指定してください。"
    )


def _put_in_place(content: bytes, target: Path) -> None:
    """Write a whole file at once, and never over one that another process has put there meanwhile."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}-{uuid.uuid4().hex[:8]}")
    try:
        unfinished.write_bytes(content)
        with contextlib.suppress(FileExistsError):
            os.link(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def _as_of(source: str) -> str:
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        return next(row["as_of"] for row in csv.DictReader(file) if row["source"] == source)
