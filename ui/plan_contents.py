"""What a plan says: its three content blocks, the further items, its targets and its fields."""

from __future__ import annotations

from html import escape
from typing import Any

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from briefing.plan_facts import NOT_SAID, TARGETS, against_target, share_of_target, target_words
from domain.codelist import codelist
from domain.plan_tables import PLANS
from ui import markup
from ui.plan_record import find

_BLOCKS = ("goal", "path", "means")
_FURTHER = ("challenge", "stakeholder_action", "state_direction", "localisation", "support_structure")


def html(plan: Any) -> str:
    """The content blocks, and the further items below them."""
    return _blocks(plan) + _further(plan)


def _said(plan: Any, name: str) -> str:
    text = getattr(plan, name)
    return f'<div class="said">{escape(text)}</div>' if text else _not_said(name, plan.plan_type)


def _not_said(name: str, plan_type: str) -> str:
    """That an item is empty: a lack where the type must have it, a hint where it is up to a condition."""
    items, code = codelist("required_item"), f"plans.{name}"
    level = items[code].more[f"level_{plan_type}"] if code in items else "optional"
    if level == "must":
        return f'<div class="missing">{NOT_SAID}</div>'
    when = f"（{items[code].more['grounds_ja']}）" if level == "conditional" else ""
    return f'<div class="remark">{escape(NOT_SAID + when)}</div>'


def _blocks(plan: Any) -> str:
    """目標, 道筋 and 政策手段 side by side."""
    parts = []
    for name in _BLOCKS:
        title, _, more = PLANS[name].label_ja.partition("（")
        parts.append(
            f'<section><h3>{escape(title)}</h3><p class="remark">{escape(more.removesuffix("）"))}</p>'
            f"{_said(plan, name)}</section>"
        )
    return f'<div class="blocks">{"".join(parts)}</div>'


def _further(plan: Any) -> str:
    """The further items that the plan's type is asked for, and others that it gives."""
    rows = "".join(
        f"<dt>{escape(PLANS[name].label_ja)}</dt><dd>{_said(plan, name)}</dd>"
        for name in _FURTHER
        if getattr(plan, name) or _is_asked(name, plan.plan_type)
    )
    return f'<div class="record wide"><dl>{rows}</dl></div>' if rows else ""


def _is_asked(column: str, plan_type: str) -> bool:
    """True for an item of ``plans`` that this type must have, always or on a condition."""
    items = codelist("required_item")
    code = f"plans.{column}"
    return code in items and items[code].more[f"level_{plan_type}"] in ("must", "conditional")


@kept(512)
def targets_html(allocation: Allocation, plan_id: str) -> str:
    """The plan's targets; that for investment beside what its projects come to so far."""
    plan = find(allocation, plan_id)
    assert plan is not None
    rows = []
    for name in TARGETS:
        column = PLANS[name]
        value = getattr(plan, name)
        said = target_words(name, value)
        beside = _against_projects(plan) if name == "investment_target_yen" and said else ""
        shown = f"<b>{escape(said)}</b>" if said else _not_said(name, plan.plan_type)
        rows.append(
            f'<tr><th scope="row">{escape(column.label_ja)}</th><td class="text">{shown}{beside}</td></tr>'
        )
    return (
        '<table class="plain words"><thead><tr><th scope="col">目標</th><th scope="col">目標値</th>'
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _against_projects(plan: Any) -> str:
    bar = markup.bar(share_of_target(plan)) if plan.projects_with_amount else ""
    return f"<div>{escape(against_target(plan))}</div>{bar}"


@kept(512)
def fields_html(allocation: Allocation, plan_id: str) -> str:
    """The plan's fields with the products that it names."""
    rows = allocation.records["plan_fields"]
    rows = rows[rows["plan_id"] == plan_id]
    words, strategic = codelist("plan_field"), codelist("strategic_field")
    if rows.empty:
        return f'<p class="missing">{NOT_SAID}</p>'
    lines = "".join(
        f'<tr><th scope="row">{escape(words.label(row.field_code))}</th>'
        f'<td class="text">{"戦略分野" if row.field_code in strategic else "地場産業"}</td>'
        f'<td class="text">{escape(row.product) or "—"}</td></tr>'
        for row in rows.sort_values("field_code", key=lambda codes: codes.map(words.position)).itertuples()
    )
    return (
        '<table class="plain words"><thead><tr><th scope="col">分野</th><th scope="col">区分</th>'
        f'<th scope="col">製品・技術・サービス</th></tr></thead><tbody>{lines}</tbody></table>'
    )
