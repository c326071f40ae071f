"""What the demo's plans say of themselves: the plan, its areas and fields, and its requirement checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from demo.chance import Chance
from demo.companies import Company
from demo.figures import Figures
from demo.outline import Outline
from demo.rows import Row
from demo.words import has_words, phrase, words
from domain.area import label_of
from domain.codelist import codelist

_YEARS = 5
_HORIZON = 10
_FORMULATED_DAYS = (20, 60)
"""Before the day on which a plan is announced."""

_NOT_MET = 0.06
"""Of the criteria that a plan may well fail."""

_IS_NOT_APPLICABLE = 0.6
_IS_UNCHECKED = 0.5


def stage_of(plan: Outline, step: str) -> str:
    """Code of a stage: ``draft``, ``proposal``, ``open``, ``report`` or ``revised`` of the plan's type."""
    own = {"proposal": ("proposal", "precheck"), "open": ("formulated", "published")}.get(step, (step, step))
    return f"a_{own[0]}" if plan.plan_type == "a" else f"bc_{own[1]}"


def plan_row(
    chance: Chance,
    plan: Outline,
    year: int,
    figures: Figures,
    stage: str,
    published: dt.date | None,
    revised: Sequence[dt.date],
    *,
    has_invited: bool,
) -> Row:
    """The row of ``plans``; a plan that is not yet ``published`` has no dates."""
    is_state = plan.plan_type == "a"
    formulated = published - dt.timedelta(days=chance.whole(*_FORMULATED_DAYS)) if published else None
    announced = None if is_state else published
    note = [phrase(chance, "plan_note")]
    note += [phrase(chance.of("revised", day), "revised") for day in revised[-1:]]
    body = phrase(chance, "ministry") if is_state else f"（架空）{plan.place}"
    return {
        "plan_id": plan.plan_id,
        "plan_type": plan.plan_type,
        "title": plan.title,
        "author": plan.author,
        "lead_block": plan.block,
        "co_blocks": "、".join(label_of(block) for block in plan.co_blocks),
        "stage_code": stage,
        "revision": 1 + len(revised),
        "formulated_date": formulated.isoformat() if formulated else "",
        "published_date": announced.isoformat() if announced else "",
        "revised_date": revised[-1].isoformat() if revised else "",
        "start_year": str(year),
        "end_year": str(year + _YEARS - 1),
        "horizon_year": str(year + _HORIZON - 1),
        **_content(chance.of("content"), plan, year, figures),
        "investment_target_yen": figures.investment,
        "sales_target_yen": figures.sales,
        "value_added_target_yen": figures.value_added,
        "trade_target_yen": figures.trade,
        "jobs_target": figures.jobs,
        "wage_target": figures.wage,
        "localisation": phrase(chance, "localisation", year=year + 3) if has_invited else "",
        "support_structure": "" if is_state else phrase(chance, "support", plan.plan_type),
        "contact": f"{body} {phrase(chance, 'department', plan.plan_type)} 00-0000-0000",
        "source_url": f"https://example.jp/架空/計画/{plan.plan_id}" if published else "",
        "note": "".join(note),
    }


def _content(chance: Chance, plan: Outline, year: int, figures: Figures) -> Row:
    """The three content blocks, and what type A says besides."""
    about = plan.plan_type
    challenge = phrase(chance, "challenge", about)
    gaps: dict[str, object] = figures.words | {
        "area": plan.place,
        "cluster": plan.cluster,
        "product": plan.product,
        "horizon": year + _HORIZON - 1,
        "challenge": challenge,
        "strength": phrase(chance, "strength", about),
        "weakness": phrase(chance, "weakness", about),
    }
    content: Row = {name: phrase(chance.of(name), name, about, **gaps) for name in ("goal", "path", "means")}
    if about == "a":
        content |= {
            "challenge": f"{challenge}。",
            "stakeholder_action": phrase(chance, "stakeholder", year=year + 2),
            "state_direction": phrase(chance, "direction"),
        }
    return content


def area_rows(plan: Outline, *, is_joined: bool) -> list[Row]:
    """Rows of ``plan_areas``; the municipality that joins is there after the first revision."""
    areas = [*plan.areas, *([(plan.joins, "member")] if is_joined and plan.joins else [])]
    return [{"plan_id": plan.plan_id, "lg_code": code, "role": role} for code, role in areas]


def field_rows(chance: Chance, plan: Outline) -> list[Row]:
    """Rows of ``plan_fields``, the plan's own field and product first."""
    products = [plan.product, *(chance.of(code).one(words("product", code)) for code in plan.fields[1:])]
    return [
        {"plan_id": plan.plan_id, "field_code": code, "product": product}
        for code, product in zip(plan.fields, products, strict=True)
    ]


def check_rows(chance: Chance, plan: Outline, found: Sequence[Company], *, is_draft: bool) -> list[Row]:
    """Rows of ``requirement_checks``: every criterion of the type, those of a draft partly unconfirmed."""
    criteria = [entry.code for entry in codelist("requirement") if plan.plan_type in entry.more["plan_types"]]
    has_invited = any(company.is_invited for company in found)
    return [_check_row(chance.of(code), plan, code, has_invited, is_draft) for code in criteria]


def _check_row(chance: Chance, plan: Outline, criterion: str, has_invited: bool, is_draft: bool) -> Row:
    answer = "met"
    if has_words("not_applicable", criterion) and not (criterion.endswith("localisation") and has_invited):
        is_forced = criterion.endswith("localisation")
        answer = "not_applicable" if is_forced or chance.happens(_IS_NOT_APPLICABLE) else answer
    elif has_words("not_met", criterion) and chance.happens(_NOT_MET):
        answer = "not_met"
    if is_draft and chance.happens(_IS_UNCHECKED):
        answer = "unchecked"
    use = {"met": "grounds", "unchecked": ""}.get(answer, answer)
    return {
        "plan_id": plan.plan_id,
        "criterion": criterion,
        "answer": answer,
        "grounds": phrase(chance, use, criterion) if use else "",
        "evidence_url": f"https://example.jp/架空/計画/{plan.plan_id}" if answer == "met" else "",
    }
