"""What 出典とデータ says: counting rule, definitions, sources with licences, how fresh things are."""

from __future__ import annotations

from html import escape

import streamlit as st

from briefing.answer_book import AUDIENCE_LABEL
from briefing.notes import (
    COUNTING_RULE,
    ROUNDING_NOTE,
    TERRITORY_NOTE,
    coverage_note,
    registry_words,
    sources,
)
from domain.codelist import codelist
from domain.partial_date import format_ja
from ui import markup
from ui.shared_records import Shared

_DEFINED = {
    "project_status": "状況",
    "amount_scope": "金額の範囲",
    "location_precision": "位置の精度",
    "disclosure": "名前や額などの公開",
}


def counting_rule(shared: Shared) -> None:
    coverage = coverage_note(shared.allocation.records)
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in COUNTING_RULE)
    st.html(f'<ol class="rule">{items}</ol><p class="remark">{escape(ROUNDING_NOTE)}{escape(coverage)}</p>')


def definitions() -> None:
    """Words of the vocabularies with their definitions, as the code lists hold them."""
    rows = ""
    for name, title in _DEFINED.items():
        entries = list(codelist(name))
        for at, entry in enumerate(entries):
            group = f'<th scope="rowgroup" rowspan="{len(entries)}">{escape(title)}</th>' if at == 0 else ""
            rows += (
                f'<tr>{group}<td class="text">{escape(entry.label_ja)}</td>'
                f'<td class="text">{escape(entry.more["definition_ja"])}</td></tr>'
            )
    bands = "、".join(entry.label_ja for entry in codelist("size_band"))
    rows += f'<tr><th scope="rowgroup">投資規模</th><td class="text" colspan="2">{escape(bands)}（下限以上・上限未満）</td></tr>'
    st.html(
        '<div class="scroll"><table class="plain words"><thead><tr><th scope="col">区分</th><th scope="col">用語</th>'
        f'<th scope="col">意味</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def freshness(shared: Shared) -> None:
    records = shared.allocation.records
    facts = [
        ("登録簿", registry_words(records)),
        ("時点", f"{format_ja(records.as_of)}（最も新しい事実の時期）"),
        ("版", f"第{records.version}版（{records.accepted_at.replace('T', ' ')[:16]} 受付）"),
        ("案件", f"{len(records.projects):,}件、所在地 {len(records.project_sites):,}か所"),
        ("取扱区分", AUDIENCE_LABEL[records.audience]),
        ("更新", "新しい資料が登録されると、開いている画面は次の操作のときに新しい版に変わります"),
    ]
    _facts(facts)


def boundaries(shared: Shared) -> None:
    if shared.boundaries is None:
        st.html("<p>境界データを読み込めません。</p>")
        return
    source = shared.boundaries.provenance
    facts = [
        ("使用中の境界", "利用者が取り込んだ境界" if shared.boundaries.is_imported else "製品に同梱の境界"),
        ("資料", f"{source['publisher_ja']}「{source['title_ja']}」"),
        ("時点", format_ja(str(source["as_of"]))),
        ("表示", str(source["credit_ja"])),
        ("利用条件", str(source["licence"])),
        ("注意", str(source["note_ja"])),
        ("領土", TERRITORY_NOTE),
    ]
    _facts(facts)


def _facts(facts: list[tuple[str, str]]) -> None:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    st.html(f'<div class="record"><dl>{rows}</dl></div>')


def sources_table() -> None:
    rows = "".join(
        f'<tr><th scope="row">{escape(source.title_ja)}</th><td class="text">{escape(source.publisher_ja)}</td>'
        f'<td class="text">{escape(source.used_for_ja)}</td><td class="text">{escape(source.licence_ja)}</td>'
        f'<td class="text when">{escape(format_ja(source.as_of))}</td><td class="text">{escape(source.note_ja)}</td>'
        f'<td class="text">{markup.outside_link(source.url, "開く") if source.url else "—"}</td></tr>'
        for source in sources()
    )
    st.html(
        '<div class="scroll"><table class="plain words"><thead><tr><th scope="col">資料</th><th scope="col">作成者</th>'
        '<th scope="col">使うところ</th><th scope="col">利用条件</th><th scope="col">時点</th><th scope="col">注</th>'
        f'<th scope="col">リンク</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )
