"""What of submissions only those may see who hand in and receive: drafts, names, original files."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.kept_answers import kept
from briefing.answer_book import AUDIENCE_LABEL
from domain.record import Records
from domain.viewer import GOVERNMENT, Viewer
from registry.drafts import own_plans
from ui import login_settings


def where_it_is_shown() -> str:
    """The end of a sentence on what is not shown here: where it is."""
    way = (
        "権限のある利用者でログインします"
        if login_settings.is_configured()
        else f"investmap serve --audience {GOVERNMENT} で起動します"
    )
    return f"取扱区分「{AUDIENCE_LABEL[GOVERNMENT]}」の画面にあります（{way}）。"


def sees_submissions(records: Records) -> bool:
    """True where original files and what nobody else may see of one's own plans may be shown."""
    return records.audience == GOVERNMENT and bool(records.viewer.drafts_of)


def received_plans(records: Records) -> frozenset[str]:
    """The plans whose submissions the viewer may see whole."""
    return _plans_of(records, records.viewer)


@kept(64)
def _plans_of(records: Records, viewer: Viewer) -> frozenset[str]:
    return frozenset(records["plans"].loc[own_plans(records.tables, viewer), "plan_id"])


def received_submissions(records: Records, handed_in: pd.DataFrame) -> Collection[str]:
    """Of submissions with their plans (a line each) those that are about the viewer's own plans alone."""
    is_own = handed_in["plan_id"].isin(received_plans(records))
    others = set(handed_in.loc[~is_own, "submission_id"])
    return set(handed_in["submission_id"]) - others
