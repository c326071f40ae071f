"""Hostile text from a file, a registry that is none, and boundaries that a user brought."""

from __future__ import annotations

import json

import pytest

from geo.boundaries import shipped_boundaries
from geo.camera import fit
from intake.first_start import open_registry
from registry.database import Registry, SubmissionFacts
from tests.boundary_editions import FIRST, SECOND, edition_in_force
from tests.browser.conftest import box_of_map, click_map, point_at, wait_until
from tests.builders import project, site, submitted

pytestmark = pytest.mark.browser

SCRIPT = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"


@pytest.fixture(scope="module")
def hostile(start, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    url = f"sqlite:///{folder / 'registry.sqlite'}"
    registry: Registry = open_registry(url)
    rows = [
        project(
            "X-1",
            name=f"悪意{SCRIPT}",
            company_name=SCRIPT,
            source_url="javascript:document.title='hacked'",
            source_quote=SCRIPT,
            note=SCRIPT,
            amount_yen=9 * 10**12,
        )
    ]
    facts = SubmissionFacts("試験", "2026H1", "2026-03")
    registry.accept(submitted(rows, [site("X-1", "012033", place_note=SCRIPT)]), {}, facts)
    return start(INVESTMAP_REGISTRY=url)


def test_text_from_a_file_is_never_run(visit, hostile):
    watched = visit(at=hostile)
    page = watched.open("/investment_map?map=bubble&prefecture=010006")
    box = box_of_map(page)
    spot = shipped_boundaries().label_spot("012033")
    camera = fit(shipped_boundaries().bounds("010006"), box["width"], box["height"], margin=28)
    assert point_at(watched, camera, spot.lon, spot.lat, says="悪意<img src=x", down=14), "shown as text"
    assert page.locator(".deck-tooltip img, .deck-tooltip script").count() == 0
    for path in (
        "/project_list?project=X-1",
        "/investment_size",
        "/strategic_fields?opened=ai_semiconductor",
    ):
        page = watched.open(path)
        assert page.title() != "hacked"
        assert page.locator("img[src=x]").count() == 0
    page = watched.open("/project_list?project=X-1")
    assert page.locator('.record a[href^="javascript"]').count() == 0
    assert "<img src=x" in page.locator(".record").inner_text()


def test_a_registry_that_is_none_is_said_and_the_shipped_projects_are_shown(visit, start, tmp_path):
    strange = tmp_path / "registry.sqlite"
    strange.write_bytes(b"This is no database. " * 200)
    watched = visit(at=start(INVESTMAP_REGISTRY=f"sqlite:///{strange}"))
    page = watched.open("/investment_map")
    assert "データベースのファイルではありません" in page.locator(".trouble").inner_text()
    assert page.locator(".card .value").nth(1).inner_text().replace("\n", "") == "136件"
    assert strange.read_bytes().startswith(b"This is no database.")


def test_broken_imported_boundaries_are_said_and_the_shipped_ones_drawn(visit, start, tmp_path):
    home = tmp_path / "home"
    index = edition_in_force(home=home) / "browser" / "index.json"
    index.write_bytes(index.read_bytes()[:1000])
    watched = visit(at=start(home))
    page = watched.open("/investment_map")
    assert "境界データのファイルが壊れています" in page.locator(".trouble").inner_text()
    click_map(watched, 142.9, 43.4, until="**prefecture=010006**")


def boundaries_fetched(watched, least: int = 2) -> list[str]:
    """Addresses of boundaries that the page asked for, once there are so many."""

    def found() -> list[str]:
        return [url for url in watched.requested if "boundaries/" in url]

    wait_until(watched.page, lambda: len(found()) >= least)
    assert len(found()) >= least
    return found()


def test_imported_boundaries_are_drawn_from_the_users_folder(visit, start, tmp_path):
    """The user's folder gets the shipped boundaries under another name, as an import would leave it."""
    home = tmp_path / "home"
    folder = edition_in_force(FIRST, home=home)
    provenance = json.loads((folder / "provenance.json").read_text())
    (folder / "provenance.json").write_text(json.dumps(provenance | {"credit_ja": "試験の境界"}))
    watched = visit(at=start(home))
    page = watched.open("/investment_map")
    fetched = boundaries_fetched(watched)
    assert all(f"/imported_boundaries/{FIRST}/" in url for url in fetched)
    assert "試験の境界" in page.locator(".foot").inner_text()
    answer = page.request.get(fetched[0])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    for name in (
        f"{FIRST}/..%2Fprovenance.json", f"{FIRST}/provenance.json", f"..%2Fboundaries%2F{FIRST}/index.json",
        f"{SECOND}/index.json", "current/index.json", f"{FIRST}/current",
    ):  # fmt: skip
        assert page.request.get(f"{watched.base}/imported_boundaries/{name}").status in (400, 404), name
    click_map(watched, 142.9, 43.4, until="**prefecture=010006**")


def test_boundaries_imported_while_a_page_is_open_are_drawn_at_the_next_click(visit, start, tmp_path):
    home = tmp_path / "home"
    edition_in_force(FIRST, home=home)
    watched = visit(at=start(home))
    page = watched.open("/investment_map")
    before = boundaries_fetched(watched)
    edition_in_force(SECOND, home=home)
    page.locator(".st-key-map_controls").get_by_text("市区町村", exact=True).click()
    after = boundaries_fetched(watched, len(before) + 2)[len(before) :]
    assert all(f"/imported_boundaries/{SECOND}/" in url for url in after)
    assert all(page.request.get(url).ok for url in before + after)
    assert page.locator(".trouble").count() == 0
