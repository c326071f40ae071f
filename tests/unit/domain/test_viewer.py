"""Viewers: an audience, and the areas whose drafts are seen."""

from __future__ import annotations

import pytest

from domain.viewer import Viewer, ViewerUnknown, viewer, viewer_of


@pytest.mark.parametrize(
    ("audience", "drafts_of", "expected"),
    [
        ("public", "", Viewer()),
        ("government", "", Viewer("government", ("japan",))),
        ("government", "kyushu", Viewer("government", ("kyushu",))),
        ("government", "九州、東京都", Viewer("government", ("130001", "kyushu"))),
        ("government", " 430005 , 430005 ", Viewer("government", ("430005",))),
    ],
)
def test_settings_name_a_viewer(audience: str, drafts_of: str, expected: Viewer) -> None:
    assert viewer_of(audience, drafts_of) == expected


@pytest.mark.parametrize(
    ("audience", "drafts_of"),
    [("everyone", ""), ("public", "kyushu"), ("government", "どこか"), ("government", "434043")],
)
def test_viewer_that_there_is_not_is_refused_in_japanese(audience: str, drafts_of: str) -> None:
    with pytest.raises(ViewerUnknown, match=r"[ぁ-ん]"):
        viewer_of(audience, drafts_of)


def test_audience_alone_is_its_viewer_without_limit() -> None:
    assert viewer("government").sees_all_drafts
    assert not viewer("public").sees_all_drafts
    assert viewer(Viewer("government", ())) == Viewer("government")
