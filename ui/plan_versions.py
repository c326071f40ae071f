"""The versions of a plan: what each is, when it was made, and the way to what it changed."""

from __future__ import annotations

from html import escape

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja
from registry.database import Registry
from registry.plan_versions import plan_versions
from ui.shared_records import Shared

_DATES = (("formulated_date", "策定"), ("published_date", "公表"), ("revised_date", "改訂"))


def html(shared: Shared, plan_id: str) -> str:
    """One line a version, the newest first."""
    return _html(shared.registry, shared.allocation, plan_id)


@kept(256)
def _html(registry: Registry, allocation: Allocation, plan_id: str) -> str:
    found = plan_versions(registry, allocation.records, plan_id)
    stages = codelist("plan_stage")
    rows = "".join(
        f'<tr><th scope="row">第{int(row.revision)}版</th>'
        f'<td class="text">{escape(stages.label(row.stage_code))}</td>'
        f'<td class="text">{escape(_dates(row))}</td>'
        f'<td class="text">{escape(short_ja(row.period))}</td>'
        f'<td class="text">{escape(row.note) or "—"}</td></tr>'
        for row in found.itertuples()
    )
    names = ("版", "段階", "日付", "届いた半期", "注意（改訂の理由など）")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f'<div class="scroll"><table class="plain words"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _dates(row: object) -> str:
    words = [f"{format_ja(getattr(row, name))}{what}" for name, what in _DATES if getattr(row, name)]
    return "、".join(words) or "記載なし"
