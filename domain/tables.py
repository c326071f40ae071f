"""All record definitions by name, in the order in which people fill them in."""

from collections.abc import Mapping

from domain.plan_tables import PLAN_TABLES
from domain.project_tables import PROJECT_SITES, PROJECT_YEARS, PROJECTS
from domain.record import Table
from domain.report_tables import REPORT_TABLES

_PLANS, _AREAS, _FIELDS, *_REST = PLAN_TABLES

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (_PLANS, _AREAS, _FIELDS, PROJECTS, PROJECT_SITES, PROJECT_YEARS, *_REST, *REPORT_TABLES)
}
