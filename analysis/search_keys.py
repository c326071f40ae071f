"""What free text is looked for in: one normalised text a project."""

from __future__ import annotations

import pyarrow as pa

from domain.area import label_of
from domain.record import Records
from domain.spelling import search_key


def search_keys(records: Records) -> pa.Array:
    """Name, company, id and places of each project, normalised; projects in the order of ``records.projects``."""
    sites = records.project_sites
    places = {code: label_of(code, full=True) if code else "" for code in sites["lg_code"].unique()}
    named = (sites["lg_code"].map(places) + " " + sites["place_note"]).groupby(sites["project_id"])
    by_project = named.agg(" ".join)
    projects = records.projects
    text = projects["name"] + " " + projects["company_name"] + " " + projects["project_id"]
    words = projects["project_id"].map(by_project)
    text = text + " " + words.where(words.notna(), "").astype("str")
    return pa.array([search_key(value) for value in text], type=pa.large_string())
