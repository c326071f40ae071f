"""Registries with plans for tests of pages: one in use, and a fictional one behind the switch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from intake.first_start import open_registry
from registry.database import Registry, SubmissionFacts
from tests.builders import company, good_plan, submitted_tables
from tests.plan_snapshots import joined
from ui import shared_records

FACTS = SubmissionFacts("試験の提出者", "2026H1", "2026-10", "試験の注")
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def rows_of_three_plans() -> dict[str, list[dict[str, Any]]]:
    """A plan of each type; that of type B names three companies, each disclosed otherwise."""
    plans = [good_plan(plan_type) for plan_type in "abc"]
    plans[1]["plan_companies"].append(
        company("B-430005-01", "架空行政株式会社", corporate_number="", role="other", disclosure="government")
    )
    return joined(*plans)


def registry_with(url: str, rows: Rows, **facts: Any) -> Registry:
    registry = Registry(url, **facts)
    registry.accept(submitted_tables(rows), {"plans.xlsx": b"a workbook"}, FACTS)
    return registry


@pytest.fixture(scope="module")
def plans_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A registry of three plans beside the shipped projects, for tests that only read it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('plans')}/plans.sqlite"
    registry_with(url, rows_of_three_plans())
    open_registry(url)
    return url


@pytest.fixture
def plans_in_use(plans_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The registry in use holds three plans beside the shipped projects; returns its address."""
    monkeypatch.setenv("INVESTMAP_REGISTRY", plans_url)
    return plans_url


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the switch is a fictional registry of three plans."""
    registry = registry_with("sqlite://", rows_of_three_plans(), label="デモ（架空）", is_fictional=True)
    use_as_demo(monkeypatch, registry)


def use_as_demo(monkeypatch: pytest.MonkeyPatch, registry: Registry) -> None:
    """Put a registry behind the switch."""
    for name in ("_registries", "_versions"):
        monkeypatch.setattr(shared_records, name, {})
    monkeypatch.setattr(shared_records, "open_demo", lambda: registry)
