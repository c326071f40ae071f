"""What every sheet has around its blocks: subject, 時点, 取扱区分, fiction, sources, notes, filters, n of N."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.totals import total
from briefing.answer_book import AUDIENCE_LABEL
from briefing.contents import MOST_MESSAGES, Block, Foot, Sheet
from briefing.notes import FICTION_NOTE, ROUNDING_NOTE, coverage_note, source_sentence
from briefing.sheets.request import SheetRequest, SheetSource
from briefing.unpublished_words import unpublished_note
from domain.codelist import codelist
from domain.partial_date import format_ja


def sheet(
    source: SheetSource,
    request: SheetRequest,
    *,
    subject: str,
    title: str,
    messages: Sequence[str],
    blocks: Sequence[Block],
    notes: Sequence[str] = (),
    sources: Sequence[str] = (),
    filters: str = "",
    coverage: str = "",
) -> Sheet:
    """A sheet of a kind with the head and foot that all have; at most three messages are kept. ``sources``
    are told beside that of the records; ``blocks`` stand one below the other; ``filters`` and ``coverage``
    are the selection in words and n of N, unless they are given.
    """
    records = source.allocation.records
    kind = codelist("sheet_kind").label(request.kind)
    return Sheet(
        kind=request.kind,
        subject=f"{kind}　{subject}",
        title=title,
        messages=tuple(messages)[:MOST_MESSAGES],
        as_of=f"{format_ja(records.as_of)}時点",
        handling=AUDIENCE_LABEL[records.audience],
        fiction=FICTION_NOTE if records.is_fictional else "",
        blocks=tuple(blocks),
        foot=Foot(
            sources=(source_sentence(records).removeprefix("出典: "), *sources),
            notes=(
                *notes,
                *unpublished_note(source.allocation, request.selection, request.plan),
                ROUNDING_NOTE,
                *(() if records.is_fictional else (coverage_note(records),)),
            ),
            filters=filters or request.selection.describe(),
            coverage=coverage or _coverage(source, request),
        ),
    )


def _coverage(source: SheetSource, request: SheetRequest) -> str:
    """``金額公表 86／136件``: in how many of the projects an amount is in the totals."""
    found = total(source.allocation, request.selection)
    return f"金額公表 {found.projects_with_amount:,}／{found.projects:,}件"
