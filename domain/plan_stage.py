"""Stages of plans: which of them are public, so that drafts are told from plans in force."""

from __future__ import annotations

from functools import cache

from domain.codelist import codelist


@cache
def public_stages() -> frozenset[str]:
    """Stages of plans that have been formulated or announced; before them a plan is a draft."""
    return frozenset(entry.code for entry in codelist("plan_stage") if entry.more["is_public"] == "yes")
