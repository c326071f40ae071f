"""An import that fails leaves the boundaries in force as they were, byte for byte, and no stray folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.finding import Severity
from geo.boundaries import POINTER, current_boundaries, imported_folder, shipped_boundaries
from geo.boundary_files import INDEX, PROVENANCE
from geo.boundary_levels import LEVEL_NAMES, Frames
from intake import boundary_import
from intake.boundary_import import import_boundaries, remove_imported
from tests.boundary_editions import FIRST, edition_in_force
from tests.n03_files import KAGAWA, TOTTORI, rows, write_shapefile


@pytest.fixture
def copy(home: Path) -> Path:
    """A user's folder with imported boundaries: the shipped ones will do."""
    edition_in_force()
    return home


@pytest.fixture
def tottori(tmp_path: Path) -> Path:
    return write_shapefile(rows(TOTTORI), tmp_path / "N03-20240101_31.shp")


@pytest.fixture
def ready_levels(monkeypatch: pytest.MonkeyPatch) -> Frames:
    """What is built does not matter here, and building takes seconds."""
    levels = {name: shipped_boundaries().frame(name) for name in LEVEL_NAMES}
    monkeypatch.setattr(boundary_import, "_joined_to", lambda *_: levels["municipalities_full"])
    monkeypatch.setattr(boundary_import, "build_levels", lambda *_: levels)
    return levels


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_going_back_puts_the_shipped_boundaries_in_force(copy: Path) -> None:
    assert current_boundaries().is_imported
    assert remove_imported()
    assert current_boundaries() == shipped_boundaries()
    assert not imported_folder().exists()
    assert not remove_imported()


def test_error_in_the_file_leaves_everything_as_it_was(copy: Path, tmp_path: Path) -> None:
    before = everything(copy)
    table = rows(KAGAWA)
    done = import_boundaries([write_shapefile(table[table["N03_004"] != "高松市"], tmp_path / "N03.shp")])
    assert not done.is_done
    assert (done.municipalities, done.kept_prefectures) == (0, 0)
    assert everything(copy) == before


@pytest.mark.usefixtures("ready_levels")
@pytest.mark.parametrize(
    ("function", "error"),
    [
        ("write_parquet", OSError(28, "No space left on device")),
        ("write_browser_files", OSError(28, "No space left on device")),
        ("write_browser_files", KeyboardInterrupt()),
        ("_put_in_force", PermissionError(13, "in use")),
    ],
)
def test_failure_half_way_leaves_everything_as_it_was(
    copy: Path, tottori: Path, monkeypatch: pytest.MonkeyPatch, function: str, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    before = everything(copy)
    monkeypatch.setattr(boundary_import, function, fail)
    with pytest.raises(type(error)):
        import_boundaries([tottori])
    assert everything(copy) == before
    assert [path.name for path in copy.iterdir()] == ["boundaries"]
    assert current_boundaries().is_imported


@pytest.mark.usefixtures("ready_levels")
def test_first_import_of_all_that_fails_leaves_the_shipped_boundaries(
    home: Path, tottori: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_written(_: Frames, folder: Path, __: object) -> None:
        folder.mkdir()
        (folder / "prefectures_low.0123456789.json").write_text("{", encoding="utf-8")
        raise OSError(28, "No space left on device")

    (home / "registry.sqlite").parent.mkdir(parents=True)
    (home / "registry.sqlite").write_bytes(b"the user's own")
    monkeypatch.setattr(boundary_import, "write_browser_files", half_written)
    with pytest.raises(OSError, match="No space left"):
        import_boundaries([tottori])
    assert [path.name for path in home.iterdir()] == ["registry.sqlite"]
    assert current_boundaries() == shipped_boundaries()


@pytest.mark.usefixtures("ready_levels")
@pytest.mark.parametrize("method", ["rename", "replace"])
def test_edition_that_cannot_be_put_in_place_leaves_the_old_one_in_force(
    copy: Path, tottori: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    before = everything(copy)
    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(PermissionError):
        import_boundaries([tottori])
    assert everything(copy) == before
    assert [path.name for path in copy.iterdir()] == ["boundaries"]
    assert current_boundaries().is_imported


def editions() -> set[str]:
    return {path.name for path in imported_folder().iterdir()} - {POINTER}


@pytest.mark.usefixtures("ready_levels")
def test_first_import_makes_one_edition(home: Path, tottori: Path) -> None:
    assert import_boundaries([tottori]).is_done
    assert [path.name for path in home.iterdir()] == ["boundaries"]
    assert editions() == {current_boundaries().edition}


@pytest.mark.usefixtures("ready_levels")
def test_import_keeps_the_edition_that_it_replaces_and_no_earlier_one(copy: Path, tottori: Path) -> None:
    """A page that is just being drawn fetches its files from the one before."""
    first = current_boundaries()
    assert import_boundaries([tottori]).is_done
    second = current_boundaries()
    assert editions() == {first.edition, second.edition}
    first.check()
    assert import_boundaries([tottori]).is_done
    assert editions() == {second.edition, current_boundaries().edition}
    assert [path.name for path in copy.iterdir()] == ["boundaries"]


@pytest.mark.usefixtures("ready_levels")
@pytest.mark.parametrize("name", [POINTER, f"{FIRST}/browser/{INDEX}", f"{FIRST}/{PROVENANCE}"])
@pytest.mark.parametrize("damage", ["emptied", "gone"])
def test_import_mends_a_broken_folder_and_says_what_is_lost(
    copy: Path, tottori: Path, name: str, damage: str
) -> None:
    path = imported_folder() / name
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"")
    done = import_boundaries([tottori])
    assert done.is_done
    finding = next(found for found in done.findings if found.rule == "boundary_earlier_unreadable")
    assert (finding.severity, finding.value) == (Severity.WARNING, path.name)
    assert current_boundaries().is_imported


@pytest.mark.usefixtures("ready_levels")
def test_import_mends_a_level_that_is_broken_inside(copy: Path, tottori: Path) -> None:
    path = imported_folder() / FIRST / "municipalities_full.parquet"
    content = bytearray(path.read_bytes())
    content[1000:200_000] = bytes(199_000)
    path.write_bytes(content)
    done = import_boundaries([tottori])
    assert "boundary_earlier_unreadable" in [finding.rule for finding in done.findings]
    current_boundaries().frame("municipalities_full")


def test_going_back_mends_a_broken_folder(copy: Path) -> None:
    (imported_folder() / POINTER).unlink()
    assert remove_imported()
    assert current_boundaries() == shipped_boundaries()
    assert list(copy.iterdir()) == []


@pytest.mark.usefixtures("ready_levels")
def test_import_mends_a_folder_whose_index_was_cut_off(copy: Path, tottori: Path) -> None:
    index = copy / "boundaries" / FIRST / "browser" / "index.json"
    index.write_bytes(index.read_bytes()[:1000])
    assert import_boundaries([tottori]).is_done
    current_boundaries().check()
