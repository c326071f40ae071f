"""The demo registry is unpacked once into the user's folder, and what people do in it stays."""

import gzip
import multiprocessing
from pathlib import Path

import pytest

from intake import first_start
from intake.first_start import open_demo, open_registry
from registry.database import Registry, RegistryUnreadable, SubmissionFacts
from registry.snapshot import read_records
from tests.builders import good_plan, submitted_tables

FACTS = SubmissionFacts("架空の提出者", "2026H1", "2026-09")


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small pack in the place of the shipped one."""
    path = tmp_path / "demo.sqlite.gz"
    monkeypatch.setattr(first_start, "SHIPPED_DEMO", path)
    pack_registry(path, "B-430005-01")
    return path


def pack_registry(path: Path, plan_id: str) -> None:
    made = path.with_suffix(f".{plan_id}")
    registry = Registry(f"sqlite:///{made}", label="デモ（架空）", is_fictional=True)
    registry.accept(submitted_tables(good_plan("b", plan_id)), {}, FACTS)
    registry.engine.dispose()
    path.write_bytes(gzip.compress(made.read_bytes()))


def plan_ids(registry: Registry) -> set[str]:
    return set(read_records(registry)["plans"]["plan_id"])


def copies(home: Path) -> list[Path]:
    return sorted(home.glob("demo-*.sqlite"))


def open_and_count(_: int) -> int:
    return open_demo().version()


@pytest.mark.usefixtures("pack")
def test_the_demo_opens_from_the_users_folder(home: Path) -> None:
    registry = open_demo()
    assert (registry.label, registry.is_fictional) == ("デモ（架空）", True)
    assert plan_ids(registry) == {"B-430005-01"}
    assert [path.name for path in home.iterdir() if not path.name.endswith(("-wal", "-shm"))] == [
        copies(home)[0].name
    ]


@pytest.mark.usefixtures("pack")
def test_what_is_tried_out_in_the_demo_stays() -> None:
    open_demo().accept(submitted_tables(good_plan("c", "C-434043-01")), {}, FACTS)
    assert plan_ids(open_demo()) == {"B-430005-01", "C-434043-01"}


def test_a_new_edition_has_a_copy_of_its_own(pack: Path, home: Path) -> None:
    open_demo()
    pack_registry(pack, "B-440001-01")
    assert plan_ids(open_demo()) == {"B-440001-01"}
    assert len(copies(home)) == 2


@pytest.mark.usefixtures("pack")
def test_processes_that_start_together_share_one_copy(home: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert pool.map(open_and_count, range(8)) == [1] * 8
    assert len(copies(home)) == 1
    assert not list(home.glob(".demo*"))


@pytest.mark.parametrize("content", [b"", b"not a pack", gzip.compress(b"x" * 9000, mtime=0)[:40]])
def test_a_broken_pack_is_told_in_a_sentence(pack: Path, home: Path, content: bytes) -> None:
    pack.write_bytes(content)
    with pytest.raises(RegistryUnreadable, match="壊れています"):
        open_demo()
    assert copies(home) == []


def test_a_missing_pack_is_told_in_a_sentence(pack: Path) -> None:
    pack.unlink()
    with pytest.raises(RegistryUnreadable, match="製品を入れ直す"):
        open_demo()


@pytest.mark.usefixtures("pack")
def test_real_projects_never_go_into_a_fictional_registry(home: Path) -> None:
    open_demo()
    registry = open_registry(f"sqlite:///{copies(home)[0]}")
    assert registry.version() == 1
    assert len(read_records(registry).projects) == 2
