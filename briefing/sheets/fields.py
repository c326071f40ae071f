"""17分野一覧: the strategic fields side by side as small maps in common classes, with amount and projects."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing import answers
from briefing.contents import Sheet, SmallMap, SmallMaps
from briefing.maps.field_maps import field_classes, field_maps
from briefing.maps.still_frame import NORTHERN_WORDS, map_credits
from briefing.maps.view import possible_view
from briefing.notes import TERRITORY_NOTE
from briefing.sheets import frame
from briefing.sheets.conclusions import percent, short_label
from briefing.sheets.messages import change, largest_parts, left_out, states, told
from briefing.sheets.naming import subject_words
from briefing.sheets.request import SheetRequest, SheetSource
from briefing.tables import parts_of
from domain.area import NATION, level_of
from domain.codelist import codelist
from geo import palette
from geo.small_map import NOTE_JA
from geo.stills.island_groups import groups_of

_ACROSS = 6


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """One page of seventeen maps."""
    allocation, selection = source.allocation, request.selection
    every = selection.with_fields(())
    area = possible_view(selection, "", request.measure).frame_area
    maps = SmallMaps(
        _heading(request, area), _maps(source, request, area), _ACROSS, _legend(source, request, area)
    )
    credit, *_ = map_credits(source.boundaries, area)
    page = frame.sheet(
        source,
        request,
        subject=subject_words(every),
        title=_title(allocation, every),
        messages=told(
            largest_parts(allocation, every, Breakdown.FIELD) or states(allocation, every),
            change(allocation, source.before, every),
            left_out(allocation, every, Breakdown.FIELD),
        ),
        blocks=(maps,),
        sources=(credit,),
        notes=(NOTE_JA + TERRITORY_NOTE,) if area == NATION else _notes(area),
    )
    return (page,)


def _heading(request: SheetRequest, area: str) -> str:
    kind = parts_of(level_of(area))
    labels = {Breakdown.PREFECTURE: "都道府県", Breakdown.MUNICIPALITY: "市区町村"}
    return f"{labels[kind]}別の{request.measure.label_ja}（17分野に共通の階級）"


def _maps(source: SheetSource, request: SheetRequest, area: str) -> tuple[SmallMap, ...]:
    selection = request.selection.with_fields(())
    amounts = answers.lines_by(source.allocation, selection, Breakdown.FIELD).by_code()
    return tuple(
        SmallMap(
            codelist("strategic_field")[drawn.code].more["short_ja"],
            drawn.svg,
            f"{drawn.value}・{drawn.projects:,}件" if amounts[drawn.code].projects else "案件なし",
            f"{drawn.label}の地図、{drawn.value}、{drawn.projects:,}件",
        )
        for drawn in field_maps(source.allocation, source.boundaries, selection, request.measure, area)
    )


def _legend(source: SheetSource, request: SheetRequest, area: str) -> tuple[tuple[str, str], ...]:
    classes = field_classes(source.allocation, request.selection.with_fields(()), request.measure, area)
    lines = [(entry.colour, entry.label) for entry in classes.legend]
    return (*lines, (palette.NOT_COVERED, NORTHERN_WORDS)) if area == NATION else tuple(lines)


def _title(allocation: Allocation, selection: Selection) -> str:
    """``全国の投資額の56％をAI・半導体が占め、3分野には案件がない``."""
    subject, found = subject_words(selection), answers.total(allocation, selection)
    if not found.projects:
        return f"{subject}の案件は登録されていない"
    lines = answers.lines_by(allocation, selection, Breakdown.FIELD).areas()
    named = [short_label(line) for line in lines if line.projects]
    if len(named) == 1:
        return f"{subject}で案件があるのは、17分野のうち{named[0]}だけ"
    bare = len(lines) - len(named)
    without = f"{bare}分野には案件がない" if bare else "すべての分野に案件がある"
    first, second = list(lines.largest_first())[:2]
    if not first.amount_yen or first.amount_yen == second.amount_yen:
        return f"{subject}では17分野のうち{len(named)}分野に案件がある"
    share = percent(first.amount_yen, found.amount_yen)
    return f"{subject}の投資額の{share}を{short_label(first)}が占め、{without}"


def _notes(area: str) -> tuple[str, ...]:
    """What the small maps of an area leave out."""
    names = "、".join(group.name for group in groups_of(area))
    return (f"小さな地図では{names}を省いています。",) if names else ()
