"""The requirements of a plan's type, each with the answer and its grounds."""

from __future__ import annotations

from html import escape
from itertools import groupby

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.plan_checks import NO_ANSWER, CheckLine, checks_of
from briefing.plan_facts import check_answer, checks_line
from domain.codelist import codelist
from ui import markup

_SHAPES = {"met": "○", "not_met": "×", "not_applicable": "－", "unchecked": "？", NO_ANSWER: "　"}


@kept(512)
def line(allocation: Allocation, plan_id: str, plan_type: str) -> str:
    """How many requirements have which answer."""
    return checks_line(allocation, plan_id, plan_type)


@kept(512)
def html(allocation: Allocation, plan_id: str, plan_type: str) -> str:
    """The criteria by group: what is asked, whether it must be, the answer, the grounds."""
    rows = []
    lines = checks_of(allocation.records, plan_id, plan_type)
    for group, members in groupby(lines, key=lambda check: check.criterion.more["group_ja"]):
        checks = list(members)
        for at, check in enumerate(checks):
            head = f'<th scope="rowgroup" rowspan="{len(checks)}">{escape(group)}</th>' if at == 0 else ""
            rows.append(f"<tr>{head}{_cells(check)}</tr>")
    names = ("区分", "要件", "必須・任意", "確認の結果", "根拠", "資料")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<div class="scroll"><table class="plain words checks"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cells(check: CheckLine) -> str:
    entry = check.criterion
    level = codelist("requirement_level").label(entry.more["level"])
    kind = check.answer or "no_answer"
    evidence = markup.outside_link(
        check.evidence_url, "開く" if check.evidence_url.startswith("http") else check.evidence_url
    )
    return (
        f'<td class="text"><b>{escape(entry.label_ja)}</b><span class="remark">{escape(entry.more["definition_ja"])}</span></td>'
        f'<td class="text">{escape(level)}</td>'
        f'<td class="text answer {kind}"><i>{_SHAPES[check.answer]}</i>{escape(check_answer(check.answer))}</td>'
        f'<td class="text">{escape(check.grounds) or "—"}</td><td class="text">{evidence or "—"}</td>'
    )
