"""All record definitions by name, in the order in which people fill them in."""

from collections.abc import Mapping

from domain.measure_tables import KPI_TARGETS, KPIS, MEASURES
from domain.plan_tables import PLAN_AREAS, PLAN_COMPANIES, PLAN_FIELDS, PLANS, REQUIREMENT_CHECKS
from domain.project_tables import PROJECT_SITES, PROJECT_YEARS, PROJECTS
from domain.record import Table
from domain.report_tables import REPORT_TABLES

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        PLANS,
        PLAN_AREAS,
        PLAN_FIELDS,
        PROJECTS,
        PROJECT_SITES,
        PROJECT_YEARS,
        MEASURES,
        KPIS,
        KPI_TARGETS,
        PLAN_COMPANIES,
        REQUIREMENT_CHECKS,
        *REPORT_TABLES,
    )
}
