"""Step 3 of データ登録: what is wrong with the files, by rule, and whether they can be accepted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from briefing.finding_table import findings_table
from domain.finding import Finding, Severity, stops
from ui.checked_upload import CheckedUpload

_MOST_PLACES = 20
_MEANING = {
    Severity.ERROR: "直すまで受け付けません",
    Severity.WARNING: "提出者に確かめてください",
    Severity.NOTICE: "直さなくても受け付けます",
}
_TABLE = "findings"


def verdict(upload: CheckedUpload) -> None:
    """Whether the files can be accepted, and how many findings of each severity there are."""
    st.html(_verdict(upload) + _cards(upload))


def show(upload: CheckedUpload) -> None:
    """Findings by rule, and all of them as a table."""
    if not upload.findings:
        return
    chosen = _chosen_severities(upload.findings)
    shown = [finding for finding in upload.findings if finding.severity in chosen]
    st.html(groups_html(shown))
    _whole_table(upload, shown)


def _verdict(upload: CheckedUpload) -> str:
    checked = upload.checked
    errors = sum(finding.severity is Severity.ERROR for finding in checked.findings)
    if stops(checked.findings):
        kind = "error"
        words = f"受け付けられません。誤りが{errors:,}件あります。直したファイルを、もう一度選んでください。"
    else:
        kind, words = "good", "受け付けられます。誤りはありません。"
    return f'<div class="verdict {kind}" role="status">{escape(words)}</div>'


def _cards(upload: CheckedUpload) -> str:
    checked = upload.checked
    found = [finding.severity for finding in checked.findings]
    cards = [
        _card(severity.name.lower(), str(severity), found.count(severity), "件", _MEANING[severity])
        for severity in Severity
    ]
    rows = sum(len(table.frame) for table in checked.submitted.values())
    read = f"計画 {len(checked.plan_ids):,}件、ファイル {len(checked.files):,}件（{upload.seconds:.1f}秒）"
    return (
        f'<div class="cards counts">{"".join(cards)}{_card("read", "読み取った行", rows, "行", read)}</div>'
    )


def _card(kind: str, name: str, number: int, unit: str, words: str) -> str:
    return (
        f'<div class="card {kind if number else "none"}"><div class="name">{escape(name)}</div>'
        f'<div class="value">{number:,}<small>{unit}</small></div><p>{escape(words)}</p></div>'
    )


def _chosen_severities(findings: Sequence[Finding]) -> list[Severity]:
    """The severities to show: those that are picked, or all where none is."""
    present = [severity for severity in Severity if any(f.severity is severity for f in findings)]
    if len(present) == 1:
        return present
    picked = st.pills(
        "重さで絞る",
        present,
        selection_mode="multi",
        format_func=lambda severity: f"{severity}だけ",
        key="finding_severities",
        label_visibility="collapsed",
    )
    return picked or present


def groups_html(findings: Sequence[Finding]) -> str:
    """Findings in the order given, one block a rule: what is wrong, and where."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    return f'<div class="findings">{"".join(_group(group) for group in groups.values())}</div>'


def _group(group: Sequence[Finding]) -> str:
    first = group[0]
    kind = first.severity.name.lower()
    is_common = len({finding.sentence for finding in group}) == 1
    places = f"（{len(group):,}か所）" if len(group) > 1 else ""
    head = (
        f'<b class="severity {kind}">{escape(str(first.severity))}</b>'
        f"<span>{escape(first.sentence)}<small>{escape(_place(first))}"
        f"{f' ほか{len(group) - 1:,}か所' if len(group) > 1 else ''}　直す人: {escape(str(first.actor))}</small></span>"
    )
    if len(group) == 1:
        return f'<div class="finding {kind}">{head}</div>'
    return (
        f'<details class="finding {kind}"><summary>{head}<em>場所をすべて見る{places}</em></summary>'
        f"{_places(group, is_common)}</details>"
    )


def _place(finding: Finding) -> str:
    return str(finding.cell) or "ファイル全体"


def _places(group: Sequence[Finding], is_common: bool) -> str:
    headings = [
        "ファイル",
        "シート",
        "行",
        "見出し",
        "書かれていた値",
        *([] if is_common else ["指摘と直し方"]),
    ]
    rows = ""
    for finding in group[:_MOST_PLACES]:
        cell = finding.cell
        row = f"{cell.row:,}" if cell.row else ""
        texts = [cell.file, cell.sheet, row, cell.column, finding.value]
        texts += [] if is_common else [finding.sentence]
        rows += "<tr>" + "".join(f'<td class="text">{escape(text) or "—"}</td>' for text in texts) + "</tr>"
    heads = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    more = len(group) - _MOST_PLACES
    rest = f'<p class="remark">ほか{more:,}か所は、下の表と指摘一覧にあります。</p>' if more > 0 else ""
    return (
        f'<div class="scroll"><table class="plain words"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>'
        f"</table></div>{rest}"
    )


def _whole_table(upload: CheckedUpload, shown: Sequence[Finding]) -> None:
    expander = st.expander(f"指摘を表で見る（{len(shown):,}件）", key="findings_as_table", on_change="rerun")
    if not expander.open:
        return
    name = f"{_TABLE}_{'_'.join(sorted({finding.severity.name for finding in shown}))}"
    if name not in upload.tables:
        upload.tables[name] = findings_table(shown).frame
    frame = upload.tables[name]
    expander.dataframe(
        frame if len(upload.checked.files) > 1 else frame.drop(columns="ファイル"),
        hide_index=True,
        placeholder="—",
        row_height=34,
        height=min(34 * (len(frame) + 1) + 4, 480),
        column_config={
            "重さ": st.column_config.TextColumn(width=80),
            "指摘と直し方": st.column_config.TextColumn(width=520),
            "行": st.column_config.NumberColumn(width=60, format="localized"),
        },
        alt="指摘の表",
    )
