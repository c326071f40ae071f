"""Rules on links between tables: sites belong to projects, and projects have sites."""

from collections.abc import Iterable

from domain.finding import Actor, Finding, Severity
from domain.record import Submitted
from rules.membership import is_among
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule

FAMILY = "表のつながり（案件）"

SITE_WITHOUT_PROJECT = rule(
    "site_without_project",
    Severity.ERROR,
    Actor.SENDER,
    "所在地の行の案件ID「{value}」が、案件の表にありません。ID を直すか、案件の行を加えてください。",
    "所在地の表だけに PUB-999 がある",
)
PROJECT_WITHOUT_SITE = rule(
    "project_without_site",
    Severity.WARNING,
    Actor.SENDER,
    "案件「{value}」に所在地の行がありません。地図には示せず、金額は全国にだけ数えます。所在地を加えてください。",
    "所在地の表に一行もない案件",
)


@check
def check_site_links(submitted: Submitted) -> Iterable[Finding]:
    if not {"projects", "project_sites"} <= set(submitted):
        return
    projects, sites = submitted["projects"], submitted["project_sites"]
    known, placed = projects.frame["project_id"], sites.frame["project_id"]
    unlinked = ~is_among(placed, known) & (placed != "")
    for _, row in rows_where(sites.frame, unlinked):
        yield SITE_WITHOUT_PROJECT.at(sites.cell(row, "project_id"), row["project_id"])
    for _, row in rows_where(projects.frame, ~is_among(known, placed) & ~projects.is_unread("project_id")):
        yield PROJECT_WITHOUT_SITE.at(projects.cell(row, "project_id"), row["project_id"])


@check_against_earlier
def check_sites_of_earlier_projects(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    """Sites that come without the table of projects belong to those that are there."""
    if "project_sites" not in submitted or "projects" in submitted:
        return
    sites = submitted["project_sites"]
    placed = sites.frame["project_id"]
    known = earlier["projects"]["project_id"] if "projects" in earlier else placed.iloc[:0]
    for _, row in rows_where(sites.frame, ~is_among(placed, known) & (placed != "")):
        yield SITE_WITHOUT_PROJECT.at(sites.cell(row, "project_id"), row["project_id"])
