"""The first start fills the registry with the shipped projects, once, whoever else starts with it."""

import multiprocessing
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.folders import DATA
from intake import first_start
from intake.first_start import PUBLIC_FILES, SHIPPED_BY, open_registry
from intake.submission import SubmissionRefused, accept, check_files
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records

PROJECTS = 136
ROUNDS = 12

Edit = Callable[[str], str]


@pytest.fixture
def url(registry_at: str) -> str:
    return registry_at


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped files that a test may change, as a later edition would."""
    folder = tmp_path / "data"
    shutil.copytree(DATA / "public", folder / "public")
    shutil.copy(DATA / "sources.csv", folder)
    monkeypatch.setattr(first_start, "DATA", folder)
    return folder / "public"


def edit(folder: Path, name: str, change: Edit) -> None:
    path = folder / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "the edition changes nothing"
    path.write_text(after, encoding="utf-8")


def without_lines_of(project_id: str) -> Edit:
    return lambda text: "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(f"{project_id},")
    )


def ids(registry: Registry) -> set[str]:
    return set(read_records(registry).projects["project_id"])


def test_first_start_accepts_the_shipped_projects_as_one_submission(url: str) -> None:
    registry = open_registry(url)
    line = registry.submissions().iloc[0]
    assert registry.version() == 1
    assert len(read_records(registry).projects) == PROJECTS
    assert line["submitted_by"] == SHIPPED_BY
    assert set(line["file_names"].split("、")) == set(PUBLIC_FILES)
    assert read_records(registry).as_of == line["as_of"] != ""
    assert registry.has_submission(line["submission_id"])


def test_every_shipped_project_has_a_site_and_a_source(url: str) -> None:
    records = read_records(open_registry(url))
    assert set(records.project_sites["project_id"]) == set(records.projects["project_id"])
    assert records.projects["source_url"].str.startswith("http").all()


def test_second_start_does_nothing(url: str) -> None:
    first = open_registry(url).submissions()
    second = open_registry(url).submissions()
    assert second.equals(first)


def test_default_place_is_filled_too(home: Path) -> None:
    assert len(ids(open_registry())) == PROJECTS
    assert (home / "registry.sqlite").exists()


def test_later_edition_is_a_further_submission_and_withdraws_what_vanished(url: str, shipped: Path) -> None:
    first = open_registry(url)
    assert ids(first) >= {"PUB-001", "PUB-004"}
    for name in PUBLIC_FILES:
        edit(shipped, name, without_lines_of("PUB-004"))
    edit(shipped, PUBLIC_FILES[0], lambda text: text.replace("PUB-001,ラピダス", "PUB-001,（改題）ラピダス"))
    second = open_registry(url)
    assert second.version() == 2
    assert ids(first) - ids(second) == set()
    records = read_records(second)
    assert len(records.projects) == PROJECTS - 1
    assert "PUB-004" not in set(records.project_sites["project_id"]) | set(records.projects["project_id"])
    assert records.projects.set_index("project_id").loc["PUB-001", "name"].startswith("（改題）")
    assert "PUB-004" in set(read_records(second, version=1).projects["project_id"])


def test_later_edition_may_change_one_file_only(url: str, shipped: Path) -> None:
    before = len(read_records(open_registry(url)).project_sites)
    edit(shipped, PUBLIC_FILES[1], without_lines_of("PUB-012"))
    registry = open_registry(url)
    assert registry.version() == 2
    assert len(ids(registry)) == PROJECTS
    assert len(read_records(registry).project_sites) < before


def test_later_edition_is_taken_in_once(url: str, shipped: Path) -> None:
    open_registry(url)
    edit(shipped, PUBLIC_FILES[0], without_lines_of("PUB-002"))
    assert [open_registry(url).version() for _ in range(3)] == [2, 2, 2]


def test_older_product_leaves_a_newer_edition_in_force(url: str, shipped: Path) -> None:
    open_registry(url)
    edit(shipped, PUBLIC_FILES[0], without_lines_of("PUB-002"))
    open_registry(url)
    shutil.copytree(DATA / "public", shipped, dirs_exist_ok=True)
    assert open_registry(url).version() == 2


def test_edition_of_files_known_one_by_one_but_not_together_is_taken_in(url: str, shipped: Path) -> None:
    open_registry(url)
    for name, project_id in zip(PUBLIC_FILES, ("PUB-002", "PUB-012"), strict=True):
        edit(shipped, name, without_lines_of(project_id))
    open_registry(url)
    shutil.copy(DATA / "public" / PUBLIC_FILES[0], shipped)
    assert "PUB-002" in ids(open_registry(url))


def test_later_edition_leaves_other_submissions_alone(url: str, shipped: Path) -> None:
    registry = open_registry(url)
    heading, first, *_ = (shipped / PUBLIC_FILES[0]).read_text(encoding="utf-8").splitlines()
    own = {"own.csv": "\n".join([heading, first.replace("PUB-001", "KUM-001")]).encode()}
    accept(registry, check_files(own), SubmissionFacts("熊本県", "2026H1", "2026-03"))
    edit(shipped, PUBLIC_FILES[0], without_lines_of("PUB-002"))
    assert "KUM-001" in ids(open_registry(url))


def test_faulty_edition_is_refused_and_stores_nothing(url: str, shipped: Path) -> None:
    edit(shipped, PUBLIC_FILES[0], lambda text: text.replace("PUB-002,", "PUB-001,"))
    with pytest.raises(SubmissionRefused, match="PUB-001"):
        open_registry(url)
    registry = Registry(url)
    assert registry.version() == 0
    assert ids(registry) == set()


def test_faulty_edition_leaves_the_last_good_one_in_force(url: str, shipped: Path) -> None:
    open_registry(url)
    edit(shipped, PUBLIC_FILES[0], lambda text: text.replace("北海道,千歳市", "北海道,千年市"))
    with pytest.raises(SubmissionRefused, match="千年市"):
        open_registry(url)
    assert Registry(url).version() == 1
    assert len(ids(Registry(url))) == PROJECTS


def test_two_threads_that_start_at_once_leave_one_submission(url: str) -> None:
    Registry(url)
    gate, failures = threading.Barrier(2), []

    def start() -> None:
        gate.wait()
        try:
            open_registry(url)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Registry(url).version() == 1
    assert len(ids(Registry(url))) == PROJECTS


def _start_all(urls: list[str], gate: threading.Barrier) -> list[str]:
    """Open every registry the moment that the other process opens it too; what went wrong."""
    failures = []
    for url in urls:
        gate.wait(60)
        try:
            open_registry(url)
        except Exception as error:
            failures.append(f"{type(error).__name__}: {error}")
    return failures


def start_in_two_processes(urls: list[str]) -> list[str]:
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(2) as pool:
        gate = manager.Barrier(2)
        first, second = pool.starmap(_start_all, [(urls, gate)] * 2, chunksize=1)
        return first + second


def test_two_processes_that_start_at_once_on_an_empty_registry_leave_one_submission(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/{number}.sqlite" for number in range(ROUNDS)]
    for url in urls:
        Registry(url).engine.dispose()
    assert start_in_two_processes(urls) == []
    assert [Registry(url).version() for url in urls] == [1] * ROUNDS
    assert [len(ids(Registry(url))) for url in urls] == [PROJECTS] * ROUNDS


def test_two_processes_that_start_at_once_on_no_registry_leave_one_submission(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/{number}.sqlite" for number in range(ROUNDS)]
    assert start_in_two_processes(urls) == []
    assert [Registry(url).version() for url in urls] == [1] * ROUNDS
