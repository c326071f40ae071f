"""What viewers share in memory: nothing that has been withheld since it was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.database import Registry, SubmissionFacts
from tests.builders import project, site, submitted
from ui import shared_records


def names_at(version: int | None) -> set[str]:
    return set(shared_records.shared(version=version).allocation.records.projects["company_name"])


def test_name_withheld_since_is_not_had_from_an_earlier_version_that_was_read_before(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    url = f"sqlite:///{home}/registry.sqlite"
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    registry = Registry(url)

    def hand_in(disclosure: str) -> None:
        row = project("P-1", company_name="秘密社", company_disclosure=disclosure)
        registry.accept(submitted([row], [site()]), {}, SubmissionFacts("熊本県", "2026H1", "2026"))

    hand_in("public")
    version = shared_records.shared().allocation.records.version
    assert "秘密社" in names_at(version)
    hand_in("withheld")
    shared_records.look_again()
    assert "秘密社" not in names_at(None)
    assert "秘密社" not in names_at(version), "as a sheet's code asks for it"
