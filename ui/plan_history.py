"""When a plan was handed in and changed: its submissions, for those who hand in and receive."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from domain import fiscal_half
from intake.shown_changes import sees_all_submissions
from registry.database import Registry
from registry.history import submissions_of_plans
from ui.intake_rights import received_plans
from ui.shared_records import Shared

_MOST = 50


def html(shared: Shared, plan_id: str) -> str:
    """The plan's submissions, the newest first; for the public that they are kept is enough.

    Submissions tell of drafts and of people, neither of which is public.
    """
    records = shared.allocation.records
    if not (sees_all_submissions(records) or plan_id in received_plans(records)):
        return '<p class="remark">公表された版だけを示しています。提出の履歴は、取扱区分が「行政限り」の画面にあります。</p>'
    return _html(shared.registry, records.version, plan_id)


@lru_cache(maxsize=256)
def _html(registry: Registry, version: int, plan_id: str) -> str:
    found = submissions_of_plans(registry, plan_id=plan_id)
    found = found[found["sequence"] <= version].iloc[::-1]
    if found.empty:
        return '<p class="remark">提出の履歴はありません。</p>'
    rows = "".join(
        f'<tr><th scope="row">第{row.sequence:,}版</th>'
        f'<td class="text">{escape(row.received_at.replace("T", " ")[:16])}</td>'
        f'<td class="text">{escape(fiscal_half.format_ja(row.period))}</td>'
        f'<td class="text">{escape(row.submitted_by)}</td>'
        f'<td class="text">{"内容に変更あり" if row.has_changed else "変更なし"}</td>'
        f'<td class="text">{escape(row.note) or "—"}</td></tr>'
        for row in found.head(_MOST).itertuples()
    )
    more = f'<p class="remark">ほか{len(found) - _MOST:,}件</p>' if len(found) > _MOST else ""
    names = ("登録簿の版", "受付", "対象の半期", "提出者", "内容", "注")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f'<div class="scroll"><table class="plain words"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}'
